"""What the theme is told where `mkdocs.yml` leaves it open, and in each language."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup, escape

from chaguan.model import Settings
from chaguan.site.features import Features
from chaguan.site.site import Site

from .assets import ICON, SIGN
from .html import themes

FEATURES: Final = ("navigation.tabs", "navigation.top", "content.code.copy", "toc.follow")


def open_settings(theme: Mapping[str, Any], site: Site, *, has_icon: bool) -> dict[str, Any]:
    """What the `theme` of `mkdocs.yml` does not say, and what is never as the theme has it.

    `has_icon` says that the site's own theme folder has the picture in the browser's tab. The
    sign in the header is the town's logo, else its seal.
    """
    said: dict[str, Any] = {"font": False}  # each reader's browser would ask Google for it
    if not theme.get("features"):
        said["features"] = list(FEATURES)
    if not theme.get("palette"):
        said["palette"] = themes.palettes(site.community.default_language)
    if theme.get("favicon") == themes.ICON and not has_icon:
        said["favicon"] = ICON
    if not _names_sign(theme):
        shown = site.album.of(site.community.settings.logo)
        said["logo"] = shown.full.address.url if shown else SIGN
    return said


def unused(theme: Mapping[str, Any], settings: Settings, *, names_fonts: bool) -> Iterator[str]:
    """What to tell of what is said twice, or is not used."""
    if settings.colour and theme.get("palette"):
        yield "community.yml names a colour, and mkdocs.yml a palette: the palette is used."
    if names_fonts:
        yield (
            "mkdocs.yml names fonts that each reader's browser would ask Google for: they are not "
            "used. Fonts of your own go into `extra_css`; `font: false` ends this line."
        )
    if settings.logo and _names_sign(theme):
        yield "community.yml and mkdocs.yml both name a logo: that of mkdocs.yml is used."


def _names_sign(theme: Mapping[str, Any]) -> bool:
    return bool(theme.get("logo") or (theme.get("icon") or {}).get("logo"))


def named_in(
    language: str,
    theme: Mapping[str, Any],
    folders: Iterable[str],
    extra: Mapping[str, Any],
    site: Site,
    features: Features,
) -> dict[str, Any]:
    """The settings of the site that differ in a language: its name, and the theme's labels."""
    settings = site.community.settings
    said: dict[str, Any] = {
        "theme": settings_in(language, theme, folders, site),
        "extra": {**extra, "cg_zone": settings.zone.key},
    }
    if not site.is_guest:
        said["site_name"] = Markup(escape(settings.name.best(language).text))
        if len(site.languages) > 1 or features.has_search:
            said["extra"]["alternate"] = True  # our part of the header
    return said


def settings_in(
    language: str, theme: Mapping[str, Any], folders: Iterable[str], site: Site
) -> Mapping[str, Any]:
    """The theme's settings, as a page in `language` sees them; the theme is in these folders."""
    if site.is_guest:
        return ChainMap({"language": themes.nearest_words(language, folders)}, dict(theme))
    if theme["palette"] != themes.palettes(site.community.default_language):
        return dict(theme)
    return ChainMap({"palette": themes.palettes(language)}, dict(theme))
