"""What can be watched elsewhere is a card that leads there."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html
from markdown import markdown

from chaguan.locales import vocabulary
from chaguan.render.html.embeds import embed, is_video, with_embeds
from chaguan.render.html.sanitize import sanitized, with_relations

VIDEOS = (
    "https://www.youtube.com/watch?v=abcdefghijk&t=10s",
    "https://m.youtube.com/watch?v=abcdefghijk",
    "https://youtu.be/abcdefghijk?si=x",
    "https://www.youtube.com/live/abcdefghijk",
    "https://www.youtube-nocookie.com/embed/abcdefghijk",
    "https://vimeo.com/123456",
    "https://vimeo.com/channels/staffpicks/123456",
    "https://player.vimeo.com/video/123456?h=1",
    "https://www.bilibili.com/video/BV1xx411c7mD/",
    "https://b23.tv/abc123",
    "https://www.nicovideo.jp/watch/sm9",
    "https://www.twitch.tv/videos/123456",
    "https://media.ccc.de/v/37c3-1-opening",
    "https://video.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
    "https://video.example.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
)
NONE = (
    "https://www.youtube.com/",
    "https://www.youtube.com/@someone",
    "https://vimeo.com/blog",
    "https://example.org/watch?v=abcdefghijk",
    "https://video.example.org/w/short",
    "https://youtube.com.example.org/watch?v=abcdefghijk",
    "https://[broken/w/kkGMgK9ZtnKfYAgnEtQxbv",
)
ENGLISH = vocabulary("en")


def shown(text: str, *, is_sponsored: bool = False) -> str:
    """What a page makes of Markdown."""
    html = with_embeds(sanitized(markdown(text)), ENGLISH)
    return with_relations(html, is_sponsored=is_sponsored)


@pytest.mark.parametrize("url", VIDEOS)
def test_a_video_is_known_by_its_address(url):
    assert is_video(url)


@pytest.mark.parametrize("url", NONE)
def test_what_is_no_video_is_a_link_as_any_other(url):
    assert not is_video(url)
    assert "cg-video" not in shown(f"<{url}>")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://youtu.be/abcdefghijk", "Watch the video"),
        ("<https://youtu.be/abcdefghijk>", "Watch the video"),
        ("[The tide & the pier](https://youtu.be/abcdefghijk)", "The tide &amp; the pier"),
        ('[The tide](https://youtu.be/abcdefghijk "a title")', "The tide"),
    ],
)
def test_a_video_alone_in_its_paragraph_becomes_a_card(text, name):
    assert shown(f"Before.\n\n{text}\n\nAfter.") == (
        '<p>Before.</p>\n<p class="cg-video"><a href="https://youtu.be/abcdefghijk" '
        'target="_blank" rel="ugc noopener">'
        f'<span class="cg-video__name">{name}</span> '
        '<span class="cg-video__where">youtu.be, in a new tab</span></a></p>\n<p>After.</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "See https://youtu.be/abcdefghijk",
        "[The tide](https://youtu.be/abcdefghijk) is high.",
        "`https://youtu.be/abcdefghijk`",
        "- https://youtu.be/abcdefghijk",
    ],
)
def test_a_video_in_a_sentence_stays_a_link(text):
    assert "cg-video" not in shown(text)


def test_a_paid_video_says_so():
    card = shown("https://youtu.be/abcdefghijk", is_sponsored=True)

    assert 'rel="sponsored ugc noopener"' in card


def test_an_address_cannot_leave_its_attribute():
    address = """https://youtu.be/abcdefghijk?a="onmouseover=x&b='c"""
    card = lxml_html.fragment_fromstring(shown(address))

    assert card.get("class") == "cg-video"
    assert {name for each in card.iter() for name in each.attrib} == {
        *("class", "href", "rel", "target")
    }
    assert card.find("a").get("href") == address


def test_a_recording_is_called_by_its_label_or_by_what_one_does():
    slides = "https://slides.example.org/tea.pdf"

    assert embed("The slides", slides, ENGLISH).text == "The slides"
    assert embed("", slides, ENGLISH).text == "Open it"
    assert embed("", VIDEOS[0], ENGLISH).text == "Watch the video"
    assert embed("", slides, vocabulary("zh-Hant")).where == "slides.example.org，另開分頁"
