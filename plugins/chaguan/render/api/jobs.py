"""The jobs that make what machines read of a whole community."""

from __future__ import annotations

from collections.abc import Iterator

from chaguan.build.job import Job, Result
from chaguan.site.page_spec import SOURCE
from chaguan.site.site import Site


def api_jobs(site: Site) -> Iterator[Job]:
    """The data of the site as it is now, and its schema."""

    def data(before: bytes) -> Result:
        from .community import DATA_PATH, community_json  # not if as it was

        path = (site.addresses.root / DATA_PATH).file
        return Result(files=((path, community_json(site.index, site.site_url, site.album)),))

    def schema(before: bytes) -> Result:
        """As long as Chaguan is the same, so is this."""
        from .community import SCHEMA_PATH, schema_json

        path = (site.addresses.root / SCHEMA_PATH).file
        return Result(files=((path, schema_json()),))

    yield Job("api", b"", SOURCE, data)
    yield Job("api schema", b"", SOURCE, schema)
