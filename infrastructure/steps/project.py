"""The Chalice project as one stage deploys it: our code, and settings and policies with that stage's names filled in."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

from infrastructure.stage import ROOT, Stage

PACKAGES = ROOT / ".local" / "packages"
SOURCES = ("app.py", "requirements.txt", "chalicelib", ".chalice/config.json", ".chalice/policies")


def lay_out(stage: Stage, values: Mapping[str, str], extra_variables: Mapping[str, str], source: Path = ROOT) -> Path:
    """Writes the project into the stage's workplace, keeping what Chalice remembers there. Raises KeyError for a name nobody fills in."""
    project = stage.workplace
    (project / ".chalice" / "policies").mkdir(parents=True, exist_ok=True)
    _share_packages(project / ".chalice" / "deployments")
    for name in ("app.py", "requirements.txt"):
        shutil.copyfile(source / name, project / name)
    shutil.rmtree(project / "chalicelib", ignore_errors=True)
    shutil.copytree(source / "chalicelib", project / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
    config = json.loads(filled(source / ".chalice" / "config.json", values))
    config["stages"][stage.name]["environment_variables"].update(extra_variables)
    (project / ".chalice" / "config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")
    for policy in sorted((source / ".chalice" / "policies").glob("*.json")):
        (project / ".chalice" / "policies" / policy.name).write_text(filled(policy, values), encoding="utf-8")
    return project


def _share_packages(deployments: Path) -> None:
    """Lets stages of one checkout share the layer that Chalice packs: it is the slow half of a first deployment."""
    PACKAGES.mkdir(parents=True, exist_ok=True)
    if not deployments.exists():
        deployments.symlink_to(PACKAGES, target_is_directory=True)


def filled(template: Path, values: Mapping[str, str]) -> str:
    """The template with each `${Name}` replaced."""
    return Template(template.read_text(encoding="utf-8")).substitute(values)


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Changes whenever a file under the paths does, or one of the words."""
    digest = hashlib.sha256()
    for word in more:
        digest.update(word.encode() + b"\0")
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(str(file.relative_to(path.parent)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
