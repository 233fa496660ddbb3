"""What is looked up and looked after beside the daily work."""

from __future__ import annotations

from pathlib import Path

import aftersync
import pytest
from aftersync import Desk
from conftest import AT, opened

ME = aftersync.Actor(role="agent")
NOWHERE = "22" * 16


def test_words_of_a_notice(desk: Desk) -> None:
    id = opened(desk)
    ticket = desk.ticket(id)
    assert ticket is not None
    words = {lang: desk.notice_text(id, "N1", lang) for lang in ("zh", "en")}
    assert words["zh"] != words["en"]
    assert all(text is not None and ticket.item.number in text for text in words.values()), words


def test_phones_of_an_agent(desk: Desk) -> None:
    agent = aftersync.agent_id("an")
    desk.act(ME).put_agent(aftersync.Agent(id=agent, external_id="an", name="an"))
    assert desk.devices(agent) == []
    handed = desk.register_device(ME, agent)
    [phone] = desk.devices(agent)
    assert (phone.id, phone.agent, phone.revoked_at) == (handed.device, agent, None)
    desk.act(ME).revoke_device(phone.id)
    assert desk.devices(agent)[0].revoked_at is not None


def test_who_it_may_be_and_how_they_came_to_be(desk: Desk) -> None:
    def seen(uid: str) -> aftersync.Observation:
        account = aftersync.Handle(platform="wechat", scope="w1", uid=uid)
        caller = [aftersync.Block(phone="13911112222")]
        return aftersync.Observation(source="calls", id=uid, at=AT, account=account, blocks=caller)

    first = desk.observe(seen("o-1")).customer
    second = desk.observe(seen("o-2")).customer
    assert first == second
    how = desk.how(first)
    assert len(how.steps) == 1
    assert how.en
    assert how.zh != how.en
    stats = desk.identity_stats()
    assert (stats.accounts, [(of.accounts, of.customers) for of in stats.sizes]) == (2, [(2, 1)])
    assert desk.lookup(seen("o-3"))[0].customer == first
    assert desk.identity_stats().accounts == 2, "it was only asked"


def test_articles_that_may_be_the_same(desk: Desk) -> None:
    for n, title in enumerate(("red china cup 300 ml", "red china cup, 300ml", "wool blanket")):
        product = aftersync.Product(id=aftersync.ProductId(f"{n:032x}"), title=title)
        desk.act(ME).put_product(product)
    alike = desk.similar_products(aftersync.ProductId(f"{0:032x}"), limit=5)
    assert [one.product.title for one in alike] == ["red china cup, 300ml"]


def test_upkeep(desk: Desk) -> None:
    opened(desk)
    assert desk.rebuild_counters() > 0
    assert desk.check() == []
    with pytest.raises(aftersync.UnsupportedError, match="not sealed"):
        desk.rotate_keys()
    with pytest.raises(aftersync.NotFoundError):
        desk.redrive(ME, aftersync.JobId(NOWHERE))
    with pytest.raises(aftersync.NotFoundError):
        desk.redrive_quarantined(aftersync.QuarantineId(NOWHERE))


def test_a_key_is_exchanged(file: Path) -> None:
    old, new = bytes(range(32)), bytes(range(1, 33))
    with Desk.open(file, key=old) as desk:
        desk.configure(aftersync.Config(shops=[aftersync.ShopConfig(platform="douyin", shop="1")]))
        id = opened(desk)
    with Desk.open(file, key=new, old_keys=[old]) as desk:
        assert desk.rotate_keys() > 0
    with Desk.open(file, key=new) as desk:
        assert desk.ticket(id) is not None
        assert desk.check() == []


def test_a_shop_without_an_application(desk: Desk) -> None:
    with pytest.raises(aftersync.AftersyncError) as polled:
        desk.poll("douyin", "1")
    assert polled.value.hint or polled.value.message
    with pytest.raises(aftersync.NotFoundError):
        desk.authorize_url("nobody", "s")
    desk.route_shop("douyin", "1", "acme")
