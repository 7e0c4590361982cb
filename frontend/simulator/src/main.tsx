import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { watchTheme } from "@/lib/theme";
import { App } from "./app";
import "./styles.css";

watchTheme();
const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><App /></StrictMode>);
