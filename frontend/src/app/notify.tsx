import { useQueryClient } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { addNotice, readNoticesOf } from "@/features/notifications/notices";
import { joinTabs } from "@/features/notifications/one-tab";
import { clearPageBadge, setPageBadge } from "@/features/notifications/page-badge";
import { forgetTold, tell } from "@/features/notifications/tell";
import { useToasts } from "@/lib/toasts";
import { useT } from "@/lib/use-t";
import { onChanges } from "./changes";
import { happenedIn } from "./happenings";

interface NotifyProps {
  me: string;
  unread: number;
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
    const unhear = onChanges((changes) => tell(happenedIn(client, changes, me, words.current), { speaks: tabs.speaks, open, many: (n) => words.current("notice.many", { n }) }));
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

  useEffect(() => setPageBadge(unread), [unread]);
  useEffect(() => readNoticesOf(pathname), [pathname]);

  useEffect(
    () =>
      useToasts.subscribe(({ shown }, before) => {
        for (const { id, tone, text } of shown) {
          if ((tone !== "done" && tone !== "failed") || before.shown.some((each) => each.id === id && each.text === text)) continue;
          addNotice({ id, kind: tone, title: text, text: "" });
        }
      }),
    [],
  );

  return null;
}
