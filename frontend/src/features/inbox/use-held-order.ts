import { useMemo, useState } from "react";
import type { ConversationOut } from "@/lib/api-types";
import { holdOrder, type HeldOrder } from "./held-order";
import { useListHold } from "./list-hold";

/** The list in the order that is shown: still while it is held, and `apply` to let it move once. Another question is another order. */
export function useHeldOrder(fresh: ConversationOut[], question: string, settled: boolean): HeldOrder & { held: boolean; apply: () => void } {
  const asked = useListHold(({ pointed, row }) => pointed || row !== null);
  const letGo = useListHold((state) => state.letGo);
  const [held, setHeld] = useState<{ rows: ConversationOut[]; question: string } | null>(null);
  const holding = asked && settled;

  if (holding && held?.question !== question) setHeld({ rows: fresh, question });
  else if (!holding && held) setHeld(null);

  const shown = useMemo(() => (held && held.question === question ? holdOrder(held.rows, fresh, letGo) : { rows: fresh, waiting: 0 }), [held, question, fresh, letGo]);
  return { ...shown, held: held !== null, apply: () => held && setHeld({ rows: fresh, question }) };
}
