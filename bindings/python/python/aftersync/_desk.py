"""The blocking desk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, TypeVar

import msgspec

from . import _codec, _long, _native
from ._api import SyncActing, SyncMethods
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
from .errors import UnavailableError

__all__ = ["Acting", "Desk", "system"]

_WAIT_MS = 250
"""How long one wait for news may keep an interrupt from being seen."""


def open_options(
    path: str | os.PathLike[str],
    tenant: str | None,
    key: bytes | None,
    old_keys: list[bytes] | None,
    unsealed: bool,
    apps: list[AppSettings] | None,
) -> bytes:
    """How a file is to be opened, as JSON."""
    options: dict[str, Any] = {"path": os.fspath(path), "unsealed": unsealed}
    for name, value in (("tenant", tenant), ("key", key), ("old_keys", old_keys), ("apps", apps)):
        if value is not None:
            options[name] = value
    return _codec.encode(options)


class Acting(SyncActing):
    """Everything an actor can do; made by `Desk.act`."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        self._desk = desk
        self._actor = actor

    def _act(self, act: dict[str, Any], key: str | None, expect: int | None) -> Applied:
        applied: Applied = self._desk._call("execute", {"command": command(self._actor, act, key, expect)})
        return applied


def command(actor: Actor, act: dict[str, Any], key: str | None, expect: int | None) -> dict[str, Any]:
    """A command, as it stands in JSON."""
    out: dict[str, Any] = {"actor": actor, "act": act}
    if key is not None:
        out["key"] = key
    if expect is not None:
        out["expect"] = expect
    return out


