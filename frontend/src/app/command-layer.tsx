import { useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ComponentType } from "react";
import { useActions } from "@/lib/actions";
import { needWords } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { setTheme } from "@/lib/theme";
import { toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import type { CommandPanelProps } from "./command-panel";
import { queueKeys } from "./queue-keys";

/** Not in the first chunk: fetched when the page has nothing else to do, or when it is asked for. */
const load = async () => (await Promise.all([import("./command-panel"), needWords("overlays"), needWords("settings")]))[0].CommandPanel;

const SOON = 1_000;

/** ⌘K and `?` on every page of a member. What is typed before the palette is there is kept for it. */
export function CommandLayer() {
  const t = useT();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { conversationId } = useParams({ strict: false });
  const [open, setOpen] = useState<CommandPanelProps["kind"]>();
  const [Panel, setPanel] = useState<ComponentType<CommandPanelProps>>();
  const typed = useRef("");

  useEffect(() => {
    if (!window.requestIdleCallback) return;
    const idle = requestIdleCallback(() => void load().catch(() => undefined), { timeout: SOON });
    return () => cancelIdleCallback(idle);
  }, []);

  useEffect(() => {
    if (!open || Panel) return;
    let wanted = true;
    const stop = queueKeys(typed, () => setOpen(undefined));
    load()
      .then((panel) => wanted && setPanel(() => panel))
      .catch(() => {
        if (!wanted) return;
        setOpen(undefined);
        toast({ id: "palette", tone: "failed", text: t("palette.failed") });
      });
    return () => {
      wanted = false;
      stop();
    };
  }, [open, Panel, t]);

  function show(kind: CommandPanelProps["kind"] | undefined) {
    typed.current = "";
    setOpen(kind);
  }

  useActions([
    { id: "palette.open", perform: () => show(open === "palette" ? undefined : "palette") },
    { id: "shortcuts.open", perform: () => show("shortcuts") },
    { id: "go.inbox", when: () => !pathname.startsWith(paths.inbox), perform: () => void navigate({ to: paths.inbox }) },
    { id: "go.settings", when: () => !pathname.startsWith(paths.settings), perform: () => void navigate({ to: paths.settings }) },
    { id: "theme.switch", perform: () => setTheme(document.documentElement.classList.contains("dark") ? "light" : "dark") },
  ]);

  return open && Panel ? <Panel key={open} kind={open} typed={typed.current} conversationId={conversationId} onClose={() => show(undefined)} onShortcuts={() => show("shortcuts")} /> : null;
}
