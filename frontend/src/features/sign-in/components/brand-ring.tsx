import { Bot, CheckCheck, Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useT } from "@/lib/use-t";

const RADII = [140, 220, 300, 380, 460, 540, 620];
const LENGTH = 2 * Math.PI * 300;

/** Decoration: a conversation inside the window that is its clock. */
export function BrandRing() {
  const t = useT();
  return (
    <div aria-hidden className="relative m-3 ml-0 hidden flex-1 overflow-hidden rounded-[22px] bg-[oklch(0.30_0.052_162)] min-[1000px]:block">
      <div className="absolute left-1/2 top-1/2 size-[608px] -translate-x-1/2 -translate-y-1/2">
        <svg className="absolute inset-0 overflow-visible" width="608" height="608" fill="none">
          {RADII.map((radius, index) => (
            <circle key={radius} cx="304" cy="304" r={radius} stroke="oklch(0.43 0.075 160)" strokeWidth="1.5" opacity={0.9 - index * 0.12} />
          ))}
          <circle cx="304" cy="304" r="300" stroke="oklch(0.80 0.15 158)" strokeWidth="5" strokeLinecap="round" strokeDasharray={`${LENGTH * 0.723} ${LENGTH}`} transform="rotate(-90 304 304)" />
        </svg>
        <span className="num absolute left-[-18px] top-[356px] flex -translate-x-1/2 -translate-y-1/2 items-center gap-2 whitespace-nowrap rounded-full bg-[oklch(0.80_0.15_158)] px-3.5 py-1.5 text-sm font-medium text-[oklch(0.22_0.05_162)] shadow-3">
          <Hourglass size={14} />
          {t("window.duration", { hours: 17, minutes: 21 })}
        </span>
      </div>
      <div className="absolute left-1/2 top-1/2 w-[480px] -translate-x-1/2 -translate-y-1/2 space-y-3">
        <Said at="08:14">{t("sign_in.scene_1")}</Said>
        <Said at="08:14" by="bot">
          <span className="mb-0.5 flex items-center gap-1.5 text-xs font-medium"><Bot size={13} />{t("author.bot")}</span>
          {t("sign_in.scene_2")}
        </Said>
        <Said at="08:16">{t("sign_in.scene_3")}</Said>
        <Said at="08:17" by="agent">{t("sign_in.scene_4")}</Said>
      </div>
    </div>
  );
}

function Said({ at, by, children }: { at: string; by?: "bot" | "agent"; children: ReactNode }) {
  return (
    <div className={cn("flex", by && "justify-end")}>
      <div className={cn("max-w-[320px] rounded-[14px] px-4 py-2.5 text-[0.9375rem] leading-[1.375rem] shadow-2", by === "agent" ? "rounded-br-sm bg-[#c9f2d8] text-[#0e2a1d]" : by === "bot" ? "rounded-br-sm bg-[#e6e0fb] text-[#2b1f55]" : "rounded-bl-sm bg-white text-[#17211c]")}>
        {children}
        <div className="num mt-0.5 flex items-center justify-end gap-1 text-2xs text-[#54625b]">{at}{by ? <CheckCheck size={13} /> : null}</div>
      </div>
    </div>
  );
}
