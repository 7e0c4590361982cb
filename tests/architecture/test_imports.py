"""The house keeps its shape: who imports whom, and how little a cold start loads."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "chalicelib").rglob("*.py"))
HEAVY = ("boto3", "botocore.client", "botocore.session", "pynamodb", "requests", "urllib3", "jwt", "argon2", "cryptography")
BANNED = {"utils", "helpers", "common", "core", "base", "managers", "handlers", "schemas"}


def fresh(probe: str) -> subprocess.CompletedProcess[str]:
    """Runs a line in a process that has imported nothing."""
    return subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, env={**ENVIRONMENT, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )


def test_the_contracts_hold():
    found = subprocess.run([Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout


def test_importing_the_app_loads_no_client_and_no_vendor():
    probe = f"import sys, app; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert fresh(probe).stdout.strip() == "[]"


@pytest.mark.parametrize("door", ["live", "queues", "schedules", "streams", "webhooks", "workflows"])
def test_an_event_door_loads_no_other_doors_models(door):
    others = "[name for name in sys.modules if name.startswith('chalicelib.entrypoints.rest.')]"
    probe = f"import sys, chalicelib.entrypoints.{door}; print({others})"
    assert fresh(probe).stdout.strip() == "[]"


def test_only_bootstrap_and_a_folders_own_look_up_import_inside_functions():
    lazy = [
        f"{path.relative_to(ROOT)}:{inner.lineno}"
        for path in SOURCES
        if path != ROOT / "chalicelib/bootstrap.py"
        for outer in ast.walk(ast.parse(path.read_text()))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert lazy == []


def test_no_module_has_a_name_that_says_nothing():
    assert [str(path) for path in SOURCES if BANNED & set(path.relative_to(ROOT).with_suffix("").parts)] == []


def test_every_folder_is_a_package_or_lambda_could_not_import_it():
    folders = {path.parent for path in SOURCES}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_files_stay_short():
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in SOURCES}
    # bootstrap is a list: one factory each, and all of them in one place.
    assert {name: length for name, length in lengths.items() if length > 350}.keys() <= {"chalicelib/bootstrap.py"}


def test_every_module_says_what_it_is():
    assert [str(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_every_factory_of_bootstrap_is_made_once():
    tree = ast.parse((ROOT / "chalicelib/bootstrap.py").read_text())
    factories = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert factories
    assert [node.name for node in factories if [ast.unparse(each) for each in node.decorator_list] != ["cache"]] == []
