"""The last hand on a finished page: one style sheet, valid HTML, and its policy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Final

from chaguan.model.frozen import dataclass

from .policy import with_policy

_CHECKBOX: Final = re.compile(
    r'(<input class="md-toggle"[^>]*type="checkbox"[^>]*?) autocomplete="off"'
)
"""The theme's switches; `autocomplete` is for what people type (HTML, 4.10.18.7.1)."""
_BOXES: Final = {
    '<input type="checkbox" disabled="" checked=""': "✓",
    '<input type="checkbox" disabled=""': "○",
}
"""The boxes of a list of tasks, which nobody ticks here, and what is read aloud for each."""
_TO_CONTENTS: Final = re.compile(r'(<label class="md-nav__title") for="__toc"')
"""A label of the theme's list of headings, whose switch stands only in its navigation."""
_NO_NUMBER: Final = re.compile(r'(<label class="md-nav__link"[^>]*?) tabindex=""')
"""A label of the theme's navigation in a section of which no page is open."""
OURS: Final = "assets/chaguan/"
_LEADS_OUT: Final = re.compile(r"url\((?!\s*[\"']?(?:data:|#))|@import", re.IGNORECASE)
_MAP: Final = re.compile(r"/\*# sourceMappingURL=.*?\*/")


@dataclass(frozen=True, slots=True)
class Finish:
    """What is done to every page of a site when its template has been rendered."""

    policy: str
    """The Content-Security-Policy; empty in the site of others, whose scripts it would stop."""
    joined: tuple[str, ...] = ()
    """The style sheets that were put into one, as addresses from the root of the site."""
    style: str = ""
    """That one."""

    def of(self, html: str) -> str:
        """The page as readers get it."""
        finished = valid(self._with_one_style(html))
        return with_policy(finished, self.policy) if self.policy else finished

    def _with_one_style(self, html: str) -> str:
        """The page with one style sheet in the place of the first of those that are in it.

        A site's own style sheets stay, after it.
        """
        if not self.joined:
            return html
        links = _links_to(self.joined)
        ends = html.find("</head>")
        if ends < 0:
            return html
        first = links.search(html, 0, ends)
        if first is None:
            return html
        one = f'<link rel="stylesheet" href="{first[1]}{self.style}">\n'
        rest = links.sub("", html[first.end() : ends])
        return f"{html[: first.start()]}{one}{rest}{html[ends:]}"


def joined(sheets: Mapping[str, str]) -> tuple[Finish, str]:
    """One style sheet of many, by their addresses: how pages name it, and what is in it.

    Without a policy yet; none where one refers to other files, which it would look for elsewhere.
    """
    texts = [_MAP.sub("", text).strip() for text in sheets.values()]
    if any(map(_LEADS_OUT.search, texts)):
        return Finish(""), ""
    content = "\n".join(texts) + "\n"
    name = f"{OURS}look.{sha256(content.encode()).hexdigest()[:8]}.css"
    return Finish("", tuple(sheets), name), content


@cache
def _links_to(styles: tuple[str, ...]) -> re.Pattern[str]:
    any_of = "|".join(map(re.escape, styles))
    return re.compile(rf'<link rel="stylesheet" href="([^"]*?)(?:{any_of})">\s*')


def finished_part(html: str) -> str:
    """A part of a page as it will be there, where no switch of the theme is for its headings."""
    if '<input class="md-toggle"' in html:
        html = _CHECKBOX.sub(r"\1", html)
    if '<input type="checkbox"' in html:
        html = _with_boxes(html)
    if '<label class="md-nav__' in html:
        html = _TO_CONTENTS.sub(r"\1", _NO_NUMBER.sub(r"\1", html))
    return html


def valid(html: str) -> str:
    """The page without what the theme writes and HTML does not allow.

    The switches' `autocomplete` kept one browser from opening a drawer again after a reload;
    our script sees to that.
    """
    html = _with_boxes(_NO_NUMBER.sub(r"\1", _CHECKBOX.sub(r"\1", html)))
    return html if 'id="__toc"' in html else _TO_CONTENTS.sub(r"\1", html)


def _with_boxes(html: str) -> str:
    for box, mark in _BOXES.items():
        html = html.replace(f"{box}>", f'{box} aria-label="{mark}">')
    return html
