"""The live feed as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse

from infrastructure.local.simulator.feed import Feed

_QUIET = 15.0


def events(feed: Feed) -> StreamingResponse:
    """Every event from now on, one JSON object each; a comment when it is quiet, so that a dead connection is noticed."""
    queue = feed.join()

    async def stream() -> AsyncIterator[str]:
        try:
            yield 'data: {"kind":"hello"}\n\n'
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _QUIET)
                except TimeoutError:
                    yield ": quiet\n\n"
                    continue
                if event is None:
                    return
                yield f"data: {json.dumps(event)}\n\n"
        finally:
            feed.leave(queue)

    return StreamingResponse(stream(), media_type="text/event-stream", headers={"cache-control": "no-store", "x-accel-buffering": "no"})
