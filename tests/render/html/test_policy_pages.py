"""What every page lets a reader's browser do."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from time import process_time

import pytest

from chaguan.render.html.policy import ALIGNED, inline_scripts, policy, with_policy
from chaguan.render.html.sanitize import sanitized

PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">\n<script src="a.js"></script></head>'


def rules(text: str) -> dict[str, list[str]]:
    """A policy as a browser splits it."""
    parts = (each.split() for each in text.split(";"))
    return {name: sources for name, *sources in parts}


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_nothing_is_allowed_that_is_not_named():
    said = rules(policy(["a()"]))

    assert said["default-src"] == said["base-uri"] == ["'none'"]
    assert "frame-src" not in said
    assert "object-src" not in said
    assert not re.search(r"unsafe-(inline|eval)|https?:|\*|blob:", policy(["a()"]))


def test_an_inline_script_runs_by_its_hash():
    said = rules(policy(["b()", "a()", "a()"]))

    assert said["script-src"] == ["'self'", *sorted([digest("a()"), digest("b()")])]


def test_the_order_of_scripts_changes_no_byte():
    assert policy(["a()", "b()"]) == policy(["b()", "a()"])


def test_a_preview_lets_the_engine_reload_it():
    assert rules(policy(["a()"], is_preview=True))["script-src"] == ["'self'", "'unsafe-inline'"]


@pytest.mark.parametrize("style", ["text-align:right", " text-align: left ", "text-align: center;"])
def test_tables_are_aligned_by_a_style_that_pages_allow(style):
    html = sanitized(f'<table><tbody><tr><td style="{style}">1</td></tr></tbody></table>')

    (written,) = re.findall(r'style="([^"]*)"', html)
    assert written in ALIGNED
    assert digest(written) in rules(policy())["style-src"]


@pytest.mark.parametrize(
    ("html", "before"),
    [
        (PAGE, '<meta charset="utf-8">'),
        ("<html><head><title>x</title></head>", "<head>"),
        ("<HTML><HEAD lang=en><meta charset=UTF-8><script>x</script>", "<meta charset=UTF-8>"),
    ],
)
def test_it_comes_before_anything_it_could_rule(html, before):
    ruled = with_policy(html, "default-src 'none'")

    start, _, end = html.partition(before)
    said = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    assert ruled == f'{start}{before}{said}<meta name="referrer" content="same-origin">{end}'


def test_a_page_keeps_the_policy_it_has():
    once = with_policy(PAGE, "default-src 'none'")

    assert with_policy(once, policy()) == once


def test_what_is_no_page_stays_as_it_is():
    assert with_policy("<header>x</header>", policy()) == "<header>x</header>"


def test_data_is_no_script():
    template = '<script type="text/json">{}</script><script src="a"></script><script>b</script>'

    assert list(inline_scripts(template)) == ["b"]


def test_a_page_gets_it_in_no_time():
    page, rule = with_policy(PAGE + "x" * 50_000, "x").replace("http-equiv", "name"), policy()

    started = process_time()
    for _ in range(1000):
        with_policy(page, rule)
    assert process_time() - started < 0.3
