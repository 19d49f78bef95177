"""`chaguan garden`: what has gone stale, for the people who look after a community."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.check.garden import Stale, stale
from chaguan.check.outbound import outbound
from chaguan.check.rules import texts
from chaguan.load import load
from chaguan.locales.problems import tended, tended_count
from chaguan.model import Community
from chaguan.site.heartbeat import needs_signs
from chaguan.source import history_of, last_said, log_of

from .content_folder import content_folder
from .dead_links import Manners, dead_links
from .options import content_option, lang_option, now_option


@click.command()
@content_option
@click.option("--links", is_flag=True, help="Ask every link outside whether it still works.")
@click.option("--timeout", default=10.0, metavar="SECONDS", help="How long to wait for a link.")
@click.option("--pause", default=1.0, metavar="SECONDS", help="Between two links to one host.")
@click.option("--format", "format_", type=click.Choice(["json", "text"]), default="text")
@now_option
@lang_option
def garden(
    content: Path | None,
    links: bool,
    timeout: float,
    pause: float,
    format_: str,
    now: datetime | None,
    lang: str,
) -> None:
    """Say what has gone stale: links to join, groups, events without a recap, drafts…

    Exit status: 0 whatever it finds, 2 it could not run.
    """
    folder = content_folder(content, ())
    if folder is None:
        stop("There is no content folder here. Name it: chaguan garden --content DIR")
    community = load(folder).community
    paths = {each.path for each in community.events.values() if needs_signs(each)}
    log = log_of(folder)
    said = last_said(log, paths) if community.settings.heartbeat else {}
    history = history_of(log, lambda name, address: "")
    found = [*stale(community, now or datetime.now(UTC), said, history.of)]
    if links:
        found += _dead(community, Manners(timeout=timeout, pause=pause))
    found.sort(key=lambda each: (each.position, each.subject))
    write = as_json if format_ == "json" else text
    click.echo(write(tuple(found), folder.resolve().name, speech(lang).language), nl=False)


def _dead(community: Community, manners: Manners) -> list[Stale]:
    """The links outside that no longer work, wherever they stand."""
    places = [
        link
        for link in outbound(texts(community), community.records())
        if link.host and not link.is_code
    ]
    reasons = dead_links((link.url for link in places), manners)
    return [
        Stale("dead", link.position, {"url": link.url, "reason": reasons[link.url]})
        for link in places
        if link.url in reasons
    ]


def text(found: tuple[Stale, ...], folder: str, language: str) -> str:
    """`file:line:col: message`, a hint below, and a count at the end."""
    lines = []
    for each in found:
        words = tended(each.subject, each.values, language)
        place = f"{folder}/{each.position.path}:{each.position.line}:{each.position.column}"
        lines.append(f"{place}: {words.message}\n    {words.hint}\n")
    lines.append(f"{tended_count(len(found), language)}\n")
    return "".join(lines)


def as_json(found: tuple[Stale, ...], folder: str, language: str) -> str:
    """A list of objects with `path`, `line`, `column`, `subject`, `message`, `hint`."""
    rows = []
    for each in found:
        words = tended(each.subject, each.values, language)
        rows.append(
            {
                "path": f"{folder}/{each.position.path}",
                "line": each.position.line,
                "column": each.position.column,
                "subject": each.subject,
                "message": words.message,
                "hint": words.hint,
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
