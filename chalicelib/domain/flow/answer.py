"""What a contact said, as a node sees it."""

from pydantic import BaseModel

from chalicelib.domain.content import Choice, Content, Text

MAX_ANSWER = 4096


class Answer(BaseModel, frozen=True, defer_build=True):
    """Media and the like have a kind but no text; a tap has the title it showed as its text."""

    kind: str
    text: str | None = None
    choice: str | None = None
    """The id of the button or row that was tapped."""

    @property
    def speaks(self) -> bool:
        """Whether it answers anything: a reaction or WhatsApp's own notice does not."""
        return self.kind not in ("reaction", "notice")

    @classmethod
    def of(cls, content: Content) -> "Answer":
        """Never raises: text that cannot be stored is mended, and cut at ``MAX_ANSWER`` characters."""
        match content:
            case Text(body=body):
                return cls(kind="text", text=_storable(body))
            case Choice(id=choice, title=title):
                return cls(kind="choice", text=_storable(title), choice=_storable(choice))
            case _:
                return cls(kind=content.kind)


def _storable(text: str) -> str:
    # A lone surrogate is legal in JSON and fatal in UTF-8.
    return text[:MAX_ANSWER].replace("\0", "").encode("utf-8", "replace").decode("utf-8")
