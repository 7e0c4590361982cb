import { useLocation, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState, type ComponentType } from "react";
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
  const stopQueue = useRef(() => {});

  useEffect(() => {
    if (!window.requestIdleCallback) return;
    const idle = requestIdleCallback(() => void load().catch(() => undefined), { timeout: SOON });
    return () => cancelIdleCallback(idle);
  }, []);

  useEffect(() => {
    if (!open || Panel) return;
    let wanted = true;
    load()
      .then((panel) => wanted && setPanel(() => panel))
      .catch(() => {
        if (!wanted) return;
        stopQueue.current();
        setOpen(undefined);
        toast({ id: "palette", tone: "failed", text: t("palette.failed") });
      });
    return () => {
      wanted = false;
    };
  }, [open, Panel, t]);

  useEffect(() => () => stopQueue.current(), []);
  const takeTyped = useCallback(() => {
    stopQueue.current();
    return typed.current;
  }, []);

  function show(kind: CommandPanelProps["kind"] | undefined) {
    stopQueue.current();
    typed.current = "";
    // From this very key on: a render later the first letters would be somebody else's.
    if (kind === "palette") stopQueue.current = queueKeys(typed, () => show(undefined));
    setOpen(kind);
  }

  useActions([
    { id: "palette.open", perform: () => show(open === "palette" ? undefined : "palette") },
    { id: "shortcuts.open", perform: () => show("shortcuts") },
    { id: "go.inbox", when: () => !pathname.startsWith(paths.inbox), perform: () => void navigate({ to: paths.inbox }) },
    { id: "go.settings", when: () => !pathname.startsWith(paths.settings), perform: () => void navigate({ to: paths.settings }) },
    { id: "theme.switch", perform: () => setTheme(document.documentElement.classList.contains("dark") ? "light" : "dark") },
  ]);

  return open && Panel ? <Panel key={open} kind={open} takeTyped={takeTyped} conversationId={conversationId} onClose={() => show(undefined)} onShortcuts={() => show("shortcuts")} /> : null;
}
