"""What listing methods give: a page, and the way to all of it as a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ._html import Shown
from ._models import (
    CounterId,
    EventPage,
    SoldLinePage,
    VersionedPlacedOrderPage,
    VersionedTicketPage,
)
from ._native import ArrowTable, NativeDesk

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["CounterList", "EventList", "OrderList", "SoldLineList", "Table", "TicketList"]


class Table:
    """A list that can be had as a table: all that the query finds and not only this page, with typed columns.

    Libraries that know Arrow take it as it is, without a copy: `polars.DataFrame(page)`, `pyarrow.table(page)`, DuckDB
    by the name of the variable. Each of them reads the store anew, a batch when it asks for one, so that no more than a
    batch is held here; keep what `to_arrow` gives to read it once.

    Times are UTC, money is whole minor units with its currency beside it. No column names a person: `customer` is a
    pseudonym, the same for all accounts of one customer.
    """

    __slots__ = ()

    def to_arrow(self) -> ArrowTable:
        """Reads all of it, page by page, into columns; the interpreter goes on meanwhile.

        >>> import aftersync
        >>> with aftersync.Desk._for_tests() as desk:
        ...     _ = desk.configure(aftersync.Config())
        ...     desk.events(0).to_arrow().column_names[:3]
        ['cursor', 'at', 'kind']
        """
        native, name, args = self._whence()
        return native.table(name, args)

    def _whence(self) -> tuple[NativeDesk, str, bytes]:
        source: tuple[NativeDesk, str, bytes] | None = getattr(self, "__dict__", {}).get("_source")
        if source is None:
            raise TypeError("this list did not come from a desk, so there is no more of it to read: ask the desk again")
        return source

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        # It is allowed to give another schema than was asked for, and the reader casts.
        native, name, args = self._whence()
        return native.stream(name, args)

    def to_polars(self) -> polars.DataFrame:
        """All of it as a frame of polars, which must be installed."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """All of it as a frame of pandas, which must be installed with pyarrow."""
        import pandas

        return pandas.DataFrame.from_arrow(self)


class TicketList(VersionedTicketPage, Table, frozen=True, kw_only=True, dict=True, gc=True):
    """A page of tickets, and the way to all of them."""


class OrderList(VersionedPlacedOrderPage, Table, frozen=True, kw_only=True, dict=True, gc=True):
    """A page of orders, and the way to all of them."""


class SoldLineList(SoldLinePage, Table, frozen=True, kw_only=True, dict=True, gc=True):
    """A page of sold lines, and the way to all of them."""


class EventList(EventPage, Table, frozen=True, kw_only=True, dict=True, gc=True):
    """A page of events, and the way to all of them from its beginning on."""


class CounterList(Table, Shown):
    """Counters, in order: each its id and its value. No `list`, since data frame libraries take a list row by row."""

    def __init__(self, items: Iterable[tuple[CounterId, int]] = ()) -> None:
        self._items = list(items)

    def __iter__(self) -> Iterator[tuple[CounterId, int]]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, at: int) -> tuple[CounterId, int]:
        return self._items[at]

    def __eq__(self, other: object) -> bool:
        return self._items == (other._items if isinstance(other, CounterList) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"CounterList({self._items!r})"


def with_source(result: Any, native: NativeDesk, name: str, args: bytes) -> Any:
    """The same result, which now knows where all of it can be read."""
    if isinstance(result, Table):
        result.__dict__["_source"] = (native, name, args)
    return result
