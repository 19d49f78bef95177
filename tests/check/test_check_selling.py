"""The rule against hard selling, measured on texts of both kinds."""

from __future__ import annotations

from datetime import UTC, datetime

from chaguan.check.advertising import trade_words
from chaguan.load import load, prose_of
from chaguan.model import Post
from support import ROOT

from .selling_texts import SELLING, TELLING


def is_caught(text: str) -> bool:
    post = Post(
        id="x", path="x.md", language="en", title="X", date=datetime(2026, 1, 1, tzinfo=UTC),
        authors=("a",), body=text,
    )  # fmt: skip
    return bool(trade_words(next(prose_of(post))))


def test_precision_and_recall_on_forty_texts():
    caught = sum(map(is_caught, SELLING))
    wrongly = [text for text in TELLING if is_caught(text)]

    assert not wrongly
    assert caught >= 19, [text for text in SELLING if not is_caught(text)]


def test_no_story_of_the_demonstration_is_taken_for_selling():
    posts = load(ROOT / "content").community.posts

    assert [post.path for post in posts if trade_words(next(prose_of(post)))] == []
