import { useQuery } from "@tanstack/react-query";
import { CirclePause } from "lucide-react";
import { lazy, Suspense } from "react";
import { Strip } from "@/components/banner";
import type { ConnectionOut } from "@/lib/api-types";
import { needWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { useOnline } from "@/lib/use-online";
import { useT } from "@/lib/use-t";
import { pausedConnectionsQuery } from "../api/connections";

/** Numbers seldom stand still: what is said then is fetched then. */
const PausedNumber = lazy(() =>
  Promise.all([import("./paused-number"), needWords("conversation")]).then(
    ([loaded]) => ({ default: loaded.PausedNumber }),
    () => ({ default: Unexplained }),
  ),
);

/** Where the rest could not be fetched: no reason to lose the page. */
function Unexplained({ connection: { name, shown } }: { connection: ConnectionOut }) {
  return <li className="py-1.5 font-semibold">{useT()("connection.paused", { name, number: shown })}</li>;
}

/** Tells those who look after the connections which number stands still, and lets it run again. There is one banner: offline comes first. */
export function PausedNumbers() {
  const t = useT();
  const manages = useMay("connection.manage");
  const online = useOnline();
  const { data: paused = [] } = useQuery({ ...pausedConnectionsQuery(), enabled: manages });

  if (!manages || !online || paused.length === 0) return null;
  return (
    <Suspense>
      <Strip icon={CirclePause} label={t("connection.banner")}>
        <ul className="min-w-0 flex-1 divide-y divide-danger-line">
          {paused.map((connection) => (
            <PausedNumber key={connection.id} connection={connection} />
          ))}
        </ul>
      </Strip>
    </Suspense>
  );
}
