"""The rules of the world's clocks, from the package `tzdata` alone (IANA, BCP 175).

Python asks the machine's own folder first, and a server's copy is often a year old: two machines
would then build two sites, and one of them an hour wrong. Importing this module is the one door,
before any zone is made; zones that others made earlier keep their rules, new ones do not.
"""

from __future__ import annotations

import zoneinfo
from datetime import date, timedelta
from string import ascii_lowercase
from typing import Final

from tzdata import __version__  # type: ignore[import-untyped]  # asked of the package itself

zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()

PACKAGE_VERSION: Final = __version__
"""As packages are numbered: `2026.6`."""


def iana_version(package: str = PACKAGE_VERSION) -> str:
    """The release of the data in a version of the package: `2026f` for `2026.6`."""
    year, _, number = package.partition(".")
    at = int(number.partition(".")[0] or 0)
    return f"{year}{ascii_lowercase[at - 1] if 0 < at <= 26 else ''}"


def is_old(today: date, package: str = PACKAGE_VERSION) -> bool:
    """Whether the data is older than a year; several countries change their clocks in each.

    A package tells its year and number and not its day: the numbers of a year are taken to be
    two months apart.
    """
    year, _, number = package.partition(".")
    month = min(12, 2 * int(number.partition(".")[0] or 0) or 1)
    return date(int(year), month, 1) + timedelta(days=366) < today
