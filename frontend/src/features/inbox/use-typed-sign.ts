import { useCallback, useState } from "react";
import { typedSign, type TypedSign } from "./typed-sign";

const same = (a: TypedSign | null, b: TypedSign | null) => a?.from === b?.from && a?.query === b?.query && a?.sign === b?.sign;

/** Follows the sign that is being typed in a field. Once put away, a sign stays away until another one is typed. */
export function useTypedSign() {
  const [sign, setSign] = useState<TypedSign | null>(null);
  const [away, setAway] = useState<number | null>(null);

  /** To be called whenever the text or the caret moves: cheap, and silent while nothing changes. */
  const follow = useCallback((box: HTMLTextAreaElement) => {
    const next = box.selectionStart === box.selectionEnd ? typedSign(box.value, box.selectionStart) : null;
    setSign((known) => (same(known, next) ? known : next));
    if (!next) setAway(null);
  }, []);

  const putAway = useCallback(() => setAway(sign?.from ?? null), [sign]);

  return { sign: sign && sign.from !== away ? sign : null, follow, putAway };
}
