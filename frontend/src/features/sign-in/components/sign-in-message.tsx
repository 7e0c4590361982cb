import type { LucideIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";

export interface SignInMessageProps {
  icon: LucideIcon;
  /** `danger` is heard at once. */
  tone: "danger" | "note";
  text: string;
}

/** What is to be known before another try. A phone's keyboard may be over it: it comes into view by itself. */
export function SignInMessage({ icon: Icon, tone, text }: SignInMessageProps) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (tone === "danger") line.current?.scrollIntoView({ block: "nearest" });
  }, [tone, text]);

  return (
    <p ref={line} role={tone === "danger" ? "alert" : "status"} className={cn("animate-appear flex items-start gap-2 rounded-md border px-3 py-2", tone === "danger" ? "border-danger-line bg-danger-soft text-danger-ink" : "border-note-line bg-note-soft text-note-ink")}>
      <Icon size={14} className="mt-[3px] shrink-0" aria-hidden />
      {text}
    </p>
  );
}
