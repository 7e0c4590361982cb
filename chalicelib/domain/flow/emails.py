"""E-mail addresses as customers type them."""

import re

MAX_EMAIL = 254
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}", re.ASCII)
_AROUND = "<>()[],;:.!?\"'"


def email_in(text: str) -> str | None:
    """The one address in a sentence, in small letters; None where there is none, or more than one."""
    parts = {part.strip(_AROUND).lower() for part in text.split()[:200]}
    found = {part for part in parts if len(part) <= MAX_EMAIL and _EMAIL.fullmatch(part)}
    return found.pop() if len(found) == 1 else None
