"""Every scenario leaves in Python what it leaves in every language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scenario import Play

FOLDER = Path(__file__).parents[3] / "tests" / "scenarios"
BASE = json.loads((FOLDER / "base.json").read_text(encoding="utf-8"))
ALL = sorted(path for path in FOLDER.glob("*.json") if path.name != "base.json")


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize("awaited", [False, True], ids=["threads", "asyncio"])
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_same_result_in_every_language(path: Path, awaited: bool) -> None:
    got = Play(json.loads(path.read_text(encoding="utf-8")), BASE, awaited=awaited).run()
    wanted = json.loads((FOLDER / "results" / path.name).read_text(encoding="utf-8"))
    assert canonical(got) == canonical(wanted)


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 30
