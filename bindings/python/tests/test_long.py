"""Calls that take long: they tell how far they are, can be stopped, and lose nothing by it; many webhooks at once."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import aftersync
import pytest
from aftersync import AppSettings, AsyncDesk, Config, Desk, ImportMapping, ImportOptions, ShopConfig
from conftest import Platform
from test_main_path import KEY, SECRET, headers, push

PRODUCTS = ImportMapping(what="products", fields={"external_id": "id", "title": "title"})


def products(n: int) -> str:
    return "id,title\n" + "".join(f"cup-{i},Cup\n" for i in range(n))


def test_an_import_tells_how_far_it_is(desk: Desk) -> None:
    told: list[aftersync.ImportProgress] = []
    threads: set[int] = set()

    def hear(so_far: aftersync.ImportProgress) -> None:
        told.append(so_far)
        threads.add(threading.get_ident())

    options = ImportOptions(chunk=50)
    report = desk.import_file(PRODUCTS, content=products(3_000), options=options, progress=hear)
    assert report.stopped is None
    assert told[-1] == report.progress
    assert [one.rows for one in told] == sorted(one.rows for one in told)
    assert threads == {threading.get_ident()}
    assert not [t for t in threading.enumerate() if t.name.startswith("aftersync-import")]


def test_what_the_host_raises_ends_the_call_and_comes_out(desk: Desk) -> None:
    class Enough(Exception):
        pass

    def stop(so_far: aftersync.ImportProgress) -> None:
        raise Enough(so_far.rows)

    rows = products(20_000)
    with pytest.raises(Enough):
        desk.import_file(PRODUCTS, content=rows, options=ImportOptions(chunk=10), progress=stop)
    taken = len(list(desk.iter_products(aftersync.ProductQuery(limit=1_000))))
    assert 0 < taken < 20_000
    # No lock is held and the same file again brings the rest.
    again = desk.import_file(PRODUCTS, content=products(200))
    assert again.stopped is None
    assert desk.check() == []


def test_an_interrupt_ends_the_call(desk: Desk) -> None:
    # A shell that starts the tests in the background has it ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def interrupt() -> None:
        time.sleep(0.3)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        desk.import_file(PRODUCTS, content=products(200_000), options=ImportOptions(chunk=10))
    assert desk.check() == []


def test_a_cancelled_import_ends(tmp_path: Path) -> None:
    async def main() -> None:
        async with AsyncDesk._for_tests() as desk:
            await desk.configure(Config())
            heard = asyncio.Event()
            told: list[Any] = []

            def hear(so_far: aftersync.ImportProgress) -> None:
                told.append(so_far)
                heard.set()

            options = ImportOptions(chunk=10)
            rows = products(100_000)
            task = asyncio.ensure_future(desk.import_file(PRODUCTS, content=rows, options=options, progress=hear))
            await asyncio.wait_for(heard.wait(), 60)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            end = time.monotonic() + 60
            while any(t.name == "aftersync-import_file" for t in threading.enumerate()):
                assert time.monotonic() < end
                await asyncio.sleep(0.01)
            assert await desk.check() == []
            whole = await desk.import_file(PRODUCTS, content=products(100), progress=told.append)
            assert told[-1] == whole.progress

    asyncio.run(main())


def connected(platform: Platform, file: Path) -> Desk:
    app = AppSettings(platform="douyin", app=KEY, secret=SECRET, base_url=platform.url)
    desk = Desk.open(file, unsealed=True, apps=[app])
    desk.configure(Config(shops=[ShopConfig(platform="douyin", shop="880011", app=KEY)]))
    expires = int(time.time() * 1000) + 3_600_000
    desk.connect("douyin", "880011", aftersync.TokenPair(access="a", refresh="r", expires_at=expires))
    return desk


def test_going_through_a_platform_tells_how_far_it_is(platform: Platform, file: Path) -> None:
    empty = {"items": [], "has_more": False, "page": 0, "size": 0, "total": 0}
    platform.answers["/afterSale/List"] = empty
    platform.answers["/order/searchList"] = {**empty, "shop_order_list": []}
    with connected(platform, file) as desk:
        now = desk.now()
        told: list[aftersync.Backfilled] = []
        done = desk.backfill("douyin", "880011", now - 3_600_000, progress=told.append)
        assert told[-1] == done
        assert done.until >= now
        compared: list[aftersync.Reconciling] = []
        report = desk.reconcile("douyin", "880011", now - 3_600_000, now, progress=compared.append)
        assert report.findings == []
        assert compared[-1].until == now

        def stop(so_far: aftersync.Reconciling) -> None:
            raise LookupError(so_far.until)

        with pytest.raises(LookupError):
            desk.reconcile("douyin", "880011", now - 3_600_000, now, progress=stop)


def test_many_webhooks_at_once(platform: Platform, file: Path) -> None:
    with connected(platform, file) as desk:
        body = push()
        other = body.replace(b"m-1", b"m-2")
        good = aftersync.Pushed(body=body, headers=headers(body))
        forged = aftersync.Pushed(body=body + b" ", headers=headers(body))
        second = aftersync.Pushed(body=other, headers=headers(other))
        replies = desk.receive_all(KEY, [good, forged, second])
        assert [reply.status for reply in replies] == [200, 401, 200]
        assert replies[1].refused is not None
        assert replies[1].refused.kind == "signature"
        assert replies[0].body == desk.receive(KEY, body, headers(body)).body
        assert desk.receive_all(KEY, []) == []
        with pytest.raises(aftersync.MalformedError) as wrong:
            desk.receive_all(KEY, [good, {"headers": []}])  # type: ignore[list-item]
        assert wrong.value.field == "deliveries[1].body"
