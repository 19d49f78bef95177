"""`chaguan check`: everything that is wrong with a content folder, in one list."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NoReturn

import click

from chaguan.check import every_problem_in
from chaguan.check.links import without_neighbours
from chaguan.check.upgrade import FROM, reads_differently
from chaguan.cli.content_folder import docs_around
from chaguan.diff.git_base import NoSuchBaseError
from chaguan.load import gc_paused, load
from chaguan.locales import form_words
from chaguan.locales.words import nearest_locale, town_words
from chaguan.model import Problem, Severity, zone_data
from chaguan.site.cache_folder import store_of
from chaguan.site.clock import pinned_or
from chaguan.site.settled import Settled
from chaguan.site.snapshot import load_folder

from .content_folder import content_folder
from .options import content_option, lang_option
from .reports import FORMATS

PAUSE: Final = 0.5
"""Seconds between two looks; a check of ten thousand files' times takes a tenth of that."""
Seen = dict[str, tuple[int, int]]
"""When each file was saved (nanoseconds), and its size."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@content_option
@click.option("--format", "format_", type=click.Choice(sorted(FORMATS)), default="text")
@click.option(
    "--base",
    metavar="REF",
    help="Only what has changed since this commit or branch, and what that breaks elsewhere.",
)
@click.option(
    "--allow-mixed",
    is_flag=True,
    help="With --base: content may change together with what builds the site; hosts decide.",
)
@click.option("--strict", is_flag=True, help="Warnings count, too, as in a strict build.")
@click.option("--watch", is_flag=True, help="Look again whenever a file is saved.")
@click.option("--original", is_flag=True, help="Look for near copies among all posts, too.")
@click.option(
    "--upgrade",
    "older",
    type=click.Choice(FROM),
    help="Say instead, file by file, what reads differently than in this older version.",
)
@lang_option
def check(
    paths: tuple[Path, ...],
    content: Path | None,
    format_: str,
    base: str | None,
    allow_mixed: bool,
    strict: bool,
    watch: bool,
    original: bool,
    older: str | None,
    lang: str,
) -> None:
    """Say what is wrong with the content folder, or only with the PATHs named.

    Exit status: 0 nothing wrong, 1 errors found (with --strict, or warnings), 2 it could not run.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        _stop(f"There is no {', '.join(missing)} here.")
    folder = content_folder(content, paths)
    if folder is None and content is not None:
        _stop(f"There is no folder {content} here.")
    if folder is None:
        _stop(
            "There is no content folder here. Go to the folder that holds content/, "
            "or name it: chaguan check --content DIR"
        )

    def once() -> int:
        try:
            problems = (
                differing(folder) if older else problems_of(folder, base, original, allow_mixed)
            )
        except NoSuchBaseError as failure:
            _stop(f"There is nothing to compare with at {base}: {failure}")
        chosen = tuple(_below(problems, folder, paths))
        click.echo(FORMATS[format_](chosen, _shown(folder), lang or _language()), nl=False)
        if base is None and zone_data.is_old(_now().date()):
            release = zone_data.iana_version()
            spoken = nearest_locale(lang or _language(), "forms")
            click.echo(form_words("check.old_zones", spoken, release=release), err=True)
        if older:
            return 0
        counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return 1 if any(each.severity in counted for each in chosen) else 0

    if watch:
        again(folder, once, lang or _language())
    sys.exit(once())


def differing(folder: Path) -> tuple[Problem, ...]:
    """What reads differently than in an older version, sorted."""
    with gc_paused(for_good=True):
        loaded = load(folder)
        return reads_differently(loaded, every_problem_in(loaded))


def problems_of(
    folder: Path, base: str | None = None, original: bool = False, allow_mixed: bool = False
) -> tuple[Problem, ...]:
    """Everything that is wrong below `folder`, or with what has changed since `base`, sorted.

    Near copies are looked for among what has changed, or among all posts if `original`.
    Raises NoSuchBaseError where git knows no such commit.
    """
    docs = docs_around(folder)
    if base is not None:
        from chaguan.diff.comparison import since  # with all that knows what a change breaks

        with gc_paused(for_good=True):
            found = since(base, folder, allow_mixed, _now())
        return without_neighbours(found, folder, docs)
    store = store_of(folder.resolve().parent)
    with gc_paused(for_good=True):
        loaded = load_folder(folder, store)
        problems = every_problem_in(loaded, _now(), Settled(store, "check"))
    problems = without_neighbours(problems, folder, docs)
    if original:
        from chaguan.diff.originality import near_copies_in

        problems = (*problems, *near_copies_in(folder, loaded.community, loaded.files))
    return tuple(sorted(problems, key=lambda problem: problem.order))


def _now() -> datetime:
    """The moment for which is checked: SOURCE_DATE_EPOCH, else the clock."""
    try:
        return pinned_or(datetime.now(UTC))
    except ValueError as failure:
        _stop(str(failure))


def _shown(folder: Path) -> str:
    """The content folder, seen from the repository's root: a forge counts from there."""
    here = folder.resolve()
    root = next((each for each in here.parents if (each / ".git").exists()), here.parent)
    return here.relative_to(root).as_posix()


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)


def _below(problems: Iterable[Problem], folder: Path, paths: tuple[Path, ...]) -> Iterable[Problem]:
    """The problems in the files that `paths` name, all of them where none is named."""
    root, wanted = folder.resolve(), tuple(path.resolve() for path in paths)
    for problem in problems:
        file = root / problem.position.path
        if not wanted or any(file == path or path in file.parents for path in wanted):
            yield problem


def _language() -> str:
    """What the environment says the person at the terminal reads (POSIX locale names)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.partition(".")[0].replace("_", "-")
    return "en"


def again(
    folder: Path,
    once: Callable[[], int],
    language: str,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Run `once` now and after each save, until somebody interrupts it."""
    seen = saved(folder)
    once()
    click.echo(town_words("watch.waiting", language))
    try:
        while True:
            pause(PAUSE)
            now = saved(folder)
            changed = sorted(set(seen.items()) ^ set(now.items()))
            if changed:
                seen = now
                clock = f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - that of the person's wall
                click.echo(town_words("watch.again", language, time=clock, path=changed[0][0]))
                once()
    except KeyboardInterrupt:
        click.echo()


def saved(folder: Path) -> Seen:
    """The files below a folder, hidden ones left out."""
    found: Seen = {}
    for root, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if name.startswith("."):
                continue
            path = os.path.join(root, name)
            try:
                stat = os.stat(path)
            except OSError:
                continue
            found[os.path.relpath(path, folder)] = (stat.st_mtime_ns, stat.st_size)
    return found
