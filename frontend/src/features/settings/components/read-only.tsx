import type { ReactNode } from "react";

/** Something others look after. */
export function ReadOnly({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="mb-1.5 text-xs font-medium">{name}</dt>
      <dd className="flex min-h-8 items-center rounded-md border border-line bg-sunken px-2.5 text-ink2 pointer-coarse:min-h-11"><span className="prose-message min-w-0 py-1">{children}</span></dd>
    </div>
  );
}
