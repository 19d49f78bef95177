"""Pelican, as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from made_community import MadePost

from .generator import FromPython, with_links

CONFIGURATION = """
SITENAME = "Measure"
SITEURL = "https://measure.example.org"
AUTHOR = "Measure"
PATH = "content"
ARTICLE_PATHS = ["posts"]
TIMEZONE = "Asia/Taipei"
DEFAULT_LANG = "zh"
DEFAULT_PAGINATION = 10
ARTICLE_URL = "posts/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "posts/{date:%Y}/{slug}/index.html"
AUTHOR_URL = "author/{slug}/"
AUTHOR_SAVE_AS = "author/{slug}/index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = "tag/{slug}/index.html"
FEED_ALL_RSS = "feeds/all.rss.xml"
FEED_ALL_ATOM = "feeds/all.atom.xml"
AUTHOR_FEED_ATOM = "feeds/{slug}.atom.xml"
TAG_FEED_ATOM = "feeds/tag-{slug}.atom.xml"
FEED_MAX_ITEMS = 20
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
"""


class Pelican(FromPython):
    """Its cache is on, and keeps what was read and converted."""

    name = "Pelican"
    look = "its own “notmyidea”; tags, authors; RSS and Atom for the site, Atom for both"
    after_edit = "whole rebuild, with its cache"
    requirements = ("pelican[markdown]==4.12.0",)
    caches = ("cache",)

    def configure(self, posts: Sequence[MadePost]) -> None:
        """As Generator.configure."""
        (self.folder / "pelicanconf.py").write_text(CONFIGURATION)

    def source(self, post: MadePost) -> Path:
        """As Generator.source."""
        return Path("content", "posts", post.path)

    def text(self, post: MadePost) -> str:
        """As Generator.text."""
        body = with_links(post.body, "{{filename}}/posts/{year}/{post}.md")
        return (
            f"Title: {post.title}\nDate: {post.day}\nSlug: post-{post.index}\n"
            f"Author: {post.author}\nTags: {', '.join(post.tags)}\n\n{body}"
        )

    def page(self, post: MadePost) -> Path:
        """As Generator.page."""
        return Path("posts", post.path).with_suffix("") / "index.html"

    def build(self) -> Sequence[str | Path]:
        """As Generator.build."""
        return (self.programs / "pelican", "--output", self.site, "--settings", "pelicanconf.py",
                "--quiet")  # fmt: skip
