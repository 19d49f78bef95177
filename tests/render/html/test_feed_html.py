"""HTML that is read elsewhere than on its page."""

from __future__ import annotations

import pytest

from chaguan.render.html.portable import absolute
from chaguan.render.text.plain import plain

PAGE = "https://community.example/town/posts/2026/rain/"

ADDRESSES = {
    '<a href="../sun/">': '<a href="https://community.example/town/posts/2026/sun/">',
    '<a href="#fn:1">': f'<a href="{PAGE}#fn:1">',
    '<a href="/x">': '<a href="https://community.example/x">',
    '<a href="//cdn.example/x">': '<a href="https://cdn.example/x">',
    '<a href="?a=1&amp;b=2">': f'<a href="{PAGE}?a=1&amp;b=2">',
    '<a href="雨 天.md">': f'<a href="{PAGE}%E9%9B%A8%20%E5%A4%A9.md">',
    "<A HREF=x class=y>": f'<a href="{PAGE}x" class="y">',
    "<a title='a > b' href='x'>": f'<a title="a &gt; b" href="{PAGE}x">',
    '<img src="a.png" alt="a &quot;b&quot;" />': f'<img src="{PAGE}a.png" alt="a &quot;b&quot;" />',
    '<img srcset="a.png 1x, b.png 2x">': f'<img srcset="{PAGE}a.png 1x, {PAGE}b.png 2x">',
    '<source srcset="a.png,b.png 400w">': f'<source srcset="{PAGE}a.png,b.png 400w">',
    '<img srcset="a.png, b.png 2x">': f'<img srcset="{PAGE}a.png, {PAGE}b.png 2x">',
    '<video poster="p.jpg" controls>': f'<video poster="{PAGE}p.jpg" controls>',
    '<blockquote cite="x">': f'<blockquote cite="{PAGE}x">',
}
UNTOUCHED = (
    '<a href="https://elsewhere.example/a b">',
    '<a href="mailto:mei@example.org">',
    '<img src="data:image/png;base64,AA==">',
    '<a href="http://[broken">',
    '<p data-href="x" title="href=../x">',
    "<!-- <a href='x'> -->",
    '<p title="<a href=x>">a < b</p>',
    "<pre><code>&lt;a href=&quot;x&quot;&gt;\n\n\tdef 雨():  # 漢字\n</code></pre>",
    'plain href="x" text',
    "<a href='x",
    "<",
    "",
)


@pytest.mark.parametrize("tag", ADDRESSES)
def test_relative_address_becomes_absolute(tag):
    assert absolute(f"一 {tag}二", PAGE) == f"一 {ADDRESSES[tag]}二"


@pytest.mark.parametrize("html", UNTOUCHED)
def test_everything_else_stays_byte_for_byte(html):
    assert absolute(html, PAGE) == html


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<h1>Title</h1><p></p><p>First <em>words</em>&amp;<br>more</p><p>Second</p>",
         "First words& more"),
        ("<pre>code</pre><ul><li>One</li><li>Two</li></ul>", "One"),
        ("<p>Note<sup><a href='#fn:1'>1</a></sup> it</p>", "Note it"),
        ("bare words", "bare words"),
        ("<p><img src=x></p>", ""),
    ],
)  # fmt: skip
def test_first_paragraph_sums_up(html, words):
    assert plain(html) == words


def test_long_paragraph_is_cut_between_words_or_characters():
    assert plain(f"<p>{'word ' * 100}</p>", 20) == "word word word word…"
    assert plain(f"<p>{'漢字' * 100}</p>", 5) == "漢字漢字…"
