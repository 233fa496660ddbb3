"""What a wheel weighs, and what each part of it costs.

    python sizes.py WHEEL [--most MEGABYTES]

Ends with 1 when the wheel is larger than `--most` (8).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

MEGABYTE = 1_000_000
PARTS = {
    "rusqlite": "SQLite's Rust side",
    "zstd": "zstd",
    "arrow": "Arrow",
    "pyo3": "pyo3",
    "serde": "serde",
    "schemars": "schemars",
    "tokio": "tokio",
    "hyper": "hyper, http",
    "reqwest": "reqwest",
    "rustls": "TLS",
    "ring": "TLS",
    "aws_lc": "TLS",
}
"""What stands in a symbol, and what it belongs to."""
STANDARD = {"core", "alloc", "std", "mut", "const", "hashbrown", "dyn", "u8", "str"}


def part(symbol: str) -> str:
    """What a symbol belongs to: a crate, or C code by its prefix."""
    if not symbol.startswith(("_ZN", "_R")):
        if symbol.upper().startswith(("ZSTD", "HUF_", "FSE_", "HIST_")):
            return "zstd"
        return "TLS" if symbol.startswith(("ring_core", "aws_lc")) else "SQLite and other C code"
    # The first name, which stands with its length before it; of an `impl` it may be a type's.
    found = re.search(r"(?:_ZN|C[a-zA-Z0-9]*_)(\d+)", symbol)
    name = symbol[found.end() : found.end() + int(found.group(1))] if found else symbol
    crate = re.search(r"aftersync_[a-z_]*[a-z]|[a-z][a-z0-9_]*", name)
    word = crate.group(0) if crate else ""
    if word in STANDARD:
        return "Rust's own library, generics of all crates"
    return next((known for part, known in PARTS.items() if part in word), word or "other")


def by_crate(library: Path) -> Counter[str]:
    """Bytes of code and data by the crate they are of, where the library has its symbols and `nm` is there."""
    out: Counter[str] = Counter()
    if shutil.which("nm") is None:
        return out
    listed = subprocess.run(["nm", "-S", "--defined-only", library], capture_output=True, text=True, check=False)
    for line in listed.stdout.splitlines():
        fields = line.split()
        if len(fields) == 4:
            out[part(fields[3])] += int(fields[1], 16)
    return out


def sections(library: Path) -> dict[str, int]:
    """Bytes by section of the library."""
    if shutil.which("size") is None:
        return {}
    told = subprocess.run(["size", "-A", library], capture_output=True, text=True, check=False).stdout
    rows = (line.split() for line in told.splitlines())
    return {row[0]: int(row[1]) for row in rows if len(row) == 3 and row[1].isdigit() and row[0].startswith(".")}


def shown(name: str, size: int, packed: int | None = None) -> None:
    """One line."""
    beside = f"   {packed / MEGABYTE:6.2f} MB packed" if packed is not None else ""
    print(f"  {size / MEGABYTE:6.2f} MB{beside}   {name}")


def main() -> int:
    """Weighs."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("wheel", type=Path)
    given.add_argument("--most", type=float, default=8.0, help="largest size of the wheel in megabytes")
    args = given.parse_args()
    size = args.wheel.stat().st_size
    print(f"{args.wheel.name}: {size / MEGABYTE:.2f} MB, at most {args.most:g}")
    with zipfile.ZipFile(args.wheel) as wheel, tempfile.TemporaryDirectory() as folder:
        for one in sorted(wheel.infolist(), key=lambda one: -one.compress_size):
            if one.file_size > MEGABYTE / 100:
                shown(one.filename, one.file_size, one.compress_size)
        native = next(one for one in wheel.namelist() if one.endswith((".so", ".pyd", ".dylib")))
        library = Path(wheel.extract(native, folder))
        print("the library by section:")
        for name, bytes_ in sorted(sections(library).items(), key=lambda one: -one[1])[:6]:
            shown(name, bytes_)
        crates = by_crate(library)
        if crates:
            print("the library by what it is made of:")
        else:
            print("the library has no symbols: build with CARGO_PROFILE_RELEASE_STRIP=none to see what it is made of")
        for name, bytes_ in crates.most_common(15):
            shown(name, bytes_)
    return int(size > args.most * MEGABYTE)


if __name__ == "__main__":
    sys.exit(main())
