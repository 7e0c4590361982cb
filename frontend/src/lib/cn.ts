import { clsx, type ClassValue } from "clsx";

/** Joins class names. Variants live in cva, so nothing has to be merged at run time. */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
