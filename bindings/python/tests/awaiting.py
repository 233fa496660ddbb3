"""A desk whose every call is awaited, behind the calls of a desk for threads: one story can be played on both."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any, cast

from aftersync import AsyncDesk, Desk


def awaiting(desk: AsyncDesk) -> Desk:
    """The calls of a desk for threads, each awaited on the other one."""
    return cast(Desk, _Awaiting(desk))


class _Awaiting:
    """Awaits each call of an `AsyncDesk` on one event loop, and takes iterators to their end."""

    def __init__(self, desk: AsyncDesk) -> None:
        self._desk = desk
        self._loop = asyncio.new_event_loop()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._desk, name)
        if name.startswith("_") or not callable(found):
            return found
        return lambda *args, **named: self._done(found(*args, **named))

    def close(self) -> None:
        self._done(self._desk.close())
        self._loop.close()

    def _done(self, called: Any) -> Any:
        if inspect.isasyncgen(called):
            return iter(self._loop.run_until_complete(_all(called)))
        return self._loop.run_until_complete(called)


async def _all(items: Any) -> list[Any]:
    return [item async for item in items]
