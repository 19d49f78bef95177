"""The files of a content folder, as text; what cannot be read is a problem, not an exception."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from chaguan.model import Position, Problem, error, warning
from chaguan.model.frozen import dataclass

from .invisible import is_usual
from .markdown_code import without_code_blocks
from .markdown_limits import crowd, tangle
from .pictures import picture_problems

TEXT_SUFFIXES: Final = (".md", ".yml", ".yaml")
"""What is read, and never published as it is."""
LARGEST: Final = {
    ".md": 256 * 1024, ".yml": 128 * 1024, ".yaml": 128 * 1024, ".json": 256 * 1024,
}  # fmt: skip
"""Bytes; a story as long as a novel's first part, and a record nobody writes by hand."""
GATHERED: Final = ".gathered"
"""The folder of what was fetched from elsewhere; hidden, so that nothing of it is published."""
_TO_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
"""As it stands, on every system."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What nobody types on purpose; some of it ends a line for YAML and for nobody else."""
_AT_BEGINNING = re.compile(f"^{_CONTROL.pattern}+", re.MULTILINE)
"""There a space would make another text of the line."""
MOST_CONTROLS: Final = 20
"""Of such characters that are reported in one file."""

_MARK: Final = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_ORDER: Final = "<=>"

Look = tuple[int, int, int]
"""Bytes, and when they and what is known of them changed last (nanoseconds, by the file system)."""
Seen = dict[str, Look]
"""Files by their paths."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the content folder."""

    path: str
    """Relative to the content folder, with forward slashes."""
    text: str | None = None
    """Its text, line ends as `\\n`, without a byte order mark; None for pictures and the like."""
    problems: tuple[Problem, ...] = ()
    is_usual: bool = False
    """Every letter of it is known to be what it seems (`usual`)."""


def files_of(folder: Path) -> Iterator[SourceFile]:
    """Every file below `folder`, sorted; hidden ones are left out."""
    for path, problem in _walk(folder, ""):
        yield SourceFile(path, problems=(problem,)) if problem else file_at(folder, path)


def file_at(folder: Path, path: str) -> SourceFile:
    """The ordinary file at `path` below `folder`."""
    if not path.endswith(TEXT_SUFFIXES):
        return SourceFile(path, problems=tuple(picture_problems(folder, path)))
    return _decoded_or_told(path, _raw(folder, path))


def _decoded_or_told(path: str, raw: bytes | Problem) -> SourceFile:
    return decoded(path, raw) if isinstance(raw, bytes) else SourceFile(path, problems=(raw,))


def gathered_files(folder: Path) -> Iterator[SourceFile]:
    """What was fetched from elsewhere, as text; none where nothing was."""
    within = folder / GATHERED
    if within.is_symlink() or not within.is_dir():
        return
    for path, problem in _walk(folder, GATHERED):
        if problem:
            yield SourceFile(path, problems=(problem,))
        elif path.endswith(".json"):
            raw = _raw(folder, path)
            yield (
                decoded(path, raw) if isinstance(raw, bytes) else SourceFile(path, problems=(raw,))
            )


def glimpses_of(folder: Path) -> Iterator[SourceFile]:
    """The same files as `files_of`, and little time spent on each.

    Nobody has looked into a picture, nor for what `file_at` finds wrong with a text.
    Files with problems cannot be read; there is no more to know of them.
    """
    for path, problem in _walk(folder, ""):
        if problem:
            yield SourceFile(path, problems=(problem,))
        elif not path.endswith(TEXT_SUFFIXES):
            yield SourceFile(path)
        elif not isinstance(raw := _raw(folder, path), bytes):
            yield SourceFile(path, problems=(raw,))
        else:
            try:
                yield SourceFile(path, _text(raw))
            except UnicodeDecodeError:
                yield decoded(path, raw)


def _walk(folder: Path, below: str) -> Iterator[tuple[str, Problem | None]]:
    """Every file's path, and why it is not read where it is not."""
    try:
        with os.scandir(folder / below) as found:
            entries = sorted(found, key=lambda each: each.name)
    except OSError as failure:
        yield below, error("SR105", Position(below), reason=failure.strerror)
        return
    for entry in entries:
        path = f"{below}/{entry.name}" if below else entry.name
        if entry.name.startswith("."):
            continue
        if not _is_utf8(entry.name):
            shown = os.fsencode(path).decode("utf-8", "replace")
            yield shown, error("ID132", Position(shown))
            continue
        if entry.is_symlink():
            yield path, error("SR104", Position(path))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(folder, path)
        elif entry.is_file(follow_symlinks=False):
            yield path, None
        else:
            yield path, error("SR105", Position(path), reason="it is no ordinary file")


