"""Measures the Python package against the same work without Python. `run` builds it and starts this."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aftersync
import polars as pl
from aftersync import AppSettings, Config, Desk, Fact, Money, Pushed, ShopConfig, TicketQuery, _native

KEY, SECRET, SHOP = "7012345678901234567", "no secret", "880011"
AT = 1_780_272_000_000
BATCH = 256
FIELDS = ["id", "number", "headline", "kind", "issue", "platform", "shop", "currency", "refunded_minor", "opened_at"]

NATIVE: Any = _native
"""The native half, which has two more functions in a build for measuring."""
Headers = list[tuple[str, str]]
ROWS: list[tuple[str, str, str]] = []


def told(what: str, target: str, found: str) -> None:
    """A row of the table at the end."""
    ROWS.append((what, target, found))
    print(f"{what}: {found} (wanted: {target})", flush=True)


def seconds(call: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def best(call: Callable[[], object], times: int) -> float:
    """The shortest of several."""
    return min(seconds(call) for _ in range(times))


def push(n: int) -> tuple[bytes, Headers]:
    """A signed webhook about an after-sale of its own, of the size platforms send."""
    data = {"p_id": 6_920_000_000_000_000_000 + n, "s_id": 1, "shop_id": int(SHOP), "aftersale_id": 7_100_000_000 + n}
    data |= {"aftersale_status": 6, "aftersale_type": 1, "refund_amount": 12_800, "reason_code": 15}
    text = {"apply_time": 1_760_000_000, "update_time": "2025-10-09T16:53:20+08:00", "remark": "x" * 600}
    body = json.dumps([{"tag": "200", "msg_id": f"m-{n}", "data": json.dumps(data | text)}]).encode()
    return body, [("App-Id", KEY), ("Event-Sign", hashlib.md5(KEY.encode() + body + SECRET.encode()).hexdigest())]


@contextmanager
def a_desk(unsealed: bool) -> Iterator[Desk]:
    """A new file, durable, with one application."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("DESK_FOLDER")) as folder:
        apps = [AppSettings(platform="douyin", app=KEY, secret=SECRET)]
        with Desk.open(Path(folder) / "desk.db", apps=apps, unsealed=unsealed) as desk:
            desk.configure(Config(shops=[ShopConfig(platform="douyin", shop=SHOP, app=KEY)]))
            yield desk


def by_python(desk: Desk, pushes: list[tuple[bytes, Headers]]) -> float:
    """Seconds to receive them by the package's own call."""
    start = time.perf_counter()
    for at in range(0, len(pushes), BATCH):
        part = [Pushed(body=body, headers=headers) for body, headers in pushes[at : at + BATCH]]
        assert all(reply.refused is None for reply in desk.receive_all(KEY, part))
    return time.perf_counter() - start


def webhooks(count: int, rounds: int) -> None:
    """Rust and Python in turns, each on a new file: the best of each, since what else the machine does only adds."""
    pushes = [push(n) for n in range(count)]
    rust, python = [], []
    for _ in range(rounds):
        with a_desk(unsealed=False) as desk:
            rust.append(NATIVE.rust_receive(desk._native, KEY, pushes, BATCH))
        with a_desk(unsealed=False) as desk:
            python.append(by_python(desk, pushes))
    rates = f"{count / min(python):,.0f} a second to {count / min(rust):,.0f}"
    shares = ", ".join(f"{one / other:.0%}" for one, other in zip(rust, python, strict=True))
    found = f"{min(rust) / min(python):.0%}: {rates}; round by round {shares}"
    told(f"{count:,} webhooks, {BATCH} at once", "at least 85 % of Rust", found)


def head(rounds: int) -> None:
    """The smallest call, over what it is in Rust."""
    with Desk._for_tests() as desk:
        desk.configure(Config())
        # The shortest of many short rounds of each, in turns: what else the machine does only adds.
        rust, python = [], []
        for _ in range(rounds * 100):
            rust.append(NATIVE.rust_head(desk._native, 200))
            start = time.perf_counter()
            for _ in range(200):
                desk.head()
            python.append((time.perf_counter() - start) / 200 * 1e6)
        found = f"{min(python) - min(rust):.2f} us; Rust itself {min(rust):.2f} us"
        told("`head()` over Rust", "at most 2 us", found)


def order(n: int) -> Fact:
    """A paid order."""
    money = Money(minor=10_000, currency="CNY")
    line = aftersync.OrderLine(external_id=f"{n}-1", sku=f"cup-{n % 50}", title="cup", quantity=2, paid=money)
    account = aftersync.AccountRef(scope=SHOP, uid=f"buyer-{n % 20_000}")
    parts: dict[str, Any] = {"external_id": str(n), "account": account, "state": "paid", "paid": money, "lines": [line]}
    body = aftersync.OrderFact(**parts, created_at=AT + n, paid_at=AT + n)
    return Fact(platform="douyin", shop=SHOP, revision=1, occurred_at=AT, body=body)


