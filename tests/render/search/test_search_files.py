"""Few files are asked for, and few change."""

from __future__ import annotations

import random

import pytest

from chaguan.render.search.terms import prose
from support.search_index import entry, files_of

HAN = [chr(code) for code in range(0x4E00, 0x5200)]


def pages(number: int) -> list:
    """Posts of three hundred 漢字 each, one a day."""
    dice = random.Random(7)
    return [
        entry(f"{each}/", "題目", "".join(dice.choices(HAN, k=300)), order=f"2026-{each:04}")
        for each in range(number)
    ]


def test_the_same_pages_make_the_same_files():
    some = pages(20)

    assert files_of(*some) == files_of(*reversed(some))


def test_an_edited_page_changes_the_files_of_its_new_words_alone():
    some = pages(300)
    before = files_of(*some)
    some[100] = entry("100/", "題目", f"{some[100].text}漁港", order="2026-0100")
    after = files_of(*some)

    changed = {name for name in before if before[name] != after.get(name)}
    shelves = {name for name in changed if name.removesuffix(".txt").isdigit()}
    assert before.keys() == after.keys()
    assert len(shelves) <= 2  # 漁港, and the last 漢字 with 漁
    assert changed - shelves - {"forms.txt"} == {"post/100.en.txt"}


def test_a_new_story_keeps_the_numbers_of_the_others():
    some = pages(30)
    before = files_of(*some[:29])
    after = files_of(*some)

    cards = {name for name in before if name.startswith("post/")}
    assert {name for name in cards if before[name] != after[name]} == set()
    assert after.keys() - before.keys() == {"post/29.en.txt"}


@pytest.mark.browser
def test_a_query_asks_for_the_files_it_needs(shelf):
    library = shelf(*pages(300))
    text = pages(300)[5].text

    asked = library.find(text[10:12]).asked

    shelves = [name for name in asked if name.removesuffix(".txt").isdigit()]
    assert len(shelves) == 1
    assert "en.json" in asked
    assert all(name.startswith("post/") for name in {*asked} - {*shelves, "en.json", "forms.txt"})


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>漁<b>港</b>雨</p><p>夜</p>", "漁港雨\n夜"),
        ("<h2 id='a'>Up<a class='headerlink' href='#a'>¶</a></h2><p>And on.</p>", "Up\nAnd on."),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>a</p><!-- more --><p>b</p>", "a\nb"),
        ("<p>a<!-- x -->b</p>", "ab"),
        ("<script>var a;</script><style>b{}</style><p>c</p>", "c"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("<p>5 &lt; 6 &amp; 7</p>", "5 < 6 & 7"),
        ("<pre><code>tide\nmoon</code></pre>", "tide\nmoon"),
        ('<p><img src="x.jpg" alt="A boat"> sails</p>', "A boat\nsails"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_html_is_read_as_people_read_it(html, text):
    assert prose(html).text == text


def test_headings_are_known():
    html = "<h2>Up <em>and</em> on<a class='headerlink' href='#a'>¶</a></h2><p>x</p><h3>Down</h3>"

    assert prose(html).headings == ("Up and on", "Down")
