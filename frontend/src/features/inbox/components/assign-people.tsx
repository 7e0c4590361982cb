import { useQuery } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import type { ComponentProps } from "react";
import { Avatar } from "@/components/avatar";
import { Menu } from "@/components/ui/menu";
import { useSession } from "@/lib/session";
import { useT } from "@/lib/use-t";
import { membersQuery } from "../api/members";

export interface Person {
  id: string;
  name: string;
}

interface AssignPeopleProps extends Pick<ComponentProps<typeof Menu>, "children" | "align" | "side"> {
  onChoose: (person: Person | null) => void;
}

/** Whose several conversations become; null: nobody's. */
export function AssignPeople({ onChoose, ...menu }: AssignPeopleProps) {
  const t = useT();
  const me = useSession()?.member.id;
  const { data: members = [] } = useQuery(membersQuery());
  const people = [...members].sort((a, b) => Number(b.id === me) - Number(a.id === me));
  return (
    <Menu
      {...menu}
      label={t("action.assign")}
      groups={[
        { label: t("assign.to"), items: people.map((person) => ({ id: person.id, label: person.id === me ? t("assign.me", { name: person.name }) : person.name, leading: <Avatar name={person.name} size={20} />, onSelect: () => onChoose(person) })) },
        { items: [{ id: "none", label: t("assign.nobody"), icon: UserMinus, onSelect: () => onChoose(null) }] },
      ]}
    />
  );
}
