"""`chaguan init`: a community's own repository, from a few answers to a site that can be served."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.authoring.town.answers import (
    FORGES,
    Answers,
    guessed_person,
    guessed_zone,
    is_repository,
)
from chaguan.authoring.town.files import RUNS, content_files, frame_files
from chaguan.check import every_problem_in
from chaguan.importing.ledger import BASE, write
from chaguan.load import load
from chaguan.load.times import zone_names
from chaguan.locales.words import town_words
from chaguan.model import Severity

from .reports import text

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", default="", help="What the community is called.")
@click.option("--languages", default="", metavar="TAGS", help="Such as zh-Hant,en.")
@click.option("--timezone", default="", metavar="ZONE", help="Such as Asia/Taipei.")
@click.option("--licence", default="", help="Of what it writes: CC-BY-4.0.")
@click.option("--forge", type=click.Choice(FORGES), help="Which forge keeps it.")
@click.option("--repository", default="", metavar="URL", help="Its address there.")
@click.option("--person", default="", help="The name of whoever begins.")
@click.option("--yes", is_flag=True, help="Do not ask; take what was guessed.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
def init(
    folder: Path,
    name: str,
    languages: str,
    timezone: str,
    licence: str,
    forge: str | None,
    repository: str,
    person: str,
    yes: bool,
    today: datetime | None,
) -> None:
    """Write a community's own repository into DIR: content, configuration, workflows, forms.

    In a folder with content it adds what lacks, and changes nothing.
    Exit status: 0 written and well, 1 written but the check finds errors, 2 not written.
    """
    language = speech("").language
    if folder.exists() and not folder.is_dir():
        stop(town_words("cannot.file", language, path=folder))
    asks = sys.stdin.isatty() and not yes
    has_content = (folder / "content/community.yml").is_file()
    if has_content:
        around = known(folder)
        name, languages = name or around["name"], languages or around["languages"]
        timezone, licence = timezone or around["timezone"], licence or around["licence"]

    def ask(key: str, said: str, guess: str, **values: object) -> str:
        if said or not asks:
            return said or guess
        question = town_words(f"ask.{key}", language, **values)
        return str(click.prompt(question, default=guess, show_default=bool(guess))).strip()

    zone = guessed_zone()
    spoken = "zh-Hant,en" if language.startswith("zh") else "en"
    title = folder.resolve().name.replace("-", " ").replace("_", " ").title()
    answers = Answers(
        name=ask("name", name, title),
        languages=_tags(ask("languages", languages, spoken), language),
        timezone=_zone(ask("timezone", timezone, zone, zone=zone), language),
        licence=ask("licence", licence, "CC-BY-4.0"),
        forge=_forge(ask("forge", forge or "", _by_address(repository))),
        repository=_address(ask("repository", repository, ""), language),
        person="" if has_content else ask("person", person, guessed_person() or "Founder"),
    )
    day = today.date() if today else datetime.now(ZoneInfo(answers.timezone)).date()
    sys.exit(_write(folder, answers, day, has_content, language))


def _write(folder: Path, answers: Answers, day: date, has_content: bool, language: str) -> int:
    frame = frame_files(answers, day.year)
    wanted = frame if has_content else {**content_files(answers, day), **frame}
    new = {path: text for path, text in wanted.items() if not (folder / path).exists()}
    based = {f"{BASE}/{path}": text for path, text in new.items() if path in frame}
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(folder, {**new, **based}.items(), {})
        for path in RUNS:
            if path in new:
                (folder / path).chmod(0o755)
    except OSError as failure:
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        values = {"path": failure.filename or folder, "reason": failure.strerror}
        stop(town_words("cannot.write", language, **values))
    for path in new:
        click.echo(town_words("say.written", language, path=folder / path))
    for path in wanted:
        if path not in new:
            click.echo(town_words("say.there", language, path=folder / path))
    _under_git(folder)
    problems = every_problem_in(load(folder / "content"))
    errors = sum(each.severity is Severity.ERROR for each in problems)
    if problems:
        click.echo(text(problems, "content", language), nl=False)
    counts = {"errors": errors, "warnings": len(problems) - errors}
    click.echo(town_words("say.checked", language, **counts))
    click.echo(town_words("say.next", language, folder=folder))
    click.echo(town_words("say.next_plain", language))
    if not answers.repository:
        click.echo(town_words("say.later", language))
    return 1 if errors else 0


def known(folder: Path) -> dict[str, str]:
    """What a community that is there says of itself."""
    settings = load(folder / "content").community.settings
    return {
        "name": str(settings.name.best(settings.default_language)),
        "languages": ",".join(settings.languages),
        "timezone": settings.zone.key,
        "licence": settings.licence or "CC-BY-4.0",
    }


def _tags(said: str, language: str) -> tuple[str, ...]:
    tags = tuple(dict.fromkeys(each for each in re.split(r"[\s,，、]+", said) if each))
    for each in tags:
        if not _TAG.fullmatch(each):
            stop(town_words("cannot.language", language, seen=each))
    return tags or ("en",)


def _zone(said: str, language: str) -> str:
    if said not in zone_names():
        stop(town_words("cannot.timezone", language, seen=said))
    return said


def _forge(said: str) -> str:
    return said if said in FORGES else "github"


def _by_address(repository: str) -> str:
    """The forge that an address names."""
    if "gitlab" in repository:
        return "gitlab"
    if "codeberg.org" in repository or "forgejo" in repository or "gitea" in repository:
        return "forgejo"
    return "github"


def _address(said: str, language: str) -> str:
    address = said.rstrip("/").removesuffix(".git")
    if address and not is_repository(address):
        stop(town_words("cannot.repository", language, seen=said))
    return address


def _under_git(folder: Path) -> None:
    """Begin a repository, unless it is in one; without git it is a folder all the same."""
    here = folder.resolve()
    if any((each / ".git").exists() for each in (here, *here.parents)):
        return
    try:
        subprocess.run(
            ["git", "init", "--quiet", "--initial-branch", "main", str(here)],
            capture_output=True, timeout=30, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return
