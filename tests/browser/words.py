"""What the pages say, by key: the tests look for the words a reader of that language sees."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"


@dataclass(frozen=True)
class Words:
    """One page's words in one language."""

    language: str
    said: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        sentence = self.said[key]
        for name, value in values.items():
            sentence = sentence.replace("{" + name + "}", str(value))
        assert "{" not in sentence, f"{key} needs more than {sorted(values)}: {sentence}"
        return sentence

    def beginning(self, key: str) -> re.Pattern[str]:
        """A name that starts with these words: a count or an address may follow."""
        return re.compile("^" + re.escape(self(key)))

    def before(self, key: str) -> str:
        """What a sentence says up to its first value."""
        return self.said[key].split("{")[0].strip()


@cache
def product(language: str) -> Words:
    """The words of PyTake's own pages."""
    areas = (FRONTEND / "src" / "locales" / language).glob("*.json")
    return Words(language, {key: text for area in areas for key, text in json.loads(area.read_text("utf-8")).items()})


@cache
def simulator(language: str) -> Words:
    """The words of the simulator's page."""
    source = (FRONTEND / "simulator" / "src" / "words" / f"{language.lower()}.ts").read_text("utf-8")
    return Words(language, dict(re.findall(r'^ {2}(\w+): "(.*)",$', source, re.MULTILINE)))
