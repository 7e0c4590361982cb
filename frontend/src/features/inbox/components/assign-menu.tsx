import { useQuery } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import type { ComponentProps } from "react";
import { Avatar } from "@/components/avatar";
import { Menu } from "@/components/ui/menu";
import { useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import type { Conversation } from "../api/conversations";
import { membersQuery } from "../api/members";
import { useAssign } from "../api/use-assign";
import { useMayAssignOthers } from "../may-assign-others";

interface AssignMenuProps extends Pick<ComponentProps<typeof Menu>, "children" | "align"> {
  conversation: Conversation;
}

/** Who should hold a conversation. Agents take it themselves; giving it to others is for those above. */
export function AssignMenu({ conversation: { id, assignee }, children, align }: AssignMenuProps) {
  const t = useT();
  const me = useSession()?.member;
  const others = useMayAssignOthers();
  const { data: members = [] } = useQuery(membersQuery());
  const assign = useAssign(id);
  const people = [...members].sort((a, b) => Number(b.id === me?.id) - Number(a.id === me?.id)).filter((member) => others || member.id === me?.id);

  return (
    <Menu
      label={t("action.assign")}
      align={align}
      note={others ? undefined : t("assign.others")}
      groups={[
        {
          label: t("assign.to"),
          items: people.map((member) => ({
            id: member.id,
            label: member.id === me?.id ? t("assign.me", { name: member.name }) : member.name,
            leading: <Avatar name={member.name} size={20} />,
            checked: member.id === assignee,
            onSelect: () => member.id !== assignee && assign.mutate(member.id),
          })),
        },
        ...(assignee && others ? [{ items: [{ id: "none", label: t("assign.nobody"), icon: UserMinus, onSelect: () => assign.mutate(null) }] }] : []),
      ]}
    >
      {children}
    </Menu>
  );
}
