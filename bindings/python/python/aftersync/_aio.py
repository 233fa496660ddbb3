"""The desk for asyncio."""

from __future__ import annotations

import asyncio
import functools
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any
from weakref import ref

from . import _codec, _long, _native
from ._api import AsyncActing, AsyncMethods
from ._desk import Desk, Query, command, open_options, with_after
from ._models import (
    Actor,
    AgentQuery,
    AgentView,
    Applied,
    AppSettings,
    CustomerQuery,
    Job,
    Moment,
    OrderQuery,
    Product,
    ProductQuery,
    Quarantine,
    Recorded,
    SoldLine,
    SoldLineQuery,
    TaskQuery,
    TicketId,
    TicketQuery,
    TicketRow,
    VersionedCustomer,
    VersionedPlacedOrder,
    VersionedTask,
    VersionedTicket,
)
from ._tables import with_source
from .errors import AftersyncError, UnavailableError

__all__ = ["AsyncActor", "AsyncDesk"]

_THREADS = 8
_LOOK_MS = 250


class AsyncActor(AsyncActing):
    """Everything an actor can do; made by `AsyncDesk.act`."""

    def __init__(self, desk: AsyncDesk, actor: Actor) -> None:
        self._desk = desk
        self._actor = actor

    async def _act(self, act: dict[str, Any], key: str | None, expect: int | None) -> Applied:
        applied: Applied = await self._desk._call("execute", {"command": command(self._actor, act, key, expect)})
        return applied


class AsyncDesk(AsyncMethods):
    """One merchant's desk for asyncio: every call is awaited and runs on a thread of the desk's own.

    A cancelled await takes back nothing that was handed in, holds no lock and loses no event: repeat a command with the
    same key to learn what became of it.

    >>> import asyncio, aftersync
    >>> async def main() -> list[str]:
    ...     async with aftersync.AsyncDesk._for_tests() as desk:
    ...         await desk.configure(aftersync.Config())
    ...         return [event.body.__struct_config__.tag async for event in desk.iter_events()]
    >>> asyncio.run(main())
    ['configured']
    """

    def __init__(self, native: _native.NativeDesk) -> None:
        self._native = native
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="aftersync")
        self._news = _News(self)
        self._process = os.getpid()

    @classmethod
    async def open(
        cls,
        path: str | os.PathLike[str],
        *,
        tenant: str | None = None,
        key: bytes | None = None,
        old_keys: list[bytes] | None = None,
        unsealed: bool = False,
        apps: list[AppSettings] | None = None,
    ) -> AsyncDesk:
        """Opens a file, or makes it; as `Desk.open`."""
        options = open_options(path, tenant, key, old_keys, unsealed, apps)
        return cls(await asyncio.to_thread(_native.NativeDesk.open, options))

    @classmethod
    def _for_tests(cls, **options: Any) -> AsyncDesk:
        """A desk in memory whose clock stands; as `Desk._for_tests`."""
        return cls(_native.NativeDesk.for_tests(_codec.encode(options)))

    def blocking(self) -> Desk:
        """The same desk for threads."""
        return Desk(self._native)

    async def _call(self, name: str, args: dict[str, Any], body: bytes = b"") -> Any:
        json = _codec.encode(args)
        result = _codec.decode(name, await self._run(self._native.call, name, json, body))
        return with_source(result, self._native, name, json)

    async def _long(self, name: str, args: dict[str, Any], progress: Callable[[Any], object] | None, told: type) -> Any:
        json = _codec.encode(args)
        return _codec.decode(name, await _long.awaited(self._native, name, json, progress, told))

    async def _run(self, function: Callable[..., Any], *args: Any) -> Any:
        if os.getpid() != self._process:
            # The threads stayed behind in the process that was forked, and would never answer; the call says so.
            return function(*args)
        loop = asyncio.get_running_loop()
        try:
            future = loop.run_in_executor(self._pool, function, *args)
        except RuntimeError:
            # The threads were let go when it was closed; the call itself says so best.
            return function(*args)
        return await future

    def act(self, actor: Actor) -> AsyncActor:
        """In the name of this actor: go on with what is to be done."""
        return AsyncActor(self, actor)

    async def for_tenant(self, name: str) -> AsyncDesk:
        """The desk of another merchant in the same file. Closing one closes all."""
        return type(self)(self._native.tenant(name))

    def iter_tickets(self, query: TicketQuery | None = None) -> AsyncIterator[VersionedTicket]:
        """All tickets of a query, page by page, each fetched when it is needed."""
        return _queried(self.tickets, query if query is not None else TicketQuery())

    def iter_ticket_rows(self, query: TicketQuery | None = None) -> AsyncIterator[TicketRow]:
        """The same tickets as rows: what a list or a queue shows, read without unsealing anything."""
        return _queried(self.ticket_rows, query if query is not None else TicketQuery())

    def iter_orders(self, query: OrderQuery | None = None) -> AsyncIterator[VersionedPlacedOrder]:
        """All orders of a query, the last placed first."""
        return _queried(self.orders, query if query is not None else OrderQuery())

    def iter_sold_lines(self, query: SoldLineQuery | None = None) -> AsyncIterator[SoldLine]:
        """All sold lines of a query with what came back of them, the last placed order first."""
        return _queried(self.sold_lines, query if query is not None else SoldLineQuery())

    def iter_customers(self, query: CustomerQuery | None = None) -> AsyncIterator[VersionedCustomer]:
        """All customers of a query, the last heard of first."""
        return _queried(self.customers, query if query is not None else CustomerQuery())

    def iter_timeline(self, id: TicketId) -> AsyncIterator[Moment]:
        """All that happened around a ticket, oldest first."""
        return _pages(lambda after: self.timeline(id, after))

    def iter_tasks(self, query: TaskQuery) -> AsyncIterator[VersionedTask]:
        """All internal tasks of a query, what is due first first."""
        return _queried(self.tasks, query)

    def iter_agents(self, query: AgentQuery | None = None) -> AsyncIterator[AgentView]:
        """All agents of a query with what each has in hand, in the order of their ids."""
        return _queried(self.agents, query if query is not None else AgentQuery())

    def iter_products(self, query: ProductQuery | None = None) -> AsyncIterator[Product]:
        """All articles of a query, in the order of their ids."""
        return _queried(self.products, query if query is not None else ProductQuery())

    def iter_dead_letters(self) -> AsyncIterator[Job]:
        """All jobs that were given up, the last first."""
        return _pages(lambda after: self.dead_letters(after=after))

    def iter_quarantined(self) -> AsyncIterator[Quarantine]:
        """All payloads that could not be read, the last first."""
        return _pages(lambda after: self.quarantined(after=after))

    async def iter_events(self, since: int = 0) -> AsyncIterator[Recorded]:
        """All events after a place that are there now, oldest first."""
        while True:
            page = await self.events(since)
            if not page.events:
                return
            for event in page.events:
                since = event.cursor
                yield event

    async def follow(self, since: int = 0) -> AsyncIterator[Recorded]:
        """Events after a place, and then new ones as they come; ends when the desk is closed.

        Keep the `cursor` of the last one that was dealt with and go on from there: events stay in the log, so an
        iterator that is dropped or cancelled loses none.
        """
        while True:
            # Asked for first: news between the look and the wait must end the wait.
            news = self._news.next()
            try:
                page = await self.events(since)
            except UnavailableError:
                if self.closed:
                    return
                raise
            for event in page.events:
                since = event.cursor
                yield event
            if page.events:
                continue
            if self.closed:
                return
            await news.wait()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._native.is_closed

    async def close(self) -> None:
        """Decides what was handed in and lets the file go. Again does nothing."""
        await asyncio.to_thread(self._native.close)
        self._news.stop()
        self._pool.shutdown(wait=False)

    async def __aenter__(self) -> AsyncDesk:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return "<aftersync.AsyncDesk closed>" if self.closed else "<aftersync.AsyncDesk>"

    def __reduce__(self) -> Any:
        raise TypeError("a desk cannot be pickled: open the file in the process that uses it")


