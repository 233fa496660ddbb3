"""Webhooks of all platforms on Flask: one route, for as many applications as there are.

    gunicorn 'webhook_flask:make()'

`DESK_FILE` names the file (`desk.db`), `DESK_APPS` a JSON file with the applications: a list of
`{"platform", "app", "secret", "extra"}`. With workers that are forked, load the application in each worker (the
default), and not before (`--preload`): a desk belongs to the process that opened it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import aftersync
from flask import Flask, Response, request


def settings() -> list[aftersync.AppSettings]:
    """The applications that are registered with platforms."""
    file = os.environ.get("DESK_APPS")
    return [aftersync.AppSettings(**app) for app in json.loads(Path(file).read_bytes())] if file else []


def make() -> Flask:
    """The application, with its desk open."""
    app = Flask(__name__)
    desk = app.extensions["desk"] = aftersync.Desk.open(os.environ.get("DESK_FILE", "desk.db"), apps=settings())

    @app.route("/webhooks/<name>", methods=["GET", "POST"])
    def webhook(name: str) -> Response:
        # The body as it came: a signature is over its bytes.
        body = request.get_data()
        query = list(request.args.items(multi=True))
        got = desk.webhook(name, body, list(request.headers), query, request.path)
        return Response(got.body, got.status, content_type=got.content_type)

    return app
