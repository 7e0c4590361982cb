"""What a browser is told about the product's pages, its API and the simulator: whose scripts run, who may look in, what is kept."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
import requests

from tests.local.edition import LIVIA, PASSWORD, SIMULATOR, UI, Product
from tests.proof import figures

EVIL = "https://evil.example"
PAGES = [f"{UI}/", f"{UI}/inbox", f"{UI}/sign-in", f"{UI}/no-such-page", f"{SIMULATOR}/"]
STRICT = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="(.*?)"')
COOKIE = "__Host-pytake"


@pytest.fixture(scope="module")
def livia(running: None) -> Product:
    return Product(LIVIA)


def _policy(text: str) -> dict[str, list[str]]:
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_runs_its_own_scripts_only(address):
    answer = requests.get(address, timeout=30)
    found = META.search(answer.text)
    assert found
    assert answer.text.index(found[0]) < answer.text.index("<script"), "a script stands before the policy"
    policy = _policy(found[1].replace("&#39;", "'"))
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in INLINE.findall(answer.text)]
    assert len(hashes) == 1, "the theme's is the one inline script"
    assert policy["script-src"] == ["'self'", *hashes]
    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert (policy["connect-src"], policy["form-action"], policy["style-src"]) == (["'self'"], ["'self'"], ["'self'"])
    told = " ".join(source for sources in policy.values() for source in sources)
    assert not re.search(r"unsafe-|\*|https?:", told)
    assert re.findall(r" on\w+=", answer.text) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_never_framed_guessed_at_or_shared(address):
    answer = requests.get(address, headers={"Origin": EVIL}, timeout=30)
    headers = answer.headers
    assert _policy(headers["content-security-policy"])["frame-ancestors"] == ["'none'"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in STRICT
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert {"camera=()", "geolocation=()"} <= set(re.split(r",\s*", headers["permissions-policy"]))
    assert "no-cache" in headers["cache-control"]
    assert not [name for name in headers if name.lower().startswith("access-control-")]
    assert "x-powered-by" not in headers


def _asked(livia: Product) -> list[requests.Response]:
    """Answers of every sort: data, refusals of each kind, and one that is no JSON."""
    signed, evil = {"Authorization": livia.http.headers["Authorization"]}, {"Origin": EVIL}
    conversation = "/conversations/01ARZ3NDEKTSV4RRFFQ69G5FAV"
    asked = [
        ("GET", "/health", {}, None, 200),
        ("GET", "/me", signed, None, 200),
        ("GET", "/conversations", signed, None, 200),
        ("GET", "/members", signed, None, 200),
        ("GET", "/connections", signed, None, 200),
        ("GET", "/flows", signed, None, 200),
        ("GET", "/changes", signed, None, 200),
        ("POST", "/socket-tickets", signed, {}, 201),
        ("GET", "/me", {}, None, 401),
        ("GET", "/me", {"Authorization": "Bearer x"}, None, 401),
        ("GET", conversation, signed, None, 404),
        ("GET", "/conversations?limit=0", signed, None, 422),
        ("POST", f"{conversation}/messages", signed, {"no": "reply"}, 422),
        ("POST", "/sign-in", {}, {"email": "x", "password": ""}, 422),
        ("POST", "/sign-in/refresh", evil, {}, 403),
        ("POST", "/sign-out", evil, {}, 403),
        ("GET", "/webhooks/whatsapp/app_local?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1", {}, None, 401),
    ]
    found = []
    for method, path, headers, body, status in asked:
        answer = requests.request(method, f"{UI}/api{path}", headers={"Origin": UI, **headers}, json=body, timeout=30)
        assert answer.status_code == status, (path, answer.text)
        found.append(answer)
    return found


def test_an_answer_is_kept_nowhere_and_shown_to_no_other_page(livia):
    answers = _asked(livia)
    missing = []
    for answer in answers:
        headers, where = answer.headers, f"{answer.request.method} {answer.request.path_url} {answer.status_code}"
        wanted = {
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
            "cross-origin-resource-policy": "same-origin",
        }
        missing += [f"{where}: {name}" for name, value in wanted.items() if headers.get(name) != value]
        # Browsers heed it over https alone; there it must be at least a year.
        age = re.match(r"max-age=(\d+); includeSubDomains", headers.get("strict-transport-security", ""))
        missing += [] if age and int(age[1]) >= 31_536_000 else [f"{where}: strict-transport-security"]
        missing += [f"{where}: {name}" for name in headers if name.lower().startswith("access-control-")]
    figures("headers and csp", pages=len(PAGES), answers=len(answers), missing=len(missing))
    assert missing == []


@pytest.mark.parametrize("origin", [EVIL, "null", "http://127.0.0.1:1", f"{UI}.evil.example", UI.replace("http:", "https:")])
def test_no_other_origin_is_let_in(livia, origin):
    ask = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    for path in ("/api/me", "/api/sign-in", "/api/conversations"):
        preflight = requests.options(UI + path, headers=ask, timeout=30)
        assert "access-control-allow-origin" not in preflight.headers
        assert "access-control-allow-credentials" not in preflight.headers
    assert "access-control-allow-origin" not in requests.get(f"{SIMULATOR}/sim/state", headers={"Origin": origin}, timeout=30).headers
    refused = requests.post(f"{UI}/api/sign-in", json={"email": LIVIA, "password": PASSWORD}, headers={"Origin": origin}, timeout=30)
    assert (refused.status_code, refused.headers.get("set-cookie")) == (403, None)
    played = requests.post(f"{SIMULATOR}/sim/personas", json={"name": "x"}, headers={"Origin": origin}, timeout=30)
    assert played.status_code == 403


def test_the_cookie_stays_with_its_host_and_away_from_scripts(livia):
    opened = requests.post(f"{UI}/api/sign-in/refresh", cookies={COOKIE: livia.http.cookies[COOKIE]}, timeout=30)
    closed = requests.post(f"{UI}/api/sign-out", cookies={COOKIE: opened.cookies[COOKIE]}, timeout=30)
    for answer, life in ((opened, r"[1-9]\d+"), (closed, "0")):
        (first, *rest) = re.split(r";\s*", answer.headers["set-cookie"])
        assert first.startswith(f"{COOKIE}=")
        flags = {part.lower() for part in rest}
        assert {"secure", "httponly", "samesite=strict", "path=/"} <= flags
        assert not any(flag.startswith("domain") for flag in flags)
        assert any(re.fullmatch(f"max-age={life}", flag) for flag in flags)
    # The token itself is in the body alone, for the page's memory.
    assert "access_token" in opened.json()
    assert "access_token" not in str(opened.headers)


def test_the_simulator_keeps_its_answers_to_itself():
    for path in ("/sim/state", "/sim/log", "/sim/nothing"):
        headers = requests.get(SIMULATOR + path, timeout=30).headers
        assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_a_browser_on_another_page_can_neither_read_nor_frame(screens):
    page = screens.open()
    screens.allow("*", "*")
    page.goto("about:blank")
    read = "address => fetch(address).then(() => 'read', () => 'refused')"
    assert page.evaluate(read, f"{UI}/api/health") == "refused"
    assert page.evaluate(read, f"{SIMULATOR}/sim/state") == "refused"
    for address in (f"{UI}/inbox", f"{SIMULATOR}/"):
        page.set_content(f'<iframe src="{address}"></iframe>')
        page.wait_for_timeout(500)
        assert page.frames[-1].url.startswith("chrome-error:")