def _is_utf8(name: str) -> bool:
    """Whether the bytes of a name are text: no address can hold what Python escapes (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _raw(folder: Path, path: str) -> bytes | Problem:
    """What is in a text file, or why nobody reads it."""
    try:
        file = os.open(os.path.join(folder, path), _TO_READ)  # open() takes twice as long
        try:
            size = os.fstat(file).st_size
            limit = LARGEST[path[path.rindex(".") :]]
            if size > limit:
                return error("SR102", Position(path), size=size // 1024, limit=limit // 1024)
            raw = os.read(file, size + 1)
            while len(raw) != size and (more := os.read(file, limit)):
                raw += more
            return raw
        finally:
            os.close(file)
    except OSError as failure:
        return error("SR105", Position(path), reason=failure.strerror)


def _text(raw: bytes) -> str:
    """Line ends as `\\n`, without a byte order mark. Raises UnicodeDecodeError."""
    text = raw.decode("utf-8").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def decoded(path: str, raw: bytes) -> SourceFile:
    """The file at `path` whose bytes are `raw`, and what is wrong with its characters."""
    try:
        text = _text(raw)
    except UnicodeDecodeError as failure:
        before = raw[: failure.start].decode("utf-8", "replace").removeprefix("\ufeff")
        position = _spot_at(path, before, len(before))
        byte = f"0x{raw[failure.start]:02x}"
        return SourceFile(path, problems=(error("SR101", position, byte=byte),))
    problems: tuple[Problem, ...] = ()
    is_as_usual = is_usual(text)
    if not is_as_usual and _CONTROL.search(text):
        problems = tuple(
            warning(
                "SR106",
                _spot_at(path, text, found.start()),
                character=f"U+{ord(found.group()):04X}",
            )
            for found in islice(_CONTROL.finditer(text), MOST_CONTROLS)
        )
        text = _CONTROL.sub(" ", _AT_BEGINNING.sub("", text))
    if (two := unmerged(text)) is not None:
        problems = (*problems, error("SR113", _spot_at(path, text, two[0]), seen=two[1]))
        return SourceFile(path, problems=problems)
    if path.endswith(".md"):
        if (at := tangle(text)) is not None:
            problems = (*problems, error("SR107", _spot_at(path, text, at)))
            return SourceFile(path, problems=problems)
        if many := crowd(text):
            position = _spot_at(path, text, many.offset)
            problems = (*problems, error("SR112", position, what=many.what, most=many.most))
            return SourceFile(path, problems=problems)
    return SourceFile(path, text, problems, is_as_usual)


def _spot_at(path: str, text: str, offset: int) -> Position:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Position(path, line, column)


def unmerged(text: str) -> tuple[int, str] | None:
    """Where the first of two versions begins (git-merge(1), "How conflicts are presented").

    The offset and the line that stands there; None where somebody has chosen, and in code.
    """
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    plain = without_code_blocks(text)
    begin, seen = 0, ""
    for mark in _MARK.finditer(plain):
        sign = mark.group()[0]
        if sign == "<":
            begin, seen = mark.start(), sign
        elif seen and sign == _ORDER[len(seen)]:
            seen += sign
        if seen == _ORDER:
            return begin, text[begin : text.index("\n", begin)]
    return None


def seen_in(folder: Path) -> Seen | None:
    """Every file below `folder`; None where one is no ordinary file.

    Hidden ones are left out, but for what was gathered from elsewhere.
    """
    seen: Seen = {}
    waiting = [""]
    try:
        while waiting:
            below = waiting.pop()
            with os.scandir(f"{folder}/{below}") as found:
                for entry in found:
                    if entry.name.startswith(".") and f"{below}{entry.name}" != GATHERED:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{below}{entry.name}/")
                    elif entry.is_file(follow_symlinks=False):
                        looked = entry.stat(follow_symlinks=False)
                        times = looked.st_mtime_ns, looked.st_ctime_ns
                        seen[f"{below}{entry.name}"] = looked.st_size, *times
                    else:
                        return None
    except OSError:  # whoever reads it says why
        return None
    return seen
