"""What is written, and what is seen: one pair of text and HTML for each way of writing."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from chaguan.markdown.commonmark import CommonMark

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "toc",
)  # fmt: skip


def shown(markdown: str, *extensions: str, language: str = "zh-Hant") -> str:
    every = [*EXTENSIONS, *extensions, CommonMark(language)]
    html = Markdown(extensions=every).convert(markdown)
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            "報名：https://forms.gle/abc",
            '<p>報名：<a href="https://forms.gle/abc">https://forms.gle/abc</a></p>',
        ),
        (
            "看https://a.example/b。還有",
            '<p>看<a href="https://a.example/b">https://a.example/b</a>。還有</p>',
        ),
        (
            "（https://a.example/b）「https://a.example/c」",
            '<p>（<a href="https://a.example/b">https://a.example/b</a>）'
            '「<a href="https://a.example/c">https://a.example/c</a>」</p>',
        ),
        (
            "https://a.example/再來",
            '<p><a href="https://a.example/">https://a.example/</a>再來</p>',
        ),
        (
            "見www.a.example/x_y_z，信mei@a.example。",
            '<p>見<a href="http://www.a.example/x_y_z">www.a.example/x_y_z</a>，'
            '信<a href="mailto:mei@a.example">mei@a.example</a>。</p>',
        ),
        (
            "https://a.example/b_(c) (https://a.example/d).",
            '<p><a href="https://a.example/b_(c)">https://a.example/b_(c)</a> '
            '(<a href="https://a.example/d">https://a.example/d</a>).</p>',
        ),
        (
            "[https://a.example](https://b.example)",
            '<p><a href="https://b.example">https://a.example</a></p>',
        ),
        ("`https://a.example`", "<p><code>https://a.example</code></p>"),
        (
            "https://a.example/?a=1&amp;b=2&c=3",
            '<p><a href="https://a.example/?a=1&amp;amp;b=2&amp;c=3">'
            "https://a.example/?a=1&amp;amp;b=2&amp;c=3</a></p>",
        ),
    ],
)
def test_bare_links(markdown, html):
    assert shown(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("帶：\n- 杯\n- 傘", "<p>帶：</p><ul><li>杯</li><li>傘</li></ul>"),
        ("文字\n|甲|乙|\n|-|-|\n|1|2|", "<p>文字</p><table>…"),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("1. a\n\n- b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
        ("> - a\n> - b", "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>"),
        ("1986. 年", '<ol start="1986"><li>年</li></ol>'),
        ("那是\n1986. 年", "<p>那是1986. 年</p>"),
        ("- a\n- b\n\n\n- c", "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>"),
    ],
)
def test_blocks(markdown, html):
    found = shown(markdown)

    if html.endswith("…"):
        assert found.startswith(html[:-1])
    else:
        assert found == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("~~x~~ ~y~", "<p><del>x</del> <del>y</del></p>"),
        ("a\\\nb", "<p>a<br />b</p>"),
        ("a  \nb", "<p>a<br />b</p>"),
        ("- [ ] a\n- [x] b", '<ul><li class="task-list-item"><input disabled="" type="checkbox" /> a</li>'
         '<li class="task-list-item"><input checked="" disabled="" type="checkbox" /> b</li></ul>'),
        ("| a | `x\\|y` |\n|---|--:|\n| 1 | 2 |",
         '<table><thead><tr><th>a</th><th style="text-align: right;"><code>x|y</code></th></tr></thead>'
         '<tbody><tr><td>1</td><td style="text-align: right;">2</td></tr></tbody></table>'),
        ("> [!NOTE]\n> 帶傘", '<div class="admonition note"><p class="admonition-title">備註</p><p>帶傘</p></div>'),
        ("> [!CAUTION]\n>\n> 滑", '<div class="admonition danger"><p class="admonition-title">小心</p><p>滑</p></div>'),
        ("<details>\n<summary>更多</summary>\n\n**甲**\n\n</details>",
         "<details><summary>更多</summary><p><strong>甲</strong></p></details>"),
        ("<div>\n\n- a\n\n</div>", "<div><ul><li>a</li></ul></div>"),
        ("<table><tr><td>\n\n**x**\n\n</td></tr></table>",
         "<table><tr><td><p><strong>x</strong></p></td></tr></table>"),
    ],
)  # fmt: skip
def test_additions_of_the_forge(markdown, html):
    assert shown(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("## 學 C# 和 F#", '<h2 id="c-f">學 C# 和 F#</h2>'),
        ("#茶", "<p>#茶</p>"),
        ("## 茶 ##", '<h2 id="_1">茶</h2>'),
    ],
)
def test_headings(markdown, html):
    assert re.sub(r'<span id="[^"]*"></span>', "", shown(markdown)) == html


def test_a_heading_has_the_anchor_of_the_forge_beside_its_own():
    html = Markdown(extensions=["toc", CommonMark()]).convert("## 🍵 Tea\n\n## Tea & rain")

    assert 'id="tea"' in html
    assert 'id="-tea"' in html
    assert 'id="tea-rain"' in html
    assert 'id="tea--rain"' in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("茶\n館", "<p>茶館</p>"),
        ("茶，\n館", "<p>茶，館</p>"),
        ("**茶**\n館", "<p><strong>茶</strong>館</p>"),
        ("tea\nhouse", "<p>tea house</p>"),
        ("茶\nhouse", "<p>茶 house</p>"),
        ("차\n집", "<p>차 집</p>"),
        ("`茶`\n館", "<p><code>茶</code> 館</p>"),
    ],
)
def test_a_line_end_between_two_han_is_nothing(markdown, html):
    found = Markdown(extensions=[CommonMark()]).convert(markdown)

    assert found.replace("\n", " ") == html


@pytest.mark.parametrize("extension", ["", "pymdownx.betterem", "pymdownx.extra"])
@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("請記得**「帶傘」**喔", "<p>請記得<strong>「帶傘」</strong>喔</p>"),
        ("**時間：**晚上", "<p><strong>時間：</strong>晚上</p>"),
        ("看*《潮》*吧", "<p>看<em>《潮》</em>吧</p>"),
        ("snake_case_name 3*4*5", "<p>snake_case_name 3<em>4</em>5</p>"),
    ],
)
def test_bold_beside_han_is_bold_whatever_extension_is_there(markdown, html, extension):
    assert shown(markdown, *filter(None, [extension])) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            "去採{石花|ㄕˊ ㄏㄨㄚ}。",
            "<p>去採<ruby>石<rp>(</rp><rt>ㄕˊ</rt><rp>)</rp>花<rp>(</rp><rt>ㄏㄨㄚ</rt><rp>)</rp></ruby>。</p>",
        ),
        (
            "**{石花|tsio̍h-hue}**凍",
            "<p><strong><ruby>石花<rp>(</rp><rt>tsio̍h-hue</rt><rp>)</rp></ruby></strong>凍</p>",
        ),
        ("`{石花|ㄕˊ}` {a|b}", "<p><code>{石花|ㄕˊ}</code> {a|b}</p>"),
    ],
)
def test_readings_stand_above_the_letters(markdown, html):
    assert shown(markdown) == html


@pytest.mark.parametrize(
    "markdown",
    [
        "Replace <your-name> and run cp <from> <to>",
        "on a Vec<T>",
        "x<y and y>z",
        "<attach>true</attach>",
        "<?php echo 1; ?>",
        "<![CDATA[x]]>",
        "Use <![> here.",
        "<your-name>",
    ],
)
def test_words_in_angle_brackets_are_words(markdown):
    escaped = markdown.replace("<", "&lt;").replace(">", "&gt;")

    assert shown(markdown) == f"<p>{escaped}</p>"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('!!! note\n    甲\n\n    - 乙\n      - 丙\n\n丁',
         '<div class="admonition note"><p class="admonition-title">備註</p><p>甲</p>'
         "<ul><li>乙<ul><li>丙</li></ul></li></ul></div><p>丁</p>"),
        ('!!! tip "自己的"\n    甲', '<div class="admonition tip"><p class="admonition-title">自己的</p><p>甲</p></div>'),
        ("??? note\n    甲", '<details class="note"><summary>備註</summary><p>甲</p></details>'),
        ("文字\n!!! note\n    甲", '<p>文字</p><div class="admonition note"><p class="admonition-title">備註</p><p>甲</p></div>'),
        ("茶\n:   一種\n\n    葉子", "<dl><dt>茶</dt><dd><p>一種</p><p>葉子</p></dd></dl>"),
        ('<div markdown="1">\n**甲**\n</div>', "<div><p><strong>甲</strong></p></div>"),
        ("甲\n{: .big}", '<p class="big">甲</p>'),
        ("[甲](a.html){ .md-button }", '<p><a class="md-button" href="a.html">甲</a></p>'),
        ("*[茶]: 葉子\n\n茶", '<p><abbr title="葉子">茶</abbr></p>'),
    ],
)  # fmt: skip
def test_what_sites_know_is_read_as_before(markdown, html):
    assert shown(markdown) == html


def test_code_in_an_admonition_keeps_its_empty_lines():
    html = Markdown(extensions=[*EXTENSIONS, CommonMark()]).convert(
        "!!! note\n\n    ```python\n    a = 1\n\n    b = 2\n    ```\n"
    )

    assert "a = 1" in re.sub("<[^>]*>", "", html)
    assert "\n\nb = 2" in re.sub("<[^>]*>", "", html)
    assert html.count('<div class="highlight">') == 1


def test_tabs_hold_lists_and_code():
    html = shown('=== "甲"\n\n    - a\n      - b\n\n=== "乙"\n\n    ```\n    x\n    ```\n')

    assert html.count('class="tabbed-block"') + html.count("tabbed-content") >= 2
    assert "<ul><li>a<ul><li>b</li></ul></li></ul>" in html
    assert "x" in html


def test_a_note_holds_a_list_and_its_way_back_is_in_the_language_of_the_page():
    html = shown("茶[^1]\n\n[^1]: 注\n\n    - a\n      - b\n")

    assert "<ul><li>a<ul><li>b</li></ul>" in html
    assert 'title="回到註 1 在文中的位置"' in html
