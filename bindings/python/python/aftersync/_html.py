"""How values look in a notebook. Everything is escaped: words of buyers are shown and never run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from .times import to_datetime

__all__ = ["Shown"]

_MOST = 50
"""Most rows of a list that are shown."""

Rows = tuple[Sequence[str], list[Sequence[str]]]


class Shown:
    """A value with a look of its own in a notebook."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        # Subclasses of a page look like the page.
        name = next(kind.__name__ for kind in type(self).__mro__ if kind.__name__ in _LOOKS)
        return _LOOKS[name](self)


def money(minor: int, currency: str) -> str:
    """An amount as people read it.

    >>> money(123456, "CNY"), money(-5, "EUR"), money(500, "JPY")
    ('1,234.56 CNY', '-0.05 EUR', '500 JPY')
    """
    digits = {"JPY": 0, "KRW": 0, "VND": 0, "IDR": 0, "CLP": 0}.get(currency, 2)
    sign, minor = "-" if minor < 0 else "", abs(minor)
    whole, rest = divmod(minor, 10**digits)
    return f"{sign}{whole:,}{f'.{rest:0{digits}}' if digits else ''} {currency}"


def when(timestamp: int | None) -> str:
    """A time as people read it."""
    return "" if timestamp is None else to_datetime(timestamp).strftime("%Y-%m-%d %H:%M")


def grid(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """A table of texts.

    >>> grid(["a"], [["<b>"]])
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _pairs(caption: str, pairs: Iterable[tuple[str, str]]) -> str:
    return grid(["", ""], [pair for pair in pairs if pair[1]], caption)


def _ticket(ticket: Any) -> str:
    amounts, of = ticket.amounts, ticket.currency
    facts = _pairs(
        f"Ticket {ticket.number}",
        [
            ("headline", ticket.headline),
            ("waiting on", ticket.waiting_on),
            ("kind", ticket.axes.kind),
            ("problem", ticket.issue),
            ("shop", f"{ticket.platform} {ticket.shop}"),
            ("host", ticket.host or ""),
            ("requested", money(amounts.requested, of)),
            ("refunded", money(amounts.refunded, of)),
            ("opened", when(ticket.opened_at)),
            ("ended", when(ticket.ended_at)),
            ("tags", ", ".join(ticket.local.tags)),
        ],
    )
    lines = [
        (one.title, one.sku, str(one.bought), str(one.requested), str(one.received), str(one.refunded))
        for one in ticket.lines
    ]
    return facts + grid(["article", "sku", "bought", "requested", "received", "refunded"], lines) if lines else facts


def _customer(customer: Any) -> str:
    own = ", ".join(f"{name}={value}" for name, value in customer.custom.items())
    pairs = [
        ("name", customer.name or ""),
        ("accounts", str(len(customer.accounts))),
        ("first seen", when(customer.first_seen)),
        ("tags", ", ".join(customer.tags)),
        ("own fields", own),
    ]
    return _pairs(f"Customer {customer.id}", pairs)


def _customer_view(view: Any) -> str:
    accounts = [(one.platform, one.nickname or "", when(one.first_seen)) for one in view.accounts]
    parts = [
        _customer(view.customer.item),
        grid(["platform", "nickname", "first seen"], accounts, "Accounts"),
        grid(*_tickets(view.tickets), "Tickets"),
        grid(*_orders(view.orders), "Orders"),
    ]
    return "".join(parts)


def _tickets(items: Iterable[Any]) -> Rows:
    head = ["number", "headline", "waiting on", "kind", "problem", "platform", "requested", "refunded", "opened"]
    rows = [
        (
            *(t.number, t.headline, t.waiting_on, t.axes.kind, t.issue, t.platform),
            *(money(t.amounts.requested, t.currency), money(t.amounts.refunded, t.currency), when(t.opened_at)),
        )
        for t in (one.item for one in items)
    ]
    return head, list(rows)


def _orders(items: Iterable[Any]) -> Rows:
    head = ["platform", "shop", "state", "articles", "paid", "placed"]
    rows = [
        (
            *(o.platform, o.shop, o.snapshot.state, ", ".join(line.title for line in o.snapshot.lines)),
            *(money(o.snapshot.paid.minor, o.snapshot.paid.currency), when(o.snapshot.created_at)),
        )
        for o in (one.order for one in items)
    ]
    return head, list(rows)


def _customers(items: Iterable[Any]) -> Rows:
    rows = [
        (c.name or "", str(len(c.accounts)), ", ".join(c.tags), when(c.first_seen)) for c in (i.item for i in items)
    ]
    return ["name", "accounts", "tags", "first seen"], list(rows)


def _sold(items: Iterable[Any]) -> Rows:
    head = ["article", "host", "sold", "pieces", "paid", "returned", "refunded", "problem", "mature"]
    rows = [
        (
            *(one.product_title or one.title, one.host or "", when(one.sold_at), str(one.quantity)),
            money(one.paid.minor, one.paid.currency),
            str(one.returned),
            money(one.refunded.minor, one.refunded.currency),
            *(one.issue or "", "yes" if one.mature else "not yet"),
        )
        for one in items
    ]
    return head, list(rows)


def _events(items: Iterable[Any]) -> Rows:
    rows = [
        (str(one.cursor), when(one.at), one.body.__struct_config__.tag, one.actor.role, one.ticket or "")
        for one in items
    ]
    return ["cursor", "at", "what", "by", "ticket"], list(rows)


def _counters(items: Iterable[Any]) -> Rows:
    rows = [
        (one.grain, str(one.period), one.dim, one.member, one.metric, one.currency or "", str(value))
        for one, value in items
    ]
    return ["grain", "period", "dim", "member", "metric", "currency", "value"], list(rows)


def _page(what: str, rows: Callable[[Iterable[Any]], Rows], items: Callable[[Any], list[Any]]) -> Callable[[Any], str]:
    def look(page: Any) -> str:
        all_of_it = items(page)
        more = len(all_of_it) > _MOST or getattr(page, "next", None) is not None
        caption = f"{min(len(all_of_it), _MOST)} {what}{' and more' if more else ''}"
        return grid(*rows(all_of_it[:_MOST]), caption)

    return look


def _items(page: Any) -> list[Any]:
    items: list[Any] = page.items
    return items


_LOOKS: dict[str, Callable[[Any], str]] = {
    "Ticket": _ticket,
    "VersionedTicket": lambda row: _ticket(row.item),
    "VersionedTicketPage": _page("tickets", _tickets, _items),
    "Customer": _customer,
    "VersionedCustomer": lambda row: _customer(row.item),
    "VersionedCustomerPage": _page("customers", _customers, _items),
    "CustomerView": _customer_view,
    "VersionedPlacedOrderPage": _page("orders", lambda items: _orders(one.item for one in items), _items),
    "SoldLinePage": _page("sold lines", _sold, _items),
    "EventPage": _page("events", _events, lambda page: list(page.events)),
    "CounterList": _page("counters", _counters, list),
}
