"""What the pages for readers show is run, and what they point at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "bindings" / "python" / "README.md", ROOT / "README.md"]
BLOCKS = [
    pytest.param(block, id=f"{page.parent.name or 'root'}-{at}")
    for page in PAGES
    for at, block in enumerate(re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S))
]


@pytest.mark.parametrize("block", BLOCKS)
def test_what_is_shown_runs(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {"__name__": "__main__"})


def test_what_is_pointed_at_is_there() -> None:
    page = PAGES[0]
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert len(links) >= 5
    assert [link for link in links if not (page.parent / link).exists()] == []
    assert len(BLOCKS) >= 5
