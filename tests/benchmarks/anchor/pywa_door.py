"""Run by the anchor's own Python: pywa on FastAPI takes signed webhooks by ASGI calls, without a server, and stores nothing.

Reads bodies as JSON lines, [body, signature]; answers one line: messages handled, and seconds of this process's own time.
"""

import asyncio
import json
import sys
import time

from fastapi import FastAPI
from pywa_async import WhatsApp, types

NUMBER, SECRET = sys.argv[1], sys.argv[2]
handled: list[str] = []
app = FastAPI()
door = WhatsApp(phone_id=NUMBER, token="token", server=app, verify_token="verify", app_secret=SECRET)


@door.on_message
async def take(_: WhatsApp, message: types.Message) -> None:
    handled.append(message.id)


async def post(body: bytes, signature: str) -> int:
    """One ASGI call, with what it leaves to do after its answer."""
    headers = [(b"content-type", b"application/json"), (b"x-hub-signature-256", signature.encode())]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "https",
        "path": "/",
        "query_string": b"",
        "headers": headers,
    }
    said: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: dict[str, object]) -> None:
        if event["type"] == "http.response.start":
            said.append(int(str(event["status"])))

    await app(scope, receive, send)
    return said[0]


async def main() -> None:
    posts = [(body.encode(), signature) for body, signature in map(json.loads, sys.stdin)]
    warm, rest = posts[:50], posts[50:]
    for each in warm:
        await post(*each)
    handled.clear()
    began = time.process_time()
    answers = {await post(*each) for each in rest}
    took = time.process_time() - began
    assert answers == {200}, answers
    print(json.dumps({"handled": len(handled), "seconds": took}))


asyncio.run(main())
