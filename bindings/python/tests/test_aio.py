"""The desk for asyncio: the same calls; cancelling loses nothing."""

from __future__ import annotations

import asyncio
import inspect
import threading
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import aftersync
import pytest
from aftersync import AsyncDesk, Config, Desk, ShopConfig, TicketQuery, _native
from conftest import aftersale, order

ME = aftersync.Actor(role="agent")


def run(main: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(main, 60))


@asynccontextmanager
async def opened() -> AsyncIterator[AsyncDesk]:
    async with AsyncDesk._for_tests() as desk:
        await desk.configure(Config(shops=[ShopConfig(platform="douyin", shop="1")]))
        yield desk


def test_the_main_path() -> None:
    async def main() -> None:
        async with opened() as desk:
            answers = await desk.ingest([order("691"), aftersale("A1", "691")])
            assert answers[1].ok is not None
            (ticket,) = [t async for t in desk.iter_tickets(TicketQuery(open=True))]
            (row,) = [r async for r in desk.iter_ticket_rows(TicketQuery(open=True))]
            assert (row.id, row.version) == (ticket.item.id, ticket.version)
            applied = await desk.act(ME).approve_refund(ticket.item.id, expect=ticket.version)
            assert applied.ticket == ticket.item.id
            cursors = [event.cursor async for event in desk.iter_events()]
            assert cursors == list(range(1, await desk.head() + 1))
            assert [m async for m in desk.iter_timeline(ticket.item.id)]
            assert desk.blocking().head() == cursors[-1]
            with pytest.raises(aftersync.ConflictError):
                await desk.act(ME).close(ticket.item.id, expect=1)

    run(main())


def test_calls_run_beside_each_other() -> None:
    async def main() -> None:
        async with opened() as desk:
            answers = await asyncio.gather(*(desk.ingest([order(f"7{n}")]) for n in range(100)))
            assert all(one.ok is not None and one.ok.effect == "new" for (one,) in answers)

    run(main())


def test_the_loop_goes_on_while_a_call_waits() -> None:
    async def main() -> None:
        async with opened() as desk:
            head, ticks = await desk.head(), 0
            waiting = asyncio.ensure_future(desk.wait_events(head, timeout_ms=500))
            while not waiting.done():
                await asyncio.sleep(0.001)
                ticks += 1
            assert (await waiting).events == []
            assert ticks > 50

    run(main())


def test_following_gets_every_event_once() -> None:
    async def main() -> None:
        async with opened() as desk:
            head = await desk.head()
            seen: list[int] = []

            async def watch() -> None:
                async for event in desk.follow(head):
                    seen.append(event.cursor)
                    if len(seen) == 30:
                        return

            watchers = [asyncio.ensure_future(watch())]
            for n in range(30):
                await desk.ingest([order(f"8{n}")])
            await asyncio.gather(*watchers)
            assert seen == list(range(head + 1, head + 31))

    run(main())


def test_a_cancelled_wait_loses_no_event() -> None:
    """A wait is given up again and again while events come, at once before and after; each is seen exactly once."""

    async def main() -> None:
        async with opened() as desk:
            cursor = start = await desk.head()
            seen: list[int] = []
            for n in range(40):
                follow = desk.follow(cursor)
                waiting = asyncio.ensure_future(anext(follow))
                await asyncio.sleep(0)
                waiting.cancel()
                await desk.ingest([order(f"9{n}")])
                try:
                    cursor = (await waiting).cursor
                    seen.append(cursor)
                except asyncio.CancelledError:
                    pass
                await follow.aclose()  # type: ignore[attr-defined]
            seen += [event.cursor async for event in desk.iter_events(cursor)]
            assert seen == list(range(start + 1, start + 41))

    run(main())


def test_a_cancelled_command_holds_no_lock_and_is_applied_once() -> None:
    async def main() -> None:
        async with opened() as desk:
            answers = await desk.ingest([order("691"), aftersale("A1", "691")])
            assert answers[1].ok is not None
            id = answers[1].ok.ticket
            assert id is not None
            for n in range(20):
                task = asyncio.ensure_future(desk.act(ME).note(id, f"note {n}", key=f"k{n}"))
                await asyncio.sleep(0)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                await desk.act(ME).note(id, f"note {n}", key=f"k{n}")
            events = [event.body async for event in desk.iter_events()]
            notes = [e.text for e in events if isinstance(e, aftersync.NoteAddedEvent)]
            assert sorted(notes) == sorted(f"note {n}" for n in range(20))

    run(main())


def test_closing_ends_following_and_refuses_calls() -> None:
    async def main() -> None:
        desk = AsyncDesk._for_tests()
        await desk.configure(Config())

        async def watch() -> list[int]:
            return [event.cursor async for event in desk.follow(0)]

        watching = asyncio.ensure_future(watch())
        await asyncio.sleep(0.05)
        await desk.close()
        await desk.close()
        assert await asyncio.wait_for(watching, 30) == [1]
        assert desk.closed
        with pytest.raises(aftersync.UnavailableError):
            await desk.head()

    run(main())


def test_the_watching_thread_ends_with_its_desk() -> None:
    async def main() -> None:
        async with opened() as desk:
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(anext(desk.follow(await desk.head())), 0.05)
            assert any(t.name == "aftersync-news" for t in threading.enumerate())

    run(main())
    end = time.monotonic() + 30
    while any(t.name == "aftersync-news" for t in threading.enumerate()):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_both_desks_have_every_method() -> None:
    for name in _native.methods():
        blocking, awaited = getattr(Desk, name), getattr(AsyncDesk, name)
        assert inspect.iscoroutinefunction(awaited)
        assert inspect.signature(blocking).parameters.keys() == inspect.signature(awaited).parameters.keys()
        assert blocking.__doc__ == awaited.__doc__ is not None
    for kind in (aftersync.Acting, aftersync.AsyncActor):
        for name in (
            "approve_refund",
            "reject",
            "reply",
            "note",
            "assign",
            "merge",
            "split",
            "open_task",
            "edit",
            "forget",
        ):
            assert callable(getattr(kind, name))
