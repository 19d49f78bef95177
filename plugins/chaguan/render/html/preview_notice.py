"""What a preview says on every page while something is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from chaguan.locales import explained
from chaguan.model import Problem, Severity


def notice(failure: str, problems: Iterable[Problem]) -> bytes:
    """Why the site could not be built, and each error of the content; empty for nothing."""
    items = [escape(failure)] if failure else []
    for problem in problems:
        if problem.severity is Severity.ERROR:
            words, position = explained(problem), problem.position
            place = f"{position.path}:{position.line}:{position.column}"
            told = escape(f"{place}: {problem.code} {words.message}")
            items.append(f"{told}<br>{escape(words.hint)}" if words.hint else told)
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="cg-broken" role="alert">{listed}</ul>'.encode() if items else b""


def with_notice(page: bytes, notice: bytes) -> bytes:
    """A page with the notice before all that it shows."""
    start = page.find(b"<body")
    at = page.find(b">", start) + 1 if start >= 0 else 0
    return page[:at] + notice + page[at:]
