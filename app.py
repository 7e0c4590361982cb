"""PyTake's front door: every way in is registered here, and nothing else lives here."""

from chalice.app import Chalice

from chalicelib.discovery import modules_in
from chalicelib.entrypoints import live, queues, rest, schedules, streams, webhooks, workflows

app = Chalice(app_name="pytake", configure_logs=False)
app.experimental_feature_flags.update(["WEBSOCKETS"])

for door in (live, queues, schedules, streams, workflows):
    app.register_blueprint(door.blueprint)

for resource in (webhooks, *modules_in(rest)):
    app.register_blueprint(resource.routes)
