"""What can be said of the Swift half without a Swift toolchain.

The header compiles, every function it declares is exported by the library, and every Swift file parses. It is no
compile: what needs a Mac stands in ../README.md.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import tree_sitter_swift
from tree_sitter import Language, Node, Parser

# Words of the grammar's own gaps, with what stands for the same.
KNOWN_GAPS = [(re.compile(r"@_documentation\(visibility: private\)"), ""), (re.compile(r"\{ \(\) \}"), "{ }")]


def header_compiles(header: Path) -> list[str]:
    """The header by itself, with warnings denied: gcc lacks two words of clang."""
    flags = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-D_Nullable=", "-D_Nonnull=", "-fsyntax-only", "-x", "c", "-"]
    program = f'#include "{header.resolve()}"\n'
    run = subprocess.run(["gcc", *flags], input=program, capture_output=True, text=True, check=False)
    return [] if run.returncode == 0 else [f"{header.name}: {run.stderr.strip()}"]


def symbols_are_exported(header: Path, library: Path) -> list[str]:
    """Every function that the header declares is there to be linked."""
    names = set(re.findall(r"\b((?:uni)?ffi_\w+)\s*\(", header.read_text()))
    listing = subprocess.run(["nm", "-D", "--defined-only", str(library)], capture_output=True, text=True, check=True)
    exported = {line.split()[-1] for line in listing.stdout.splitlines()}
    if len(names) < 10:
        return [f"{header.name}: only {len(names)} functions were found in it"]
    print(f"{len(names)} functions declared, {len(names & exported)} of them exported")
    return [f"{library.name} does not export {name}" for name in sorted(names - exported)]


def errors_in(node: Node) -> list[Node]:
    """Nodes that the grammar could not read."""
    if not node.has_error:
        return []
    own = [node] if node.is_error or node.is_missing else []
    return own + [error for child in node.children for error in errors_in(child)]


def parses(path: Path, parser: Parser) -> list[str]:
    """The file has no syntax that the grammar does not know."""
    text = path.read_text()
    for gap, instead in KNOWN_GAPS:
        text = gap.sub(instead, text)
    tree = parser.parse(text.encode())
    return [
        f"{path}:{node.start_point[0] + 1}: {text.splitlines()[node.start_point[0]].strip()[:100]}"
        for node in errors_in(tree.root_node)
    ]


def main() -> int:
    """All checks; the exit code is 1 when one failed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--header", type=Path, required=True)
    arguments.add_argument("--library", type=Path, required=True)
    arguments.add_argument("sources", type=Path, nargs="+")
    given = arguments.parse_args()
    parser = Parser(Language(tree_sitter_swift.language()))
    files = [file for source in given.sources for file in (sorted(source.rglob("*.swift")) or [source])]
    checks = [header_compiles(given.header), symbols_are_exported(given.header, given.library)]
    checks += [parses(file, parser) for file in files]
    for failure in (failure for failures in checks for failure in failures):
        print(failure, file=sys.stderr)
    lines = sum(len(file.read_text().splitlines()) for file in files)
    failed = sum(1 for failures in checks if failures)
    print(f"{len(files)} Swift files of {lines} lines were parsed")
    # In the words that the test command adds its totals up from.
    print(f"{len(checks) - failed} passed, {failed} failed in 0.0s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