def request(n: int) -> Fact:
    """A request to be paid back."""
    money = Money(minor=5_000, currency="CNY")
    line = aftersync.AfterSaleLine(line=f"{n}-1", quantity=1, amount=money)
    parts: dict[str, Any] = {"external_id": f"A{n}", "order": str(n), "lines": [line], "kind": "refund_only"}
    parts |= {"raw_status": "6", "rank": 1, "claim": aftersync.Claim(), "requested": money, "created_at": AT + n}
    body = aftersync.AfterSaleFact(**parts)
    return Fact(platform="douyin", shop=SHOP, revision=1, occurred_at=AT, body=body)


def filled(desk: Desk, count: int) -> None:
    """A desk with so many tickets."""
    desk.configure(Config(shops=[ShopConfig(platform="douyin", shop=SHOP)]))
    for at in range(0, count, 500):
        part = range(at, min(at + 500, count))
        answers = desk.ingest([fact for n in part for fact in (order(n), request(n))])
        assert all(answer.error is None for answer in answers)


def row(ticket: aftersync.Ticket) -> dict[str, object]:
    """A ticket as a row, by hand."""
    parts = (ticket.id, ticket.number, ticket.headline, ticket.axes.kind, ticket.issue, ticket.platform, ticket.shop)
    opened = aftersync.times.to_datetime(ticket.opened_at)
    return dict(zip(FIELDS, (*parts, ticket.currency, ticket.amounts.refunded, opened), strict=True))


def frames(count: int) -> None:
    """All tickets as a frame: from a built table, and row by row."""
    with Desk._for_tests() as desk:
        print(f"{count:,} tickets made in {seconds(lambda: filled(desk, count)):.0f} s", flush=True)
        ticks = Ticks()
        start = time.perf_counter()
        with ticks:
            arrow = desk.tickets().to_arrow()
        reading = time.perf_counter() - start
        assert len(arrow) == count
        told("another thread during that call", "goes on ticking", f"{ticks.count} ticks of 1 ms in {reading:.2f} s")
        framing = best(lambda: pl.DataFrame(arrow), 10)
        found = f"{count / framing / 1e6:.1f} M rows/s"
        told(f"{count:,} tickets from a built table to polars", "at least 1 M rows/s", found)
        found = f"{reading:.2f} s, {count / reading:,.0f} rows/s"
        told("reading them from SQLite into the table", "reported apart", found)
        streaming = seconds(lambda: pl.DataFrame(desk.tickets()))
        told("the same as a stream into a frame, no table between", "-", f"{count / streaming:,.0f} rows/s")
        start = time.perf_counter()
        objects = [ticket.item for ticket in desk.iter_tickets(TicketQuery(limit=1_000))]
        walking = time.perf_counter() - start
        by_row = seconds(lambda: pl.DataFrame([row(ticket) for ticket in objects]))
        told(f"the same from objects, {len(FIELDS)} of the columns", "at least 20x slower", f"{by_row / framing:,.0f}x")
        whole = (walking + by_row) / (reading + framing)
        found = f"{whole:.1f}x: {walking + by_row:.2f} s to {reading + framing:.2f} s"
        told("the whole way, reading and all", "-", found)
        lists(desk)


def lists(desk: Desk) -> None:
    """A page of a thousand, as rows and as whole tickets."""
    pages: list[tuple[str, Callable[[TicketQuery], object], str, str]] = [
        ("ticket_rows", desk.ticket_rows, "1,000 tickets as typed rows", "at most 10 ms"),
        ("tickets", desk.tickets, "1,000 whole tickets", "-"),
    ]
    for name, ask, what, target in pages:
        whole = best(partial(ask, TicketQuery(limit=1_000)), 50) * 1e3
        native = partial(desk._native.call, name, b'{"query":{"limit":1000}}', b"")
        json_ = native()
        rust, decoding = best(native, 50) * 1e3, best(partial(aftersync._codec.decode, name, json_), 50) * 1e3
        parts = f"reading and writing JSON {rust:.1f}, making objects of {len(json_) / 1e6:.2f} MB {decoding:.1f}"
        told(what, target, f"{whole:.1f} ms: {parts}")


class Ticks:
    """A thread that ticks every millisecond."""

    def __init__(self) -> None:
        self.count = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tick)

    def _tick(self) -> None:
        while not self._over.wait(0.001):
            self.count += 1

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def main() -> None:
    """Measures all of it."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--tickets", type=int, default=100_000)
    given.add_argument("--pushes", type=int, default=10_000)
    given.add_argument("--rounds", type=int, default=3)
    args = given.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors", flush=True)
    head(args.rounds)
    webhooks(args.pushes, args.rounds)
    frames(args.tickets)
    print("\n| | target | found |\n| --- | --- | --- |")
    for line in ROWS:
        print("| " + " | ".join(line) + " |")


if __name__ == "__main__":
    main()
