"""Long calls: they run on a thread of their own, while the caller's looks after them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import msgspec

from ._native import NativeDesk, NativeWatch

_LOOK = 0.1
"""Seconds between two looks at how far a call is."""

Progress = Callable[[Any], object]


class _Call(threading.Thread):
    """One call under way."""

    def __init__(self, native: NativeDesk, name: str, json: bytes) -> None:
        super().__init__(name=f"aftersync-{name}")
        self.watch = NativeWatch()
        self.over = threading.Event()
        self._args = (native, name, json)
        self._result: bytes | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        native, name, json = self._args
        try:
            self._result = native.call_watched(name, json, b"", self.watch)
        except BaseException as error:
            self._error = error
        finally:
            self.over.set()

    def tell(self, progress: Progress | None, told: type) -> None:
        """Says how far it is, when there is news."""
        news = self.watch.news()
        if news is not None and progress is not None:
            progress(msgspec.json.decode(news, type=told))

    def result(self) -> bytes:
        """What came of it."""
        if self._error is not None:
            raise self._error
        assert self._result is not None
        return self._result


def blocking(native: NativeDesk, name: str, json: bytes, progress: Progress | None, told: type) -> bytes:
    """Waits for a call; an interrupt, or an exception of `progress`, ends it first."""
    call = _Call(native, name, json)
    call.start()
    try:
        while not call.over.wait(_LOOK):
            call.tell(progress, told)
        call.tell(progress, told)
    except BaseException:
        call.watch.stop()
        call.join()
        raise
    call.join()
    return call.result()


async def awaited(native: NativeDesk, name: str, json: bytes, progress: Progress | None, told: type) -> bytes:
    """The same for asyncio: cancelling ends the call, and does not wait until it has ended."""
    call = _Call(native, name, json)
    call.start()
    try:
        while not call.over.is_set():
            await asyncio.sleep(_LOOK / 4)
            call.tell(progress, told)
        call.tell(progress, told)
    except BaseException:
        call.watch.stop()
        raise
    return call.result()
