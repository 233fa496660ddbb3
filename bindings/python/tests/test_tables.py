"""Tables for data frames: every reader gets the same, typed, without a copy and without names."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import aftersync
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from aftersync import CounterQuery, Desk, SoldLineQuery, TicketQuery, system
from conftest import AT, aftersale, opened, order

DAY = aftersync.times.day(aftersync.times.to_datetime(AT))
COUNTERS = CounterQuery(grain="day", from_=DAY - 1, to=DAY + 1, dim="all")
TABLES: dict[str, Any] = {
    "tickets": lambda desk: desk.tickets(TicketQuery(order="oldest")),
    "orders": lambda desk: desk.orders(),
    "sold_lines": lambda desk: desk.sold_lines(),
    "events": lambda desk: desk.events(0),
    "counters": lambda desk: desk.counters(COUNTERS),
}


def filled(desk: Desk, n: int = 3) -> list[aftersync.TicketId]:
    ids = [opened(desk, str(number)) for number in range(10, 10 + n)]
    desk.act(aftersync.Actor(role="agent")).note(ids[0], "a word of a person")
    return ids


@pytest.mark.parametrize("name", TABLES)
def test_every_reader_reads_the_same(desk: Desk, name: str) -> None:
    filled(desk)
    page = TABLES[name](desk)
    arrow = page.to_arrow()
    table = pa.table(arrow)
    table.validate(full=True)
    assert table.num_rows == arrow.num_rows == len(arrow) > 0
    assert table.column_names == arrow.column_names
    frame = pl.DataFrame(arrow)
    pandas = pd.DataFrame.from_arrow(arrow)
    counted = duckdb.sql("SELECT count(*) FROM arrow")
    assert counted is not None
    assert counted.fetchall() == [(len(arrow),)]
    assert frame.height == len(pandas) == len(arrow)
    rows = table.to_pylist()
    assert [list(row) for row in frame.rows()] == [list(row.values()) for row in rows]
    whole = [c for c in table.column_names if pa.types.is_integer(table.schema.field(c).type)]
    for column in whole:
        numbers = [value for value in pandas[column].tolist() if not pd.isna(value)]
        assert numbers == [row[column] for row in rows if row[column] is not None]
    # The page itself is a table, and its shortcuts are the same.
    assert pa.table(page).num_rows == len(arrow)
    assert page.to_polars().equals(frame)
    assert page.to_pandas().equals(pandas)
    assert repr(arrow).startswith("<aftersync.ArrowTable")
    assert arrow.nbytes > 0


def test_types_are_those_of_the_desk(desk: Desk) -> None:
    filled(desk)
    types = {field.name: str(field.type) for field in pa.table(desk.tickets().to_arrow()).schema}
    assert types["opened_at"] == "timestamp[ms, tz=UTC]"
    assert types["headline"] == "dictionary<values=string, indices=int32, ordered=0>"
    assert (types["refunded_minor"], types["is_open"], types["id"]) == ("int64", "bool", "string")
    assert types["tags"].startswith("list<")
    assert str(pa.table(desk.counters(COUNTERS)).schema.field("starts_on").type).startswith("date32")
    schema = pa.schema(desk.sold_lines().to_arrow())
    assert schema.field("mature").type == pa.bool_()


def test_the_values_are_those_of_the_objects(desk: Desk) -> None:
    filled(desk)
    objects = [t.item for t in desk.iter_tickets(TicketQuery(order="oldest"))]
    rows = desk.tickets(TicketQuery(order="oldest")).to_polars().to_dicts()
    assert [row["id"] for row in rows] == [t.id for t in objects]
    for row, t in zip(rows, objects, strict=True):
        assert (row["number"], row["headline"], row["kind"]) == (t.number, t.headline, t.axes.kind)
        assert row["requested_minor"] == t.amounts.requested == 5_000
        assert row["opened_at"] == aftersync.times.to_datetime(t.opened_at)
        assert row["currency"] == "CNY"
        assert row["order_id"] == t.order
    bodies = desk.events(0).to_polars()
    assert bodies["cursor"].to_list() == [event.cursor for event in desk.iter_events()]
    assert bodies["kind"].to_list() == [event.body.__struct_config__.tag for event in desk.iter_events()]
    counted = {id.metric: value for id, value in desk.counters(COUNTERS)}
    frame = desk.counters(COUNTERS).to_polars()
    assert dict(zip(frame["metric"], frame["value"], strict=True)) == counted
    assert frame["starts_on"].unique().to_list() == [dt.date(2026, 6, 1)]


def test_all_of_a_query_and_not_a_page_of_it(desk: Desk) -> None:
    facts = [order(f"5{n}") for n in range(1_050)]
    assert all(one.ok for one in desk.ingest(facts))
    page = desk.orders(aftersync.OrderQuery(limit=10))
    assert len(page.items) == 10
    assert page.to_arrow().num_rows == 1_050
    assert desk.sold_lines(SoldLineQuery(limit=1)).to_polars()["quantity"].sum() == 2_100
    assert len(desk.tickets(TicketQuery(platform="tiktok")).to_polars()) == 0
    narrow = desk.orders(aftersync.OrderQuery(states=["cancelled"]))
    assert narrow.to_polars().columns == page.to_arrow().column_names


def test_a_stream_reads_a_batch_when_it_is_asked_for_one(desk: Desk) -> None:
    for at in range(0, 17_500, 2_500):
        assert all(one.ok for one in desk.ingest([order(f"5{n}") for n in range(at, at + 2_500)]))
    reader = pa.RecordBatchReader.from_stream(desk.orders())
    first = reader.read_next_batch()
    assert 16_384 <= first.num_rows < 17_500
    # The rest was not read yet: the desk closes under it, and the reader says so.
    desk.close()
    with pytest.raises(pa.ArrowInvalid, match="closed"):
        reader.read_next_batch()
    with pytest.raises(StopIteration):
        reader.read_next_batch()


def test_a_stream_of_a_wrong_query_fails_when_it_begins(desk: Desk) -> None:
    with pytest.raises(aftersync.MalformedError):
        desk._native.stream("orders", b'{"query":{"after":"nowhere"}}')
    with pytest.raises(aftersync.UnsupportedError):
        desk._native.stream("people", b"{}")


def test_sold_lines_with_their_returns(desk: Desk) -> None:
    ids = filled(desk, 2)
    desk.ingest([order("777")])
    lines = list(desk.iter_sold_lines(SoldLineQuery(limit=1)))
    assert len(lines) == 3
    assert {t for line in lines for t in line.tickets} == set(ids)
    frame = desk.sold_lines().to_polars()
    asked = frame.filter(pl.col("tickets").list.len() > 0)
    assert (len(asked), asked["open_tickets"].sum()) == (2, 2)
    assert not frame["mature"].any()
    assert frame["paid_minor"].sum() == 30_000
    (customer,) = set(frame["customer"])
    account = aftersync.account_id("douyin", "1", "buyer-1")
    assert desk.customer_keys([account]) == [customer]
    assert desk.tickets().to_polars()["customer"].unique().to_list() == [customer]
    assert customer != desk.for_tenant("other").customer_keys([account])


@pytest.mark.parametrize("name", TABLES)
def test_no_table_names_a_person(desk: Desk, name: str) -> None:
    filled(desk)
    text = str(pa.table(TABLES[name](desk)).to_pydict())
    account = aftersync.account_id("douyin", "1", "buyer-1")
    found = [word for word in ("buyer-1", "6910", "A10", "'L1'", "a word of a person", account) if word in text]
    assert found == []


def test_a_table_of_a_closed_desk_stays(desk: Desk) -> None:
    filled(desk)
    page = desk.tickets()
    arrow = page.to_arrow()
    again = pickle.loads(pickle.dumps(page))
    assert again.items == page.items
    with pytest.raises(TypeError, match="ask the desk again"):
        again.to_arrow()
    desk.close()
    assert pl.DataFrame(arrow).height == pl.DataFrame(arrow).height == 3
    with pytest.raises(aftersync.UnavailableError):
        page.to_polars()


def test_wrong_tables_are_refused(desk: Desk) -> None:
    native = desk._native
    with pytest.raises(aftersync.UnsupportedError) as absent:
        native.table("people", b"{}")
    assert "tickets" in absent.value.allowed
    with pytest.raises(aftersync.MalformedError) as wrong:
        native.table("tickets", b'{"query":{"limit":"x"}}')
    assert wrong.value.field == "query.limit"
    with pytest.raises(aftersync.UnsupportedError):
        desk.for_tenant("nobody").orders().to_arrow()


def test_what_notebooks_show(desk: Desk) -> None:
    money = aftersync.Money(minor=10_000, currency="CNY")
    line = aftersync.OrderLine(external_id="L1", sku="cup", title="<b>cup</b>", quantity=2, paid=money)
    fact = order("6910")
    body = aftersync.OrderFact(external_id="6910", state="paid", paid=money, lines=[line], created_at=AT)
    desk.ingest([aftersync.Fact(platform="douyin", shop="1", revision=1, occurred_at=AT, body=body), fact])
    desk.ingest([aftersale("A10", "6910")])
    (ticket,) = desk.iter_tickets()
    for shown in (ticket, ticket.item, desk.tickets(), desk.orders(), desk.sold_lines(), desk.events(0)):
        html = shown._repr_html_()
        assert html.startswith("<table>"), shown
        assert html.count("<table>") == html.count("</table>")
        assert "<b>cup</b>" not in html
    assert "&lt;b&gt;cup" in ticket._repr_html_()
    assert ticket.item.number in desk.tickets()._repr_html_()
    assert "sold_units" in desk.counters(COUNTERS)._repr_html_()
    assert "mature" in desk.sold_lines().to_arrow()._repr_html_()


def test_customers_in_a_notebook(desk: Desk) -> None:
    filled(desk)
    view = desk.customer(aftersync.Whom(account=aftersync.account_id("douyin", "1", "buyer-1")))
    assert view is not None
    desk.act(system()).edit_customer(view.customer.item.id, add_tags=["<i>friend</i>"])
    view = desk.customer(aftersync.Whom(account=aftersync.account_id("douyin", "1", "buyer-1")))
    assert view is not None
    for shown in (view, view.customer, view.customer.item, desk.customers()):
        html = shown._repr_html_()
        assert "&lt;i&gt;friend&lt;/i&gt;" in html
        assert "<i>" not in html
    assert "50.00 CNY" in view._repr_html_()


def test_readers_share_the_memory(desk: Desk) -> None:
    """Two readers of one table look at the same bytes: nothing was copied for either of them."""
    filled(desk)
    arrow = desk.tickets().to_arrow()
    first, second = pa.table(arrow), pa.table(arrow)
    for name in arrow.column_names:
        buffers = [column.chunk(0).buffers() for column in (first[name], second[name])]
        of_one, of_other = ([buffer.address for buffer in each if buffer is not None] for each in buffers)
        assert of_one == of_other, name
    there = first["version"].chunk(0).buffers()[1].address
    assert pl.DataFrame(arrow)["version"].to_numpy(allow_copy=False).ctypes.data == there
    assert first["version"].chunk(0).to_numpy().ctypes.data == there
