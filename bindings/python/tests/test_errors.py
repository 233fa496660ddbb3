"""Errors by kind, with typed attributes; wrong input names the field."""

from __future__ import annotations

import json
import pickle
from typing import Any

import aftersync
import pytest
from aftersync import Desk, TicketId, TicketQuery, _codec, _native, errors
from conftest import opened

ABSENT = TicketId("11" * 16)
ME = aftersync.Actor(role="agent")
ODD: dict[str, Any] = {"headlines": ["opn"], "kind": 3}
KING = aftersync.Actor(role="king")  # type: ignore[arg-type]
NOTE = aftersync.Note(ticket=ABSENT, text="")


def test_one_class_for_each_kind() -> None:
    kinds = {"config", "signature", "malformed", "unsupported", "unauthorized", "forbidden", "not_found", "conflict"}
    kinds |= {"rate_limited", "rejected", "unavailable", "host", "internal"}
    assert set(errors.BY_KIND) == kinds
    for kind in errors.BY_KIND.values():
        assert issubclass(kind, aftersync.AftersyncError)
        assert kind.__name__ in aftersync.__all__


def test_kinds_from_real_calls(desk: Desk) -> None:
    id = opened(desk)
    with pytest.raises(aftersync.NotFoundError) as absent:
        desk.allowed(ABSENT, ME)
    assert (absent.value.kind, absent.value.operation, absent.value.retryable) == ("not_found", "desk.allowed", False)
    found = desk.ticket(id)
    assert found is not None
    desk.act(ME).note(id, "seen")
    with pytest.raises(aftersync.ConflictError) as stale:
        desk.act(ME).approve_refund(id, expect=found.version - 1)
    assert (stale.value.retry, stale.value.retryable) == ("reload", True)
    with pytest.raises(aftersync.RejectedError) as refused:
        desk.act(ME).repair_done(id)
    assert refused.value.phase == "not_sent"
    with pytest.raises(aftersync.ConfigError):
        desk.capabilities("nowhere")
    with pytest.raises(aftersync.NotFoundError):
        desk.receive("no-app", b"{}")


def test_pickling_keeps_everything(desk: Desk) -> None:
    with pytest.raises(aftersync.NotFoundError) as absent:
        desk.allowed(ABSENT, ME)
    again = pickle.loads(pickle.dumps(absent.value))
    assert type(again) is aftersync.NotFoundError
    assert str(again) == str(absent.value)
    assert vars(again) == vars(absent.value)
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(desk)


def test_values_survive_pickling(desk: Desk) -> None:
    found = desk.ticket(opened(desk))
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("call", "field", "allowed"),
    [
        (lambda d: d.ticket(5), "id", None),
        (lambda d: d.ticket("no hex"), "id", None),
        (lambda d: d.tickets(TicketQuery(headlines=ODD["headlines"])), "query.headlines[0]", "refunding"),
        (lambda d: d.tickets(TicketQuery(limit=-1)), "query.limit", None),
        (lambda d: d.tickets(TicketQuery(kind=ODD["kind"])), "query.kind", None),
        (lambda d: d.execute(aftersync.Command(actor=KING, act=NOTE)), "command.actor.role", "agent"),
        (lambda d: d.execute({"actor": ME, "act": {"do": "mvoe"}}), "command.act.do", "move"),
        (lambda d: d.execute({"actor": ME, "act": {"do": "note", "ticket": ABSENT}}), "command.act.text", None),
        (lambda d: d.execute({"actor": ME}), "command.act", None),
        (lambda d: d.claim_jobs(["nothing"]), "kinds[0]", "notify"),
        (lambda d: d.customer(object()), "whom", None),
        (lambda d: d.events(2**70), "since", None),
        (lambda d: d.buyer_view(ABSENT, "fr"), "lang", "zh"),
    ],
)  # fmt: skip
def test_wrong_input_names_the_field(desk: Desk, call: Any, field: str, allowed: str | None) -> None:
    with pytest.raises(aftersync.MalformedError) as wrong:
        call(desk)
    assert wrong.value.field == field, str(wrong.value)
    assert allowed is None or allowed in wrong.value.allowed


def test_huge_and_odd_payloads_are_errors(desk: Desk) -> None:
    nested: Any = {}
    for _ in range(500):
        nested = {"a": nested}
    with pytest.raises(aftersync.MalformedError):
        desk.execute(nested)
    round_about: list[Any] = []
    round_about.append(round_about)
    with pytest.raises(aftersync.MalformedError):
        desk.ingest(round_about)
    with pytest.raises(aftersync.AftersyncError):
        desk.put_blob(bytes(200_000_000))
    long = "x" * 20_000_000
    with pytest.raises(aftersync.MalformedError):
        desk.ticket_by_number(long)
    with pytest.raises(aftersync.MalformedError):
        desk.receive("no-app", long.encode())
    with pytest.raises(aftersync.MalformedError):
        desk.ticket("\ud800")  # type: ignore[arg-type]
    assert desk.check() == []


def test_a_panic_is_an_exception() -> None:
    with pytest.raises(aftersync.InternalError) as bug:
        _native.panic_for_tests()
    assert bug.value.context["panic"] == "a panic on purpose"


def test_calls_after_close() -> None:
    desk = Desk._for_tests()
    other = desk.for_tenant("other")
    desk.close()
    desk.close()
    assert desk.closed
    for call in (desk.now, desk.head, desk.config, desk.tickets):
        with pytest.raises(aftersync.UnavailableError) as closed:
            call()
        assert not closed.value.retryable
    with pytest.raises(aftersync.UnavailableError):
        other.configure(aftersync.Config())
    assert list(desk.follow()) == []
    assert "closed" in repr(desk)


def test_open_options_are_checked(tmp_path: Any) -> None:
    with pytest.raises(aftersync.ConfigError) as short:
        Desk.open(tmp_path / "desk.db", key=b"short")
    assert short.value.field == "key"
    with pytest.raises(aftersync.UnavailableError):
        Desk.open(tmp_path / "no" / "such" / "folder" / "desk.db")
    wrong: Any = [{"platform": "douyin"}]
    with pytest.raises(aftersync.MalformedError) as missing:
        Desk.open(tmp_path / "desk.db", apps=wrong)
    assert missing.value.field == "apps[0].app"


def test_ids_follow_from_names() -> None:
    assert aftersync.agent_id("an") == aftersync.agent_id("an") != aftersync.agent_id("bo")
    with pytest.raises(ValueError, match="other names"):
        _native.derive_id("agent_id", [])


def test_what_a_later_version_wrote_is_kept_whole() -> None:
    body = {"kind": "not_yet_invented", "number": 5, "text": ["a"]}
    event = {"cursor": 1, "at": 5, "v": 9, "actor": {"role": "system"}, "body": body}
    known = {**event, "cursor": 2, "body": {"kind": "configured", "version": 1}}
    page = _codec.decode("events", json.dumps({"events": [event, known], "next": 2, "head": 2}).encode())
    assert page.events[0].body == aftersync.OtherEvent(raw=body)
    assert page.events[1].body == aftersync.ConfiguredEvent(version=1)
