"""From a signed webhook to a ticket, an action and its events; and what stays in the file."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any

import aftersync
import msgspec
import pytest
from aftersync import AgentQuery, AppSettings, Config, Desk, ShopConfig, TaskQuery, TicketQuery, TokenPair, system
from conftest import Platform, aftersale, opened, order

KEY = "7012345678901234567"
SECRET = "3f0c9a1e-7b52-4d18-8c2e-0a9be1d47f60"
ORDER, LINE, TICKET = 6920111111111111001, 6920111111111111002, 7100222222222222001


def push() -> bytes:
    data: dict[str, object] = {
        "p_id": ORDER,
        "s_id": LINE,
        "shop_id": 880011,
        "aftersale_id": TICKET,
        "aftersale_status": 6,
    }
    data |= {"aftersale_type": 1, "refund_amount": 12800, "reason_code": 15, "apply_time": 1760000000}
    data |= {"update_time": "2025-10-09T16:53:20+08:00"}
    return json.dumps([{"tag": "200", "msg_id": "m-1", "data": json.dumps(data)}]).encode()


def headers(body: bytes) -> list[tuple[str, str]]:
    sign = hashlib.md5(KEY.encode() + body + SECRET.encode()).hexdigest()
    return [("App-Id", KEY), ("Event-Sign", sign)]


def detail() -> dict[str, object]:
    info: dict[str, object] = {
        "after_sale_id": TICKET,
        "after_sale_status": 6,
        "after_sale_type": 1,
        "refund_status": 1,
    }
    info |= {"refund_total_amount": 12800, "real_refund_amount": 0, "apply_time": 1760000000, "reason_code": 15}
    info |= {"update_time": 1760000000, "status_deadline": 1760200000, "reason": "x", "got_pkg": 1, "part_type": 0}
    logistics: dict[str, object] = {"return": None, "exchange": None, "order": [], "resend": None}
    process: dict[str, object] = {
        "after_sale_info": info,
        "arbitrate_info": None,
        "logistics_info": logistics,
        "record_logs_list": [],
    }
    return {
        "process_info": process,
        "order_info": {"shop_order_id": ORDER, "sku_order_infos": [{"sku_order_id": LINE}]},
    }


def test_a_webhook_becomes_a_ticket_that_is_acted_on(file: Path, platform: Platform) -> None:
    platform.answers["/afterSale/Detail"] = detail()
    app = AppSettings(platform="douyin", app=KEY, secret=SECRET, base_url=platform.url)
    with Desk.open(file, key=bytes(range(32)), apps=[app]) as desk:
        desk.configure(Config(shops=[ShopConfig(platform="douyin", shop="880011", app=KEY)]))
        tokens = TokenPair(access="a", refresh="r", expires_at=int(time.time() * 1000) + 3_600_000)
        desk.connect("douyin", "880011", tokens)

        body = push()
        forged = desk.webhook(KEY, body + b" ", headers(body))
        assert (forged.status, forged.taken) == (401, 0)
        assert forged.refused is not None
        assert forged.refused.kind == "signature"
        with pytest.raises(aftersync.SignatureError):
            desk.receive(KEY, body, [])

        reply = desk.receive(KEY, body, headers(body))
        assert (reply.status, reply.taken, reply.kept) == (200, 1, 0)
        assert json.loads(reply.body)["code"] == 0

        worked = desk.run_due()
        assert worked.jobs["refetch"].done == 1, worked
        assert "/afterSale/Detail" in platform.asked
        (ticket,) = desk.iter_tickets(TicketQuery(open=True))
        assert ticket.item.platform == "douyin"
        assert ticket.item.amounts.requested == 12_800

        me = aftersync.Actor(role="agent")
        possible = {one.trigger for one in desk.allowed(ticket.item.id, me) if one.possible}
        assert "approve_refund" in possible
        applied = desk.act(me).approve_refund(ticket.item.id, key="once", expect=ticket.version)
        assert applied.ticket == ticket.item.id
        assert desk.act(me).approve_refund(ticket.item.id, key="once").repeated
        bodies = [event.body for event in desk.iter_events()]
        commands = [body.command for body in bodies if isinstance(body, aftersync.CommandAppliedEvent)]
        assert commands.count("approve_refund") == 1, commands
        assert desk.check() == []
        cursor = desk.head()

    with Desk.open(file, key=bytes(range(32))) as again:
        assert again.head() == cursor
        assert [t.item.id for t in again.iter_tickets()] == [ticket.item.id]
    with pytest.raises(aftersync.ConfigError):
        Desk.open(file, key=bytes(32))


def test_the_key_lies_beside_the_file_unless_one_is_given(file: Path) -> None:
    with Desk.open(file):
        assert file.with_name("desk.db.key").stat().st_size == 32
    unsealed = file.with_name("open.db")
    with Desk.open(str(unsealed), unsealed=True) as desk:
        assert desk.check() == []


def test_questions_and_lists(desk: Desk) -> None:
    id = opened(desk)
    found = desk.ticket(id)
    assert found is not None
    assert desk.ticket_by_number(found.item.number) == found
    assert desk.ticket(aftersync.TicketId("00" * 16)) is None
    whom = aftersync.Whom(account=aftersync.account_id("douyin", "1", "buyer-1"))
    view = desk.customer(whom)
    assert view is not None
    assert [t.item.id for t in view.tickets] == [id]
    bought = desk.order("douyin", "691")
    assert bought is not None
    assert [t.item.id for t in bought.tickets] == [id]
    moments = list(desk.iter_timeline(id))
    assert moments
    assert all(moment.event is not None for moment in moments)
    shown = desk.buyer_view(id, "en")
    assert shown is not None
    assert desk.replay(id) == []
    assert len(list(desk.iter_products())) == 1
    assert list(desk.iter_dead_letters()) == []
    assert list(desk.iter_quarantined()) == []
    assert desk.config().shops[0].shop == "1"
    assert desk.tenants() == ["acme"]


def test_tasks_and_agents(desk: Desk) -> None:
    id, me = opened(desk), aftersync.agent_id("an")
    act = desk.act(aftersync.system())
    act.put_agent(aftersync.Agent(id=me, external_id="an", name="An", groups=["dock"], presence="online"))
    for _ in range(3):
        act.open_task(id, "warehouse_check", group="dock")
    first, *_ = found = list(desk.iter_tasks(TaskQuery(group="dock", limit=2)))
    assert len(found) == 3
    act.move_task(first.item.id, "assign", agent=me, expect=first.version)
    with pytest.raises(aftersync.ConflictError):
        act.move_task(first.item.id, "start", expect=first.version)
    task = desk.task(first.item.id)
    assert task is not None
    assert list(desk.iter_tasks(TaskQuery(agent=me))) == [task]
    assert len(list(desk.iter_tasks(TaskQuery(ticket=id, unassigned=True, limit=1)))) == 2
    with pytest.raises(aftersync.MalformedError) as wrong:
        desk.tasks(TaskQuery(ticket=id, agent=me))
    assert list(wrong.value.allowed) == ["ticket", "group", "agent"]
    (view,) = desk.iter_agents(AgentQuery(group="dock", presence="online", limit=1))
    assert desk.agent(me) == view
    assert (view.agent.name, view.off_shift) == ("An", False)
    assert desk.agent(aftersync.agent_id("bo")) is None


def test_own_fields_are_set_and_found(desk: Desk) -> None:
    id = opened(desk)
    config = desk.config()
    fields = [
        aftersync.CustomField(on="customer", name="vip", of="flag"),
        aftersync.CustomField(on="line", name="gift", of="flag"),
        aftersync.CustomField(on="product", name="fragile", of="flag"),
    ]
    desk.configure(msgspec.structs.replace(config, custom=fields))
    view = desk.customer(aftersync.Whom(account=aftersync.account_id("douyin", "1", "buyer-1")))
    assert view is not None
    me = desk.act(system())
    me.edit_customer(view.customer.item.id, custom={"vip": True}, add_tags=["friend"])
    (placed,) = desk.iter_orders()
    line = placed.item.order.snapshot.lines[0].external_id
    me.edit_line(order=placed.item.id, line=line, custom={"gift": True})
    (product,) = desk.iter_products()
    me.put_product(msgspec.structs.replace(product, custom={"fragile": True}))
    for value, ids in ((True, [id]), (False, [])):
        asked = [
            aftersync.CustomIs(on="customer", name="vip", is_=value),
            aftersync.CustomIs(on="line", name="gift", is_=value),
            aftersync.CustomIs(on="product", name="fragile", is_=value),
        ]
        for one in asked:
            assert [t.item.id for t in desk.iter_tickets(TicketQuery(custom=[one]))] == ids, one
    assert len(list(desk.iter_customers(aftersync.CustomerQuery(tag="friend", custom={"vip": True})))) == 1
    assert list(desk.iter_orders(aftersync.OrderQuery(line_custom={"gift": False}))) == []
    assert list(desk.iter_products(aftersync.ProductQuery(supplier="nobody"))) == []
    assert desk.asides(id) == []
    with pytest.raises(aftersync.RejectedError, match="no such custom field"):
        me.edit_line(order=placed.item.id, line=line, custom={"vip": True})


def test_pages_are_fetched_when_they_are_needed(desk: Desk) -> None:
    ids = [opened(desk, str(n)) for n in range(10, 17)]
    listed = [t.item.id for t in desk.iter_tickets(TicketQuery(limit=2, order="oldest"))]
    assert sorted(listed) == sorted(ids)
    calls: list[str] = []
    asked = desk._call

    def counted(name: str, args: dict[str, Any], body: bytes = b"") -> Any:
        calls.append(name)
        return asked(name, args, body)

    desk._call = counted  # type: ignore[method-assign]
    first = next(iter(desk.iter_tickets(TicketQuery(limit=2))))
    assert first.item.id in ids
    assert calls == ["tickets"]


def test_rows_of_a_list_say_what_the_tickets_say(desk: Desk) -> None:
    ids = [opened(desk, str(n)) for n in range(20, 25)]
    desk.act(aftersync.system()).edit(ids[0], add_tags=["vip"])
    for query in (TicketQuery(order="oldest"), TicketQuery(tag="vip"), TicketQuery(platform="tiktok")):
        tickets = list(desk.iter_tickets(query))
        rows = list(desk.iter_ticket_rows(msgspec.structs.replace(query, limit=2)))
        assert [(r.id, r.version) for r in rows] == [(t.item.id, t.version) for t in tickets]
        for row, ticket in zip(rows, (t.item for t in tickets), strict=True):
            assert isinstance(row, aftersync.TicketRow)
            assert (row.number, row.headline, row.waiting_on) == (ticket.number, ticket.headline, ticket.waiting_on)
            assert (row.kind, row.issue, row.amounts) == (ticket.axes.kind, ticket.issue, ticket.amounts)
            assert (row.account, row.order, row.host) == (ticket.account, ticket.order, ticket.host)
            assert (row.tags, row.flags, row.band) == (ticket.local.tags, ticket.flags, ticket.band)
            assert (row.opened_at, row.changed_at, row.ended_at) == (ticket.opened_at, ticket.changed_at, None)
    (row,) = desk.ticket_rows(TicketQuery(tag="vip")).items
    assert row.tags == ["vip"]
    # What is absent is not written.
    written = desk._native.call("ticket_rows", b"{}", b"")
    assert b"null" not in written.removesuffix(b',"next":null}')
    with pytest.raises(aftersync.UnsupportedError, match="order"):
        desk.ticket_rows(TicketQuery(order="urgent"))


def test_figures(desk: Desk) -> None:
    opened(desk)
    day = aftersync.times.day(aftersync.times.to_datetime(1_780_272_000_000))
    (all_of_it,) = desk.rates("all", "day", day - 1, day + 1)
    assert (all_of_it.sold_units, all_of_it.tickets) == (2, 1)
    assert all_of_it.sold == [aftersync.Money(minor=10_000, currency="CNY")]
    query = aftersync.CounterQuery(grain="day", from_=day - 1, to=day + 1, dim="all")
    counters = {id.metric: n for id, n in desk.counters(query)}
    assert counters["sold_units"] == 2


def test_jobs_of_the_host(desk: Desk) -> None:
    opened(desk)
    (job, *_) = desk.claim_jobs(["notify"])
    assert job.job.body.__struct_config__.tag == "notify"
    assert desk.claim_jobs(["notify"]) == [] or job.job.id not in {j.job.id for j in desk.claim_jobs(["notify"])}
    assert desk.finish_job(job.job.id, job.lease, aftersync.Outcome()) is True
    assert desk.finish_job(job.job.id, job.lease) is False


def test_many_at_once(desk: Desk) -> None:
    id = opened(desk)
    me = aftersync.Actor(role="agent")
    note = aftersync.Command(actor=me, act=aftersync.Note(ticket=id, text="hello"))
    lost = aftersync.Command(actor=me, act=aftersync.Note(ticket=aftersync.TicketId("11" * 16), text="hello"))
    good, bad = desk.execute_all([note, lost])
    assert good.ok is not None
    assert good.ok.ticket == id
    assert bad.error is not None
    assert bad.error.kind == "not_found"
    assert isinstance(aftersync.errors.of_data({"kind": "not_found", "message": "x"}), aftersync.NotFoundError)
    same = desk.ingest([order("691"), aftersale("A1", "691")])
    assert [one.ok.effect for one in same if one.ok is not None] == ["duplicate", "duplicate"]


def test_files_and_imports(desk: Desk, tmp_path: Path) -> None:
    hash = desk.put_blob(b"a photo \x00\xff")
    assert desk.get_blob(hash) == b"a photo \x00\xff"
    assert desk.get_blob("0" * 64) is None
    rows = tmp_path / "products.csv"
    rows.write_text("id,title\ncup-1,Cup\n", encoding="utf-8")
    mapping = aftersync.ImportMapping(what="products", fields={"external_id": "id", "title": "title"})
    dry = desk.import_file(mapping, path=str(rows), options=aftersync.ImportOptions(dry_run=True))
    assert (dry.stopped, dry.progress.accepted) == (None, 1)
    first = desk.import_file(mapping, content=rows.read_text(encoding="utf-8"))
    again = desk.import_file(mapping, path=str(rows))
    assert (first.progress.new, again.progress.new, again.progress.duplicate) == (1, 0, 1)
    with pytest.raises(aftersync.MalformedError):
        desk.import_file(mapping)


def test_merchants_are_apart(desk: Desk) -> None:
    opened(desk)
    other = desk.for_tenant("other")
    assert other.tickets().items == []
    assert other.act(system()).configure(Config()).repeated is False
    assert desk.tickets().items != []
