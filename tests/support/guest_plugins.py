"""Popular plugins of MkDocs, each as the Harbour Handbook has it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points


@dataclass(frozen=True)
class Neighbour:
    """A plugin of somebody else's."""

    name: str
    """As `mkdocs.yml` calls it."""
    package: str
    """What brings it; empty for the theme and the engine."""
    lines: str = ""
    """How it stands under `plugins:`; `{folder}` is that of the site."""
    more: str = ""
    """Further lines of `mkdocs.yml`."""

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        found = {each.name.rpartition("/")[2] for each in entry_points(group="mkdocs.plugins")}
        return not self.package or self.name in found

    def written(self, folder: object) -> str:
        return (self.lines or f"  - {self.name}").replace("{folder}", str(folder))


NEIGHBOURS = (
    Neighbour("gen-files", "mkdocs-gen-files", "  - gen-files: {scripts: ['{folder}/gen.py']}"),
    Neighbour(
        "redirects",
        "mkdocs-redirects",
        "  - redirects: {redirect_maps: {'old.md': 'guide/ropes.md'}}",
    ),
    Neighbour(
        "i18n",
        "mkdocs-static-i18n",
        "  - i18n:\n"
        "      docs_structure: suffix\n"
        "      languages:\n"
        "        - {locale: en, name: English, default: true, build: true}\n"
        "        - {locale: zh-TW, name: 中文, build: true}",
    ),
    Neighbour("nav", "", "  - search", "nav:\n  - index.md\n  - Guide: [guide/ropes.md]\n"),
    Neighbour("blog", "", "  - blog: {post_date_format: yyyy-MM-dd}"),
    Neighbour("tags", ""),
    Neighbour("awesome-nav", "mkdocs-awesome-nav"),
    Neighbour("section-index", "mkdocs-section-index"),
    Neighbour("literate-nav", "mkdocs-literate-nav", "", "nav:\n  - index.md\n  - Guide: guide/\n"),
    Neighbour("glightbox", "mkdocs-glightbox"),
    Neighbour("minify", "mkdocs-minify-plugin", "  - minify: {minify_html: true}"),
    Neighbour("macros", "mkdocs-macros-plugin"),
    Neighbour("include-markdown", "mkdocs-include-markdown-plugin"),
    Neighbour("markdown-exec", "markdown-exec"),
    Neighbour(
        "git-revision-date-localized",
        "mkdocs-git-revision-date-localized-plugin",
        "  - git-revision-date-localized: {type: iso_date, exclude: [generated.md]}",
    ),
)
DAILY = ("gen-files", "redirects", "i18n")
"""Those that the tests bring themselves, with `chaguan[test]`."""
APART = ("blog", "i18n", "literate-nav", "nav")
"""What does not stand beside all the others: two of them want the navigation, and Material's blog
fails where `gen-files` gives it another list of files than its own.
"""
