"""One client reaches DynamoDB, and the tripwire watches it (I20): every client of the package is counted."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import chalicelib
from chalicelib.adapters.dynamodb import tables


def test_every_row_goes_through_the_one_client(aws: None) -> None:
    """All models, of all modules, share one connection; nothing makes a client of its own."""
    import chalicelib.adapters.dynamodb as package
    from chalicelib.discovery import modules_in

    modules_in(package)
    models = _subclasses(tables.SharedModel)
    assert len(models) >= 12
    named = [model for model in models if hasattr(model, "Meta")]
    assert {id(model._get_connection().connection.client) for model in named} == {id(tables.connection().client)}


CLIENTS = {
    "adapters/dynamodb/tables.py": {"dynamodb"},
    "adapters/objects.py": {"s3"},
    "adapters/queues.py": {"sqs", "s3"},
    "adapters/redelivery.py": {"sqs"},
    "adapters/secrets.py": {"kms", "secretsmanager"},
    "adapters/sockets.py": {"apigatewaymanagementapi"},
    "adapters/workflows.py": {"stepfunctions"},
}
"""Which file may reach which service; of DynamoDB there is one client, and it is watched."""


def test_every_client_of_the_package_is_known() -> None:
    made: dict[str, set[str]] = {}
    for name, tree in sources():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if (
                        isinstance(call, ast.Call)
                        and isinstance(call.func, ast.Attribute)
                        and call.func.attr in ("create_client", "client", "resource")
                    ):
                        made.setdefault(name, set()).update(services_of(call, function))
    assert made == CLIENTS


def test_only_the_shared_client_is_built_on() -> None:
    """boto3 makes clients of its own, and so do pynamodb's models and connections; a session other than botocore's has other hooks."""
    wrong = []
    for name, tree in sources():
        for module, imported in imports_of(tree):
            root = module.partition(".")[0]
            own = name == "adapters/dynamodb/tables.py"
            if root in ("boto3", "aioboto3", "aiobotocore") or (root == "pynamodb" and not own and not module.startswith(PLAIN)):
                wrong.append((name, module))
            if root == "botocore" and {"Session", "client"} & set(imported):
                wrong.append((name, module))
    assert wrong == []


PLAIN = ("pynamodb.attributes", "pynamodb.expressions")
"""The parts of pynamodb that describe rows and call nobody."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    root = Path(chalicelib.__file__).parent
    for path in sorted(root.rglob("*.py")):
        yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imports_of(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or "", [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from ((alias.name, []) for alias in node.names)


def services_of(call: ast.Call, function: ast.FunctionDef) -> set[str]:
    """The service's name, written there or as the ``Literal`` of an argument."""
    named = call.args[0]
    if isinstance(named, ast.Constant):
        return {str(named.value)}
    annotations = {each.arg: each.annotation for each in function.args.args}
    assert isinstance(named, ast.Name), ast.unparse(call)
    return {str(node.value) for node in ast.walk(annotations[named.id] or named) if isinstance(node, ast.Constant)}


def test_one_client_is_made_however_much_is_asked() -> None:
    script = """
import tests.conftest, botocore.session
made = []
make = botocore.session.Session.create_client
botocore.session.Session.create_client = lambda self, service, *a, **k: made.append(service) or make(self, service, *a, **k)
from moto import mock_aws
from chalicelib.adapters.dynamodb.connections import DynamoConnections
from chalicelib.adapters.dynamodb.conversations import DynamoConversations
from chalicelib.adapters.dynamodb.members import DynamoMembers
from chalicelib.scope import in_workspace
print(made)
with mock_aws(), in_workspace("a"):
    for ask in (lambda: DynamoConversations().get("a", "c"), lambda: DynamoMembers().all("a"), lambda: DynamoConnections().apps("a")):
        try:
            ask()
        except Exception:
            pass
print(made)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "['dynamodb']"]


def _subclasses(model: type[Any]) -> list[type[Any]]:
    return [each for direct in model.__subclasses__() for each in (direct, *_subclasses(direct))]
