"""Which files of the content folder records use; the public sees those of published ones."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Final
from urllib.parse import unquote

from chaguan.model import Community, Record

_IN_BRACKETS: Final = re.compile(r"\]\([ \t]*(?=([^\n]{0,500}))")
_DEFINED: Final = re.compile(r"^[ \t>]*\[[^\]\n]+\]:[ \t]*\n?[ \t]*([^\n]+)", re.MULTILINE)
_IN_TAGS: Final = re.compile(
    r"""(?i)[\s"'](?:src|href|srcset|poster|data)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)"""
)
_TITLE: Final = re.compile(r"""(?<!\s)\s+(?:"[^"]*"|'[^']*'|\([^)]*\))$""")
_MOST_ENDS: Final = 20
"""Parentheses of which each may be the one that closes."""
_ESCAPED: Final = re.compile(r"\\([^\w\s])")


def used_files(community: Community, files: Iterable[str]) -> frozenset[str]:
    """Those of `files` that a `community` shows or links to.

    Rather one too many than one too few: whoever writes a path in a published text, be it in
    a block of code, has published the file.
    """
    there = frozenset(files)
    if not there:
        return there
    stems = {posixpath.basename(path).partition(".")[0] for path in there}
    return frozenset(path for path in _wanted(community, stems) if path in there)


def names_same_files(one: Record, other: Record) -> bool:
    """Whether the texts of two records point to the same paths."""
    pointed = (frozenset(map(_remembered, _texts(each))) for each in (one, other))
    return len(frozenset(pointed)) == 1


def _wanted(community: Community, stems: Container[str]) -> Iterator[str]:
    """The files that a community names, and others; of its links only those to such names."""
    for record in (community.settings, *community.records()):
        for field in ("image", "avatar", "logo"):
            if path := getattr(record, field, None):
                yield path
        folders = (posixpath.dirname(record.path), record.path.rpartition(".")[0], "")
        for text in _texts(record):
            for target in _remembered(text):
                if target.rpartition("/")[2].partition(".")[0] not in stems:
                    continue
                for folder in folders:
                    path = _below(folder, target)
                    yield path
                    stem, suffix = posixpath.splitext(path)
                    for language in community.settings.languages:
                        yield f"{stem}.{language}{suffix}"


def _texts(record: Record) -> Iterator[str]:
    """The Markdown of a record."""
    yield from (words.text for words in record.about.versions)


@lru_cache(maxsize=20_000)
def _remembered(markdown: str) -> frozenset[str]:
    """While one text is being written, the others need not be searched again."""
    return frozenset(paths_pointed_to(markdown))


def paths_pointed_to(markdown: str) -> Iterator[str]:
    """Every path that a text may point to, decoded."""
    for found in _IN_BRACKETS.findall(markdown):
        yield from _readings(found)
    for found in _DEFINED.findall(markdown) if "]:" in markdown else ():
        yield from _readings(found)
    for found in _IN_TAGS.findall(markdown) if "=" in markdown else ():
        value = found.strip("\"'")
        yield _path(value)
        yield from (_path(each) for each in re.split(r"[\s,]+", value))


def _readings(line: str) -> Iterator[str]:
    """What Markdown may take for the address at the beginning of `line`."""
    if line.startswith("<"):
        yield _path(line[1:].partition(">")[0])
        return
    known = set()
    for end in islice((found.start() for found in re.finditer(r"\)|$", line)), _MOST_ENDS):
        whole = line[:end].strip()
        known |= {_TITLE.sub("", whole), whole.partition(" ")[0]}
    yield from map(_path, known)


def _path(address: str) -> str:
    plain = unescape(_ESCAPED.sub(r"\1", address.strip()))
    return unquote(plain.partition("#")[0].partition("?")[0])


def _below(folder: str, path: str) -> str:
    """Where `path`, as written in `folder`, leads below the content folder."""
    full = posixpath.normpath(posixpath.join("" if path.startswith("/") else folder, path))
    return re.sub(r"^(\.\.?/|/)+", "", full)
