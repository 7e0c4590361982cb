import { useId, type ReactNode } from "react";

interface BlockProps {
  title: string;
  text?: ReactNode;
  /** What can be done with all of it. */
  action?: ReactNode;
  children: ReactNode;
}

/** One subject of a section: what it is about, and beside it, where there is room, what one can choose. */
export function Block({ title, text, action, children }: BlockProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-10 gap-y-4 border-b border-line py-6 first:pt-0 last:border-0 last:pb-0 lg:grid-cols-[220px_minmax(0,1fr)]">
      <div className="min-w-0">
        <h2 id={id} className="text-base font-semibold">{title}</h2>
        {text ? <p className="mt-0.5 text-ink2">{text}</p> : null}
        {action ? <div className="mt-3">{action}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** The measure of a section: lines no longer than one reads well. */
export function Blocks({ children }: { children: ReactNode }) {
  return <div className="w-full max-w-[880px] p-6 max-lg:max-w-[608px] max-sm:p-4">{children}</div>;
}
