"""`chaguan translate`: the file for another language, with everything that has to be said in it."""

from __future__ import annotations

from pathlib import Path

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.authoring.yaml_text import yaml_lines
from chaguan.load import read
from chaguan.locales.words import town_words
from chaguan.model import Page, Post
from chaguan.source import files_of

from .content_folder import content_folder
from .options import content_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to", "to", default="", metavar="TAG", help="The language; else the first that lacks."
)
@content_option
def translate(file: Path, to: str, content: Path | None) -> None:
    """Write the file in which a story or a page is to be translated, the original within.

    Exit status: 0 written, 2 not written.
    """
    language = speech("").language
    folder = content_folder(content, (file,))
    if folder is None or not file.is_file():
        stop(town_words("rename.no_file", language, path=file))
    loaded = read(tuple(files_of(folder)), name=folder.resolve().name)
    languages = loaded.community.settings.languages
    inside = file.resolve().relative_to(folder.resolve()).as_posix()
    found = [each for each in loaded.community.records() if each.path == inside]
    original = found[0] if found else None
    if not isinstance(original, Post | Page):
        stop(town_words("translate.in_file", language, path=file, languages=", ".join(languages)))
    every: tuple[Post | Page, ...] = (*loaded.community.posts, *loaded.community.pages)
    versions = {
        each.language for each in every if each.kind == original.kind and each.id == original.id
    }
    lacking = [each for each in languages if each not in versions]
    wanted = to or next(iter(lacking), "")
    if not wanted:
        stop(town_words("translate.complete", language, languages=", ".join(languages)))
    if wanted not in languages:
        stop(town_words("translate.unknown", language, seen=to, languages=", ".join(languages)))
    if wanted in versions:
        stop(town_words("translate.there", language, wanted=wanted))
    stem = inside.removesuffix(".md").removesuffix(f".{original.language}")
    path = f"{stem}.md" if wanted == languages[0] else f"{stem}.{wanted}.md"
    title = town_words("translate.title", wanted, title=str(original.title or original.id))
    fields = {"title": title}
    if isinstance(original, Post) and original.summary:
        fields["summary"] = str(original.summary)
    head = "".join(f"{line}\n" for line, _ in yaml_lines(fields))
    note = town_words("translate.note", wanted, file=Path(inside).name)
    words = f"---\n{head}---\n\n<!-- {note} -->\n\n{original.body.strip()}\n"
    try:
        with (folder / path).open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(words)
    except FileExistsError:
        stop(town_words("translate.there", language, wanted=wanted))
    except OSError as failure:
        stop(town_words("cannot.write", language, path=folder / path, reason=failure.strerror))
    click.echo(town_words("say.written", language, path=folder / path))
    click.echo(town_words("translate.next", language, path=folder / path))
