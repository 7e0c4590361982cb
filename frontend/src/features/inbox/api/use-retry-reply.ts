import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { changeOutgoing } from "../outbox";
import { flushOutbox } from "./flush-outbox";

/** Posts a reply that did not get through once more, under the same id: should the first have arrived after all, nothing is doubled. */
export function useRetryReply(): (clientId: string) => void {
  const client = useQueryClient();
  return useCallback(
    (clientId: string) => {
      changeOutgoing(clientId, { state: "pending", since: Date.now(), problem: undefined });
      void flushOutbox(client);
    },
    [client],
  );
}
