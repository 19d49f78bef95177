"""Which files of a content folder would change, and into what."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from chaguan.check import every_problem_in
from chaguan.load import read
from chaguan.model import Community, Event, Page, Position, Post, Problem, Record, Settings
from chaguan.model.frozen import dataclass
from chaguan.site.identity import uid
from chaguan.source import SourceFile, decoded

from .apply import Bench, bench, caused, with_repair
from .repair import FileLines
from .rules import RULES
from .values import in_its_place

Changed = dict[str, tuple[FileLines, FileLines]]
"""By path: the file before and after."""


def repaired(
    folder: Path, files: tuple[SourceFile, ...], chosen: frozenset[str], *, with_uid: bool
) -> Changed:
    """The repairs of the files `chosen`; with `with_uid`, each record's identifier written down."""
    name = folder.resolve().name
    loaded = read(files, name=name)
    house = loaded.community.settings
    changed: Changed = {}
    found = every_problem_in(loaded)
    broken = {each.position.path for each in found if each.code in RULES}
    for path in sorted(broken & chosen):
        before = FileLines.of((folder / path).read_bytes())
        _keep(changed, path, before, bench(folder, path, files, house).mended(before))
    if changed:
        loaded = read(_now(files, changed), name=name)
    by_name = [each for each in loaded.problems if each.code == "FD132"]
    if any("by" in each.values for each in found):
        again = every_problem_in(loaded) if changed else found
        by_name += [each for each in again if "by" in each.values]
    for problem in sorted(by_name, key=lambda each: each.position, reverse=True):
        if (path := problem.position.path) in chosen:
            before, now = _of(folder, path, changed)
            at = bench(folder, path, files, house)
            _keep(changed, path, before, _with_id(now, problem, at))
    if by_name:
        loaded = read(_now(files, changed), name=name)
    for variant in sorted(
        tag_variants(loaded.community), key=lambda each: each.position, reverse=True
    ):
        if (path := variant.position.path) in chosen:
            before, now = _of(folder, path, changed)
            at = bench(folder, path, files, house)
            _keep(changed, path, before, _with_common(now, variant, at))
    for record in loaded.community.records() if with_uid else ():
        if not record.uid and record.path in chosen and not isinstance(record, Page):
            before, now = _of(folder, record.path, changed)
            at = bench(folder, record.path, files, house)
            _keep(changed, record.path, before, _with_uid(now, record, house, at))
    return dict(sorted(changed.items()))


def _keep(changed: Changed, path: str, before: FileLines, after: FileLines) -> None:
    if after != before:
        changed[path] = (before, after)


def _of(folder: Path, path: str, changed: Changed) -> tuple[FileLines, FileLines]:
    """The file before and as it is by now."""
    if path in changed:
        return changed[path]
    file = FileLines.of((folder / path).read_bytes())
    return file, file


def _now(files: Iterable[SourceFile], changed: Changed) -> Iterator[SourceFile]:
    for file in files:
        is_changed = file.path in changed
        yield decoded(file.path, changed[file.path][1].raw) if is_changed else file


def _with_common(file: FileLines, variant: TagVariant, at: Bench) -> FileLines:
    """The file with the common spelling of one tag, if that is all that changes."""
    position = variant.position
    line, start = file.line(position.line), position.column - 1
    quote = line[start] if line[start : start + 1] in ("'", '"') else ""
    begin = start + len(quote)
    written = r"\s+".join(re.escape(each) for each in variant.seen.split())
    whole = rf"\s*{written}\s*(?={quote})" if quote else rf"{written}(?=\s*(?:[,#}}\]]|$))"
    found = re.compile(whole).match(line, begin)
    if found is None:
        return file
    tried = file.with_line(position.line, f"{line[:begin]}{variant.common}{line[found.end() :]}")
    return file if caused(at.problems(file.raw), at.problems(tried.raw)) else tried


def _with_id(file: FileLines, problem: Problem, at: Bench) -> FileLines:
    """The file with the id or path of a record for its name, if that is all that changes."""
    repairs = in_its_place(problem, file)
    if problem.code != "FD132":
        repairs = RULES[problem.code](problem, file, at.circumstances(file))
    for repair in repairs:
        tried = with_repair(file, repair)
        if not caused(at.problems(file.raw), at.problems(tried.raw)):
            return tried
    return file


def _with_uid(file: FileLines, record: Record, settings: Settings, at: Bench) -> FileLines:
    """The file with a line that says what the record's identifier has been all along."""
    line = f"uid: {uid(record, settings)}"
    number = len(file.lines)
    if record.path.endswith(".md"):
        fences = (n for n, each in enumerate(file.lines, 1) if each.rstrip() in ("---", "..."))
        next(fences)
        number = next(fences) - 1
    while number > 1 and not file.line(number).strip():
        number -= 1
    tried = file.with_more(number, line)
    around = read((*at.around, decoded(record.path, tried.raw)), name="").community
    same = (each for each in around.records() if each.path == record.path)
    return tried if any(_is_same_but_for_uid(each, record, line) for each in same) else file


def _is_same_but_for_uid(new: Record, old: Record, line: str) -> bool:
    names = {each.name for each in fields(old)} - {"uid", "positions", "body_line"}
    is_same = all(getattr(new, name) == getattr(old, name) for name in names)
    return is_same and line == f"uid: {new.uid}"


@dataclass(frozen=True, slots=True)
class TagVariant:
    """A tag that was probably meant to be another."""

    position: Position
    seen: str
    common: str


def tag_variants(community: Community) -> Iterator[TagVariant]:
    """Every one that has exactly one common spelling."""
    written = list(_written(community))
    users: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for record, tag, _ in written:
        users[tag].add((record.kind, record.id))
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tag, records in users.items():
        spellings[_folded(tag)][tag] = len(records)
    for _, tag, position in written:
        alike = spellings[_folded(tag)]
        common = [each for each, number in alike.items() if number > 1]
        if alike[tag] == 1 and len(common) == 1:
            yield TagVariant(position, tag, common[0])


def _written(community: Community) -> Iterator[tuple[Post | Event, str, Position]]:
    """Each tag where it stands in a file; a translation repeats none of its original's."""
    records: tuple[Post | Event, ...] = (*community.posts, *community.events.values())
    for record in records:
        for number, tag in enumerate(record.tags):
            position = record.positions.get(f"tags.{number}")
            if position is not None:
                yield record, tag, position


def _folded(tag: str) -> str:
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", tag)).casefold()
