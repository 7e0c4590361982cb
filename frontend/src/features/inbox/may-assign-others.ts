import { useSession } from "@/lib/session";

const ABOVE = ["owner", "admin", "supervisor"];

/** Agents take conversations themselves and put down their own; giving them to others is for those above. */
export function useMayAssignOthers(): boolean {
  return ABOVE.includes(useSession()?.member.role ?? "");
}
