"""Communities of a test's own, as the pages of posts, people and groups see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chaguan.load import load
from chaguan.locales import vocabulary
from chaguan.model import Record
from chaguan.render.html.excerpts import Body
from chaguan.render.html.page_context import PageContext
from chaguan.site.clock import Clock
from chaguan.site.index import Index
from chaguan.site.urls import Addresses
from chaguan.site.visibility import published

NOON = datetime(2026, 11, 25, 4, tzinfo=UTC)
COMMUNITY = "name: A town\ntimezone: Asia/Taipei\nlanguages: [en, zh-Hant]\n"


def _no_text(record: Record, language: str) -> Body:
    return Body("")


def story(title: str, date: str, **fields: str) -> str:
    """A post that Mei wrote, unless it says otherwise."""
    said = {"title": title, "date": date, "authors": "[mei]", **fields}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in said.items()) + "---\nWords.\n"


@pytest.fixture
def seen(tmp_path: Path) -> Callable[..., PageContext]:
    """What is written in some files, as readers of a language see it."""

    def view(
        files: dict[str, str], language: str = "en", *, is_preview: bool = False
    ) -> PageContext:
        for path, text in {"community.yml": COMMUNITY, **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        community = load(tmp_path, name="A town", language="en").community
        public = published(community, NOON, is_preview=is_preview)
        streams = Index(public, Addresses(public.settings.languages))
        words = vocabulary(language)
        return PageContext(streams, words, Clock(NOON), _no_text, is_preview=is_preview)

    return view


@pytest.fixture
def told() -> Callable[..., str]:
    return story
