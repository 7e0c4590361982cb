"""Deploys PyTake: data, keys, functions, wiring. One command, every step repeatable.

python -m infrastructure.deploy --stage local
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from infrastructure.stage import ROOT, Stage
from infrastructure.steps.functions import Deployed, deploy_functions, deployed, stands
from infrastructure.steps.marks import is_marked, mark, unmark
from infrastructure.steps.project import SOURCES, fingerprint
from infrastructure.steps.stacks import deploy_stack, outputs_of
from infrastructure.steps.token_keys import ensure_token_keys

TEMPLATES = ROOT / "infrastructure"
WAIT = TEMPLATES / "workflows" / "wait.asl.json"
WIRED = (
    "InboundQueueArn",
    "StatusesQueueArn",
    "OutboundQueueArn",
    "OutboundLaterQueueArn",
    "ConversationsStreamArn",
    "ChangesDeadLettersArn",
    "InboundDeadLettersName",
    "StatusesDeadLettersName",
    "OutboundDeadLettersName",
    "OutboundLaterDeadLettersName",
    "ChangesDeadLettersName",
)


def deploy(stage: Stage, say: Callable[[str], None] = print, source: Path = ROOT) -> Deployed:
    """Brings the stage to what this checkout says. A stage that is there already is only looked at."""
    wanted = _fingerprint(stage, source)
    if is_marked(stage, wanted) and outputs_of(stage, "wiring") is not None and stands(stage):
        say("  nothing changed since the last deployment")
        known = deployed(stage)
        assert known is not None
        return known
    unmark(stage)
    say("  tables, queues, media, keys")
    data = deploy_stack(stage, "data", TEMPLATES / "data.yaml", {"Stage": stage.name})
    if ensure_token_keys(stage, data["TokenKeysArn"]):
        say("  token keys made")
    say("  functions (chalice deploy)")
    known = deploy_functions(stage, {**stage.values(), **data}, source)
    say("  event source mappings, workflows, alarms")
    wiring = {name: data[name] for name in WIRED} | {"Stage": stage.name, "WaitDefinition": WAIT.read_text(encoding="utf-8")}
    deploy_stack(stage, "wiring", TEMPLATES / "wiring.yaml", wiring)
    mark(stage, wanted)
    return known


def _fingerprint(stage: Stage, source: Path) -> str:
    paths = [source / name for name in SOURCES] + [TEMPLATES / "data.yaml", TEMPLATES / "wiring.yaml", WAIT]
    return fingerprint(paths, stage.name, stage.region, str(stage.endpoint), stage.app_origin, stage.graph_url)


def main() -> None:
    """Deploys the stage named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", choices=["local"], default="local")
    parser.parse_args()
    from infrastructure.local.edition import Edition

    deploy(Edition.from_environment().stage())


if __name__ == "__main__":
    main()
