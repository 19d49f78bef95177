"""A moment as it is typed: as on which day a command looks."""

from __future__ import annotations

from datetime import UTC, datetime

import click


def moment(context: click.Context, option: click.Parameter, written: str | None) -> datetime | None:
    """A day, a time, or seconds since 1970 as SOURCE_DATE_EPOCH has them; UTC unless it says."""
    if not written:
        return None
    try:
        if written.isdigit() and len(written) > 8:
            return datetime.fromtimestamp(int(written), UTC)
        said = datetime.fromisoformat(written)
    except (ValueError, OverflowError, OSError) as failure:
        raise click.BadParameter("write 2026-04-03, or 2026-04-03T14:00") from failure
    return said if said.tzinfo else said.replace(tzinfo=UTC)


now_option = click.option(
    "--now",
    callback=moment,
    envvar="SOURCE_DATE_EPOCH",
    metavar="MOMENT",
    help="Look as on that day; else SOURCE_DATE_EPOCH, else the clock.",
)
"""`--now MOMENT`, by which a command looks as on another day."""
