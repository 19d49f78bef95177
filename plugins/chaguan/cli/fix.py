"""`chaguan fix`: what has one right answer is put right, and shown before it is written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import click

from chaguan.authoring.fixes.content import repaired
from chaguan.authoring.fixes.repair import FileLines
from chaguan.authoring.terminal import speech, stop
from chaguan.check import every_problem_of
from chaguan.model import Problem, Severity
from chaguan.source import SourceFile, decoded, files_of, without_position

from .content_folder import content_folder
from .options import content_option, lang_option
from .reports import text


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--write", "--yes", "write", is_flag=True, help="Write the repairs without asking.")
@click.option("--uid", "with_uid", is_flag=True, help="Write down each record's identifier, too.")
@content_option
@lang_option
def fix(
    paths: tuple[Path, ...], write: bool, with_uid: bool, content: Path | None, lang: str
) -> None:
    """Repair what has one right answer, in all files or in the PATHs named.

    Shows what it would change. Comments, order and everything else stay as they are.
    Exit status: 0 nothing is left to do, 1 something is, 2 it could not run.
    """
    t = speech(lang)
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        stop(t("cli.no_file", path=", ".join(missing)))
    folder = content_folder(content, paths)
    if folder is None:
        stop(t("cli.no_folder", path=content) if content else t("cli.no_content"))
    files = tuple(files_of(folder))
    chosen = frozenset(_below(files, folder, paths))
    changed = repaired(folder, files, chosen, with_uid=with_uid)
    photos = {path: raw for path in sorted(chosen) if (raw := _placeless(folder, path, files))}
    for path, (before, after) in changed.items():
        click.echo(_difference(f"{folder.resolve().name}/{path}", before, after), nl=False)
    for path in photos:
        click.echo(t("cli.fix.place", path=f"{folder.resolve().name}/{path}"))
    if not changed and not photos:
        click.echo(t("cli.fix.nothing"))
    elif write or (sys.stdin.isatty() and click.confirm(t("cli.fix.ask"))):
        written = {path: after.raw for path, (_, after) in changed.items()} | photos
        for path, raw in written.items():
            try:
                (folder / path).write_bytes(raw)
            except OSError as failure:
                stop(t("cli.cannot_write", path=folder / path, reason=failure.strerror))
            click.echo(t("cli.fix.written", path=folder / path))
    else:
        click.echo(t("cli.fix.not_written"))
        sys.exit(1)
    now = (
        decoded(file.path, changed[file.path][1].raw) if file.path in changed else file
        for file in files
    )
    remaining = [each for each in every_problem_of(now, folder) if each.position.path in chosen]
    errors: tuple[Problem, ...] = tuple(
        each for each in remaining if each.severity is Severity.ERROR
    )
    if errors:
        click.echo(t("cli.fix.remains"))
        click.echo(text(errors, folder.resolve().name, t.language), nl=False)
    sys.exit(1 if errors else 0)


def _placeless(folder: Path, path: str, files: tuple[SourceFile, ...]) -> bytes | None:
    """A photo without the place where it was taken; None where it tells none."""
    problems = next((file.problems for file in files if file.path == path), ())
    if not any(each.code == "PX101" for each in problems):
        return None
    raw = (folder / path).read_bytes()
    return None if (plain := without_position(raw)) == raw else plain


def _below(files: tuple[SourceFile, ...], folder: Path, paths: tuple[Path, ...]) -> Iterator[str]:
    """The files that `paths` name, all of them where none is named."""
    root, wanted = folder.resolve(), tuple(path.resolve() for path in paths)
    for file in files:
        whole = root / file.path
        if not wanted or any(whole == path or path in whole.parents for path in wanted):
            yield file.path


def _difference(path: str, before: FileLines, after: FileLines) -> str:
    lines = unified_diff(before.shown, after.shown, path, path, lineterm="")
    return "".join(f"{line}\n" for line in lines)
