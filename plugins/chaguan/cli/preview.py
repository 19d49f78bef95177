"""`chaguan preview`: a built site that opens from a folder, beginning with what changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.diff.git_base import NoSuchBaseError, base_of
from chaguan.forge.escape import neutral
from chaguan.load import load
from chaguan.locales import SPOKEN, form_words
from chaguan.site.claims import claims
from chaguan.site.urls import Addresses

from .content_folder import content_folder

START: Final = "preview.html"
_LINK = re.compile(r"""(?P<before><(?:a|link|form)\b[^>]*?\s(?:href|action)=)"(?P<url>[^"]*)\"""")
_RELATIVE = re.compile(
    r"(?![a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\?)(?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL
)


@click.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--content", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--base", required=True, metavar="REF", help="What the change is compared with.")
def preview(site: Path, content: Path | None, base: str) -> None:
    """Make the built SITE open without a server, from a page that lists what changes.

    Exit status: 0 done, 2 it could not run.
    """
    t = speech("")
    folder = content_folder(content, ())
    if folder is None:
        stop(t("cli.no_folder", path=content) if content else t("cli.no_content"))
    try:
        touched = base_of(folder, base).differing()
    except NoSuchBaseError as failure:
        stop(f"There is nothing to compare with at {base}: {failure}")
    for page in sorted(site.rglob("*.html")):
        if page.is_symlink():
            continue
        page.write_text(offline(page.read_text("utf-8")), encoding="utf-8", newline="\n")
    loaded = load(folder)
    addresses = Addresses(loaded.community.settings.languages)
    wanted = claims(loaded.community, addresses, loaded.files)
    pages = sorted(file for file, position in wanted if position and position.path in touched)
    shown = [page for page in pages if (site / page).is_file()]
    (site / START).write_text("".join(_start(shown)), encoding="utf-8", newline="\n")
    click.echo(site / START)


def offline(html: str) -> str:
    """A page whose relative links name the file, as a browser needs them without a server."""
    return _LINK.sub(lambda found: f'{found["before"]}"{_named(found["url"])}"', html)


def _named(url: str) -> str:
    found = _RELATIVE.fullmatch(url)
    if found is None or not found["path"]:
        return url
    path = found["path"]
    if path.rpartition("/")[2] in (".", ".."):
        path += "/"
    return f"{path}index.html{found['rest']}" if path.endswith("/") else url


def _start(pages: Iterable[str]) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{SPOKEN[0]}">\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    headings = [form_words("reply.preview", language) for language in SPOKEN]
    yield f"<title>{' '.join(headings)}</title>\n"
    for language, heading in zip(SPOKEN, headings, strict=True):
        note = form_words("reply.preview_note", language)
        yield f'<h1 lang="{language}">{heading}</h1>\n<p lang="{language}">{note}</p>\n'
    listed = [f'<li><a href="{quote(page)}">{escape(neutral(page))}</a></li>\n' for page in pages]
    nothing = "".join(f"<p>{form_words('reply.preview_none', each)}</p>\n" for each in SPOKEN)
    yield f"<ul>\n{''.join(listed)}</ul>\n" if listed else nothing
    home = '<a href="index.html">index.html</a>'
    yield f"<p>{home}</p>\n</html>\n"
