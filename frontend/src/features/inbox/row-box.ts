import { cn } from "@/lib/cn";

/** The box of a row without its colours: every row is as high as every other, whatever is written in it. */
export function rowBox(compact: boolean): string {
  return cn("mx-1.5 grid grid-cols-[auto_minmax(0,1fr)_auto] content-center items-center rounded-lg px-2.5 max-sm:mx-0 max-sm:rounded-none max-sm:px-4", compact ? "min-h-14 py-1.5" : "min-h-[68px] py-2.5 max-sm:min-h-[76px]");
}

/** Its two lines. */
export const firstLine = "text-sm max-sm:text-base";
export const secondLine = "mt-0.5 min-h-[18px] text-xs max-sm:text-sm";

/** Between two rows, in CSS pixels. */
export const ROW_GAP = 2;
