import { cn } from "@/lib/cn";

interface SwitchProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** Takes effect at once. */
export function Switch({ label, on, onChange }: SwitchProps) {
  return (
    <button type="button" role="switch" aria-checked={on} aria-label={label} onClick={() => onChange(!on)} className="-m-2 grid shrink-0 place-items-center p-2 pointer-coarse:-mr-3.5 pointer-coarse:p-3.5">
      <span className={cn("flex h-4 w-7 rounded-full p-[2px] transition-tint", on ? "bg-accent" : "bg-control")}>
        <i className={cn("size-3 rounded-full bg-white shadow-1", on && "ml-auto")} />
      </span>
    </button>
  );
}
