import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { cannedRepliesQuery } from "@/features/canned/api/canned-replies";
import { knownConversation } from "@/features/inbox/api/conversations";
import { useSelection } from "@/features/inbox/selection";
import { Palette } from "@/features/palette/palette";
import { useRecentCommands } from "@/features/palette/recent-commands";
import { ShortcutList } from "@/features/palette/shortcut-list";
import { paths } from "@/lib/paths";
import { useMay } from "@/lib/session";
import { number } from "@/lib/time";
import { useSpoken } from "@/lib/use-t";
import { cannedItems, commandItems, conversationItems, placeItems } from "./command-items";
import { useAllConversations } from "./use-all-conversations";

export interface CommandPanelProps {
  kind: "palette" | "shortcuts";
  takeTyped: () => string;
  conversationId: string | undefined;
  onClose: () => void;
  onShortcuts: () => void;
}

/** The palette over everything the features can do or open; or the list of the keys that do it. */
export function CommandPanel(props: CommandPanelProps) {
  const navigate = useNavigate();
  if (props.kind === "palette") return <CommandPalette {...props} />;

  function handleChange() {
    props.onClose();
    void navigate({ to: paths.keyboard });
  }
  return <ShortcutList onClose={props.onClose} onChange={handleChange} />;
}

function CommandPalette({ takeTyped, conversationId, onClose, onShortcuts }: CommandPanelProps) {
  const { t, region } = useSpoken();
  const [seeks, setSeeks] = useState(false);
  const seek = useCallback(() => setSeeks(true), []);
  const all = useAllConversations(seeks);
  const client = useQueryClient();
  const navigate = useNavigate();
  const replies = useMay("conversation.reply");
  const marked = useSelection((state) => state.marked.size);
  const used = useRecentCommands((state) => state.at);
  const conversation = conversationId ? knownConversation(client, conversationId) : undefined;
  const canned = useQuery({ ...cannedRepliesQuery(), enabled: replies && conversation !== undefined }).data;

  // As things are when it opens: a list that moves under the finger helps nobody. Conversations are added as they come.
  /* eslint-disable react-hooks/exhaustive-deps */
  const still = useMemo(() => [...commandItems(t, used), ...placeItems(t, navigate, used)], []);
  const people = useMemo(() => conversationItems(all.conversations, navigate), [all.looked]);
  /* eslint-enable react-hooks/exhaustive-deps */
  const items = useMemo(() => [...still, ...people, ...(canned && conversation ? cannedItems(canned, conversation, used) : [])], [still, people, canned, conversation, used]);
  const searched = all.complete ? t("palette.looked_all") : all.looked > 0 ? t("palette.looked", { n: number(all.looked, region) }) : t("palette.nothing_next");
  const scope = marked > 0 ? { label: t("palette.selected", { n: marked }) } : conversation ? { label: conversation.contact_name, name: conversation.contact_name } : undefined;

  return <Palette items={items} scope={scope} looking={all.looking} searched={searched} onSeek={seek} takeTyped={takeTyped} onClose={onClose} onShortcuts={onShortcuts} />;
}
