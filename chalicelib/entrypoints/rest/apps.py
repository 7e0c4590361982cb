"""Apps at Meta: whose secrets sign the webhooks."""

from datetime import UTC, datetime

from pydantic import Field

from chalicelib import bootstrap
from chalicelib.config import settings
from chalicelib.domain.connection import App
from chalicelib.domain.ids import AppId
from chalicelib.entrypoints.resource import Resource
from chalicelib.entrypoints.wire import Asked, Shown

routes = Resource(__name__)


class AppIn(Asked):
    """A new app. Its secret and verify token go in and never come out."""

    name: str = Field(min_length=1, max_length=120)
    channel: str = Field(default="whatsapp", pattern=r"^[a-z][a-z0-9_]{0,19}$")
    secret: str = Field(min_length=8, max_length=256)
    verify_token: str = Field(min_length=8, max_length=256)


class AppPatch(Asked):
    """What to change. A new secret stands beside the old one until ``clear_old_secret``."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    new_secret: str | None = Field(default=None, min_length=8, max_length=256)
    clear_old_secret: bool = False
    verify_token: str | None = Field(default=None, min_length=8, max_length=256)


class AppSecretOut(Shown):
    """A secret, by its end."""

    last4: str


class AppOut(Shown):
    """An app; ``webhook_url`` is what Meta must be told. The newest secret is first."""

    id: str
    name: str
    channel: str
    webhook_url: str
    secrets: list[AppSecretOut]
    verify_token: AppSecretOut
    created_at: datetime


class AppsOut(Shown):
    """In the order they were registered."""

    apps: list[AppOut]


class AppCheckOut(Shown):
    """What to enter at Meta, and what we have."""

    webhook_url: str
    has_verify_token: bool
    secrets: int


@routes.get("/apps", allow="connection.manage")
def list_apps() -> AppsOut:
    """The workspace's apps."""
    return AppsOut(apps=[_app_out(app) for app in bootstrap.connections().apps(routes.workspace)])


@routes.post("/apps", status=201, allow="connection.manage")
def create_app(body: AppIn) -> AppOut:
    """Registers an app."""
    app = bootstrap.connections().add_app(
        routes.workspace, name=body.name, channel=body.channel, secret=body.secret, verify_token=body.verify_token, now=datetime.now(UTC)
    )
    return _app_out(app)


@routes.get("/apps/{app_id}", allow="connection.manage")
def get_app(app_id: str) -> AppOut:
    """An app."""
    return _app_out(bootstrap.connections().app(routes.workspace, AppId(app_id)))


@routes.patch("/apps/{app_id}", allow="connection.manage")
def change_app(app_id: str, body: AppPatch) -> AppOut:
    """Changes an app's name, its verify token, or its secrets."""
    app = bootstrap.connections().change_app(
        routes.workspace,
        AppId(app_id),
        name=body.name,
        new_secret=body.new_secret,
        clear_old_secret=body.clear_old_secret,
        verify_token=body.verify_token,
    )
    return _app_out(app)


@routes.post("/apps/{app_id}/check", allow="connection.manage")
def check_app(app_id: str) -> AppCheckOut:
    """What must be entered at Meta for this app's webhooks to arrive."""
    app = bootstrap.connections().app(routes.workspace, AppId(app_id))
    return AppCheckOut(webhook_url=_webhook_url(app), has_verify_token=bool(app.verify_token.ciphertext), secrets=len(app.secrets))


def _app_out(app: App) -> AppOut:
    return AppOut(
        id=app.id,
        name=app.name,
        channel=app.channel,
        webhook_url=_webhook_url(app),
        secrets=[AppSecretOut(last4=secret.last4) for secret in app.secrets],
        verify_token=AppSecretOut(last4=app.verify_token.last4),
        created_at=app.created_at,
    )


def _webhook_url(app: App) -> str:
    return f"{settings().app_origin}/api/webhooks/{app.channel}/{app.id}"
