"""Where a new record's file goes, what stands in it, and whether what a person answers will do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final, Self

from chaguan.authoring.fixes.apply import bench
from chaguan.load import FIELDS_BY_KIND, FOLDERS, Field, is_list, named, near, read
from chaguan.load.naming import free, plain_id
from chaguan.load.reading import Reading, Surroundings
from chaguan.load.references import Names
from chaguan.locales import Vocabulary, explained
from chaguan.model import Position, Problem, RecordId, Settings, error, warning
from chaguan.model.frozen import dataclass
from chaguan.source import Node, Scalar, Sequence, SourceFile, files_of

from .skeleton import Skeleton
from .terminal import stop
from .yaml_text import Value

BY_YEAR: Final = {"post": "date", "event": "start", "offer": "from"}
"""Kinds that are kept in a folder for each year, and the field that says which."""
TIMED: Final = ("post", "event")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is not there yet."""

    path: str
    """Relative to the content folder, with forward slashes."""
    text: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The content folder that a new record is written for."""

    folder: Path
    files: tuple[SourceFile, ...]
    settings: Settings
    around: Surroundings
    ids: Mapping[str, frozenset[str]]
    """The ids that there are, by kind."""

    @classmethod
    def of(cls, folder: Path) -> Self:
        files = tuple(files_of(folder))
        settings = (file for file in files if file.path == "community.yml")
        community = read(settings, name=folder.resolve().name).community.settings
        found: dict[str, set[str]] = {kind: set() for kind in FIELDS_BY_KIND}
        for file in files:
            what = named(file.path, community.languages)
            found.get(what.kind, set()).add(what.id)
        ids = {kind: frozenset(each) for kind, each in found.items()}
        paths = frozenset(file.path for file in files)
        around = Surroundings(community.languages, community.zone, paths)
        return cls(folder, files, community, around, ids)

    def names(self, kind: str) -> Names | None:
        """What the records of a kind are called; None for no kind."""
        if not kind:
            return None
        languages = self.around.languages
        needed = (
            each
            for each in self.files
            if each.path == "community.yml" or named(each.path, languages).kind == kind
        )
        community = read(needed, name=self.folder.resolve().name).community
        ids = frozenset(map(RecordId, self.ids.get(kind, ())))
        return Names(community.of_kind(kind), ids)

    def problems(self, path: Path) -> tuple[Problem, ...]:
        """What is wrong with the file at `path`, now that it is among the others."""
        inside = path.relative_to(self.folder).as_posix()
        at = bench(self.folder, inside, self.files, self.settings)
        return at.problems(path.read_bytes())


def new_file(
    desk: Desk,
    kind: str,
    filled: Mapping[str, Value],
    *,
    id: str,
    language: str,
    t: Vocabulary,
) -> NewFile:
    """The file of a new record; ends the command where `id` cannot be used.

    Words for readers are in `language`, comments in that of `t`.
    """
    folder = next(folder for folder, each in FOLDERS.items() if each == kind)
    if (year := BY_YEAR.get(kind)) and year in filled:
        folder = f"{folder}/{int(str(filled[year])[:4])}"
    ending = "yml" if kind != "post" else "md"
    if kind == "post" and language != desk.around.languages[0]:
        ending = f"{language}.md"
    if id and (problems := _unfit(id)):
        stop(f"{t('cli.no_id', id=id)}\n{explained(problems[0], t.language).hint}")
    if id in desk.ids[kind]:
        stop(t("cli.exists", path=id))
    path = f"{folder}/{id or own_id(desk, kind, filled)}.{ending}"
    skeleton = Skeleton(
        kind=kind,
        fields=FIELDS_BY_KIND[kind],
        filled=filled,
        language=language,
        languages=desk.around.languages,
        comments=t.language,
        ids=desk.ids,
    )
    head = _head(desk, kind, path, t)
    lines = "".join(f"{line}\n" for line in (*head, *skeleton.lines()))
    return NewFile(path, f"---\n{lines}---\n\n" if kind == "post" else lines)


def own_id(desk: Desk, kind: str, filled: Mapping[str, Value]) -> str:
    """One made of the title, or of the kind where nothing of the title can be said."""
    plain = plain_id(str(filled.get("title") or filled.get("name") or "")) or kind
    if _unfit(plain):
        plain = f"{kind}-{plain}"
    return free(plain, {each.casefold() for each in desk.ids[kind]})


def _unfit(id: str) -> tuple[Problem, ...]:
    """Why no file should be called `id`."""
    path = f"scenes/{id}.yml"
    if "/" in id:
        return (warning("ID108", Position(path), seen=id),)
    return named(path, ("en",)).problems


def _head(desk: Desk, kind: str, path: str, t: Vocabulary) -> Iterable[str]:
    """Comments for the editor and for the person."""
    schema = desk.folder.resolve().parent / "schemas" / f"{kind}.json"
    if schema.is_file():
        beside = (desk.folder.resolve() / path).parent
        relative = Path(os.path.relpath(schema, beside)).as_posix()
        yield f"# yaml-language-server: $schema={relative}"
    yield f"# {t('cli.header')}"
    if kind in TIMED:
        yield f"# {t('cli.zone', zone=desk.around.zone.key)}"


_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What nobody types on purpose, and no file can hold."""
Ids = Mapping[str, Set[str]]
"""The ids there are, by kind."""


