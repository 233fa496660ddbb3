"""What a host may do wrong: every time an exception that names the place, and afterwards the desk works as before."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import aftersync
import msgspec
import pytest
from aftersync import AsyncDesk, Desk, TicketId, TicketQuery, _native
from conftest import AT, opened, order
from scenario import plain

ABSENT = TicketId("11" * 16)


@pytest.fixture(autouse=True)
def works_afterwards(desk: Desk) -> Iterator[None]:
    """Nothing is stored, nothing is locked, whatever the test did."""
    head = desk.head()
    yield
    if not desk.closed:
        assert desk.head() == head
        assert desk.check() == []
        (answer,) = desk.ingest([order("999")])
        assert answer.ok is not None


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda d: d.ingest(5), "facts"),
        (lambda d: d.ingest([5]), "facts[0]"),
        (lambda d: d.ingest(["x"]), "facts[0]"),
        (lambda d: d.ingest([{"platform": 5}]), "facts[0]"),
        (lambda d: d.tickets("open"), "query"),
        (lambda d: d.tickets(TicketQuery(open="yes")), "query.open"),  # type: ignore[arg-type]
        (lambda d: d.tickets({"colour": "red"}), "query.colour"),
        (lambda d: d.orders(aftersync.OrderQuery(after=5)), "query.after"),  # type: ignore[arg-type]
        (lambda d: d.sold_lines(aftersync.SoldLineQuery(mature_days=-1)), "query.mature_days"),
        (lambda d: d.tasks("all"), "query"),
        (lambda d: d.tasks(aftersync.TaskQuery(kind="look")), "query.kind"),  # type: ignore[arg-type]
        (lambda d: d.agents({"presence": "there"}), "query.presence"),
        (lambda d: d.customer_keys(["x"]), "accounts[0]"),
        (lambda d: d.configure({"shops": [{"platform": "douyin"}]}), "config.shops[0].shop"),
        (lambda d: d.configure({"queues": [{"name": "a", "overfow": "b"}]}), "config.queues[0].overfow"),
        (lambda d: d.configure({"windows": {"cool_of_ms": 0}}), "config.windows.cool_of_ms"),
        (lambda d: d.timeline(ABSENT, None, -1), "limit"),
        (lambda d: d.events("0"), "since"),
        (lambda d: d.events(1.5), "since"),
        (lambda d: d.finish_job(ABSENT, "lease"), "lease"),
        (lambda d: d.connect("douyin", 5), "shop"),
        (lambda d: d.rates("all", "week", 0, 1), "grain"),
        (lambda d: d.counters({"grain": "day"}), "query.from"),
        (lambda d: d.act(aftersync.system()).note(ABSENT, 5), "command.act.text"),
        (lambda d: d.act(aftersync.system()).reject(ABSENT, reason_code=5), "command.act.details.reason_code"),
        (lambda d: d.receive("app", b"", [("one",)]), "headers[0]"),
        (lambda d: d.receive("app", b"", "host: x"), "headers"),
        (lambda d: d.receive_all("app", [{"body": "no base64!"}]), "deliveries[0].body"),
        (lambda d: d.import_file({"what": "cars", "fields": {}}, content=""), "mapping.what"),
    ],
)  # fmt: skip
def test_wrong_values_name_the_field(desk: Desk, call: Callable[[Any], object], field: str) -> None:
    with pytest.raises(aftersync.MalformedError) as wrong:
        call(desk)
    assert wrong.value.field is not None
    assert wrong.value.field.startswith(field), str(wrong.value)
    assert not wrong.value.retryable


def test_a_configuration_is_told_whole(desk: Desk) -> None:
    document: Any = {"quues": [], "queues": [{"name": "a", "max_depth": "many"}, {"name": "a"}]}
    found = desk.check_config(document)
    assert [problem.path for problem in found.problems] == ["queues[0].max_depth", "quues", "queues[1]"]
    assert all(problem.wrong and problem.allowed for problem in found.problems)
    assert [warning.path for warning in found.warnings] == ["queues[0]", "queues[1]", "fallback_queue"]
    with pytest.raises(aftersync.MalformedError) as wrong:
        desk.configure(document)
    assert wrong.value.field == "config.queues[0].max_depth"


def test_wrong_kinds_of_arguments(desk: Desk) -> None:
    anything: Any = desk
    for call in (
        lambda: anything.receive("app", "text"),
        lambda: anything.put_blob("text"),
        lambda: anything.ticket(),
        lambda: anything.ticket(ABSENT, 5),
        lambda: anything.tickets(colour="red"),
        lambda: anything._native.call("tickets", "text", b""),
        lambda: anything._native.call(5, b"", b""),
        lambda: anything._native.call_watched("check", b"", b"", None),
        lambda: aftersync.TicketQuery(colour="red"),  # type: ignore[call-arg]
        lambda: aftersync.Money(minor=5),  # type: ignore[call-arg]
        lambda: aftersync.Desk.open(5),  # type: ignore[arg-type]
    ):
        with pytest.raises(TypeError):
            call()


def test_names_that_there_are_not(desk: Desk) -> None:
    with pytest.raises(aftersync.UnsupportedError) as absent:
        desk._native.call("no_such_method", b"{}", b"")
    assert "no_such_method" in str(absent.value)
    with pytest.raises(AttributeError):
        desk.no_such_method()  # type: ignore[attr-defined]


@pytest.mark.parametrize("json", [b"", b"null", b'"x"', b"{", b"\xff", b'{"a":1}', b"[" * 100_000, b"{}" * 3])
def test_bytes_that_are_no_arguments(desk: Desk, json: bytes) -> None:
    if json == b"":
        desk._native.call("tickets", json, b"")
        return
    with pytest.raises(aftersync.MalformedError):
        desk._native.call("tickets", json, b"")


@pytest.mark.parametrize("path", ["", "\0", "/dev/null/x", "a" * 5_000])
def test_files_that_cannot_be(path: str) -> None:
    with pytest.raises((aftersync.ConfigError, aftersync.UnavailableError, aftersync.MalformedError, ValueError)):
        Desk.open(path)


def test_personal_values_are_not_repeated(desk: Desk) -> None:
    phone = "13800138000"
    for call in (
        lambda: desk.ticket(TicketId(phone)),
        lambda: desk.execute({"actor": {"role": phone}, "act": {"do": phone}}),  # type: ignore[arg-type]
        lambda: desk.ingest([{phone: phone}]),  # type: ignore[list-item]
        lambda: desk.tickets(TicketQuery(kind=phone)),  # type: ignore[arg-type]
        lambda: desk.tickets(TicketQuery(after=phone)),
    ):
        with pytest.raises(aftersync.MalformedError) as wrong:
            call()
        assert phone not in str(wrong.value) + repr(wrong.value)


def test_facts_with_a_wrong_field_here_and_there(desk: Desk) -> None:
    """Every field of a fact in turn becomes something else: an exception or an answer, and never anything worse."""
    dice, whole = random.Random(1), plain(order("691"))
    odd: list[Any] = [None, -1, 2**63, 2**80, 1e300, "", "x" * 5_000, [], {}, [[]], True, {"a": {"b": []}}]

    def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, item in pairs:
            yield (*way, key)
            yield from places(item, (*way, key))

    refused, fields = 0, set()
    with Desk._for_tests() as other:
        for way in places(whole):
            for value in dice.sample(odd, 4):
                fact = msgspec.json.decode(msgspec.json.encode(whole))
                holder = fact
                for step in way[:-1]:
                    holder = holder[step]
                holder[way[-1]] = value
                try:
                    refused += sum(answer.error is not None for answer in other.ingest([fact]))
                except aftersync.MalformedError as error:
                    refused += 1
                    fields.add(error.field)
        assert other.check() == []
    assert refused > 40
    assert len(fields) > 10
    assert [field for field in fields if field is None or not field.startswith("facts[0]")] == []


def test_the_watched_and_the_tabled_after_close(desk: Desk) -> None:
    page = desk.tickets()
    desk.close()
    for call in (
        page.to_arrow,
        lambda: desk.import_file(aftersync.ImportMapping(what="products", fields={}), content=""),
        lambda: desk.backfill("douyin", "1", AT),
        lambda: desk.receive_all("app", []),
        lambda: list(desk.iter_tickets()),
        lambda: list(desk.iter_events()),
        lambda: desk.for_tenant("other"),
        lambda: desk.act(aftersync.system()).note(ABSENT, "x"),
    ):
        with pytest.raises(aftersync.UnavailableError) as closed:
            call()
        assert not closed.value.retryable
        assert closed.value.hint


def test_closing_while_calls_run(desk: Desk) -> None:
    """Whoever is in the middle of something gets an answer or is told; nobody waits for ever."""
    other, told = Desk._for_tests(), []

    def work() -> None:
        try:
            for n in range(100_000):
                other.ingest([order(str(n))])
        except aftersync.UnavailableError as error:
            told.append(error.kind)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    threading.Event().wait(0.1)
    other.close()
    for thread in threads:
        thread.join(60)
    assert told == ["unavailable"] * 4


def test_a_panic_is_an_exception_on_any_thread(desk: Desk) -> None:
    caught: list[str] = []

    def panic() -> None:
        try:
            _native.panic_for_tests()
        except aftersync.InternalError as error:
            caught.append(error.context["panic"])

    threads = [threading.Thread(target=panic) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caught == ["a panic on purpose"] * 8
    assert isinstance(desk.now(), int)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("started", [False, True])
def test_everything_in_a_forked_child_is_told(started: bool) -> None:
    program = f"""
