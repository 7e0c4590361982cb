"""What the simulator's own API answers to bad input."""


class Refused(Exception):
    """The request cannot be carried out; the sentence says why."""

    def __init__(self, sentence: str, *, status: int = 422) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
