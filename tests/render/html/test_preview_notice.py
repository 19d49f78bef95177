"""A page of a preview with a notice is a whole answer of a server."""

from __future__ import annotations

from chaguan.render.html.preview_notice import answer_with

PAGE = b"<html><body class=a><p>Tea</p></body></html>"


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))])
    return [PAGE[:20], PAGE[20:]]


def test_the_notice_stands_first_and_is_counted():
    begun = []

    body = b"".join(answer_with(b"<ul>!</ul>", app, {}, lambda *said: begun.append(said)))

    assert body == PAGE.replace(b"<p>", b"<ul>!</ul><p>")
    assert begun == [
        ("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    ]