def answer(field: Field, text: str, names: Names | None = None) -> Value:
    """The value that `text` stands for: a list where the field takes one.

    Whoever refers to a record by its name, as `names` know them, means its id.
    """
    text = _UNSEEN.sub(" ", text).strip()
    if not is_list(field.type):
        meant = names.ids(text) if names is not None else ()
        return meant[0] if len(meant) == 1 else text
    if names is None:
        return tuple(each for each in re.split(r"[\s,，、]+", text) if each)
    parts = (part.strip() for part in re.split(r"[,，、]", text))
    return tuple(id for part in parts for id in names.ids(part) or part.split())


def mistakes(field: Field, value: Value, around: Surroundings, ids: Ids) -> tuple[Problem, ...]:
    """What is wrong with a value, as it would be reported of a file."""
    here = Position("")
    node: Node = Scalar(str(value), here, is_quoted=True)
    if isinstance(value, tuple):
        node = Sequence(tuple(Scalar(str(each), here, is_quoted=True) for each in value), here)
    records = frozenset((kind, id) for kind, known in ids.items() for id in known)
    reading = Reading("", replace(around, records=records))
    read = field.type.read(node, field.name, reading)
    if field.is_required and not read and not reading.problems:
        reading.error("FD103", here, field=field.name, about=field.about)
    folders = {kind: folder for folder, kind in FOLDERS.items()}
    unknown = (
        error(
            "RF101",
            here,
            kind=each.kind,
            seen=each.id,
            near=near(each.id, ids.get(each.kind, frozenset())),
            folder=folders[each.kind],
        )
        for each in reading.references
        if each.id not in ids.get(each.kind, frozenset())
    )
    return (*reading.problems, *unknown)


_DAY: Final = re.compile(r"\b(?P<key>from|until): *(?P<mark>[\"']?)(?P<day>\d{4}-\d{2}-\d{2})")
_OWN: Final = re.compile(r"^(?:uid|aliases|sold_out):.*\n(?:[ \t#-].*\n)*", re.MULTILINE)
"""What belongs to one season alone."""
_YEAR: Final = re.compile(r"-(?:19|20)\d{2}$")


def next_season(text: str, uid: str) -> str:
    """The text of the new file, from that of the old one."""
    kept = _OWN.sub("", text if text.endswith("\n") else f"{text}\n")
    return f"{_DAY.sub(_a_year_later, kept)}uid: {uid}\n"


def season_id(id: str, first: date | None) -> str:
    """`moon-cakes-2027` for `moon-cakes` or `moon-cakes-2026`; `first` is the new season's day."""
    plain = _YEAR.sub("", id)
    return f"{plain}-{first.year}" if first else f"{plain}-again"


def a_year_later(day: date) -> date:
    """The same day of the next year; of 29 February, the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _a_year_later(found: re.Match[str]) -> str:
    try:
        day = a_year_later(date.fromisoformat(found["day"]))
    except ValueError:
        return found[0]
    return f"{found['key']}: {found['mark']}{day.isoformat()}"
