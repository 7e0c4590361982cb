import { useId, type ReactNode } from "react";

interface BlockProps {
  title: string;
  text?: ReactNode;
  /** Beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** One subject of a section. A hairline divides two. */
export function Block({ title, text, action, children }: BlockProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-b border-line py-6 first:pt-0 last:border-0 last:pb-0">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className="text-base font-semibold">{title}</h2>
          {text ? <p className="mt-0.5 text-ink2">{text}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** The measure of a section: lines no longer than one reads well. */
export function Blocks({ wide, children }: { wide?: boolean; children: ReactNode }) {
  return <div className={wide ? "mx-auto w-full max-w-[760px] p-6 max-sm:p-4" : "mx-auto w-full max-w-[560px] p-6 max-sm:p-4"}>{children}</div>;
}
