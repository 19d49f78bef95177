"""Texts for editors that drop `class` and `<style>` and know few tags."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from chaguan.locales import vocabulary
from chaguan.render.html.inline import with_inline_styles
from chaguan.render.html.inline.elements import EVERY, TAGS
from chaguan.render.html.policy import policy, with_styles
from chaguan.render.html.sanitize import sanitized

PAGE = "https://town.example.org/posts/2026/rain/"
WORDS = vocabulary("en")


def written(html: str, **options: bool) -> str:
    return with_inline_styles(sanitized(html), PAGE, WORDS, **options).html


def kept(html: str) -> str:
    """What an editor leaves of it: thirty tags, addresses, and nothing that dresses it."""
    clean = nh3.clean(
        written(html), tags=set(TAGS), attributes={"a": {"href"}, "img": {"src", "alt"}},
        link_rel=None,
    )  # fmt: skip
    return clean.replace("\u00a0", " ")


def lines(html: str) -> list[str]:
    """The words of each line of an HTML text."""
    text = lxml_html.fromstring(f"<div>{html}</div>").text_content()
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def test_thirty_tags_are_enough():
    assert len(TAGS) == 30


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4", "h5", "h6"])
def test_headings_stay_headings(tag):
    assert f"<{tag}>Rain</{tag}>" in kept(f'<{tag} id="rain">Rain</{tag}>')


def test_a_link_has_a_number_and_the_list_has_its_address():
    said = with_inline_styles('<p><a href="../tea/">Tea</a>, <a href="../tea/">again</a></p>',
                              PAGE, WORDS)  # fmt: skip

    assert said.links == ("https://town.example.org/posts/2026/tea/",)
    assert "Tea</a>［1］, " in said.html
    assert "again</a>［1］" in said.html


def test_the_words_of_a_heading_stay_together():
    assert "Tea by boat［1］" in "".join(lines(kept('<h2><a href="/t/">Tea</a> by boat</h2>')))


def test_an_address_that_is_written_out_needs_no_number():
    assert "［" not in written('<p><a href="https://a.example/">https://a.example/</a></p>')


@pytest.mark.parametrize("href", ["#there", "javascript:alert(1)", "data:text/html,x", ""])
def test_a_link_that_leads_nowhere_elsewhere_is_its_words(href):
    html = with_inline_styles(f'<p><a href="{href}">words</a></p>', PAGE, WORDS)

    assert html.links == ()
    assert "<a" not in html.html
    assert "words" in html.html


def test_a_link_that_shows_nothing_is_still_told():
    assert "［1］" in kept('<p><a href="https://a.example/x"></a></p>')


def test_a_list_in_a_list_is_told_in_words():
    html = kept("<ol><li>Pot<ul><li>clay<ol><li>red</li></ol></li><li>tin</li></ul></li>"
                "<li>Cup</li></ol>")  # fmt: skip

    assert html.count("<ol>") == 1
    assert "<ul>" not in html
    assert html.count("<li>") == 2
    assert lines(html) == ["Pot", "– clay", "1. red", "– tin", "Cup"]


def test_a_list_that_begins_elsewhere_says_its_numbers():
    assert lines(kept('<ol start="4"><li>Four</li><li>Five</li></ol>')) == ["4. Four", "5. Five"]


def test_what_stands_in_an_item_besides_a_list_stays_in_order():
    html = kept("<ul><li><p>First</p><ul><li><p>a</p><pre><code>x\n  y</code></pre></li></ul>"
                "<p>Last</p></li></ul>")  # fmt: skip

    assert lines(html) == ["First", "– a", "x", "y", "Last"]


def test_lines_of_code_keep_their_ends_and_their_indents():
    html = written("<pre><code>if rain:\n    stay()\n\n\tread()\n</code></pre>")

    assert "if rain:<br>\n" + "\u00a0" * 4 + "stay()<br>\n<br>\n" + "\u00a0" * 4 + "read()<" in html


def test_highlighted_code_is_its_words():
    html = kept('<div class="highlight"><span class="filename">tea.py</span><pre><span></span>'
                '<code><span class="k">def</span> <span class="nf">tea</span>():\n'
                '    <span class="k">pass</span>\n</code></pre></div>')  # fmt: skip

    assert lines(html) == ["tea.py", "def tea():", "pass"]


def test_cells_stay_apart_without_their_table():
    html = written("<table><thead><tr><th>Tea</th><th>Price</th></tr></thead>"
                   '<tbody><tr><td>Green</td><td style="text-align: right;">30</td></tr></tbody>'
                   "</table>")  # fmt: skip

    assert lines(nh3.clean(html, tags={"p"})) == ["Tea", "Price", "Green", "30"]
    assert "text-align: right;" in html


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p><ruby>漢<rt>hàn</rt>字<rt>zì</rt></ruby></p>", ["漢（hàn）字（zì）"]),
        ('<ul><li><input type="checkbox" disabled checked> Tea</li></ul>', ["☑ Tea"]),
        ("<details><summary>More</summary><p>Here.</p></details>", ["More", "Here."]),
        ('<div class="admonition warning"><p class="admonition-title">Warning</p><p>Wet.</p></div>',
         ["【Warning】", "Wet."]),
        ("<dl><dt>Cha</dt><dd>Tea.</dd></dl>", ["Cha", "Tea."]),
        ('<p><abbr title="Hypertext">HT</abbr> and <abbr title="Hypertext">HT</abbr></p>',
         ["HT (Hypertext) and HT"]),
        ("<p><q>Rain</q></p>", ["“Rain”"]),
        ("<p><kbd>Ctrl</kbd><sub>2</sub> <del>no</del> <mark>yes</mark></p>", ["Ctrl2 no yes"]),
        ("<figure><img src='a.jpg' alt='A'><figcaption>A pot</figcaption></figure>", ["A pot"]),
        ('<p>x<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>'
         '<div class="footnote"><hr><ol><li id="fn:1"><p>Why.&#160;'
         '<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>',
         ["x［note 1］", "Notes", "Why."]),
        ('<div class="tabbed-set tabbed-alternate" data-tabs="1:2"><input name="__tabbed_1" '
         'type="radio"><input name="__tabbed_1" type="radio"><div class="tabbed-labels">'
         '<label>Hot</label><label>Cold</label></div><div class="tabbed-content">'
         '<div class="tabbed-block"><p>Boil.</p></div><div class="tabbed-block"><p>Wait.</p></div>'
         "</div></div>", ["Hot", "Boil.", "Cold", "Wait."]),
    ],
)  # fmt: skip
def test_what_pages_draw_is_said_in_words(html, said):
    assert lines(kept(html)) == said


def test_pictures_are_files_that_everybody_shows_by_their_full_address():
    html = written('<picture><source type="image/webp" srcset="p-400.webp 400w">'
                   '<img src="../p.jpg" alt="A pot" width="800"></picture>')  # fmt: skip

    assert '<img src="https://town.example.org/posts/2026/p.jpg" alt="A pot" width="800"' in html
    assert "webp" not in html


@pytest.mark.parametrize("name", ["map.svg", "map.webp", "map.avif"])
def test_a_picture_that_editors_do_not_show_is_a_link_to_it(name):
    said = with_inline_styles(f'<p><img src="{name}" alt="A map"></p>', PAGE, WORDS)

    assert said.links == (f"{PAGE}{name}",)
    assert "［Picture: A map］" in said.html
    assert "<img" not in said.html


def test_mail_has_links_without_numbers():
    html = written('<p><a href="/tea/">Tea</a></p>', is_numbered=False)

    assert '<a href="https://town.example.org/tea/"' in html
    assert "［" not in html


def test_its_page_allows_the_styles_that_are_in_it_and_no_others():
    rule = with_styles(policy(), EVERY).partition("style-src ")[2].partition(";")[0]

    for style in re.findall(
        'style="([^"]*)"', written("<h2>A</h2><pre>b</pre><ul><li>c</li></ul>")
    ):
        assert b64encode(sha256(style.encode()).digest()).decode() in rule
    assert "'unsafe-inline'" not in rule


PIECES = st.lists(
    st.sampled_from(
        "<ul> </ul> <ol> </ol> <li> </li> <p> </p> <div> </div> <h2> </h2> <pre> </pre> <table>"
        " <tr> <td> </td> </tr> </table> <b> </b> <a~href='/x'> </a> <img~src='a.png'> <dl> <dt>"
        " <dd> <details> <summary> </details> <blockquote> </blockquote> words 茶 <br> <hr> <q>"
        " </q> <ruby> <rt> </ruby> <input~type='checkbox'> <sup> </sup> <!--x--> &amp; &#0;".split()
    ),
    max_size=24,
)


@given(PIECES)
def test_whatever_stands_in_whatever_is_written_with_known_tags_and_loses_no_word(pieces):
    source = sanitized("".join(pieces).replace("~", " "))
    html = with_inline_styles(source, PAGE, WORDS).html
    tree = lxml_html.fromstring(f"<div>{html}</div>")

    assert {each.tag for each in tree.iterdescendants()} <= TAGS
    assert {name for each in tree.iterdescendants() for name in each.attrib} <= {
        "alt", "colspan", "href", "rowspan", "src", "style", "width"}  # fmt: skip
    assert tree.text_content().count("words") == source.count("words")
    assert not re.search("<[ou]l[^>]*>(?:(?!</[ou]l>).)*<[ou]l", html, re.DOTALL)
