"""The environment of templates: which there are, what they escape, and how they are kept."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib.metadata import version
from typing import Final

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup
from mkdocs.theme import Theme

from chaguan.build.fingerprints import digest
from chaguan.render.assets import PACKAGE
from chaguan.render.html import themes
from chaguan.render.html.excerpts import seen_from
from chaguan.site.cache_folder import own_folder

from .content_page import ContentPage
from .quick_code import QuickCode

OWN_FOLDER: Final = "chaguan/"
"""Of our templates, in which no other template is."""


class _Shown(jinja2.FileSystemLoader):
    """The theme's files without the hidden ones, ten thousand icons, which no site has anyway."""

    def list_templates(self) -> list[str]:
        return sorted(themes.visible(map(str, self.searchpath)))


def environment_of(theme: Theme) -> jinja2.Environment:
    """The engine's own, which asks for the theme's files in every build."""
    env = Theme.get_env(theme)
    env.loader = _Shown(theme.dirs)
    return env


def is_guests(template: str | None) -> bool:
    """The same in the site of others, whose templates may have any name but those in our folder."""
    return template is not None and template.startswith(OWN_FOLDER)


@cache
def is_ours(template: str | None) -> bool:
    """Whether a template prints what people wrote, so that it must be escaped.

    The theme's own templates expect titles and names that are escaped already.
    """
    return template is not None and (PACKAGE / "templates" / template).is_file()


class Compiled(jinja2.FileSystemBytecodeCache):
    """The template engine's own cache, told apart by how templates are compiled here.

    What is read from it is run, so that it must never be a part of what somebody contributes: it
    lies where `CHAGUAN_CACHE` says, else in the system's folder for temporary files, in one that
    nobody else may write to; never in the file beside `mkdocs.yml`, which may travel.
    """

    def __init__(self, env: jinja2.Environment) -> None:
        super().__init__(own_folder("templates"))
        ours = sorted(str(path) for path in (PACKAGE / "templates").rglob("*"))
        escapes = getattr(env.autoescape, "__qualname__", str(env.autoescape))
        code = QuickCode.ADDS
        how = (
            escapes,
            code,
            env.trim_blocks,
            env.lstrip_blocks,
            env.optimized,
            sorted(env.extensions),
        )
        self._kind = digest(version("jinja2"), repr(how), *ours).hex()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template; another where it would be compiled in another way."""
        return super().get_cache_key(f"{self._kind} {name}", filename)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where there is room for it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def prepare(env: jinja2.Environment, *, is_guest: bool) -> None:
    """Escape what our templates print, give them the one filter of ours, and compile them once."""
    env.autoescape = is_guests if is_guest else is_ours
    env.auto_reload = False  # a build begins with an environment of its own
    env.code_generator_class = QuickCode
    env.filters["seen_from"] = _seen_from
    try:
        env.bytecode_cache = Compiled(env)
    except (OSError, RuntimeError):  # the system has no folder that is ours alone
        env.bytecode_cache = None


def _seen_from(html: str, page: ContentPage) -> Markup:
    return Markup(seen_from(html, page.spec.address))
