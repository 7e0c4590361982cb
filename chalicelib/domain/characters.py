"""How long a text is to WhatsApp."""


def characters(text: str) -> int:
    """In UTF-16 code units, the strictest of the ways Meta may count: an emoji is two or more."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
