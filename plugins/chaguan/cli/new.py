"""`chaguan new`: a record's file, in its place and with everything it needs."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

import click

from chaguan.authoring.new_file import (
    Desk,
    a_year_later,
    answer,
    mistakes,
    new_file,
    next_season,
    own_id,
    season_id,
)
from chaguan.authoring.skeleton import reference_of
from chaguan.authoring.terminal import speech, stop
from chaguan.authoring.yaml_text import Value
from chaguan.load import FIELDS_BY_KIND, NAMING_FIELD, Field, is_list, load
from chaguan.locales import Vocabulary, explained, field_words
from chaguan.locales.words import town_words
from chaguan.model import Position, Problem, RecordId, Severity, error, nearest

from .content_folder import content_folder
from .options import content_option
from .reports import text

MOST_OFFERED: Final = 20
"""Ids that are named before a question."""
OPTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "title": NAMING_FIELD,
    "date": {"post": "date", "event": "start", "campaign": "from", "offer": "from"},
    "end": {"event": "end", "campaign": "until", "offer": "until"},
    "author": {"post": "authors", "event": "hosts", "campaign": "hosts", "offer": "of"},
    "aim": {"campaign": "aim"},
    "place": {
        "post": "places",
        "event": "place",
        "person": "place",
        "group": "place",
        "campaign": "place",
    },
}
"""The field of each kind that an option fills."""


class _AsTyped(click.Command):
    """Remembers by which of its names each option was given, to answer with the same."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words = [each.partition("=")[0] for each in args]
        for option in self.params:
            typed = next((word for word in words if word in option.opts), f"--{option.name}")
            ctx.meta[f"{__name__}.{option.name}"] = typed
        return super().parse_args(ctx, args)


def _typed(option: str) -> str:
    return str(click.get_current_context().meta[f"{__name__}.{option}"])


