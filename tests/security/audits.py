"""Known vulnerabilities of what is installed: `make audit`. 0: none, or explained; 1: some are not; 2: nobody could be asked."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infrastructure.stage import ROOT
from tests.proof import figures

TOOL = "pip-audit==2.10.1"
PLACE = ROOT / ".local" / "audit"
"""An environment of its own: the tool's packages are none of the product's."""
EXPLAINED: dict[str, str] = {}
"""An advisory that does not concern us, and why: ``GHSA-…`` or ``PYSEC-…`` → a sentence."""


@dataclass(frozen=True)
class Verdict:
    """``found``: (package, advisory). ``unasked``: packages of which nothing could be learnt, or None for all of them."""

    name: str
    asked: int
    found: Sequence[tuple[str, str]]
    unasked: Sequence[str] | None = ()
    reason: str = ""

    @property
    def open(self) -> list[tuple[str, str]]:
        """What is found and not explained."""
        return [each for each in self.found if each[1] not in EXPLAINED]

    @property
    def code(self) -> int:
        return 1 if self.open else 2 if self.unasked is None or self.unasked else 0

    def __str__(self) -> str:
        lines = [f"{self.name}: {self.asked} packages asked about, {len(self.found)} advisories, {len(self.open)} unexplained"]
        lines += [f"  {package}: {advisory} {EXPLAINED.get(advisory, '')}".rstrip() for package, advisory in self.found]
        if self.unasked is None or self.unasked:
            which = "any package" if self.unasked is None else f"{len(self.unasked)} packages"
            lines.append(f"  NO VERDICT on {which}: the advisories cannot be reached from here. {self.reason}".rstrip())
        return "\n".join(lines)


def of_pip(said: str) -> Verdict:
    """What pip-audit's JSON means."""
    try:
        packages = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Verdict("Python", 0, (), None, said.strip()[-200:])
    found = [(package["name"], advisory["id"]) for package in packages for advisory in package.get("vulns", ())]
    unasked = [package["name"] for package in packages if "skip_reason" in package]
    reason = next((package["skip_reason"] for package in packages if "skip_reason" in package), "")
    return Verdict("Python", len(packages) - len(unasked), found, unasked, reason)


def of_npm(said: str) -> Verdict:
    """What npm audit's JSON means."""
    try:
        report: Mapping[str, Any] = json.loads(said)
        known, asked = report["vulnerabilities"], int(report["metadata"]["dependencies"]["total"])
    except (ValueError, KeyError, TypeError):
        message = said.partition('"message": "')[2].partition('"')[0]
        return Verdict("npm", 0, (), None, message or said.strip()[-200:])
    found = {(name, str(via["url"]).rpartition("/")[2]) for name, each in known.items() for via in each["via"] if isinstance(via, dict)}
    return Verdict("npm", asked, sorted(found))


def _pip() -> Verdict:
    tool = PLACE / "bin" / "pip-audit"
    if not tool.exists():
        subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
        subprocess.run([PLACE / "bin" / "python", "-m", "pip", "install", "-qq", "--disable-pip-version-check", TOOL], check=True)
    frozen = PLACE / "installed.txt"
    with frozen.open("w", encoding="utf-8") as file:
        subprocess.run([sys.executable, "-m", "pip", "freeze", "--disable-pip-version-check"], stdout=file, check=True)
    return of_pip(_said([tool, "-r", frozen, "--no-deps", "--disable-pip", "-f", "json"], ROOT))


def _said(command: Sequence[str | Path], where: Path) -> str:
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
    return done.stdout or done.stderr


def main() -> int:
    """Asks both and says what they said."""
    verdicts = [_pip(), of_npm(_said(["npm", "audit", "--json"], ROOT / "frontend"))]
    for verdict in verdicts:
        unasked = "all" if verdict.unasked is None else len(verdict.unasked)
        figures("audits", verdict.name, asked=verdict.asked, found=len(verdict.found), unexplained=len(verdict.open), unasked=unasked)
        print(verdict)
    codes = {verdict.code for verdict in verdicts}
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main())
