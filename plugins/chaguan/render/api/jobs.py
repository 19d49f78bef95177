"""The jobs that make what machines read of a whole community."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.build.scheduler import Scheduler
from chaguan.model import PLURALS
from chaguan.render.text.json_lines import Told
from chaguan.site.page_spec import SOURCE
from chaguan.site.site import Site

SIZE: Final = 128
"""How many records of a kind are told together: a change of one has no other ones told again."""


def api_jobs(site: Site) -> Iterator[Job]:
    """The data's schema, and what is told of the records, which `data_job` joins."""

    def schema(before: bytes) -> Result:
        """As long as Chaguan is the same, so is this."""
        from .community import SCHEMA_PATH, schema_json  # not if as it was

        path = (site.addresses.root / SCHEMA_PATH).file
        return Result(files=((path, schema_json()),))

    yield Job("api schema", b"", SOURCE, schema)
    for kind, start in _parts(site):
        yield _part(site, kind, start)


def data_job(site: Site, made: Scheduler) -> Job:
    """The data of the site as it is now."""
    parts: dict[str, list[bytes]] = defaultdict(list)
    for kind, start in _parts(site):
        parts[kind] += made.parts(_name(kind, start)) or ()  # nothing of what failed, as reported

    def make(before: bytes) -> Result:
        from .community import DATA_PATH, joined

        records = {
            kind: [Told(made.known(key).decode()) for key in keys] for kind, keys in parts.items()
        }
        path = (site.addresses.root / DATA_PATH).file
        return Result(files=((path, joined(site.index, site.site_url, site.album, records)),))

    return Job("api", digest(repr(list(parts.items()))), SOURCE, make)


def _part(site: Site, kind: str, start: int) -> Job:
    def make(before: bytes) -> Result:
        from .community import records_told

        told = records_told(site.index, site.site_url, site.album, kind, start, start + SIZE)
        return Result(files=(("", told.encode()),))

    return Job(_name(kind, start), b"", SOURCE, make)


def _parts(site: Site) -> Iterator[tuple[str, int]]:
    """Of each kind that has records, where its parts begin."""
    for kind in PLURALS:
        if kind != "page":
            number = len(site.plain_index.records(kind))
            yield from ((kind, start) for start in range(0, number, SIZE))


def _name(kind: str, start: int) -> str:
    return f"api {kind} {start}"
