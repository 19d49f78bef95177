"""The community that takes an export in: who and what is there already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Self
from zoneinfo import ZoneInfo

from chaguan.load import FOLDERS, Loaded, named, read
from chaguan.load.naming import free
from chaguan.model import Record, Settings
from chaguan.model.text import base
from chaguan.source import files_of

from .export import Asked, OldPlace

RESERVED: Final = frozenset(
    {"about-us", "admin", "api", "assets", "campaigns", "contribute", "digest", "embed", "events"}
    | {"groups", "images", "index", "offers", "offline", "people", "places", "planet", "posts"}
    | {"pulse", "readme", "scenes", "search", "subscribe", "tags", "charter"}
) - {"about-us"}
"""Addresses that are the site's own, or that a page of a town's own has."""


@dataclass(slots=True)
class Town:
    """A content folder, and the ids that are taken in it."""

    folder: Path
    root: Path
    """The repository, or what is around the content folder."""
    paths: tuple[str, ...]
    """Of every file in it."""
    settings: Settings
    site_url: str
    """From mkdocs.yml; empty where it says none."""
    people: dict[str, str]
    """Ids by every name, in small letters."""
    uids: dict[str, str]
    """Paths by the identifier written in a record."""
    places: tuple[OldPlace, ...]
    taken: dict[str, set[str]] = field(default_factory=dict)
    """Ids by kind, in small letters."""

    @classmethod
    def of(cls, folder: Path) -> Self:
        loaded = read(files_of(folder), name=folder.resolve().name)
        paths = tuple(sorted(loaded.files))
        here = folder.resolve()
        root = next((each for each in here.parents if (each / ".git").exists()), here.parent)
        settings = loaded.community.settings
        taken: dict[str, set[str]] = {kind: set() for kind in (*FOLDERS.values(), "page")}
        for path in paths:
            what = named(path, settings.languages)
            taken.setdefault(what.kind, set()).add(what.id.casefold())
        return cls(
            folder=here,
            root=root,
            paths=paths,
            settings=settings,
            site_url=_site_url(root, here),
            people=_names(loaded),
            uids={record.uid: record.path for record in _records(loaded) if record.uid},
            places=_places(loaded),
            taken=taken,
        )

    @property
    def content(self) -> str:
        """The content folder, from the root."""
        return self.folder.relative_to(self.root).as_posix()

    def asked(
        self,
        *,
        zone: ZoneInfo | None,
        language: str,
        today: date,
        day_first: bool | None,
        columns: dict[str, str],
    ) -> Asked:
        """What a reader of exports needs to know of this community."""
        return Asked(
            zone=self.settings.zone,
            stated_zone=zone,
            languages=self.settings.languages,
            stated_language=language,
            today=today,
            places=self.places,
            day_first=day_first,
            columns=columns,
        )

    def free_id(self, kind: str, wanted: str) -> str:
        """`wanted`, or the first of `wanted-2`, `wanted-3`… that is free; taken from now on."""
        if kind == "page" and wanted.partition("/")[0] in RESERVED:
            wanted = f"{wanted.rpartition('/')[2]}-page"
        id = free(wanted, self.taken[kind])
        self.taken[kind].add(id.casefold())
        return id

    def language(self, tag: str) -> str | None:
        """The community's language that is `tag`, or nearest to it; None where none is near."""
        spoken = self.settings.languages
        written = tag.replace("_", "-")
        same = next((each for each in spoken if each.casefold() == written.casefold()), None)
        if same or not written:
            return same or (None if written else spoken[0])
        near = [each for each in spoken if base(each) == base(written.lower())]
        return near[0] if near else None


def _records(loaded: Loaded) -> Iterable[Record]:
    return loaded.community.records()


def _names(loaded: Loaded) -> dict[str, str]:
    names = {}
    for id, person in loaded.community.people.items():
        for words in person.name.versions:
            names[words.text.casefold()] = str(id)
    return names


def _places(loaded: Loaded) -> tuple[OldPlace, ...]:
    found = []
    for id, place in loaded.community.places.items():
        where = place.location
        point = (where.geo.latitude, where.geo.longitude) if where.geo else None
        names = tuple(words.text.casefold() for words in place.name.versions)
        found.append(OldPlace(id=str(id), names=names, zone=place.zone, geo=point))
    return tuple(found)


def _site_url(root: Path, folder: Path) -> str:
    """The address in the `mkdocs.yml` beside or above the content folder."""
    for each in dict.fromkeys((folder.parent, root)):
        path = each / "mkdocs.yml"
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            if found := re.search(r"^site_url:\s*[\"']?(https?://[^\s\"'#]+)", text, re.MULTILINE):
                return f"{found[1].rstrip('/')}/"
    return ""
