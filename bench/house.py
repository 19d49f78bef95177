"""How large the house is, room by room: modules, lines, the median and the longest.

python bench/house.py [CHECKOUT…]

A line counts if it is neither blank nor a comment nor of a docstring. Several checkouts stand side
by side, so that before and after can be told.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PACKAGE = Path("plugins", "chaguan")
ROOT = Path(__file__).parents[1]
_NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENCODING, tokenize.ENDMARKER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Room:
    """A folder of the package, with all below it."""

    name: str
    modules: tuple[tuple[int, str], ...]
    """Lines of code and name of each, the longest first."""

    @property
    def lines(self) -> int:
        return sum(lines for lines, _ in self.modules)


def lines_of_code(text: str) -> int:
    """How many lines of a module are code."""
    docstrings = {line for span in _docstrings(ast.parse(text)) for line in span}
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _NO_CODE:
            found.update(range(token.start[0], token.end[0] + 1))
    return len(found - docstrings)


def _docstrings(tree: ast.Module) -> Iterable[range]:
    """The lines of each text that stands by itself: those below a field are documentation too."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield range(node.lineno, (node.end_lineno or node.lineno) + 1)


def rooms_of(checkout: Path) -> list[Room]:
    """The rooms of a checkout, by name."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for path in sorted((checkout / PACKAGE).rglob("*.py")):
        inside = path.relative_to(checkout / PACKAGE)
        room = inside.parts[0] if len(inside.parts) > 1 else "."
        found[room].append((lines_of_code(path.read_text(encoding="utf-8")), inside.as_posix()))
    return [
        Room(name, tuple(sorted(modules, reverse=True))) for name, modules in sorted(found.items())
    ]


def main() -> int:
    for checkout in map(Path, sys.argv[1:] or [str(ROOT)]):
        rooms = rooms_of(checkout)
        modules = [lines for room in rooms for lines, _ in room.modules if lines]
        print(f"\n{checkout}\n")
        print("| room | modules | lines | median | longest | |\n|---|--:|--:|--:|--:|---|")
        for room in rooms:
            sizes = [lines for lines, _ in room.modules if lines]
            longest, name = room.modules[0]
            middle = median(sizes) if sizes else 0
            print(f"| `{room.name}` | {len(sizes)} | {room.lines} | {middle:.0f} | {longest} "
                  f"| `{name}` |")  # fmt: skip
        print(f"| **all** | {len(modules)} | {sum(modules)} | {median(modules):.0f} "
              f"| {max(modules)} | |")  # fmt: skip
        print(
            f"\nabove 300 lines: {sum(lines > 300 for lines in modules)}, "
            f"below 60: {sum(lines < 60 for lines in modules)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
