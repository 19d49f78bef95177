"""Readings above 漢字, in short: `{石花|ㄕˊ ㄏㄨㄚ}`.

As many readings as letters, each stands above its own; else one stands above all.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

RUBY: Final = (
    r"\{([\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{1,20})"
    r"[|｜]([^{}|｜<>\x02\n]{1,80})\}"
)
_RUBY: Final = re.compile(RUBY)


def without_readings(text: str) -> str:
    """`text` with the 漢字 alone."""
    return _RUBY.sub(r"\1", text) if "{" in text else text


class Ruby(InlineProcessor):
    """Puts the readings above what they are of."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        letters, said = m.group(1), m.group(2).strip()
        readings = said.split()
        pairs = [(letters, said)]
        if len(readings) == len(letters):
            pairs = list(zip(letters, readings, strict=True))
        ruby = Element("ruby")
        last: Element | None = None
        for letter, reading in pairs:
            if last is None:
                ruby.text = AtomicString(letter)
            else:
                last.tail = AtomicString(letter)
            for tag, text in (("rp", "("), ("rt", reading), ("rp", ")")):
                last = SubElement(ruby, tag)
                last.text = AtomicString(text)
        return ruby, *m.span()
