"""`chaguan import`: what a community has elsewhere, as ordinary files of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.importing.addresses import host_files
from chaguan.importing.export import Export, Loss, NotAnExportError
from chaguan.importing.fetching import Fetcher
from chaguan.importing.kinds import READERS, opened, read
from chaguan.importing.ledger import BASE, NAME, Fate, Ledger, undo, write
from chaguan.importing.pictures import Pictures, digest_of
from chaguan.importing.records import Writer, Written
from chaguan.importing.town import Town
from chaguan.load.times import zone_names
from chaguan.locales import explained
from chaguan.locales.words import imported
from chaguan.model import Problem, Severity

from .content_folder import content_folder
from .options import content_option

SHOWN: Final = 40
"""Files that are named one by one."""


@click.command("import")
@click.argument("what", required=False, type=click.Path(path_type=Path), metavar="WHAT")
@click.option("--as", "kind", type=click.Choice(sorted(READERS)), help="What it is, else a guess.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--pictures",
    default="",
    metavar="DIR",
    help="Where the export's pictures are; an address is asked for them, after a question.",
)
@click.option("--timezone", default="", metavar="ZONE", help="The zone of the export's clocks.")
@click.option("--lang", default="", metavar="TAG", help="The language it is written in.")
@click.option(
    "--dates",
    type=click.Choice(["day-first", "month-first"]),
    help="How a table writes 03/04/2027.",
)
@click.option(
    "--columns", multiple=True, metavar="FIELD=HEADING", help="Which column of a table is what."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--undo", "take_back", is_flag=True, help="Take back what nobody has changed since.")
@content_option
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
def import_(
    what: Path | None,
    kind: str | None,
    dry_run: bool,
    pictures: str,
    timezone: str,
    lang: str,
    dates: str | None,
    columns: tuple[str, ...],
    yes: bool,
    take_back: bool,
    content: Path | None,
    today: datetime | None,
) -> None:
    """Take in WHAT a community has elsewhere: an export file, a calendar, a table, a folder.

    Never overwrites a file of yours. A second time it takes what is new.
    Exit status: 0 written, 1 written but the check finds errors, 2 nothing was written.
    """
    language = speech("").language
    folder = content_folder(content, ())
    if folder is None:
        stop(imported("cannot.no_content", {}, language))
    if take_back:
        _take_back(folder, language)
        return
    if what is None:
        stop(imported("cannot.not_said", {}, language))
    if timezone and timezone not in zone_names():
        stop(imported("cannot.no_timezone", {"name": timezone}, language))
    is_address = pictures.startswith(("http://", "https://"))
    if pictures and not is_address and not Path(pictures).is_dir():
        stop(imported("cannot.no_pictures", {"path": pictures}, language))
    try:
        with opened(what, what.name) as where:
            town = Town.of(folder)
            asked = town.asked(
                zone=ZoneInfo(timezone) if timezone else None,
                language=lang,
                today=(today or datetime.now(UTC)).date(),
                day_first=None if dates is None else dates == "day-first",
                columns=dict(each.partition("=")[::2] for each in columns),
            )
            export = read(where, what.name, kind or "", asked)
            if lang:
                export.language = lang
            run = _Run(town, export, language, what.name)
            if export.reading and not dry_run:
                run.show_table(yes)
            fetcher = Fetcher(pictures) if is_address and not dry_run else None
            sys.exit(run.run(dry_run, Path(pictures) if pictures and not is_address else None, fetcher, yes))  # fmt: skip # noqa: E501
    except NotAnExportError as failure:
        stop(imported(f"cannot.{failure.subject}", failure.values, language))
    except OSError as failure:
        values = {"path": failure.filename or str(what), "reason": failure.strerror}
        stop(imported("cannot.no_write", values, language))


class _Run:
    """One import, from what was read to what is said."""

    def __init__(self, town: Town, export: Export, language: str, shown: str) -> None:
        self._town, self._export, self._language = town, export, language
        self._shown = shown
        self._ledger = Ledger.of(town.root)
        self._source = self._ledger.source(export.origin)

    def say(self, subject: str, **values: object) -> None:
        click.echo(imported(f"say.{subject}", values, self._language))

    def show_table(self, yes: bool) -> None:
        """How a table was read; go on only if that is right."""
        self.say("reading")
        for each in self._export.reading:
            click.echo(f"  {each}")
        self.confirm("ask", yes)

    def confirm(self, subject: str, yes: bool, **values: object) -> None:
        try:
            question = imported(f"say.{subject}", values, self._language)
            if yes or click.confirm(question, default=False):
                return
        except click.Abort:
            click.echo(err=True)
        stop(imported("cannot.refused", {}, self._language))

    def run(self, dry_run: bool, given: Path | None, fetcher: Fetcher | None, yes: bool) -> int:
        """Write everything, say everything; the exit status."""
        town, export = self._town, self._export
        taken = {each.casefold() for each in town.paths}
        if fetcher is not None:
            number = fetcher.count(export)
            self.confirm("ask_fetch", yes, number=number, host=fetcher.host)
        pictures = Pictures(
            root=export.root, roots=export.roots, given=given,
            taken=taken - {each.casefold() for each in self._source["old"].values()},
            before=self._source["old"], fetch=fetcher,
        )  # fmt: skip
        writer = Writer(export, town, pictures, dict(self._source["records"]))
        written = writer.write()
        for address, reason in pictures.bad.items():
            export.lose("", "bad_picture", address=Path(address).name, reason=reason)
        hosts = host_files(export, writer.table, town.site_url, town.settings.languages)
        keys = {f"{town.content}/{path}": key for path, key in written.keys.items()}
        keys |= {path: f"file {path}" for path in hosts}
        every = _Files(written.texts, town.content, hosts)
        fates = {path: self._ledger.fate(path, every[path]) for path in every}
        new = [path for path, fate in fates.items() if fate in (Fate.NEW, Fate.CHANGED)]
        brought = {
            f"{town.content}/{path}": file for path, file in pictures.brought.items()
            if not (town.folder / path).exists()
        }  # fmt: skip
        if not dry_run and (new or brought):
            self._write(every, new, brought, keys)
        self._report(written, fates, dry_run, len(brought), hosts)
        errors = sum(each.severity is Severity.ERROR for each in written.problems)
        return 1 if errors else 0

    def _write(
        self, every: Mapping[str, str], new: list[str], brought: Mapping[str, Path],
        keys: Mapping[str, str],
    ) -> None:  # fmt: skip
        town = self._town
        for path in new:
            inside = path.removeprefix(f"{town.content}/")
            self._source["records"][keys[path]] = path if keys[path].startswith("file ") else inside
        for path, file in brought.items():
            self._source["pictures"][path.removeprefix(f"{town.content}/")] = digest_of(file)
        mine = ((path, every[path]) for path in new)
        based = ((f"{BASE}/{path}", every[path]) for path in new)
        write(town.root, chain(mine, based, [(NAME, self._ledger.text())]), brought)

    def _report(
        self, written: Written, fates: Mapping[str, Fate], dry_run: bool, pictures: int,
        hosts: Mapping[str, str],
    ) -> None:  # fmt: skip
        export = self._export
        shown = [path for path, fate in fates.items() if fate in (Fate.NEW, Fate.CHANGED)]
        for path in sorted(shown)[:SHOWN]:
            subject = (
                "would" if dry_run else "changed" if fates[path] is Fate.CHANGED else "written"
            )
            self.say(subject, path=path)
        if len(shown) > SHOWN:
            self.say("more", number=len(shown) - SHOWN)
        for path, fate in fates.items():
            if fate in (Fate.TOUCHED, Fate.REMOVED):
                export.lose(path, fate.value)
        for loss in export.losses:
            click.echo(self._line(loss))
        counted = written.count()
        self.say(
            "counts", posts=counted["post"], pages=counted["page"], events=counted["event"],
            people=counted["person"], pictures=pictures, losses=len(export.losses),
        )  # fmt: skip
        if not shown:
            self.say("nothing_new", number=len(fates))
        errors = sum(each.severity is Severity.ERROR for each in written.problems)
        self.say("checked", errors=errors, warnings=len(written.problems) - errors)
        if dry_run:
            self.say("dry")
            return
        for path in hosts:
            if path.endswith("_redirects"):
                self.say("table", path=path)
            elif path.endswith(".md"):
                self.say("followers", platform=export.platform, path=path)
        aliases = [each for each in export.feeds if not each.endswith("/")]
        if aliases and written.count()["post"]:
            self.say("feeds", feeds=", ".join(aliases), aliases=", ".join(aliases))
        if shown:
            self.say("next")

    def _line(self, loss: Loss) -> str:
        values = dict(loss.values)
        if isinstance(problem := values.pop("problem", None), Problem):
            values |= {"code": problem.code, "message": explained(problem, self._language).message}
        reason = imported(f"loss.{loss.subject}", values, self._language)
        is_whole = loss.subject in (Fate.TOUCHED.value, Fate.REMOVED.value)
        if is_whole or loss.where.startswith(f"{self._shown}:"):
            return f"{loss.where}: {reason}"
        inside = f": {loss.where}" if loss.where not in ("", self._shown) else ""
        return f"{self._shown}{inside}: {reason}"


class _Files(Mapping[str, str]):
    """Everything that an import writes, by path from the root; read only when it is asked for."""

    def __init__(self, texts: Mapping[str, str], content: str, hosts: Mapping[str, str]) -> None:
        self._texts, self._before, self._hosts = texts, f"{content}/", hosts

    def __getitem__(self, path: str) -> str:
        found = self._hosts.get(path)
        return self._texts[path.removeprefix(self._before)] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return chain((f"{self._before}{path}" for path in self._texts), self._hosts)

    def __len__(self) -> int:
        return len(self._texts) + len(self._hosts)


def _take_back(folder: Path, language: str) -> None:
    """Undo the last import."""
    town = Town.of(folder)
    ledger = Ledger.of(town.root)
    if not ledger.sources:
        stop(imported("cannot.nothing_to_undo", {}, language))
    try:
        gone, kept = undo(ledger, list(ledger.sources)[-1], town.content)
    except OSError as failure:
        values = {"path": failure.filename, "reason": failure.strerror}
        stop(imported("cannot.no_write", values, language))
    for subject, paths in (("undone", gone), ("kept", kept)):
        for path in paths:
            click.echo(imported(f"say.{subject}", {"path": path}, language))
