"""How each page of ours is made: shown by its template, unless it shows what it showed before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.render.html.finish import Finish
from chaguan.render.page_jobs import PageJobs, hidden
from chaguan.site.page_spec import SOURCE

from .builder import Builder
from .content_page import ContentPage
from .environment import OWN_FOLDER
from .other_plugins import TEMPLATE_EVENTS, others_hear
from .theme_cache import Around

if TYPE_CHECKING:
    from mkdocs.utils.templates import TemplateContext

NOT_FOUND: Final = "404.html"
Shown = Callable[[ContentPage, MkDocsConfig], dict[str, Any]]
"""What the template of a page is given: its view, its frame, its words."""


def dress(page: ContentPage, config: MkDocsConfig, *, is_guest: bool) -> None:
    """Choose the template, and what stands beside the text.

    Templates of the site of others may have the names of ours, but not in our folder.
    """
    page.meta["template"] = f"{OWN_FOLDER}{page.spec.template}" if is_guest else page.spec.template
    page.meta["hide"] = hidden(page.toc, config.theme.get("features") or ())


class EnginePages(PageJobs[ContentPage]):
    """The jobs of a site's pages, with the engine's templates."""

    def __init__(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        finish: Finish,
        navigations: Mapping[str, Navigation],
        builder: Builder,
        shown: Shown,
    ) -> None:
        said = {
            language: digest(repr(finish), repr([(page.title, page.url) for page in each.pages]))
            for language, each in navigations.items()
        }
        super().__init__(builder, said)
        self._env, self._config, self._finish = env, config, finish
        self._is_guest, self._shown = builder.site.is_guest, shown
        self._around = Around(env, config, navigations.values(), finish)

    @contextmanager
    def opened(self, page: ContentPage) -> Iterator[dict[str, Any]]:
        page.read_source(self._config)
        page.content = page.body.html
        dress(page, self._config, is_guest=self._is_guest)
        page.active = True
        try:
            yield self._shown(page, self._config)
        finally:
            page.active = False
            page.markdown = page.content = ""  # all of a large site would fill the memory

    def written(self, page: ContentPage, shown: dict[str, Any]) -> bytes:
        content = self._around.page(page, shown, page.language)
        if content is not None:
            return content
        context = get_context(shown["nav"], (), self._config, page)
        return _written(self._env.get_template(page.meta["template"]), context, shown, self._finish)


def is_taken_over(config: MkDocsConfig) -> bool:
    """Whether the page is made here, which the engine then leaves alone.

    It is not where another plugin wants to see the theme's templates.
    """
    is_there = NOT_FOUND in config.theme.static_templates
    return is_there and not others_hear(config, TEMPLATE_EVENTS)


def not_found(
    env: jinja2.Environment,
    config: MkDocsConfig,
    finish: Finish,
    shown: Callable[[], dict[str, Any]],
) -> Job:
    """The job of the page for what is not there, which speaks every language of the community.

    Its links are absolute: nobody knows where it will be shown.
    """
    given = shown()
    pages = [(page.title, page.url) for page in given["nav"].pages]
    own = digest(repr(finish), repr(pages), repr(given["missing"]), repr(given["finder"]))

    def make(before: bytes) -> Result:
        base_url = urlsplit(config.site_url or "/").path
        context = get_context(given["nav"], (), config, base_url=base_url)
        content = _written(env.get_template(NOT_FOUND), context, given, finish)
        return Result(files=((NOT_FOUND, content),))

    return Job("not found", own, SOURCE, make)


def _written(
    template: jinja2.Template, context: TemplateContext, shown: dict[str, Any], finish: Finish
) -> bytes:
    """A page, from its template to the bytes that are sent."""
    context.update(cast("TemplateContext", shown))
    return finish.of(template.render(context)).encode("utf-8", "xmlcharrefreplace")