async def _queried(fetch: Callable[[Query], Awaitable[Any]], query: Query) -> AsyncIterator[Any]:
    while True:
        page = await fetch(query)
        for item in page.items:
            yield item
        if page.next is None:
            return
        query = with_after(query, page.next)


async def _pages(fetch: Callable[[str | None], Awaitable[Any]]) -> AsyncIterator[Any]:
    after: str | None = None
    while True:
        page = await fetch(after)
        for item in page.items:
            yield item
        after = page.next
        if after is None:
            return


class _Flag:
    """One wait for news: set from a thread, awaited in a loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def set(self) -> None:
        try:
            self._loop.call_soon_threadsafe(self._event.set)
        except RuntimeError:
            # The loop was closed: nobody waits any more.
            return

    async def wait(self) -> None:
        await self._event.wait()


class _News:
    """One thread that waits for the log to grow, for all who follow it.

    It begins with the first of them, and ends with the desk or the program. A wake carries no data.
    """

    def __init__(self, desk: AsyncDesk) -> None:
        self._desk = ref(desk)
        self._native = desk._native
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._flags: list[_Flag] = []
        self._thread: threading.Thread | None = None
        self._stopped = False

    def next(self) -> _Flag:
        """What will be set at the next news."""
        flag = _Flag()
        if os.getpid() != self._process:
            # Whoever held the lock at the fork is not here to let it go.
            flag.set()
            return flag
        with self._lock:
            if self._stopped:
                flag.set()
                return flag
            self._flags.append(flag)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="aftersync-news")
                self._thread.start()
        return flag

    def stop(self) -> None:
        """Lets everybody go."""
        with self._lock:
            self._stopped = True
        self._wake()

    def _wake(self) -> None:
        with self._lock:
            flags, self._flags = self._flags, []
        for flag in flags:
            flag.set()

    def _watch(self) -> None:
        wait = functools.partial(self._native.call, "wait_events")
        head: int | None = None
        # Not a daemon: a thread that is cut off inside native code would take the program down with it.
        while threading.main_thread().is_alive() and self._desk() is not None and not self._stopped:
            try:
                if head is None:
                    head = _codec.decode("head", self._native.call("head", b"{}", b""))
                    self._wake()
                args = _codec.encode({"since": head, "limit": 1, "timeout_ms": _LOOK_MS})
                page = _codec.decode("wait_events", wait(args, b""))
            except AftersyncError:
                if self._native.is_closed:
                    break
                head = None
                threading.Event().wait(_LOOK_MS / 1000)
                continue
            if page.head > head:
                head = page.head
                self._wake()
        self.stop()
