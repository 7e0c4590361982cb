export { membersQuery } from "@/lib/members";
