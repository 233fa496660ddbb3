"""Webhooks of all platforms on FastAPI: one route, for as many applications as there are.

    uvicorn webhook_fastapi:app

`DESK_FILE` names the file (`desk.db`), `DESK_APPS` a JSON file with the applications: a list of
`{"platform", "app", "secret", "extra"}`.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aftersync
from fastapi import FastAPI, Request, Response


def settings() -> list[aftersync.AppSettings]:
    """The applications that are registered with platforms."""
    file = os.environ.get("DESK_APPS")
    return [aftersync.AppSettings(**app) for app in json.loads(Path(file).read_bytes())] if file else []


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[None]:
    """Opens the desk in the process that serves, and not before a fork."""
    file = os.environ.get("DESK_FILE", "desk.db")
    async with await aftersync.AsyncDesk.open(file, apps=settings()) as app.state.desk:
        yield


app = FastAPI(lifespan=opened)


@app.api_route("/webhooks/{name}", methods=["GET", "POST"])
async def webhook(name: str, request: Request) -> Response:
    """Answers just what the platform wants to hear, also when it is refused."""
    desk: aftersync.AsyncDesk = request.app.state.desk
    # The body as it came: a signature is over its bytes.
    body = await request.body()
    query = request.query_params.multi_items()
    got = await desk.webhook(name, body, request.headers.items(), query, request.url.path)
    # The content type goes in as a header, so that nothing is added to it.
    return Response(got.body, got.status, headers={"content-type": got.content_type})
