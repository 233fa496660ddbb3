"""Forty made-up evenings of live selling, to try things out on: orders on three platforms and what came back of them.

    python evening.py desk.db

The same dice every time. Two articles come back more often than the others, and one host sells what people send back.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import aftersync
from aftersync import Fact, Money

DAY = 86_400_000
DAYS = 40
"""How long ago the first of it was sold."""
SHOPS = {"douyin": "880011", "wechat": "wx-8", "tiktok": "us-8"}
CURRENCY = {"tiktok": "USD"}
HOSTS = {"lin": 1.0, "xiaoyu": 0.7, "ahao": 1.0, "mei": 2.2}
"""How much more, or less, of what a host sells comes back."""
ARTICLES: list[tuple[str, str, int, float, aftersync.IssueType]] = [
    # code, title, price, share of pieces that come back, why
    ("CUP-01", "Travel cup", 8_900, 0.05, "damaged"),
    ("DRS-02", "Linen dress", 25_900, 0.24, "size_fit"),
    ("KTL-03", "Glass kettle", 15_900, 0.09, "damaged"),
    ("LMP-04", "Desk lamp", 12_900, 0.04, "quality_defect"),
    ("SHO-05", "Canvas shoes", 19_900, 0.17, "size_fit"),
    ("TEA-06", "Spring tea", 16_800, 0.02, "expectation_mismatch"),
    ("BAG-07", "Day bag", 22_900, 0.07, "expectation_mismatch"),
    ("PAN-08", "Frying pan", 17_900, 0.06, "quality_defect"),
]


def facts(orders: int, now: int, seed: int = 7) -> list[Fact]:
    """What happened, as the platforms would tell it."""
    dice, begin = random.Random(seed), now - DAYS * DAY
    out: list[Fact] = []
    for n in range(orders):
        platform, host = dice.choice(list(SHOPS)), dice.choice(list(HOSTS))
        code, title, price, share, why = dice.choice(ARTICLES)
        # Most of it long ago; the last of it yesterday, with its returns still to come.
        at = begin + dice.randrange(DAYS - 1) * DAY + dice.randrange(3 * 3_600_000)
        pieces = dice.choice([1, 1, 1, 2])
        paid = Money(minor=price * pieces, currency=CURRENCY.get(platform, "CNY"))
        line = aftersync.OrderLine(
            external_id=f"{n}-1",
            sku=f"{platform}-{code}",
            title=title,
            quantity=pieces,
            paid=paid,
            merchant_code=code,
            host=aftersync.HostRef(id=host),
        )
        order = aftersync.OrderFact(
            external_id=f"9{n:08}",
            account=aftersync.AccountRef(scope=SHOPS[platform], uid=f"buyer-{dice.randrange(orders // 2)}"),
            state="done",
            paid=paid,
            lines=[line],
            created_at=at,
            paid_at=at,
        )
        out.append(told(platform, at, order))
        if dice.random() < share * HOSTS[host]:
            after = at + dice.randrange(1, 15) * DAY
            if after < now:
                out.append(told(platform, after, returned(n, order, why, after)))
    return out


def returned(n: int, order: aftersync.OrderFact, why: aftersync.IssueType, at: int) -> aftersync.AfterSaleFact:
    """A piece that went back and was paid back."""
    (line,) = order.lines
    amount = Money(minor=line.paid.minor // line.quantity, currency=line.paid.currency)
    return aftersync.AfterSaleFact(
        external_id=f"8{n:08}",
        order=order.external_id,
        account=order.account,
        lines=[aftersync.AfterSaleLine(line=line.external_id, quantity=1, amount=amount)],
        kind="return_refund",
        raw_status="paid back",
        rank=9,
        claim=aftersync.Claim(goods="received", money="paid", decision="approved"),
        requested=amount,
        refunded=amount,
        issue=why,
        created_at=at,
        ended_at=at,
    )


def told(platform: str, at: int, body: aftersync.OrderFact | aftersync.AfterSaleFact) -> Fact:
    """A fact as a platform tells it."""
    return Fact(platform=platform, shop=SHOPS[platform], revision=1, occurred_at=at, body=body)


def fill(desk: aftersync.Desk, orders: int = 3_000) -> None:
    """Takes the evenings in."""
    shops = [
        aftersync.ShopConfig(platform=platform, shop=shop, currency=CURRENCY.get(platform, "CNY"))
        for platform, shop in SHOPS.items()
    ]
    desk.configure(aftersync.Config(shops=shops))
    everything = facts(orders, desk.now())
    for at in range(0, len(everything), 500):
        for answer in desk.ingest(everything[at : at + 500]):
            if answer.error is not None:
                raise aftersync.errors.of_data(answer.error)


def main(file: str) -> None:
    """Makes a file, unless it is there."""
    if Path(file).exists():
        sys.exit(f"{file} is there already")
    with aftersync.Desk.open(file) as desk:
        fill(desk)
        print(f"{len(list(desk.iter_orders()))} orders, {len(list(desk.iter_tickets()))} tickets in {file}")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["desk.db"])
