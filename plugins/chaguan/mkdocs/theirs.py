"""All that we rely on in the themes we know: their names, templates, blocks and style sheets.

Nothing imports them. `tests/project/test_theme_templates.py` says what a newer version changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Final

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
TEMPLATES: Final = (*BLOCKS, *PARTIALS)


def is_known(theme: str | None) -> bool:
    """Whether a theme has the blocks that ours fill; one without a name may extend either."""
    return theme is None or theme in THEMES


def both() -> bool:
    """Whether both packages are in this environment, so that nobody can say which theme it has."""
    return all(map(_is_installed, DISTRIBUTIONS))


def _is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True
