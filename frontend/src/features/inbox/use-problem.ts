export { useProblem } from "@/lib/problem";
