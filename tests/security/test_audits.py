"""`make audit` calls nothing clean that it could not ask about."""

import json

from tests.security.audits import of_npm, of_pip


def pip(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


def npm(**found: object) -> str:
    return json.dumps({"vulnerabilities": found, "metadata": {"dependencies": {"total": 700}}})


def test_what_was_asked_and_is_clean_passes() -> None:
    assert of_pip(pip({"name": "requests", "version": "1", "vulns": []})).code == 0
    assert of_npm(npm()).code == 0


def test_an_advisory_that_nobody_explained_fails() -> None:
    bad = of_pip(pip({"name": "requests", "version": "1", "vulns": [{"id": "PYSEC-1"}]}, {"name": "x", "skip_reason": "gone"}))
    assert (bad.code, bad.open) == (1, [("requests", "PYSEC-1")])
    way = {"via": ["another", {"url": "https://github.com/advisories/GHSA-1"}]}
    assert (of_npm(npm(vite=way)).code, of_npm(npm(vite=way)).open) == (1, [("vite", "GHSA-1")])


def test_what_could_not_be_asked_is_no_verdict() -> None:
    skipped = of_pip(pip({"name": "requests", "skip_reason": "Dependency not found on PyPI"}))
    assert (skipped.code, skipped.unasked) == (2, ["requests"])
    for refused in (of_pip("ERROR: no network"), of_npm('{"message": "405 Method Not Allowed"}'), of_npm("")):
        assert refused.code == 2
        assert "NO VERDICT" in str(refused)
