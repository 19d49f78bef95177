"""What an export is, by what is in it and not by its name; nothing is read without a bound."""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from . import folder, hugo, ics, jekyll, material, tables, wordpress
from .export import Asked, Export, NotAnExportError

Reader = Callable[[Path, str, Asked], Export]
READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "wxr": wordpress.read,
        "jekyll": jekyll.read,
        "hugo": hugo.read,
        "material": material.read,
        "ics": ics.read,
        "csv": tables.read,
        "folder": folder.read,
    }
)
LARGEST: Final = {"wxr": 400, "ics": 64, "csv": 32}
"""Of one file, in MB."""
MOST_UNPACKED: Final = 512 * 1024 * 1024
MOST_FILES: Final = 50_000
MOST_TIMES: Final = 200
"""How much larger than its packed self a file in an archive may be; text shrinks to a tenth."""
FILES: Final = ("wxr", "ics", "csv")
_ICS: Final = re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE)


_WORKBOOKS: Final = ("xl/workbook.xml", "xl/workbook.bin", "Index/Document.iwa", "settings.xml")
"""What is in an archive that a spreadsheet program wrote: Excel, Numbers, LibreOffice."""
_SPREADSHEETS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Excel 97 begins, and of Word (MS-CFB 2.2)."""


@contextmanager
def opened(path: Path, shown: str) -> Iterator[Path]:
    """The export at `path`; an archive is unpacked into a folder that goes again."""
    if not path.exists():
        raise NotAnExportError("no_file", path=shown)
    is_named_so = path.suffix.lower() in _SPREADSHEETS
    if path.is_file() and (is_named_so or _begins_with(path, _OLD_WORKBOOK)):
        raise NotAnExportError("workbook", path=shown)
    if path.is_file() and zipfile.is_zipfile(path):
        with tempfile.TemporaryDirectory(prefix="chaguan-") as aside:
            yield _unpacked(path, Path(aside), shown)
    else:
        yield path


def _begins_with(path: Path, sign: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(sign)) == sign


def _unpacked(path: Path, aside: Path, shown: str) -> Path:
    """Everything in an archive, or its only folder or file. Raises NotAnExportError."""
    total = 0
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if any(each.filename.endswith(_WORKBOOKS) for each in entries):
                raise NotAnExportError("workbook", path=shown)
            if len(entries) > MOST_FILES:
                raise NotAnExportError("archive_large", path=shown)
            for each in entries:
                inside = PurePosixPath(each.filename.replace("\\", "/"))
                is_link = stat.S_ISLNK(each.external_attr >> 16)
                if inside.is_absolute() or ".." in inside.parts or is_link:
                    raise NotAnExportError("archive_leaves", path=shown, name=each.filename)
                if each.file_size > MOST_TIMES * max(each.compress_size, 1024):
                    raise NotAnExportError("archive_large", path=shown)
                target = aside / inside
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(each) as source, target.open("wb") as copy:
                    while block := source.read(1 << 20):
                        total += len(block)
                        if total > MOST_UNPACKED:
                            raise NotAnExportError("archive_large", path=shown)
                        copy.write(block)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as failure:
        raise NotAnExportError("archive_broken", path=shown) from failure
    except (OSError, ValueError) as failure:
        raise NotAnExportError("archive_broken", path=shown) from failure
    here = aside
    while True:
        within = [each for each in here.iterdir() if each.name not in ("__MACOSX", ".DS_Store")]
        if len(within) != 1:
            return here
        here = within[0]
        if here.is_file() or kind_of(here) != "folder":
            return here


def kind_of(path: Path) -> str | None:
    """Which kind of export is at `path`; None where it is none that we know."""
    if path.is_dir():
        return _kind_of_folder(path)
    with path.open("rb") as file:
        head = file.read(65536)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _is_web_page(start):
        return None
    if start.startswith(b"<") or (b"<rss" in head and b"wordpress.org/export" in head):
        return "wxr"
    if _ICS.match(start) or path.suffix.lower() in (".ics", ".ical", ".ifb"):
        return "ics"
    if path.suffix.lower() in (".csv", ".tsv", ".tab") or tables.looks_like_one(head):
        return "csv"
    return None


def _is_web_page(start: bytes) -> bool:
    return re.match(rb"(?i)<!doctype html|<html\b", start) is not None


def _kind_of_folder(path: Path) -> str:
    if (path / "_config.yml").is_file() or (path / "_posts").is_dir():
        return "jekyll"
    if any((path / each).is_file() for each in hugo.CONFIGS) and _is_hugo(path):
        return "hugo"
    if material.config_of(path) is not None:
        return "material"
    if any(path.glob("*.ics")) and not any(path.glob("*.md")):
        return "ics"
    return "folder"


def _is_hugo(path: Path) -> bool:
    return (path / "content").is_dir() or any(path.glob("hugo.*")) or (path / "archetypes").is_dir()


def read(path: Path, shown: str, stated: str, asked: Asked) -> Export:
    """What is in the export at `path`, as the kind `stated` or as what it seems to be.

    Raises NotAnExportError with the one sentence that says why not.
    """
    guessed = kind_of(path)
    kind = stated or guessed
    if kind is None or (path.is_file() and _page(path)):
        subject = "web_page" if path.is_file() and _page(path) else "unknown"
        raise NotAnExportError(subject, path=shown)
    if path.is_dir() and kind in FILES:
        inner = sorted(each for each in path.rglob("*") if each.is_file() and kind_of(each) == kind)
        if kind == "ics" and len(inner) > 1:
            return _together([ics.read(each, each.name, asked) for each in inner], path, shown)
        if len(inner) != 1:
            raise NotAnExportError("is_folder", path=shown, kind=kind)
        path = inner[0]
    if path.is_file() and kind not in FILES:
        raise NotAnExportError("no_folder", path=shown, kind=kind)
    if path.is_file():
        size, most = path.stat().st_size, LARGEST[kind]
        if size > most * 1024 * 1024:
            raise NotAnExportError("too_large", path=shown, size=size // (1024 * 1024), most=most)
        if size == 0:
            raise NotAnExportError("empty_file", path=shown)
        if stated and guessed not in (None, stated):
            raise NotAnExportError("other_kind", path=shown, kind=stated, guessed=guessed)
    return READERS[kind](path, shown, asked)


def _together(exports: list[Export], path: Path, shown: str) -> Export:
    """Several calendars of one archive, as one."""
    whole = Export(kind="ics", name=exports[0].name, origin=f"ics {shown}")
    for each in exports:
        whole.events += each.events
        whole.people += each.people
        whole.losses += each.losses
        whole.platform = whole.platform or each.platform
    return whole


def _page(path: Path) -> bool:
    with path.open("rb") as file:
        return _is_web_page(file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip())
