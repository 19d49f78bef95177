"""Chaguan itself, with everything a site of its own has: two languages, events, people, groups."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from made_community import MadePost, post_text, write_community

from .generator import Generator

CONFIGURATION = """
site_name: Measure
site_url: https://measure.example.org/
docs_dir: content
theme: {name: material, language: zh-Hant, font: false}
plugins: [chaguan, chaguan/pages, chaguan/feeds, chaguan/calendars, chaguan/search]
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - tables
  - pymdownx.highlight
  - pymdownx.superfences
  - toc: {permalink: true}
"""


class Chaguan(Generator):
    """This repository's own."""

    name = "Chaguan"
    look = "its own pages; tags, people, groups, places; RSS, Atom, JSON, calendars; search"
    after_edit = "whole process, with its cache"
    caches = ("cache",)

    def __init__(self, tools: Path, folder: Path, groups: int = 0) -> None:
        super().__init__(tools, folder)
        self._groups = groups

    def install(self) -> str:
        """It is what runs this."""
        return "this commit"

    def configure(self, posts: Sequence[MadePost]) -> None:
        """The town around the posts."""
        content = self.folder / "content"
        content.mkdir()
        town(content, len(posts), self._groups)
        (self.folder / "mkdocs.yml").write_text(CONFIGURATION)

    def source(self, post: MadePost) -> Path:
        """As Generator.source."""
        return Path("content", "posts", post.path)

    def text(self, post: MadePost) -> str:
        """As Generator.text."""
        return post_text(post)

    def page(self, post: MadePost) -> Path:
        """As Generator.page."""
        return Path("posts", post.path).with_suffix("") / "index.html"

    def build(self) -> Sequence[str | Path]:
        """As Generator.build."""
        return (sys.executable, "-m", "mkdocs", "build", "--quiet")

    def environment(self) -> Mapping[str, str]:
        """With a cache of its own, so that no other build's is touched."""
        own = {**super().environment(), "CHAGUAN_CACHE": str(self.folder / "cache")}
        path = [entry for entry in sys.path if entry.endswith("plugins")]
        return {**own, "PYTHONPATH": ":".join(path)} if path else own

    def rename(self, name: str) -> None:
        """Give a person another name, which every page that shows it follows."""
        file = self.folder / "content" / "people" / "pe-1.yml"
        _, _, rest = file.read_text().partition("\n")
        file.write_text(f"name: {{zh-Hant: {name}, en: {name}}}\n{rest}")


def town(content: Path, posts: int, groups: int = 0) -> tuple[MadePost, ...]:
    """A community of so many posts, a fifth as many events, and who belongs to them."""
    return write_community(
        content,
        posts,
        events=max(posts // 5, 1),
        people=max(posts // 20, 2),
        groups=groups or max(posts // 50, 1),
        places=max(posts // 50, 1),
    )