import asyncio, os, sys, aftersync
desk = aftersync.Desk._for_tests()
desk.configure(aftersync.Config())
page, awaited = desk.events(0), aftersync.AsyncDesk._for_tests()
mapping = aftersync.ImportMapping(what="products", fields={{}})
if {started}:
    asyncio.run(awaited.head())
async def followed():
    return [event async for event in awaited.follow()]
calls = [
    desk.head, desk.tickets, page.to_arrow, lambda: desk.ingest([]), lambda: list(desk.follow()),
    lambda: desk.import_file(mapping, content="id"), lambda: desk.for_tenant("x"),
    lambda: list(desk.iter_orders()), desk.close,
    *(lambda call=call: asyncio.run(asyncio.wait_for(call(), 20)) for call in (awaited.head, followed, awaited.close)),
]
child = os.fork()
if child == 0:
    for at, call in enumerate(calls):
        try:
            call()
            os._exit(100 + at)
        except aftersync.HostError as error:
            if not error.hint or "fork" not in str(error):
                os._exit(50 + at)
        except BaseException as error:
            print(at, repr(error), file=sys.stderr, flush=True)
            os._exit(10 + at)
    os._exit(0)
_, status = os.waitpid(child, 0)
assert desk.head() == 1 and page.to_arrow().num_rows == 1
desk.close()
asyncio.run(awaited.close())
sys.exit(os.waitstatus_to_exitcode(status))
"""
    done = subprocess.run([sys.executable, "-c", program], timeout=60, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr)


def test_a_host_that_throws_between_two_pages(desk: Desk) -> None:
    with Desk._for_tests() as other:
        other.configure(aftersync.Config(shops=[aftersync.ShopConfig(platform="douyin", shop="1")]))
        ids = {opened(other, str(n)) for n in range(10, 16)}
        seen = set()

        class Enough(Exception):
            pass

        def look(limit: int) -> None:
            for at, ticket in enumerate(other.iter_tickets(TicketQuery(limit=2))):
                seen.add(ticket.item.id)
                if at == limit:
                    raise Enough

        for limit in range(6):
            with pytest.raises(Enough):
                look(limit)
        assert seen == ids


def test_cancelled_at_any_moment_nothing_is_lost_or_locked(desk: Desk) -> None:
    async def main() -> None:
        async with AsyncDesk._for_tests() as other:
            await other.configure(aftersync.Config())
            dice = random.Random(3)
            for n in range(60):
                calls = [other.ingest([order(str(n))]), other.head(), other.wait_events(10**9, timeout_ms=20)]
                tasks = [asyncio.ensure_future(call) for call in calls]
                await asyncio.sleep(dice.random() / 500)
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                (answer,) = await other.ingest([order(str(n))])
                assert answer.ok is not None
            cursors = [event.cursor async for event in other.iter_events()]
            assert cursors == list(range(1, await other.head() + 1))
            assert await other.check() == []

    asyncio.run(asyncio.wait_for(main(), 60))
