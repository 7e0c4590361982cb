interface SkipLinkProps {
  /** The id of a focusable pane. */
  to: string;
  children: string;
}

/** Shown when reached by key: jumps over what comes before a pane. */
export function SkipLink({ to, children }: SkipLinkProps) {
  return (
    <a
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
      className="sr-only z-tip rounded-md bg-surface px-3 py-2 shadow-3 focus:not-sr-only focus:fixed focus:left-2 focus:top-2"
    >
      {children}
    </a>
  );
}
