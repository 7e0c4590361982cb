import { cn } from "@/lib/cn";

interface SkeletonProps {
  width: number | string;
  height: number;
  round?: boolean;
  className?: string;
}

/** A box where something will be. */
export function Skeleton({ width, height, round, className }: SkeletonProps) {
  return <span aria-hidden className={cn("skeleton block shrink-0", round ? "rounded-full" : "rounded-sm", className)} style={{ width, height }} />;
}
