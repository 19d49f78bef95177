"""`chaguan upgrade`: newer workflows, forms and schemas, beside what a town has changed itself."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.authoring.town.answers import Answers
from chaguan.authoring.town.files import RUNS, frame_files, merged
from chaguan.importing.ledger import BASE, FOLDER, write
from chaguan.locales.words import town_words

from .init import known


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", default=Path())
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
def upgrade(folder: Path, dry_run: bool, today: datetime | None) -> None:
    """Bring what `init` wrote into DIR to this version, and keep what you changed.

    Exit status: 0 done, 1 something was left alone, 2 nothing could be done.
    """
    language = speech("").language
    if not (folder / "content").is_dir():
        stop(town_words("cannot.no_town", language))
    around = known(folder)
    answers = Answers.kept(folder, {**around, "languages": around["languages"].split(",")})
    if answers is None:
        stop(town_words("cannot.no_town", language))
    year = (today or datetime.now(ZoneInfo(answers.timezone))).year
    changed: dict[str, str] = {}
    said: list[tuple[str, str, str]] = []
    for path, theirs in frame_files(answers, year).items():
        mine, base = _text(folder / path), _text(folder / BASE / path)
        what, text = outcome(path, mine, base, theirs)
        if text is not None and text != mine:
            changed[path] = text
        if what in ("new", "updated", "merged", "same"):
            if base != theirs and (text is None or what != "same" or mine == theirs):
                changed[f"{BASE}/{path}"] = theirs
        elif what == "conflict":
            changed[f"{FOLDER}/newer/{path}"] = theirs
        if what != "same":
            said.append((what, path, f"{FOLDER}/newer/{path}"))
    if not dry_run and changed:
        try:
            write(folder, changed.items(), {})
            for path in RUNS:
                if path in changed:
                    (folder / path).chmod(0o755)
        except OSError as failure:
            values = {"path": failure.filename or folder, "reason": failure.strerror}
            stop(town_words("cannot.write", language, **values))
    for what, path, newer in said:
        click.echo(town_words(f"say.{what}", language, path=path, newer=newer))
    if not said:
        click.echo(town_words("say.nothing", language))
    sys.exit(1 if any(what in ("conflict", "yours") for what, _, _ in said) else 0)


def outcome(path: str, mine: str | None, base: str | None, theirs: str) -> tuple[str, str | None]:
    """What becomes of a file, and its new text; None where it stays as it is."""
    if mine is None:
        return ("new", theirs) if base is None else ("removed", None)
    if mine == theirs:
        return "same", theirs
    if base is None:
        return "yours", None
    if base == theirs:
        return "same", None
    if mine == base:
        return "updated", theirs
    both = merged(mine, base, theirs, path)
    return ("conflict", None) if both is None else ("merged", both)


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
