"""Webhooks of all platforms on Django: one view, for as many applications as there are. A project in one file.

    gunicorn 'webhook_django:make()'

In a project of your own take `webhook` and its line of `urlpatterns`. `DESK_FILE` names the file (`desk.db`),
`DESK_APPS` a JSON file with the applications: a list of `{"platform", "app", "secret", "extra"}`.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import aftersync
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@cache
def desk() -> aftersync.Desk:
    """The desk of this process: opened with the first request and not before a fork."""
    file = os.environ.get("DESK_APPS")
    apps = [aftersync.AppSettings(**app) for app in json.loads(Path(file).read_bytes())] if file else []
    return aftersync.Desk.open(os.environ.get("DESK_FILE", "desk.db"), apps=apps)


@csrf_exempt
def webhook(request: HttpRequest, name: str) -> HttpResponse:
    """Answers just what the platform wants to hear, also when it is refused."""
    query = [(key, value) for key, values in request.GET.lists() for value in values]
    got = desk().webhook(name, request.body, list(request.headers.items()), query, request.path)
    return HttpResponse(got.body, status=got.status, content_type=got.content_type)


urlpatterns = [path("webhooks/<name>", webhook)]


def make() -> Any:
    """The application."""
    if not settings.configured:
        # Webhooks come from anywhere; whose they are is told by their signatures.
        settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], SECRET_KEY=os.urandom(32).hex())
    return get_wsgi_application()
