"""Every word for a command gives that command, with all that can go with it: as the library writes each down."""

from __future__ import annotations

import asyncio
import inspect
import json
from pathlib import Path
from typing import Any

import aftersync
import msgspec
import pytest
from aftersync import _codec
from aftersync._api import AsyncActing, SyncActing

GOLDEN = Path(__file__).parents[3] / "crates/core/tests/golden/act.json"
ACTS: dict[str, dict[str, Any]] = {act["do"]: act for act in json.loads(GOLDEN.read_text("utf-8"))}
WORDS = [name for name, _ in inspect.getmembers(SyncActing, inspect.isfunction) if not name.startswith("_")]


def read(act: dict[str, Any]) -> Any:
    """What is handed to the library, as it reads it."""
    return msgspec.convert(json.loads(_codec.encode(act)), aftersync.Act)


class Said(SyncActing):
    """Keeps what is said instead of doing it."""

    def _act(self, act: dict[str, Any], key: str | None, expect: int | None) -> Any:
        return read(act), key, expect


class AsyncSaid(AsyncActing):
    """Likewise, for asyncio."""

    async def _act(self, act: dict[str, Any], key: str | None, expect: int | None) -> Any:
        return read(act), key, expect


def wanted_of(word: str, takes: list[str]) -> dict[str, Any]:
    """The command that a word is for, with everything that it takes."""
    if word in ACTS:
        return ACTS[word]
    move = ACTS["move"]
    details = {name: value for name, value in move["details"].items() if name in takes}
    return {**move, "trigger": word, "details": details}


def takes_of(word: str) -> list[str]:
    names = list(inspect.signature(getattr(SyncActing, word)).parameters)
    return [name for name in names if name not in ("self", "key", "expect")]


@pytest.mark.parametrize("word", WORDS)
def test_each_word_gives_its_command(word: str) -> None:
    takes = takes_of(word)
    wanted = wanted_of(word, takes)
    act = msgspec.convert(wanted, aftersync.Act)
    of = act.details if isinstance(act, aftersync.Move) and word != "move" else act
    given = {name: getattr(act if name == "ticket" else of, name) for name in takes}
    assert getattr(Said(), word)(**given, key="k", expect=7) == (act, "k", 7)
    assert asyncio.run(getattr(AsyncSaid(), word)(**given, key="k", expect=7)) == (act, "k", 7)


def test_there_is_a_word_for_each_command() -> None:
    assert set(ACTS) <= set(WORDS)
