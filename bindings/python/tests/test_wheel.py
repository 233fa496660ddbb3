"""The package as users get it: built as `pip install .` does it, put where nothing else is, and used."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1]
SOURCES = {path.name for path in (FOLDER / "python" / "aftersync").glob("*.py")}
PROFILE = os.environ.get("AFTERSYNC_PROFILE", "dev")
"""What this was built with: so that nothing is compiled twice."""

PROGRAM = """
import sys, aftersync
assert sys.prefix in aftersync.__file__, aftersync.__file__
with aftersync.Desk.open("desk.db") as desk:
    desk.configure(aftersync.Config(shops=[aftersync.ShopConfig(platform="app", shop="own")]))
    assert "douyin" in desk.platforms()
    table = desk.events(0).to_arrow()
    assert (len(table), table.column_names[0]) == (1, "cursor")
    assert table.__arrow_c_stream__() is not None
    try:
        desk.events(0).to_polars()
    except ModuleNotFoundError as error:
        assert error.name == "polars"
    else:
        raise AssertionError("polars is not here")
with aftersync.Desk.open("desk.db") as desk:
    assert desk.head() == 1 and desk.check() == []
print(aftersync.__version__)
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Runs to its end."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from the folder."""
    out = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    built = ["--no-deps", "--no-build-isolation", "-C", f"build-args=--profile {PROFILE}", "-w", str(out)]
    run(*pip, "wheel", "--quiet", *built, ".", cwd=FOLDER)
    (wheel,) = out.glob("*.whl")
    return wheel


def test_what_is_in_it(wheel: Path) -> None:
    assert "-cp310-abi3-" in wheel.name
    with zipfile.ZipFile(wheel) as content:
        names = {name for name in content.namelist() if name.startswith("aftersync/")}
        (metadata,) = (name for name in content.namelist() if name.endswith("METADATA"))
        fields = content.read(metadata).decode().splitlines()
        licenses = {name.rsplit("/", 1)[-1]: content.read(name) for name in content.namelist() if "LICENSE" in name}
    files = {name.removeprefix("aftersync/") for name in names}
    native = {name for name in files if name.startswith("_native.") and not name.endswith(".pyi")}
    assert len(native) == 1
    assert files == SOURCES | native | {"_native.pyi", "py.typed"}
    assert [line for line in fields if line.startswith("Requires-Dist")] == ["Requires-Dist: msgspec>=0.19"]
    assert "Requires-Python: >=3.10" in fields
    root = FOLDER.parents[1]
    assert licenses == {name: (root / name).read_bytes() for name in ("LICENSE-APACHE", "LICENSE-MIT")}
    assert {line for line in fields if line.startswith("License")} == {
        *("License-Expression: MIT OR Apache-2.0", "License-File: LICENSE-APACHE", "License-File: LICENSE-MIT"),
    }


def test_it_works_with_nothing_else(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pins = FOLDER / "requirements-dev.txt"
    run(python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "-c", pins, wheel, cwd=tmp_path)
    listed = run(python, "-m", "pip", "--disable-pip-version-check", "list", "--format=freeze", cwd=tmp_path)
    assert {line.split("=")[0].split(" ")[0] for line in listed.split("\n") if line} <= {
        *("aftersync", "msgspec", "pip", "setuptools"),
    }
    assert run(python, "-c", PROGRAM, cwd=tmp_path).strip() == "0.1.0"
