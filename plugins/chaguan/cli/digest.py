"""`chaguan digest`: a week that is over as one text, to send around."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import click

from chaguan.authoring.terminal import speech, stop
from chaguan.load import load
from chaguan.locales import Vocabulary, vocabulary
from chaguan.model import Week
from chaguan.render.html.excerpts import Body
from chaguan.render.html.inline import with_inline_styles
from chaguan.render.html.page_context import PageContext
from chaguan.render.html.week_digest import (
    WeekDigest,
    digest_html,
    digest_markdown,
    week_digest,
)
from chaguan.render.text.plain import plain_text
from chaguan.site.images import NO_PICTURES
from chaguan.site.site import Site
from chaguan.source import log_of

from .content_folder import content_folder
from .options import content_option, now_option

_SITE_URL = re.compile(r"^site_url:[ \t]*['\"]?(https?://[^\s'\"#]+)", re.MULTILINE)


@click.command("digest")
@content_option
@click.option("--week", default="last", metavar="WEEK", help="`last`, or a week: 2026-W48.")
@click.option("--format", "format_", type=click.Choice(["md", "html", "text"]), default="text")
@click.option("--site-url", default="", metavar="URL", help="Else what mkdocs.yml says.")
@now_option
@click.option("--lang", default="", metavar="TAG", help="One of the community's languages.")
def digest_command(
    content: Path | None, week: str, format_: str, site_url: str, now: datetime | None, lang: str
) -> None:
    """Tell a week that is over as one text: what was new, what is on next.

    HTML has its styles in it and is a whole mail. Exit status: 0, 2 it could not run.
    """
    folder = content_folder(content, ())
    if folder is None:
        stop("There is no content folder here. Name it: chaguan digest --content DIR")
    site = Site(
        loaded=load(folder),
        now=now or datetime.now(UTC),
        site_url=site_url or _site_url(folder),
        own_files=frozenset(),
        shown_by_theme=frozenset(),
        pictures=lambda: NO_PICTURES,
        log=lambda: log_of(folder),
    )
    if not site.site_url:
        stop("This site does not know its address. Name it: chaguan digest --site-url https://…/")
    spoken = lang or speech("").language
    language = next((each for each in (spoken, *site.languages) if each in site.languages), "")
    view = PageContext(
        site.index, vocabulary(language), site.clock, lambda record, language: Body("")
    )
    told = week_digest(_week(week, site), view)
    click.echo(_written(told, format_, site, view.words), nl=False)


def _week(written: str, site: Site) -> Week:
    """The week that is meant; it has to be over."""
    running = Week.of(site.clock.today(site.community.settings.zone))
    if written == "last":
        return Week.of(running.monday.fromordinal(running.monday.toordinal() - 7))
    try:
        week = Week.parsed(written)
    except ValueError:
        stop(f"{written!r} is no week. Write it with its year: chaguan digest --week 2026-W48")
    if week >= running:
        stop(f"{week} is not over yet.")
    return week


def _written(told: WeekDigest, format_: str, site: Site, words: Vocabulary) -> str:
    url = told.address.absolute(site.site_url)
    html = f"<h1>{escape(told.title)}</h1>\n{digest_html(told, site.site_url)}"
    if not told.parts:
        html += f"<p>{escape(words('digest.empty'))}</p>"
    match format_:
        case "md":
            empty = "" if told.parts else f"{words('digest.empty')}\n"
            return f"{digest_markdown(told, site.site_url)}{empty}"
        case "text":
            return f"{plain_text(html, lambda address: address)}\n"
        case _:
            inlined = with_inline_styles(html, url, words, is_numbered=False).html
            return (
                f'<!doctype html>\n<html lang="{told.language}"><head><meta charset="utf-8">'
                f"<title>{escape(told.title)}</title></head>\n<body>\n{inlined}\n</body></html>\n"
            )


def _site_url(folder: Path) -> str:
    """What `mkdocs.yml` beside the content folder says, which may hold more than plain YAML."""
    settings = folder.resolve().parent / "mkdocs.yml"
    found = _SITE_URL.search(settings.read_text("utf-8")) if settings.is_file() else None
    return f"{found[1].rstrip('/')}/" if found else ""
