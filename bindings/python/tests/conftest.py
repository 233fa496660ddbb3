"""Desks to test with, and a platform that answers on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import aftersync
import pytest
from aftersync import Desk

AT = 1_780_272_000_000


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk in memory whose clock stands."""
    with Desk._for_tests() as desk:
        desk.configure(aftersync.Config(shops=[aftersync.ShopConfig(platform="douyin", shop="1")]))
        yield desk


def order(number: str, at: int = AT) -> aftersync.Fact:
    """A paid order."""
    money = aftersync.Money(minor=10_000, currency="CNY")
    body = aftersync.OrderFact(
        external_id=number,
        account=aftersync.AccountRef(scope="1", uid="buyer-1"),
        state="paid",
        paid=money,
        lines=[aftersync.OrderLine(external_id="L1", sku="cup", title="cup", quantity=2, paid=money)],
        created_at=at,
        paid_at=at,
    )
    return aftersync.Fact(platform="douyin", shop="1", revision=1, occurred_at=at, body=body)


def aftersale(number: str, of: str, at: int = AT) -> aftersync.Fact:
    """A request to be paid back."""
    money = aftersync.Money(minor=5_000, currency="CNY")
    body = aftersync.AfterSaleFact(
        external_id=number,
        order=of,
        lines=[aftersync.AfterSaleLine(line="L1", quantity=1, amount=money)],
        kind="refund_only",
        raw_status="6",
        rank=1,
        claim=aftersync.Claim(),
        requested=money,
        created_at=at,
    )
    return aftersync.Fact(platform="douyin", shop="1", revision=1, occurred_at=at, body=body)


def opened(desk: Desk, number: str = "1") -> aftersync.TicketId:
    """The id of a new ticket."""
    answers = desk.ingest([order(f"69{number}"), aftersale(f"A{number}", f"69{number}")])
    assert answers[1].ok is not None, answers
    ticket = answers[1].ok.ticket
    assert ticket is not None
    return ticket


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a desk may be made."""
    return tmp_path / "desk.db"


class Platform(ThreadingHTTPServer):
    """Answers calls by the end of their path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    """One call."""

    server: Platform

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        path = self.path.split("?")[0]
        self.server.asked.append(path)
        data = self.server.answers.get(path)
        known = {"code": 10000, "msg": "success", "sub_code": "", "sub_msg": "", "data": data, "log_id": "log-1"}
        unknown = {"code": 40004, "msg": "x", "sub_code": "isv.not-found", "sub_msg": "y", "data": None, "log_id": "l"}
        body = json.dumps(known if data is not None else unknown).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def platform() -> Iterator[Platform]:
    """A platform on this machine."""
    server = Platform()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
