"""The build's clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from mkdocs.exceptions import PluginError

from chaguan.site.clock import PINNED, pinned


def build_time() -> datetime:
    """The moment for which the site is built, aware, in UTC.

    The beginning of the quarter of an hour, so that builds that follow each other need not make
    all lists again; the reader's browser corrects what has ended since.
    `SOURCE_DATE_EPOCH` pins it (reproducible-builds.org/specs/source-date-epoch).
    Raises PluginError where that is not a number of seconds.
    """
    try:
        moment = pinned(os.environ.get(PINNED, ""))
    except ValueError as failure:
        raise PluginError(str(failure)) from failure
    if moment is not None:
        return moment
    now = datetime.now(UTC)
    return now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
