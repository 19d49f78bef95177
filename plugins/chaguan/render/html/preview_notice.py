"""What a preview says on every page while something is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from chaguan.locales import explained
from chaguan.model import Problem, Severity

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


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


def answer_with(
    notice: bytes, app: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """What a server (PEP 3333) answers, with the notice in it."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def begin(status: str, headers: list[tuple[str, str]], *more: object) -> Any:
        begun.append((status, headers))
        return lambda data: None

    body = with_notice(b"".join(app(environ, begin)), notice)
    status, headers = begun[-1]
    kept = [pair for pair in headers if pair[0].lower() != "content-length"]
    start_response(status, [*kept, ("Content-Length", str(len(body)))])
    return [body]
