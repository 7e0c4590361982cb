import { I18nProvider } from "@lingui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { ApiError } from "@/lib/api-error";
import { i18n } from "@/lib/i18n";

interface ProvidersProps {
  client: QueryClient;
  children: ReactNode;
}

/** Only what may pass is asked again: never a refusal. */
export function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: (failures, error) => failures < 2 && error instanceof ApiError && error.passing, refetchOnWindowFocus: false, networkMode: "offlineFirst" },
      mutations: { networkMode: "always" },
    },
  });
}

export function Providers({ client, children }: ProvidersProps) {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        {children}
        <Toaster />
        <TooltipLayer />
      </QueryClientProvider>
    </I18nProvider>
  );
}
