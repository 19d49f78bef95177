"""`chaguan gather`: what members and neighbours have elsewhere; the only command that fetches."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.gathering.fetch import Limits
from chaguan.gathering.files import write
from chaguan.gathering.run import Outcome
from chaguan.gathering.run import gather as gathered
from chaguan.load import load
from chaguan.locales.words import gathered_words
from chaguan.source import GATHERED

from .content_folder import content_folder
from .options import content_option, lang_option, moment


@click.command()
@content_option
@click.option(
    "--now",
    callback=moment,
    envvar="SOURCE_DATE_EPOCH",
    metavar="MOMENT",
    help="As if it were that day; else SOURCE_DATE_EPOCH, else the clock.",
)
@lang_option
def gather(content: Path | None, now: datetime | None, lang: str) -> None:
    """Ask members' own feeds and neighbours' calendars once, and keep what is new.

    It goes into .gathered in the content folder, one file a source; builds read these files and
    fetch nothing. Exit status: 0 whatever others answer, 2 it could not run.
    """
    language = speech(lang).language
    folder = content_folder(content, ())
    if folder is None:
        stop(gathered_words("no_content", {}, language))
    community = load(folder).community
    outcomes = gathered(community, now or datetime.now(UTC), Limits())
    try:
        changed = write(folder, {each.path: each.text for each in outcomes})
    except OSError as failure:
        values = {"path": failure.filename, "reason": failure.strerror}
        stop(gathered_words("no_write", values, language))
    click.echo(told(outcomes, changed, folder.resolve().name, language), nl=False)


def told(outcomes: tuple[Outcome, ...], changed: tuple[str, ...], folder: str, lang: str) -> str:
    """A line for each source, by the line that names it, and how many files have changed."""
    if not outcomes and not changed:
        return f"{gathered_words('no_sources', {}, lang)}\n"
    lines = [
        f"{folder}/{each.position.path}:{each.position.line}: {each.values['url']}: "
        f"{gathered_words(each.subject, each.values, lang)}\n"
        for each in outcomes
    ]
    key = "written_one" if len(changed) == 1 else "written_other"
    values = {"number": len(changed), "folder": f"{folder}/{GATHERED}"}
    return "".join((*lines, f"{gathered_words(key, values, lang)}\n"))
