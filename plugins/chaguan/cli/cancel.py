"""`chaguan cancel`: an evening is called off or moved, in one line, by who is on the way there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from difflib import get_close_matches, unified_diff
from itertools import islice
from pathlib import Path

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.forge.evening import NoDayError, NotThenError, evening, event_named
from chaguan.load import load
from chaguan.site.clock import Clock, pinned_or
from chaguan.site.occurrences import following

from .content_folder import content_folder
from .options import content_option, lang_option

MOST_NAMED = 5
"""Events that are named where nobody can guess which one is meant."""


@click.command()
@click.argument("event")
@click.argument("day", required=False)
@click.option("--note", default="", metavar="TEXT", help="Why, in a sentence that readers see.")
@click.option(
    "--to",
    "start",
    default="",
    metavar="MOMENT",
    help="Moved: 2026-12-03 19:30, or 19:30 on that day.",
)
@click.option("--place", default="", metavar="ID", help="Moved to another place.")
@click.option("--postpone", is_flag=True, help="Off, and a new date will be found.")
@click.option("--all", "whole", is_flag=True, help="Every day of a series.")
@click.option("--dry-run", is_flag=True, help="Show the lines, and write nothing.")
@content_option
@lang_option
def cancel(
    event: str,
    day: str | None,
    note: str,
    start: str,
    place: str,
    postpone: bool,
    whole: bool,
    dry_run: bool,
    content: Path | None,
    lang: str,
) -> None:
    """Call off or move EVENT, or the evening of a series on DAY (2026-12-01).

    EVENT is its id, its title, its file or the address of its page; DAY is the day on which it was
    to be, or to which it has been moved.

    Writes the status, the reason, `updated` and a higher `revision`, and checks the file.
    Exit status: 0 written, 1 the file would not be right, 2 it could not run.
    """
    t = speech(lang)
    folder = content_folder(content, ())
    if folder is None:
        stop(t("cli.no_folder", path=content) if content else t("cli.no_content"))
    community = load(folder).community
    found = event_named(event, community.events.values())
    if found is None:
        ids = list(community.events)
        near = get_close_matches(event.lower(), ids, n=3) or sorted(ids)[:MOST_NAMED]
        stop(t("cli.cancel.no_event", event=event, near=t("comma").join(near)))
    now = _now().astimezone(community.settings.zone)
    coming = [each.original.isoformat() for each in islice(following(found, Clock(now)), 6)]
    if found.repeat is not None and not day and not whole:
        stop(t("cli.cancel.which_day", days=", ".join(coming)))
    status = "" if start or place else "postponed" if postpone else "cancelled"
    try:
        chosen = date.fromisoformat(day) if day else None
        before, after = evening(folder, found, chosen, (status, note, start, place), now)
    except (ValueError, NoDayError):
        stop(t("cli.cancel.no_day", day=day, days=", ".join(coming)))
    except NotThenError as failure:
        click.echo(t("cli.cancel.not_then", why=failure), err=True)
        raise SystemExit(1) from failure
    path = folder / found.path
    difference = unified_diff(
        before.splitlines(), after.splitlines(), found.path, found.path, lineterm=""
    )
    click.echo("\n".join(difference))
    if dry_run:
        return
    path.write_bytes(after.encode())
    click.echo(t("cli.cancel.written", path=path))


def _now() -> datetime:
    try:
        return pinned_or(datetime.now(UTC))
    except ValueError as failure:
        raise click.ClickException(str(failure)) from failure