class Desk(SyncMethods):
    """One merchant's desk. Calls block, release the interpreter, and may come from any threads.

    >>> import aftersync
    >>> with aftersync.Desk._for_tests() as desk:
    ...     applied = desk.configure(aftersync.Config(shops=[aftersync.ShopConfig(platform="douyin", shop="1")]))
    ...     desk.config().shops[0].platform, desk.tickets().items, desk.head() > 0
    ('douyin', [], True)

    A desk belongs to the process that opened it: a call in a forked child raises `HostError`.
    """

    def __init__(self, native: _native.NativeDesk) -> None:
        self._native = native

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        tenant: str | None = None,
        key: bytes | None = None,
        old_keys: list[bytes] | None = None,
        unsealed: bool = False,
        apps: list[AppSettings] | None = None,
    ) -> Desk:
        """Opens a file, or makes it. Beside it lies its key, unless you give one: 32 bytes.

        - `tenant`: the merchant; without a name it is the only one of the file.
        - `old_keys`: former keys that some of it may still be sealed under.
        - `unsealed`: whoever has the file reads all of it; for trying things out.
        - `apps`: applications that are registered with platforms.

        >>> import tempfile, aftersync
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with aftersync.Desk.open(f"{folder}/desk.db", tenant="acme") as desk:
        ...         _ = desk.configure(aftersync.Config())
        ...         desk.tenants()
        ['acme']
        """
        return cls(_native.NativeDesk.open(open_options(path, tenant, key, old_keys, unsealed, apps)))

    @classmethod
    def _for_tests(cls, **options: Any) -> Desk:
        """A desk in memory whose clock stands: `start`, `seed`, `tenant`, `adapters`."""
        return cls(_native.NativeDesk.for_tests(_codec.encode(options)))

    def _call(self, name: str, args: dict[str, Any], body: bytes = b"") -> Any:
        json = _codec.encode(args)
        result = _codec.decode(name, self._native.call(name, json, body))
        return with_source(result, self._native, name, json)

    def _long(self, name: str, args: dict[str, Any], progress: Callable[[Any], object] | None, told: type) -> Any:
        json = _codec.encode(args)
        return _codec.decode(name, _long.blocking(self._native, name, json, progress, told))

    def for_tenant(self, name: str) -> Desk:
        """The desk of another merchant in the same file. Closing one closes all.

        >>> import aftersync
        >>> with aftersync.Desk._for_tests() as desk:
        ...     _ = desk.for_tenant("other").configure(aftersync.Config())
        ...     desk.head(), desk.for_tenant("other").head()
        (0, 1)
        """
        return type(self)(self._native.tenant(name))

    def act(self, actor: Actor) -> Acting:
        """In the name of this actor: go on with what is to be done.

        >>> import aftersync
        >>> with aftersync.Desk._for_tests() as desk:
        ...     me = aftersync.agent_id("an")
        ...     agent = aftersync.Agent(id=me, external_id="an", name="An", capacity=5)
        ...     desk.act(aftersync.system()).put_agent(agent).repeated
        False
        """
        return Acting(self, actor)

    def iter_tickets(self, query: TicketQuery | None = None) -> Iterator[VersionedTicket]:
        """All tickets of a query, page by page, each fetched when it is needed. `query.limit` is the size of a page."""
        return _queried(self.tickets, query if query is not None else TicketQuery())

    def iter_ticket_rows(self, query: TicketQuery | None = None) -> Iterator[TicketRow]:
        """The same tickets as rows: what a list or a queue shows, read without unsealing anything."""
        return _queried(self.ticket_rows, query if query is not None else TicketQuery())

    def iter_orders(self, query: OrderQuery | None = None) -> Iterator[VersionedPlacedOrder]:
        """All orders of a query, the last placed first."""
        return _queried(self.orders, query if query is not None else OrderQuery())

    def iter_sold_lines(self, query: SoldLineQuery | None = None) -> Iterator[SoldLine]:
        """All sold lines of a query with what came back of them, the last placed order first.

        Returns come for weeks: compare lines that are `mature`.
        """
        return _queried(self.sold_lines, query if query is not None else SoldLineQuery())

    def iter_customers(self, query: CustomerQuery | None = None) -> Iterator[VersionedCustomer]:
        """All customers of a query, the last heard of first."""
        return _queried(self.customers, query if query is not None else CustomerQuery())

    def iter_timeline(self, id: TicketId) -> Iterator[Moment]:
        """All that happened around a ticket, oldest first."""
        return _pages(lambda after: self.timeline(id, after))

    def iter_tasks(self, query: TaskQuery) -> Iterator[VersionedTask]:
        """All internal tasks of one ticket, one group or one agent, what is due first first.

        >>> import aftersync
        >>> with aftersync.Desk._for_tests() as desk:
        ...     [task.item.kind for task in desk.iter_tasks(aftersync.TaskQuery(group="dock", unassigned=True))]
        []
        """
        return _queried(self.tasks, query)

    def iter_agents(self, query: AgentQuery | None = None) -> Iterator[AgentView]:
        """All agents of a query with what each has in hand, in the order of their ids.

        >>> import aftersync
        >>> with aftersync.Desk._for_tests() as desk:
        ...     an = aftersync.Agent(id=aftersync.agent_id("an"), external_id="an", name="An", groups=["dock"])
        ...     _ = desk.act(aftersync.system()).put_agent(an)
        ...     query = aftersync.AgentQuery(group="dock")
        ...     [(one.agent.name, one.load, one.off_shift) for one in desk.iter_agents(query)]
        [('An', 0, False)]
        """
        return _queried(self.agents, query if query is not None else AgentQuery())

    def iter_products(self, query: ProductQuery | None = None) -> Iterator[Product]:
        """All articles of a query, in the order of their ids."""
        return _queried(self.products, query if query is not None else ProductQuery())

    def iter_dead_letters(self) -> Iterator[Job]:
        """All jobs that were given up, the last first."""
        return _pages(lambda after: self.dead_letters(after=after))

    def iter_quarantined(self) -> Iterator[Quarantine]:
        """All payloads that could not be read, the last first."""
        return _pages(lambda after: self.quarantined(after=after))

    def iter_events(self, since: int = 0) -> Iterator[Recorded]:
        """All events after a place that are there now, oldest first.

        >>> import aftersync
        >>> with aftersync.Desk._for_tests() as desk:
        ...     _ = desk.configure(aftersync.Config())
        ...     [(event.cursor, event.body) for event in desk.iter_events()]
        [(1, ConfiguredEvent(version=1))]
        """
        while True:
            page = self.events(since)
            if not page.events:
                return
            for event in page.events:
                since = event.cursor
                yield event

    def follow(self, since: int = 0, *, timeout: float | None = None) -> Iterator[Recorded]:
        """Events after a place, and then new ones as they come: keep the `cursor` of the last one and go on from there.

        Nothing queues up for it and nothing is lost when it is dropped. Ends when the desk is closed, or when no
        event came for `timeout` seconds.

        >>> import aftersync
        >>> with aftersync.Desk._for_tests() as desk:
        ...     for _ in range(3):
        ...         _ = desk.configure(aftersync.Config())
        ...     [event.cursor for event in desk.follow(since=1, timeout=0.01)]
        [2, 3]
        """
        waited = 0
        while True:
            step = _WAIT_MS if timeout is None else min(_WAIT_MS, max(0, int(timeout * 1000) - waited))
            try:
                page = self.wait_events(since, timeout_ms=step)
            except UnavailableError:
                if self.closed:
                    return
                raise
            for event in page.events:
                since = event.cursor
                yield event
            waited = 0 if page.events else waited + step
            if timeout is not None and waited >= int(timeout * 1000):
                return

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._native.is_closed

    def close(self) -> None:
        """Decides what was handed in and lets the file go. Again does nothing."""
        self._native.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<aftersync.Desk closed>" if self.closed else "<aftersync.Desk>"

    def __reduce__(self) -> Any:
        raise TypeError("a desk cannot be pickled: open the file in the process that uses it")


Query = TypeVar("Query", TicketQuery, OrderQuery, CustomerQuery, ProductQuery, SoldLineQuery, TaskQuery, AgentQuery)


def with_after(query: Query, after: str) -> Query:
    """The same query, one page on."""
    return msgspec.structs.replace(query, after=after)


def _queried(fetch: Callable[[Query], Any], query: Query) -> Iterator[Any]:
    while True:
        page = fetch(query)
        yield from page.items
        if page.next is None:
            return
        query = with_after(query, page.next)


def _pages(fetch: Callable[[str | None], Any]) -> Iterator[Any]:
    after: str | None = None
    while True:
        page = fetch(after)
        yield from page.items
        after = page.next
        if after is None:
            return


def system() -> Actor:
    """The desk itself, as an actor."""
    return Actor(role="system")
