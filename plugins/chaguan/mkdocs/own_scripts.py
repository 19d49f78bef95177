"""The inline scripts that the theme and the site's own templates write: the only ones that run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig

from chaguan.render.html.policy import inline_scripts, policy

_FOLDER: Final = "partials/javascripts/"
"""Where the theme keeps its inline scripts, one a file."""


def site_policy(env: jinja2.Environment, config: MkDocsConfig, *, is_preview: bool) -> str:
    """The Content-Security-Policy of every page of this site."""
    scripts = (*_of_the_theme(env, config), *_of_the_site(config))
    return policy(scripts, is_preview=is_preview)


def prepare_scope(config: MkDocsConfig) -> None:
    """Let the theme keep what a reader chose under the site's path, not the page's.

    Its script then is the same on every page, as one policy for all needs.
    """
    config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")


def _of_the_theme(env: jinja2.Environment, config: MkDocsConfig) -> Iterator[str]:
    features = config.theme.get("features") or []
    unused = {
        "announce.html": "announce.dismiss" not in features,
        "consent.html": "consent" not in config.extra,
        "outdated.html": "version" not in config.extra,
    }
    found = {each.name for folder in config.theme.dirs for each in Path(folder, _FOLDER).glob("*")}
    for name in sorted(found):
        if not unused.get(name):
            template = env.get_template(f"{_FOLDER}{name}")
            written = template.render(config=config, features=features, base_url=".")
            yield from inline_scripts(written)


def _of_the_site(config: MkDocsConfig) -> Iterator[str]:
    """Those that stand in the site's own templates as they are sent."""
    if config.theme.custom_dir:
        for path in sorted(Path(config.theme.custom_dir).rglob("*.html")):
            for script in inline_scripts(path.read_text(encoding="utf-8")):
                if "{{" not in script and "{%" not in script:
                    yield script
