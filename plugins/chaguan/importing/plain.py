"""Words of an export without what nobody typed: controls, invisible letters, mail addresses."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Final
from urllib.parse import unquote

from chaguan.load import named
from chaguan.load.naming import plain_id
from chaguan.source import DIRECTION, invisible

from .export import Clock

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")  # fmt: skip # noqa: E501
MAIL: Final = re.compile(r"(?<![\w/:.@-])(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}\b")
"""An address for mail, also in a link; not the name before a host in a web address."""
_DOES: Final = re.compile(r"<(script|form|object|embed|canvas|applet)\b", re.IGNORECASE)
"""Elements that did something on the old site and are nothing in a text."""
_WITHIN: Final = re.compile(
    r"<img\b(?![^>]*\bdata-(?:lazy-)?src=)[^>]*\bsrc=[\"']data:", re.IGNORECASE
)
"""A picture that is written into the text."""
LONGEST_TITLE: Final = 300
"""Characters; what is longer was a paragraph."""


def clean(text: str) -> str:
    """Line ends as `\\n`, and nothing that nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub(lambda found: "\n" if found.group() in "\u2028\u2029" else "", text)
    if text.isascii():
        return text
    if not DIRECTION.isdisjoint(text):
        text = text.translate({ord(each): None for each in DIRECTION})
    hidden = set(invisible(text))
    return "".join(each for at, each in enumerate(text) if at not in hidden) if hidden else text


def line(text: str) -> str:
    """One line of plain text: entities read, tags taken away."""
    unescaped = html.unescape(text)
    if "<" in unescaped:
        unescaped = re.sub(r"</?[a-zA-Z][^<>]*>", "", unescaped)
    return " ".join(clean(unescaped).split())[:LONGEST_TITLE].strip()


def without_mail(text: str) -> tuple[str, int]:
    """The text without addresses for mail, and how many there were."""
    without, number = MAIL.subn("", text)
    return (re.sub(r"[ \t]*(?:<>|\(\)|\[\])", "", without) if number else text), number


def slug_of(*choices: str) -> str:
    """The first of some names that can be a file's, made plain; empty where none can be."""
    for choice in choices:
        readable = unquote(choice).strip().strip("/").rpartition("/")[2]
        slug = plain_id(readable.replace("_", "-"))
        if slug and not named(f"posts/{slug}.md", ("en",)).problems:
            return slug
    return ""


def tags_of(words: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Tags, each once, without separators within."""
    parts = (part for word in words for part in re.split(r"[,，、;；]", line(word)))
    composed = (" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return tuple(dict.fromkeys(each for each in composed if each))


def clock_text(clock: Clock) -> str:
    """As a file says it; seconds are not written."""
    return f"{clock:%Y-%m-%d %H:%M}" if isinstance(clock, datetime) else clock.isoformat()


def report_lost(html: str, lose: Callable[..., None]) -> None:
    """Say what of a page no Markdown can hold; `lose(subject, **values)` hears it."""
    for name in dict.fromkeys(each.lower() for each in _DOES.findall(html)):
        lose("block", name=f"<{name}>")
    if number := len(_WITHIN.findall(html)):
        lose("picture_within", number=number)
