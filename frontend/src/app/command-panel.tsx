import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { cannedRepliesQuery } from "@/features/canned/api/canned-replies";
import { knownConversation } from "@/features/inbox/api/conversations";
import { useSelection } from "@/features/inbox/selection";
import { Palette } from "@/features/palette/palette";
import { useRecentCommands } from "@/features/palette/recent-commands";
import { ShortcutList } from "@/features/palette/shortcut-list";
import { paths } from "@/lib/paths";
import { useMay } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { cannedItems, commandItems, conversationItems, placeItems } from "./command-items";

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
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const replies = useMay("conversation.reply");
  const marked = useSelection((state) => state.marked.size);
  const used = useRecentCommands((state) => state.at);
  const conversation = conversationId ? knownConversation(client, conversationId) : undefined;
  const canned = useQuery({ ...cannedRepliesQuery(), enabled: replies && conversation !== undefined }).data;

  // As things are when it opens: a list that moves under the finger helps nobody.
  const still = useMemo(
    () => [...commandItems(t, used), ...placeItems(t, navigate, used), ...conversationItems(client, navigate)],
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [],
  );
  const items = useMemo(() => [...still, ...(canned && conversation ? cannedItems(canned, conversation, used) : [])], [still, canned, conversation, used]);
  const scope = marked > 0 ? { label: t("palette.selected", { n: marked }) } : conversation ? { label: conversation.contact_name, name: conversation.contact_name } : undefined;

  return <Palette items={items} scope={scope} takeTyped={takeTyped} onClose={onClose} onShortcuts={onShortcuts} />;
}
