"""`chaguan pulse`: how alive a community is, from its records and git."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.load import load
from chaguan.locales import Vocabulary
from chaguan.model import Record
from chaguan.render.text.localized import date_words, month_words
from chaguan.site.images import NO_PICTURES
from chaguan.site.name_order import name_key
from chaguan.site.pulse import FEWEST, Month, Pulse, pulse
from chaguan.site.site import Site
from chaguan.source import log_of

from .content_folder import content_folder
from .options import content_option, lang_option, now_option


@click.command("pulse")
@content_option
@click.option("--format", "format_", type=click.Choice(["json", "text"]), default="text")
@now_option
@lang_option
def pulse_command(content: Path | None, format_: str, now: datetime | None, lang: str) -> None:
    """Tell how alive the community is: evenings, hosts, regulars, who is new.

    Never readers, ranks, or a figure below three.
    """
    folder = content_folder(content, ())
    if folder is None:
        stop("There is no content folder here. Name it: chaguan pulse --content DIR")
    site = Site(
        loaded=load(folder),
        now=now or datetime.now(UTC),
        site_url="",
        own_files=frozenset(),
        shown_by_theme=frozenset(),
        pictures=lambda: NO_PICTURES,
        log=lambda: log_of(folder),
    )
    found = pulse(site.plain_index, site.clock, site.past_of)
    said = as_json(found) if format_ == "json" else text(found, site, speech(lang))
    click.echo(said, nl=False)


def as_json(found: Pulse) -> str:
    """Ids of records, days as ISO 8601, and `null` for a figure below three."""
    told: dict[str, Any] = {
        "months": [
            {
                "month": f"{each.first:%Y-%m}",
                "evenings": each.evenings,
                "people": each.people,
            }
            for each in found.months
        ],
        "hosts": found.hosts,
        "regulars": found.regulars,
        "first_timers": found.first_timers,
        "groups": [
            {
                "group": each.group.id,
                "proposed": each.proposed.isoformat() if each.proposed else None,
                "since": each.since.isoformat(),
            }
            for each in found.awake
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def text(found: Pulse, site: Site, words: Vocabulary) -> str:
    """A line a month, then the names."""
    lines = [words("pulse.lead"), ""]
    for heading, figures in (
        ("pulse.evenings", [each.evenings for each in found.months]),
        ("pulse.people", [each.people for each in found.months]),
    ):
        lines += [words(heading), *_figures(found.months, figures, words), ""]
    for heading, ids in (
        ("pulse.hosts", found.hosts),
        ("pulse.regulars", found.regulars),
        ("pulse.first_timers", found.first_timers),
    ):
        people = [site.community.people[id] for id in ids]
        lines += [words(heading), f"  {_names(people, words) or words('pulse.no_people')}", ""]
    if found.first_timers:
        lines[-1:] = [f"  {words('pulse.welcome')}", ""]
    if found.awake:
        lines += [words("pulse.awake")]
    for each in found.awake:
        since = date_words(each.since, words.language)
        said = words("pulse.since", day=since)
        if each.proposed is not None:
            proposed = date_words(each.proposed, words.language)
            said = words("pulse.from_proposal", proposed=proposed, day=since)
        lines.append(f"  {each.group.name.best(words.language).text}: {said}")
    return "\n".join(lines).rstrip("\n") + "\n"


def _figures(
    months: Iterable[Month], figures: Iterable[int | None], words: Vocabulary
) -> Iterator[str]:
    for month, figure in zip(months, figures, strict=True):
        said = words("pulse.few", number=FEWEST) if figure is None else str(figure)
        yield f"  {month_words(month.first, words.language)}: {said}"


def _names(people: Iterable[Record], words: Vocabulary) -> str:
    names = [each.name.best(words.language).text for each in people]
    return words("comma").join(sorted(names, key=lambda name: name_key(name, words.language)))
