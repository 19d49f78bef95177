"""The build's clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def build_time() -> datetime:
    """The moment for which the site is built, aware, in UTC.

    The beginning of the quarter of an hour, so that builds that follow each other need not make
    all lists again; the reader's browser corrects what has ended since.
    `SOURCE_DATE_EPOCH` pins it (reproducible-builds.org/specs/source-date-epoch).
    Raises ValueError where that is not a number of seconds.
    """
    pinned = os.environ.get("SOURCE_DATE_EPOCH")
    if pinned:
        return datetime.fromtimestamp(int(pinned), UTC)
    now = datetime.now(UTC)
    return now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
