"""What the theme needs: our templates and assets, and defaults where a site says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from chaguan.render.assets import FURTHER, PACKAGE, SCRIPT, STYLE, TOWN, made_of, shipped
from chaguan.render.html import themes
from chaguan.render.html.finish import OURS, Finish, joined
from chaguan.render.html.palette import papers
from chaguan.render.html.policy import inline_scripts, policy, scripts_below
from chaguan.render.theme_settings import open_settings, unused
from chaguan.site.site import Site

from .content import Content
from .environment import environment_of
from .files import add_generated
from .log import log


def add_templates(config: MkDocsConfig, *, is_guest: bool) -> None:
    """Add our templates: before the theme's and behind the site's own; a guest's behind all."""
    dirs, templates = config.theme.dirs, str(PACKAGE / "templates")
    if templates not in dirs:
        at = 1 if config.theme.custom_dir else 0
        dirs.insert(len(dirs) if is_guest else at, templates)


def prepare_theme(config: MkDocsConfig, site: Site) -> None:
    """Decide what `mkdocs.yml` leaves open."""
    theme, settings = config.theme, site.community.settings
    for words in unused(theme, settings, names_fonts=_names_fonts(config)):
        log.info("%s", words)
    own_icon = Path(config.theme.custom_dir or "", themes.ICON)
    has_icon = bool(config.theme.custom_dir) and own_icon.is_file()
    has_colours = bool(settings.colour) and not theme.get("palette")
    for name, value in open_settings(theme, site, has_icon=has_icon).items():
        theme[name] = value
    if STYLE not in config.extra_css:
        config.extra_css[:0] = [STYLE, *FURTHER, *((TOWN,) if has_colours else ())]
        config.extra["cg_papers"] = papers(settings.colour if has_colours else "")
    if SCRIPT not in config.extra_javascript:
        config.extra_javascript.append(SCRIPT)
    config.extra["cg_zone"] = settings.zone.key  # for our script in the head
    # the theme's script keeps what a reader chose under the site's path, not the page's, so that
    # it is the same on every page, as one policy for all needs
    config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
    theme.get_env = partial(environment_of, theme)  # type: ignore[method-assign]


def _names_fonts(config: MkDocsConfig) -> bool:
    """Whether the site's own settings, and not only the theme's, name fonts."""
    themes = (each.get("theme") for each in config.user_configs)
    return any(isinstance(each, dict) and bool(each.get("font")) for each in themes)


def add_assets(files: Files, config: MkDocsConfig, content: Content) -> None:
    """Our style sheets, scripts and the town's sign, below `assets/chaguan/`."""
    site, has_colours = content.site, TOWN in config.extra_css
    for uri, path in shipped(is_guest=site.is_guest):
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    made = made_of(site, content.pictures(), content.store, has_colours=has_colours)
    add_generated(files, config, made)


def join_style(files: Files, config: MkDocsConfig) -> Finish:
    """Add the theme's style sheets and ours as one: a page waits for one request, not for three.

    Another theme, or one whose style sheets refer to other files, keeps its own.
    """
    sheets = dict(themes.style_sheets(config.theme.dirs))
    if not sheets:
        return Finish("")
    for uri in (str(path) for path in config.extra_css if str(path).startswith(OURS)):
        file = files.get_file_from_path(uri)
        sheets[uri] = file.content_string if file else ""
    finish, content = joined(sheets)
    if finish.style:
        files.append(File.generated(config, finish.style, content=content))
    return finish


def site_policy(env: jinja2.Environment, config: MkDocsConfig, *, is_preview: bool) -> str:
    """The Content-Security-Policy of every page of this site, with the only scripts that run.

    They are those that the theme and the site's own templates write into pages.
    """
    own = config.theme.custom_dir
    scripts = [*_scripts_of_the_theme(env, config), *(scripts_below(Path(own)) if own else ())]
    return policy(scripts, is_preview=is_preview)


def _scripts_of_the_theme(env: jinja2.Environment, config: MkDocsConfig) -> Iterator[str]:
    features = config.theme.get("features") or []
    for name in themes.script_templates(config.theme.dirs, features, config.extra):
        written = env.get_template(name).render(config=config, features=features, base_url=".")
        yield from inline_scripts(written)


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Publish nothing that no page asks for: maps for developers, an icon, an unused search."""
    searches = (config.plugins.get(name) for name in themes.SEARCHES)
    is_searched = any(each is not None and each.config.get("enabled") for each in searches)
    icon = config.theme.get("favicon")
    for file in list(files):
        if not themes.is_asked_for(file.dest_uri, icon, is_searched=is_searched):
            files.remove(file)
