"""`chaguan rename`: another name for a record, and nobody who follows or links to it notices."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from chaguan.authoring.rename import record_at, renamed, unfit
from chaguan.authoring.terminal import speech, stop
from chaguan.check import every_problem_of
from chaguan.load import read
from chaguan.locales.words import town_words
from chaguan.model import Severity
from chaguan.source import decoded, files_of

from .content_folder import content_folder
from .options import content_option
from .reports import text


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name", metavar="NEW-NAME")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@content_option
def rename(file: Path, name: str, dry_run: bool, content: Path | None) -> None:
    """Call the record in FILE NEW-NAME: its file, its translations, and whatever names it.

    Its `uid` and its old address are written down, so that feeds and calendars go on.
    Exit status: 0 renamed, 2 not.
    """
    language = speech("").language
    folder = content_folder(content, (file,))
    if folder is None or not file.is_file():
        stop(town_words("rename.no_file", language, path=file))
    files = tuple(files_of(folder))
    loaded = read(files, name=folder.resolve().name)
    inside = file.resolve().relative_to(folder.resolve()).as_posix()
    record = record_at(loaded, inside)
    if record is None:
        stop(town_words("rename.no_record", language, path=file))
    id = name.removesuffix(".md").removesuffix(".yml")
    if next(unfit(record, id, loaded.community.settings.languages), None):
        stop(town_words("rename.unfit", language, name=name))
    done = renamed(files, loaded, record, id)
    there = {each.path.casefold() for each in files} - {each.casefold() for each in done.moved}
    taken = [each for each in done.moved.values() if each.casefold() in there]
    if taken or any(each.id == id and each.kind == record.kind for each in loaded.community.records()):  # fmt: skip # noqa: E501
        stop(town_words("rename.taken", language, name=name))
    kept = [each for each in files if each.path not in done.moved and each.path not in done.texts]
    now = [*kept, *(decoded(path, words.encode()) for path, words in done.texts.items())]
    before = {(each.code, each.position.path) for each in every_problem_of(files, folder)}
    new = [
        each
        for each in every_problem_of(now, folder)
        if each.severity is Severity.ERROR and (each.code, each.position.path) not in before
    ]
    if new and not any((each.code, old) in before for each in new for old in done.moved):
        click.echo(text(tuple(new), folder.resolve().name, language), nl=False, err=True)
        stop(town_words("rename.breaks", language))
    for old, path in done.moved.items():
        click.echo(town_words("rename.moved", language, old=old, new=path))
    for path in sorted(set(done.texts) - set(done.moved.values())):
        click.echo(town_words("rename.changed", language, path=path))
    if dry_run:
        return
    try:
        for path, words in done.texts.items():
            (folder / path).write_bytes(words.encode())
        for old, path in done.moved.items():
            if old != path:
                (folder / old).unlink()
    except OSError as failure:
        stop(town_words("cannot.write", language, path=failure.filename, reason=failure.strerror))
    sys.exit(0)
