"""Rules over files that are no records, and pictures that no record shows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from chaguan.load import FOLDERS, Loaded, portable, used_files
from chaguan.load.reading import near
from chaguan.model import Position, Problem, Severity, notice, warning
from chaguan.source import DRAWINGS, PICTURES, TEXT_SUFFIXES, is_harmless

MEANT: Final = {
    **{suffix: suffix for suffix in TEXT_SUFFIXES},
    **dict.fromkeys((".markdown", ".mdown", ".mkd", ".mkdn"), ".md"),
}
"""What a name was to end in; small letters are meant, too."""
OFFICE: Final = frozenset(
    ".csv .doc .docx .key .numbers .ods .odt .pages .ppt .pptx .rtf .xls .xlsx".split()
)
"""What office programs write; among records nobody reads it."""
OWN_FILES: Final = frozenset({"community.yml", "tags.yml"})


def refused_files(problems: Iterable[Problem]) -> frozenset[str]:
    """The paths of links, devices and files that nobody can read, as they were reported."""
    return frozenset(each.position.path for each in problems if each.code in ("SR104", "SR105"))


def every_name_is_portable(files: Iterable[str]) -> Iterator[Problem]:
    """ID102, ID112: what a name shows is what it is, and every computer can have the file."""
    for path in sorted(files):
        if not path.endswith(TEXT_SUFFIXES):  # of those, the loader has told
            yield from portable(path)


def every_file_is_harmless(files: Iterable[str]) -> Iterator[Problem]:
    """FL101: a page or script published as it is would run in every reader's browser.

    FL102: a text whose name ends otherwise than what is read is on no page at all.
    """
    for path in sorted(path for path in files if not path.endswith(TEXT_SUFFIXES)):
        name = PurePosixPath(path)
        suffix = name.suffix.lower()
        if suffix in (".heic", ".heif"):  # PX120 says what it is
            continue
        if problem := _record_of_another_program(path, suffix):
            yield problem
            continue
        if (meant := MEANT.get(suffix)) is not None:
            near = name.with_suffix(meant).name
            yield warning("FL102", Position(path), seen=name.suffix, near=near)
        elif not is_harmless(path):
            yield warning("FL101", Position(path), seen=suffix or name.name)


def _record_of_another_program(path: str, suffix: str) -> Problem | None:
    """ID122, ID123: what somebody put among records, and what to make of it."""
    folder, _, rest = path.partition("/")
    kind = FOLDERS.get(folder)
    if kind is None or not rest:
        return None
    name = PurePosixPath(path)
    ending = ".md" if kind == "post" else ".yml"
    if suffix == ".txt":
        bare = name.with_suffix("")
        stem = bare.name if bare.suffix in TEXT_SUFFIXES else f"{bare.name}{ending}"
        return warning("ID122", Position(path), seen=name.name, fix=stem)
    if suffix in OFFICE:
        return warning("ID123", Position(path), seen=suffix, kind=kind, ending=ending)
    return None


def every_folder_is_a_kind(files: Iterable[str]) -> Iterator[Problem]:
    """ID124: a record in a folder that is no kind is on no page."""
    kinds = ", ".join(sorted(f"{folder}/" for folder in FOLDERS))
    for path in sorted(each for each in files if each.endswith((".yml", ".yaml"))):
        folder, _, rest = path.partition("/")
        if folder not in FOLDERS and path not in OWN_FILES and not _is_told_elsewhere(folder, rest):
            yield warning("ID124", Position(path), seen=f"{folder}/" if rest else path, known=kinds)


def _is_told_elsewhere(folder: str, rest: str) -> bool:
    """Whether the loader says into which folder it belongs (ID111)."""
    return bool(rest and near(folder, (*FOLDERS, *FOLDERS.values())))


def every_picture_is_used(loaded: Loaded, found: Sequence[Problem]) -> Iterator[Problem]:
    """PX109: a picture that nobody shows is often one whose text has another name for it.

    Drafts count. `found` is what else is wrong: with an error among it, nobody can tell yet.
    """
    if any(problem.severity is Severity.ERROR for problem in found):
        return
    told = {problem.position.path for problem in found}
    kinds = PICTURES | DRAWINGS
    pictures = {path for path in loaded.files if os.path.splitext(path)[1].lower() in kinds} - told
    if pictures:
        for path in sorted(pictures - used_files(loaded.community, pictures)):
            yield notice("PX109", Position(path))
