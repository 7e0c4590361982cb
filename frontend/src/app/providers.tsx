import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { PickersContext } from "@/components/pickers";
import { Toaster } from "@/components/ui/toaster";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { ApiError } from "@/lib/api-error";
import { Words } from "@/lib/use-t";
import { pickers } from "./pickers";

interface ProvidersProps {
  client: QueryClient;
  children: ReactNode;
}

const ASK_AGAIN = 15_000;

const mayPass = (error: unknown): error is ApiError => error instanceof ApiError && error.passing;
/** As long as the server asked, else a while that doubles, in milliseconds. */
const pause = (failures: number, error: Error) => Math.max(mayPass(error) ? (error.more.retryAfter ?? 0) * 1_000 : 0, 1_000 * 2 ** failures);

/** Only what may pass is asked again: never a refusal. What failed is asked again by itself while it is on the screen. */
export function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: pause,
        refetchInterval: ({ state: { error } }) => (mayPass(error) ? Math.max(ASK_AGAIN, pause(0, error)) : false),
        refetchOnWindowFocus: false,
        networkMode: "offlineFirst",
      },
      mutations: { networkMode: "always" },
    },
  });
}

export function Providers({ client, children }: ProvidersProps) {
  return (
    <Words>
      <QueryClientProvider client={client}>
        <PickersContext value={pickers}>{children}</PickersContext>
        <Toaster />
        <TooltipLayer />
      </QueryClientProvider>
    </Words>
  );
}
