"""The page for what is not there, which speaks every language of the community."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig

from chaguan.build.fingerprints import digest
from chaguan.build.job import Job, Result
from chaguan.render.html.finish import Finish
from chaguan.site.page_spec import SOURCE

from .other_plugins import TEMPLATE_EVENTS, others_hear

if TYPE_CHECKING:
    from mkdocs.utils.templates import TemplateContext

NOT_FOUND: Final = "404.html"


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
    """The job of the page. Its links are absolute: nobody knows where it will be shown."""
    given = shown()
    pages = [(page.title, page.url) for page in given["nav"].pages]
    own = digest(repr(finish), repr(pages), repr(given["missing"]), repr(given["finder"]))

    def make(before: bytes) -> Result:
        base_url = urlsplit(config.site_url or "/").path
        context = get_context(given["nav"], (), config, base_url=base_url)
        context.update(cast("TemplateContext", given))
        html = env.get_template(NOT_FOUND).render(context)
        content = finish.of(html).encode("utf-8", "xmlcharrefreplace")
        return Result(files=((NOT_FOUND, content),))

    return Job("not found", own, SOURCE, make)
