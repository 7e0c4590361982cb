import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { knownConversation } from "@/features/inbox/api/conversations";
import { addNotice, followNotices, readNoticesOf } from "@/features/notifications/note";
import { joinTabs } from "@/features/notifications/one-tab";
import { clearPageBadge, setPageBadge } from "@/features/notifications/page-badge";
import { forgetTold, tell } from "@/features/notifications/tell";
import { serverNow } from "@/lib/clock";
import { useToasts, type Toast } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { onChanges } from "./changes";
import { happenedIn, pathOf } from "./happenings";

interface NotifyProps {
  me: string;
  unread: number;
}

/** What failed can be read again under the bell. What one did oneself is no news. */
function keep({ id, tone, text, about = [], seq, brief }: Toast): void {
  if (brief || tone !== "failed") return;
  const [one, ...others] = about;
  const at = serverNow();
  if (one && others.length === 0) addNotice({ id, kind: tone, title: one.contact_name, text, at, path: pathOf(one), seq, about });
  else addNotice({ id, kind: tone, title: text, text: about.map((each) => each.contact_name).join(", "), at, about });
}

/** Tells whoever is elsewhere what happened, and notes it under the bell. */
export function Notify({ me, unread }: NotifyProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const t = useT();
  const words = useRef(t);
  useEffect(() => {
    words.current = t;
  });

  useEffect(() => {
    const open = (path: string) => void navigate({ href: path });
    const tabs = joinTabs();
    const unhear = onChanges((changes) => {
      tell(happenedIn(client, changes, me, words.current), { speaks: tabs.speaks, open, many: (n) => words.current("notice.many", { n }) });
      followNotices(changes.conversations.map((each) => knownConversation(client, each.id) ?? each), me);
    });
    const handleMessage = ({ data }: MessageEvent<{ kind?: string; path?: string } | null>) => {
      if (data?.kind === "open" && data.path?.startsWith("/")) open(data.path);
    };
    navigator.serviceWorker?.addEventListener("message", handleMessage);
    return () => {
      unhear();
      tabs.stop();
      navigator.serviceWorker?.removeEventListener("message", handleMessage);
      forgetTold();
      clearPageBadge();
    };
  }, [client, navigate, me]);

  // The page itself is painted first.
  useEffect(() => {
    const after = setTimeout(() => setPageBadge(unread));
    return () => clearTimeout(after);
  }, [unread]);
  useEffect(() => readNoticesOf(pathname), [pathname]);

  useEffect(
    () =>
      useToasts.subscribe(({ shown }, before) => {
        for (const each of shown) if (!before.shown.some(({ id, text }) => each.id === id && each.text === text)) keep(each);
      }),
    [],
  );

  return null;
}
