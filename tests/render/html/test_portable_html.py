"""What pages draw with style and switches is said in words where neither is."""

from __future__ import annotations

import feedparser
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.render.html.portable import portable
from chaguan.render.html.sanitize import sanitized
from chaguan.render.text.plain import plain, plain_text

EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html sane_lists tables toc "
    "pymdownx.details pymdownx.highlight pymdownx.keys pymdownx.superfences "
    "pymdownx.tabbed pymdownx.tasklist"
).split()


def page(text: str, *, alternate: bool = True, custom: bool = True) -> str:
    """What a page shows for Markdown, with the extensions that the template turns on."""
    options = {
        "pymdownx.tabbed": {"alternate_style": alternate},
        "pymdownx.tasklist": {"custom_checkbox": custom},
        "toc": {"permalink": True},
    }
    return sanitized(markdown.markdown(text, extensions=EXTENSIONS, extension_configs=options))


def read_by_feedparser(html: str) -> str:
    """What every reader that is built on feedparser keeps of an entry's HTML."""
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:x</id>'
        "<entry><id>urn:y</id><title>t</title>"
        f'<content type="html">{escaped}</content></entry></feed>'
    )
    return feedparser.parse(feed).entries[0].content[0].value


TABS = '=== "Tab A"\n\n    First.\n\n=== "第二"\n\n    Then.\n'
TASKS = "- [ ] sweep\n- [x] bake\n"
NUMBERED = '```python linenums="1"\na = 1\nb = 2\n```\n'
RUBY = "<ruby>漢<rt>hàn</rt>字<rt>zì</rt></ruby>好"
FOLDED = '??? tip "More"\n\n    Hidden.\n'


@pytest.mark.parametrize("alternate", [True, False])
def test_tabs_are_headings_in_feeds(alternate):
    html = portable(page(f"## Ways\n\n{TABS}", alternate=alternate))

    assert '<h3 class="tab">Tab A</h3>' in html
    assert '<h3 class="tab">第二</h3>' in html
    assert "<input" not in html
    assert "<label" not in html
    assert html.index("Tab A") < html.index("First.") < html.index("第二") < html.index("Then.")


@pytest.mark.parametrize("custom", [True, False])
def test_tasks_say_whether_they_are_done(custom):
    html = portable(page(TASKS, custom=custom))

    assert "☐ sweep" in " ".join(html.split())
    assert "☑ bake" in " ".join(html.split())
    assert "<input" not in html


def test_code_has_no_column_of_numbers():
    html = portable(page(NUMBERED))

    assert "<table" not in html
    assert plain_text(html, str) == "a = 1\nb = 2"


def test_readings_stand_in_brackets_where_ruby_is_not_drawn():
    assert "漢（hàn）字（zì）好" in read_by_feedparser(portable(page(RUBY)))


def test_brackets_that_an_author_wrote_are_left():
    written = "<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby></p>"

    assert portable(written) == written


def test_the_line_of_details_does_not_run_into_the_text():
    kept = read_by_feedparser(portable("<details><summary>More</summary>Hidden.</details>"))

    assert "<p><strong>More</strong></p>" in kept


@pytest.mark.parametrize("html", ["<p>a &amp; b<br>c</p>", "<pre>x\n\n</pre>", "", "茶"])
def test_what_needs_nothing_stays_byte_for_byte(html):
    assert portable(html) == html


@given(st.lists(st.sampled_from([TABS, TASKS, NUMBERED, RUBY, FOLDED, "茶 & <b>tea</b>"])))
def test_it_is_done_once(parts):
    html = portable(page("\n\n".join(parts)))

    assert portable(html) == html


TEXTS = {
    TABS: "Tab A:\n\nFirst.\n\n第二：\n\nThen.",
    TASKS: "• ☐ sweep\n• ☑ bake",
    NUMBERED: "a = 1\nb = 2",
    RUBY: "漢字好",
    FOLDED: "More\n\nHidden.",
    "++ctrl+alt+del++": "Ctrl+Alt+Del",
    "HTML\n\n*[HTML]: Hyper Text": "HTML",
    "Tea\n:   a leaf": "Tea\na leaf",
    "## Head\n\nText": "Head\n\nText",
    "第一行，\n第二行": "第一行，第二行",
    "one\ntwo": "one two",
    "茶\u3000館": "茶\u3000館",
    "Tea[^1].\n\n[^1]: Oolong.": "Tea[1].\n\n———\n\n1. Oolong.",
    "`a  b`": "a b",
    "3. three\n4. four": "3. three\n4. four",
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_page_as_plain_text(text):
    assert plain_text(page(text), lambda link: link) == TEXTS[text]


@pytest.mark.parametrize(
    ("text", "words"),
    [(RUBY, "漢字好"), (TABS, "First."), (FOLDED, "Hidden."), ("## Head\n\nText", "Text")],
)
def test_the_first_words_are_a_paragraph_s(text, words):
    assert plain(page(text)) == words
