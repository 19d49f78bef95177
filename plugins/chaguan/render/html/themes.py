"""All that we rely on in the themes we know: their names, templates, blocks, files and settings.

Nothing imports them. `tests/project/test_theme_templates.py` says what a newer version changed.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from chaguan.locales import vocabulary

THEMES: Final = ("material", "materialx")
"""The themes whose blocks our templates fill, as `theme.name` in `mkdocs.yml`."""
DISTRIBUTIONS: Final = ("mkdocs-material", "mkdocs-materialx")
"""The packages that bring them. Both own the folder `material` of an environment."""
SEARCHES: Final = ("material/search", "materialx/search", "search")
"""The theme's own search, as each of them and the engine call it."""
BLOCKS: Final[Mapping[str, tuple[str, ...]]] = {
    "base.html": (
        "site_meta", "htmltitle", "styles", "extrahead", "header", "tabs", "site_nav",
        "content", "footer", "config", "scripts",
    ),
    "main.html": (),
    "404.html": (),
}  # fmt: skip
"""Templates that ours extend, and the blocks that ours fill or keep."""
PARTIALS: Final = (
    "partials/alternate.html",  # ours stands in its place
    "partials/copyright.html",  # ours, too
    "partials/footer.html",
    "partials/header.html",
    "partials/language.html",  # ours, too
    "partials/languages/en.html",
    "partials/languages/zh-Hant.html",
    "partials/nav.html",
    "partials/palette.html",
    "partials/source.html",  # ours, too
    "partials/tabs.html",
    "partials/toc-item.html",
    "partials/toc.html",
    "partials/javascripts/announce.html",
    "partials/javascripts/base.html",
    "partials/javascripts/consent.html",
    "partials/javascripts/content.html",
    "partials/javascripts/outdated.html",
    "partials/javascripts/palette.html",
)
"""Parts of the theme that ours replace, include, or read for their inline scripts."""
STYLES: Final = ("main", "palette")
"""The theme's style sheets, in the order in which its pages name them."""
SCRIPTS: Final = "partials/javascripts/"
"""Where the theme keeps its inline scripts, one a file."""
ICON: Final = "assets/images/favicon.png"
"""The picture in the browser's tab, where nobody says another."""
TEMPLATES: Final = (*BLOCKS, *PARTIALS)


def is_known(theme: str | None) -> bool:
    """Whether a theme has the blocks that ours fill; one without a name may extend either."""
    return theme is None or theme in THEMES


def unfit(theme: str | None) -> Iterator[str]:
    """What to tell of the theme of a site, where our pages do not fit it."""
    if both():
        yield (
            "mkdocs-material and mkdocs-materialx are both installed, and each overwrites "
            "the other's files. Take both out, then install one: "
            "pip install --force-reinstall 'chaguan[material]'"
        )
    if not is_known(theme):
        yield (
            f"Our pages need Material or MaterialX, and `theme` in mkdocs.yml is "
            f"{theme or 'a folder'}: pip install 'chaguan[material]', and write "
            "`theme: {name: material}`."
        )


def both() -> bool:
    """Whether both packages are in this environment, so that nobody can say which theme it has."""
    return all(map(_is_installed, DISTRIBUTIONS))


def _is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def palettes(language: str) -> list[dict[str, Any]]:
    """Our colours, light and dark, as the theme's setting `palette` names them in a language."""
    words = vocabulary(language)
    return [
        {
            "media": f"(prefers-color-scheme: {media})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": words(name)},
        }
        for media, scheme, icon, name in (
            ("light", "default", "material/weather-night", "palette.dark"),
            ("dark", "slate", "material/weather-sunny", "palette.light"),
        )
    ]


def nearest_words(language: str, folders: Iterable[str]) -> str:
    """The theme's file of words that is nearest to a language; it calls Simplified `zh`."""
    known = _languages(tuple(folders))
    base = language.partition("-")[0]
    return next((each for each in (language, base) if each in known), "en")


@cache
def _languages(folders: tuple[str, ...]) -> frozenset[str]:
    found = (Path(folder) / "partials" / "languages" for folder in folders)
    return frozenset(path.stem for each in found if each.is_dir() for path in each.glob("*.html"))


def style_sheets(folders: Iterable[str]) -> Mapping[str, str]:
    """The theme's style sheets by their addresses; none where it has not all of `STYLES`."""
    inside = [Path(folder, "assets", "stylesheets") for folder in folders]
    found = [path for name in STYLES if (path := _style_sheet(name, inside))]
    if len(found) < len(STYLES):
        return {}
    return {f"assets/stylesheets/{each.name}": each.read_text(encoding="utf-8") for each in found}


def _style_sheet(name: str, folders: Iterable[Path]) -> Path | None:
    found = (sorted(folder.glob(f"{name}.*.min.css")) for folder in folders)
    return next((each[0] for each in found if each), None)


def script_templates(
    folders: Iterable[str], features: Container[str], settings: Container[str]
) -> Iterator[str]:
    """The templates of the inline scripts that a site's pages have.

    `features` are the theme's that it has turned on, `settings` what its `extra` says.
    """
    unused = {
        "announce.html": "announce.dismiss" not in features,
        "consent.html": "consent" not in settings,
        "outdated.html": "version" not in settings,
    }
    inside = (Path(folder, SCRIPTS) for folder in folders)
    for name in sorted({each.name for folder in inside for each in folder.glob("*")}):
        if not unused.get(name):
            yield f"{SCRIPTS}{name}"


def visible(folders: Iterable[str]) -> set[str]:
    """The files below the theme's folders without the hidden ones, which no site has anyway."""
    found = set[str]()
    for top in folders:
        for root, inside, names in os.walk(top):
            inside[:] = [each for each in inside if not each.startswith(".")]
            below = os.path.relpath(root, top).replace(os.path.sep, "/")
            start = "" if below == "." else f"{below}/"
            found.update(f"{start}{each}" for each in names if not each.startswith("."))
    return found


def is_asked_for(path: str, icon: str | None, *, is_searched: bool) -> bool:
    """Whether a page may ask for a file of the theme: not for maps, nor an unused icon or search.

    `icon` is the site's own; `is_searched` says that the theme's search is in use.
    """
    is_of_search = path.startswith(("assets/javascripts/lunr/", "assets/javascripts/workers/"))
    is_map = path.startswith("assets/") and path.endswith((".js.map", ".css.map"))
    is_unseen = path == ICON != icon
    return not (is_map or is_unseen or (is_of_search and not is_searched))