@click.command(cls=_AsTyped)
@click.argument("kind", type=click.Choice(sorted(FIELDS_BY_KIND)))
@click.argument("words", nargs=-1, metavar="[TITLE]")
@click.option("--title", "--name", "title", default="", help="What it is called.")
@click.option("--date", "--start", "date", default="", help="2026-04-03, or '2026-04-03 14:00'.")
@click.option("--end", default="", help="When an event ends.")
@click.option("--author", "--host", "author", multiple=True, metavar="ID", help="Who writes it.")
@click.option("--place", default="", metavar="ID", help="Where it is.")
@click.option("--aim", default="", help="What a campaign wants to reach.")
@click.option("--like", default="", metavar="ID", help="Last year's offer, for this year.")
@click.option("--lang", default="", metavar="TAG", help="The language you write in.")
@content_option
@click.option("--id", "id", default="", help="The name of the file, else one made of the title.")
@click.option("--uid", default="", help="The record's identifier, else a new one.")
@click.option("--edit", is_flag=True, help="Open the file in $EDITOR.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
def new(
    kind: str,
    words: tuple[str, ...],
    title: str,
    date: str,
    end: str,
    author: tuple[str, ...],
    place: str,
    aim: str,
    like: str,
    lang: str,
    content: Path | None,
    id: str,
    uid: str,
    edit: bool,
    today: datetime | None,
) -> None:
    """Write a new record: post, event, person, group, place, scene, campaign or offer.

    Asks for what is needed and not given. Never overwrites a file.
    Exit status: 0 written, 1 written but something in it is wrong, 2 not written.
    """
    t = speech(lang)
    folder = content_folder(content, ())
    if folder is None:
        stop(t("cli.no_folder", path=content) if content else t("cli.no_content"))
    desk = Desk.of(folder)
    given = {
        "title": title or " ".join(words),
        "date": date,
        "end": end,
        "author": ",".join(author),
        "place": place,
        "aim": aim,
    }
    if like:
        _again(folder, kind, like, uid or str(uuid4()), t)
        return
    if kind == "post" and not date:
        given["date"] = f"{today or datetime.now(desk.around.zone):%Y-%m-%d}"
    filled = _filled(kind, given, desk, t)
    filled["uid"] = uid or str(uuid4())
    languages = desk.around.languages
    spoken = nearest(lang, languages) if lang else languages[0]
    if not id and sys.stdin.isatty():
        id = click.prompt(town_words("new.address", t.language), own_id(desk, kind, filled)).strip()
    file = new_file(desk, kind, filled, id=id, language=spoken, t=t)
    where = folder / file.path
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        with where.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(file.text)
    except FileExistsError:
        stop(t("cli.exists", path=where))
    except OSError as failure:
        stop(t("cli.cannot_write", path=where, reason=failure.strerror))
    click.echo(t("cli.written", path=where))
    if edit:
        click.edit(filename=str(where))
    problems = desk.problems(where)
    if problems:
        click.echo(text(problems, folder.resolve().name, t.language), nl=False)
    click.echo(t("cli.next_text" if kind == "post" else "cli.next_fill"))
    click.echo(t("cli.next_check", path=where))
    click.echo(t("cli.next_share"))
    sys.exit(1 if any(each.severity is Severity.ERROR for each in problems) else 0)


def _again(folder: Path, kind: str, like: str, uid: str, t: Vocabulary) -> None:
    """Write last year's offer as this year's, beside the old one."""
    if kind != "offer":
        stop(t("cli.not_for", option="--like", kind=kind))
    offer = load(folder).community.offers.get(RecordId(like))
    if offer is None:
        stop(
            explained(
                error("RF101", Position(""), kind="offer", seen=like, near="", folder="offers"),
                t.language,
            ).message
        )
    first = a_year_later(offer.begins) if offer.begins else None
    year = f"{first.year}/" if first else ""
    where = folder / f"offers/{year}{season_id(like, first)}.yml"
    text = (folder / offer.path).read_text(encoding="utf-8")
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        with where.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(next_season(text, uid))
    except FileExistsError:
        stop(t("cli.exists", path=where))
    click.echo(t("cli.written", path=where))
    click.echo(t("cli.next_check", path=where))


def _filled(kind: str, given: Mapping[str, str], desk: Desk, t: Vocabulary) -> dict[str, Value]:
    """What is given, and what a person answers to the rest of what is needed."""
    fields = {field.name: field for field in FIELDS_BY_KIND[kind]}
    filled: dict[str, Value] = {}
    for option, words in given.items():
        if not words.strip():
            continue
        name = OPTIONS[option].get(kind)
        if name is None:
            stop(t("cli.not_for", option=_typed(option), kind=kind))
        names = desk.names(reference_of(fields[name]))
        filled[name] = answer(fields[name], words, names)
        if wrong := mistakes(fields[name], filled[name], desk.around, desk.ids):
            stop("\n".join(f"{_typed(option)}: {_said(each, t)}" for each in wrong))
    needed = [field for field in fields.values() if field.is_required and field.name not in filled]
    if needed and not sys.stdin.isatty():
        options = {names.get(kind): f"--{option}" for option, names in OPTIONS.items()}
        stop(t("cli.missing", options=" ".join(options[field.name] for field in needed)))
    for field in needed:
        filled[field.name] = _asked(kind, field, desk, t)
    return filled


def _asked(kind: str, field: Field, desk: Desk, t: Vocabulary) -> Value:
    """Ask until the answer can be used."""
    words = field_words(kind, field.name, t.language)
    about = t("cli.several", about=words.about) if is_list(field.type) else words.about
    question = t("cli.ask", label=words.label, about=about)
    if there := sorted(desk.ids.get(reference_of(field), ())):
        shown = ", ".join(there[:MOST_OFFERED]) + (" …" if len(there) > MOST_OFFERED else "")
        click.echo(town_words("new.there", t.language, ids=shown))
    names = desk.names(reference_of(field))
    while True:
        value = answer(field, click.prompt(question), names)
        wrong = mistakes(field, value, desk.around, desk.ids)
        if not wrong:
            return value
        for problem in wrong:
            click.echo(_said(problem, t))


def _said(problem: Problem, t: Vocabulary) -> str:
    words = explained(problem, t.language)
    return f"{words.message}\n    {words.hint}"
