"""Material for MkDocs with its blog, tags and search plugins and the usual RSS plugin; Zensical."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from made_community import MadePost

from .generator import FromPython, with_excerpt

CONFIGURATION = """
site_name: Measure
site_url: https://measure.example.org/
theme:
  name: material
  language: zh-TW
  font: false
plugins:
  - search
  - blog:
      authors_profiles: true
  - tags
  - rss:
      match_path: blog/posts/.*
      date_from_meta:
        as_creation: date
      use_git: false
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - tables
  - pymdownx.highlight
  - pymdownx.superfences
  - toc:
      permalink: true
"""


class Material(FromPython):
    """MkDocs with Material's blog."""

    name = "Material blog + RSS"
    look = "Material; tags, author pages, archive; RSS and JSON for the site; search"
    requirements = ("mkdocs-material==9.8.1", "mkdocs-rss-plugin==1.19.0")
    caches = (".cache",)

    def configure(self, posts: Sequence[MadePost]) -> None:
        """As Generator.configure."""
        blog = self.folder / "docs" / "blog"
        blog.mkdir(parents=True)
        (self.folder / "mkdocs.yml").write_text(CONFIGURATION)
        (self.folder / "docs" / "index.md").write_text("# Measure\n")
        (self.folder / "docs" / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n")
        (blog / "index.md").write_text("# Blog\n")
        authors = "".join(
            f"  {author}:\n    name: {author}\n    description: a neighbour\n"
            f"    avatar: https://measure.example.org/{author}.png\n"
            for author in sorted({post.author for post in posts})
        )
        (blog / ".authors.yml").write_text(f"authors:\n{authors}")

    def source(self, post: MadePost) -> Path:
        """As Generator.source."""
        return Path("docs", "blog", "posts", post.path)

    def text(self, post: MadePost) -> str:
        """As Generator.text."""
        return (
            f"---\ndate: {post.day}\nslug: post-{post.index}\nauthors: [{post.author}]\n"
            f"tags: [{', '.join(post.tags)}]\n---\n\n# {post.title}\n\n{with_excerpt(post.body)}"
        )

    def page(self, post: MadePost) -> Path:
        """As Generator.page."""
        return Path("blog", f"{post.day:%Y/%m/%d}", f"post-{post.index}", "index.html")

    def build(self) -> Sequence[str | Path]:
        """As Generator.build."""
        return (self.programs / "mkdocs", "build", "--quiet")


class Zensical(Material):
    """By the makers of Material, from the same files and the same configuration."""

    name = "Zensical"
    look = "its own; tags, author pages, archive; RSS for the site; search"
    after_edit = "its own cache"
    requirements = ("zensical==0.0.73",)

    def build(self) -> Sequence[str | Path]:
        """As Generator.build."""
        return (self.programs / "zensical", "build")
