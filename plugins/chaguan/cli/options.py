"""Options that several commands take alike: the content folder, the day, the language."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

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

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The content folder, where it is not found by itself.",
)
"""`--content DIR`, where a command does not find the folder by itself."""

lang_option = click.option(
    "--lang", default="", metavar="TAG", help="The language of the answer: en, zh-Hant."
)
"""`--lang TAG`, the language in which a command answers."""
