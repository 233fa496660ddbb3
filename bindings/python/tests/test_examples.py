"""The examples run: the body reaches the desk byte by byte, and the platform gets its answer byte by byte."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import importlib
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aftersync
import pytest
from aftersync import AppSettings, Config, Desk, ShopConfig
from test_main_path import KEY, SECRET, headers, push

FOLDER = Path(__file__).parents[3] / "examples" / "python"
TOKEN = "a-token"
APPS = [
    {"platform": "douyin", "app": KEY, "secret": SECRET},
    {"platform": "wechat", "app": "wx1", "secret": "s", "extra": {"token": TOKEN}},
]

Answer = tuple[int, str, bytes]
Ask = Callable[[str, str, list[tuple[str, str]], bytes], Answer]


@pytest.fixture
def examples(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The examples can be imported, and know their file and their applications."""
    monkeypatch.syspath_prepend(str(FOLDER))
    (tmp_path / "apps.json").write_text(json.dumps(APPS), encoding="utf-8")
    monkeypatch.setenv("DESK_APPS", str(tmp_path / "apps.json"))
    monkeypatch.setenv("DESK_FILE", str(tmp_path / "desk.db"))
    yield tmp_path / "desk.db"
    for name in [name for name in sys.modules if name.startswith("webhook_")]:
        del sys.modules[name]


def by_wsgi(app: Any) -> Ask:
    """Asks a WSGI application as a server does."""

    def ask(method: str, url: str, sent: list[tuple[str, str]], body: bytes) -> Answer:
        path, _, query = url.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "test",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in sent}
        told: list[Any] = []
        parts = app(environ, lambda status, fields, *_: told.extend((status, fields)))
        content = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        kinds = [value for name, value in told[1] if name.lower() == "content-type"]
        return int(told[0].split()[0]), kinds[0], content

    return ask


def on_flask() -> Iterator[Ask]:
    app = importlib.import_module("webhook_flask").make()
    yield by_wsgi(app)
    app.extensions["desk"].close()


def on_django() -> Iterator[Ask]:
    module = importlib.import_module("webhook_django")
    yield by_wsgi(module.make())
    module.desk().close()


def on_fastapi() -> Iterator[Ask]:
    app = importlib.import_module("webhook_fastapi").app
    loop = asyncio.new_event_loop()
    lifespan = app.router.lifespan_context(app)
    loop.run_until_complete(lifespan.__aenter__())
    yield lambda *request: loop.run_until_complete(by_asgi(app, *request))
    loop.run_until_complete(lifespan.__aexit__(None, None, None))
    loop.close()


async def by_asgi(app: Any, method: str, url: str, sent: list[tuple[str, str]], body: bytes) -> Answer:
    """Asks an ASGI application as a server does."""
    path, _, query = url.partition("?")
    fields = [(b"content-type", b"application/x-www-form-urlencoded"), (b"content-length", str(len(body)).encode())]
    fields += [(name.lower().encode(), value.encode()) for name, value in sent]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http"}
    place = {"path": path, "raw_path": path.encode(), "query_string": query.encode(), "headers": fields}
    told: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    await app({**scope, **place, "client": ("127.0.0.1", 1), "server": ("test", 80)}, receive, send)
    kinds = [value.decode() for name, value in told[0]["headers"] if name == b"content-type"]
    return told[0]["status"], kinds[0], b"".join(part["body"] for part in told[1:])


SITES = {"fastapi": on_fastapi, "flask": on_flask, "django": on_django}


def probe() -> list[tuple[str, str]]:
    """The check of an address, signed in the query; with a value that must be decoded just once."""
    at, echo = str(int(time.time())), "a+b%20c&=é"
    sign = hashlib.sha1("".join(sorted([TOKEN, at, "n"])).encode()).hexdigest()
    return [("signature", sign), ("timestamp", at), ("nonce", "n"), ("echostr", echo)]


@pytest.mark.parametrize("site", SITES)
def test_webhooks_on_a_web_framework(examples: Path, site: str) -> None:
    body = push()
    with Desk.open(examples, apps=[AppSettings(**app) for app in APPS]) as desk:  # type: ignore[arg-type]
        shops = [ShopConfig(platform="douyin", shop="880011", app=KEY)]
        desk.configure(Config(shops=shops))
        wanted = desk.webhook(KEY, body, headers(body))
        refused = desk.webhook(KEY, body + b" ", headers(body))
        query = probe()
        echoed = desk.webhook("wx1", b"", [], query, "/webhooks/wx1")
    assert (wanted.status, refused.status, echoed.status) == (200, 401, 200)
    assert echoed.body == dict(query)["echostr"].encode()
    # Other news, so that it is the framework's own that is found below.
    news = body.replace(b"m-1", b"m-2").replace(b"7100222222222222001", b"7100222222222222002")
    with_site = SITES[site]()
    ask = next(with_site)
    for sent, given, answer in [
        (news, headers(news), wanted),
        (body + b" ", headers(body), refused),
    ]:
        got = ask("POST", f"/webhooks/{KEY}", given, sent)
        assert got == (answer.status, answer.content_type, answer.body)
    got = ask("GET", f"/webhooks/wx1?{urlencode(query)}", [], b"")
    assert got == (200, echoed.content_type, echoed.body)
    assert ask("POST", "/webhooks/nobody", [], b"{}")[0] >= 400
    assert next(with_site, None) is None
    with Desk.open(examples) as desk:
        jobs = [leased.job.body for leased in desk.claim_jobs(["refetch"], 10)]
        named = sorted(job.object.external_id for job in jobs if isinstance(job, aftersync.RefetchJob))
        assert named == ["7100222222222222001", "7100222222222222002"], "what came was committed, once"


def test_what_comes_back_most_often(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    evening, worst = importlib.import_module("evening"), importlib.import_module("worst_rates")
    file, picture = tmp_path / "desk.db", tmp_path / "rates.png"
    with Desk.open(file, unsealed=True) as desk:
        evening.fill(desk, 900)
    monkeypatch.setattr(aftersync.Desk, "open", functools.partial(Desk.open, unsealed=True))
    products, hosts = worst.main(str(file), str(picture))
    assert set(products["product_title"][:2]) == {"Linen dress", "Canvas shoes"}
    assert hosts["host"][0] == "mei"
    assert products.height == 8
    assert (products["low"] <= products["rate"]).all()
    assert (products["rate"] <= products["high"]).all()
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 20_000
