"""Threads, a fork, an interrupt; the interpreter goes on while a call runs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aftersync
import pytest
from aftersync import Desk
from conftest import opened, order


def test_many_threads_one_desk(desk: Desk) -> None:
    def work(n: int) -> str | None:
        (answer,) = desk.ingest([order(f"7{n}")])
        assert answer.ok is not None
        return answer.ok.effect

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(200))) == ["new"] * 200
    kinds = [event.body.__struct_config__.tag for event in desk.iter_events()]
    assert kinds.count("order_updated") == 200
    assert desk.check() == []


def test_the_same_key_from_many_threads_is_applied_once(desk: Desk) -> None:
    id = opened(desk)
    me = aftersync.Actor(role="agent")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: desk.act(me).approve_refund(id, key="once"), range(40)))
    assert [answer.repeated for answer in answers].count(False) == 1


def test_the_interpreter_goes_on_while_a_call_waits(desk: Desk) -> None:
    head, ticks, over = desk.head(), 0, threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not over.is_set():
            ticks += 1
            time.sleep(0.001)

    ticking = threading.Thread(target=tick)
    ticking.start()
    page = desk.wait_events(head, timeout_ms=500)
    over.set()
    ticking.join()
    assert page.events == []
    assert ticks > 50


def test_following_sees_what_other_threads_do(desk: Desk) -> None:
    head = desk.head()
    seen: list[int] = []

    def watch() -> None:
        for event in desk.follow(head, timeout=30):
            seen.append(event.cursor)
            if len(seen) == 20:
                return

    watching = threading.Thread(target=watch)
    watching.start()
    for n in range(20):
        desk.ingest([order(f"8{n}")])
    watching.join(60)
    assert seen == list(range(head + 1, head + 21))


def test_following_ends_by_its_time(desk: Desk) -> None:
    assert list(desk.follow(desk.head(), timeout=0.05)) == []
    assert [event.cursor for event in desk.follow(0, timeout=0)] == list(range(1, desk.head() + 1))


def test_closing_ends_following(desk: Desk) -> None:
    done = threading.Event()

    def watch() -> None:
        assert list(desk.follow(desk.head())) == []
        done.set()

    watching = threading.Thread(target=watch)
    watching.start()
    time.sleep(0.05)
    desk.close()
    watching.join(30)
    assert done.is_set() or not watching.is_alive()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_child_is_told() -> None:
    program = """
import os, sys, aftersync
desk = aftersync.Desk._for_tests()
desk.configure(aftersync.Config())
child = os.fork()
if child == 0:
    code = 1
    try:
        desk.head()
    except aftersync.HostError as error:
        code = 0 if "fork" in str(error) and error.hint else 2
    try:
        desk.close()
        code = 3
    except aftersync.HostError:
        pass
    del desk
    with aftersync.Desk._for_tests() as own:
        own.configure(aftersync.Config())
        if own.head() != 1:
            code = 4
    sys.exit(code)
_, status = os.waitpid(child, 0)
assert desk.head() == 1 and desk.check() == []
desk.close()
sys.exit(os.waitstatus_to_exitcode(status))
"""
    done = subprocess.run([sys.executable, "-c", program], timeout=60, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_program_ends_without_closing() -> None:
    program = """
import asyncio, aftersync
desk = aftersync.Desk._for_tests()
desk.configure(aftersync.Config())
async def main():
    own = aftersync.AsyncDesk._for_tests()
    await own.configure(aftersync.Config())
    follow = own.follow(1)
    try:
        await asyncio.wait_for(anext(follow), 0.1)
    except TimeoutError:
        pass
    except asyncio.TimeoutError:
        pass
asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", program], timeout=60, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_starts_no_thread() -> None:
    program = "import threading, aftersync; assert threading.active_count() == 1, threading.enumerate()"
    # Native threads are counted too where the system lists them.
    if Path("/proc/self/task").exists():
        program += "; assert len(__import__('os').listdir('/proc/self/task')) == 1"
    done = subprocess.run([sys.executable, "-c", program], timeout=60, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
