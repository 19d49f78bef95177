"""Cards that lead to what can be watched elsewhere; nothing of it is loaded here."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final
from urllib.parse import urlsplit

from chaguan.locales import Vocabulary
from chaguan.model.frozen import dataclass

_ALONE: Final = re.compile(
    r'<p>\s*(?:<a href="(?P<href>https?:[^"]*)"(?: title="[^"]*")?>'
    r"(?P<words>[^<]*)</a>|(?P<bare>https?://[^\s<]+))\s*</p>"
)
"""A paragraph that holds one link and nothing else, or the address of one."""
_VIDEOS: Final = {
    "bilibili.com": r"/video/\w+|/bangumi/play/\w+",
    "b23.tv": r"/\w+",
    "dai.ly": r"/\w+",
    "dailymotion.com": r"/video/\w+",
    "media.ccc.de": r"/v/[\w-]+",
    "nicovideo.jp": r"/watch/\w+",
    "player.vimeo.com": r"/video/\d+",
    "twitch.tv": r"/videos/\d+",
    "vimeo.com": r"(?:/[\w/-]+)?/\d+(?:/\w+)?",
    "youtu.be": r"/[\w-]{6,}",
    "youtube.com": r"/watch|/playlist|/(?:live|shorts|embed)/[\w-]{6,}",
    "youtube-nocookie.com": r"/embed/[\w-]{6,}",
}
"""Where videos are, and the paths of one."""
_PEERTUBE: Final = re.compile(
    r"/(?:w|videos/watch|videos/embed)/(?:p/)?(?:[0-9A-Za-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
"""PeerTube runs on anybody's host; its paths tell (docs.joinpeertube.org)."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A way to something that another site shows."""

    text: str
    href: str
    where: str
    """The other site, and that it opens beside this page."""


def embed(text: str, href: str, words: Vocabulary) -> Embed:
    """A card for an address; it is called by its text, or by what one does there."""
    host = host_of(href)
    is_named = text and not text.startswith(("https://", "http://"))
    name = text if is_named else words("video.watch") if is_video(href) else words("video.open")
    return Embed(name, href, words("video.where", host=host))


def with_embeds(html: str, words: Vocabulary) -> str:
    """`html`, as sanitising leaves it, with a card for each video alone in its paragraph."""
    if "<p>http" not in html and '<p><a href="http' not in html:
        return html

    def card(paragraph: re.Match[str]) -> str:
        href = unescape(paragraph["href"] or paragraph["bare"])
        if not is_video(href):
            return paragraph.group()
        shown = embed(unescape(paragraph["words"] or ""), href, words)
        return (
            f'<p class="cg-video"><a href="{escape(href)}" target="_blank">'
            f'<span class="cg-video__name">{escape(shown.text)}</span> '
            f'<span class="cg-video__where">{escape(shown.where)}</span></a></p>'
        )

    return _ALONE.sub(card, html)


def is_video(url: str) -> bool:
    """Whether an address leads to a video on a site that is known for them."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    path = _VIDEOS.get(host_of(url).removeprefix("m."))
    if path is not None:
        return re.fullmatch(path, parts.path.rstrip("/")) is not None
    return _PEERTUBE.fullmatch(parts.path) is not None


def host_of(url: str) -> str:
    """The host of an address without `www.`; empty where it is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
