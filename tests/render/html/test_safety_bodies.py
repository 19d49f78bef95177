"""Whatever a contributed body holds, a reader's browser finds nothing in it to run or to fetch."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import markdown

from chaguan.render.html.sanitize import leads_elsewhere, sanitized

SCHEMES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java&#10;script:x"),
    *("&#106;avascript:x", "\x01javascript:x", "vbscript:x", "data:text/html,<script>x</script>"),
    *(
        "javascript&colon;alert(1)",
        " javascript:x",
        "view-source:x",
        "file:///etc/passwd",
        "blob:x",
    ),
)
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "xlink:href", "poster", "cite")
FETCHED = ("src", "srcset", "poster", "background", "data")


def harm_in(html: str) -> list[str]:
    """What in sanitized HTML would act on a reader."""
    found = []
    html = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", html)  # lxml reads none of them
    for element in lxml_html.fragment_fromstring(html, create_parent="div").iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.lower() in ("script", "style", "iframe", "object", "embed", "form", "base"):
            found.append(element.tag)
        for name, value in element.items():
            address = re.sub(r"^[\x00-\x20]+|[\t\n\r]", "", value).lower()
            if name.lower().startswith("on") or name in ("formaction", "srcdoc", "http-equiv"):
                found.append(f"{element.tag} {name}")
            if name in ADDRESSES and re.match(r"(javascript|vbscript|data|file|blob):", address):
                found.append(f"{element.tag} {name}={value}")
            if name in FETCHED and leads_elsewhere(value):
                found.append(f"{element.tag} {name}={value}")
            if name == "style" and not re.fullmatch(r"text-align:\s*\w+;?", value.strip()):
                found.append(f"{element.tag} style={value}")
    return found


def rendered(text: str) -> str:
    extensions = ["admonition", "attr_list", "footnotes", "md_in_html", "tables"]
    return sanitized(markdown(text, extensions=extensions))


def test_nothing_that_acts_survives(vectors):
    assert [vector for _, vector in vectors if harm_in(sanitized(vector))] == []


def test_none_survives_markdown_either(vectors):
    assert [vector for _, vector in vectors[::7] if harm_in(rendered(vector))] == []


@pytest.mark.parametrize("address", SCHEMES)
@pytest.mark.parametrize(
    "shape",
    ["<a href='{}'>x</a>", "<img src='{}'>", "[x]({})", "![x]({})", "<{}>", "[x]\n\n[x]: {}"],
)
def test_no_address_runs_anything(address, shape):
    assert harm_in(rendered(shape.format(address))) == []


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://elsewhere.invalid/a.png",
            "//elsewhere.invalid/a.png",
            "\\\\elsewhere.invalid/a",
        ),
        *(
            "/\\elsewhere.invalid/a.png",
            "\\/elsewhere.invalid/a",
            "ht&#9;tps://elsewhere.invalid/a",
        ),
        *(
            "/&#9;/elsewhere.invalid/a.png",
            "&#1;//elsewhere.invalid/a.png",
            "&#10;/&#10;/x.invalid/a",
        ),
    ],
)
def test_a_picture_from_elsewhere_becomes_a_link(address):
    html = sanitized(f'<p><img src="{address}" alt="A boat"></p>')

    assert "<img" not in html
    assert ">A boat</a>" in html


def test_a_picture_of_the_site_stays():
    html = '<p><img alt="Rain" src="../../images/rain.png"></p>'

    assert 'src="../../images/rain.png"' in sanitized(html)


@pytest.mark.parametrize(
    "html",
    [
        '<pre class="mermaid"><code>graph TD</code></pre>',
        '<div class="md-header" data-md-component="header">x</div>',
        '<a class="md-search__input cg-button">x</a>',
        '<p class="h-event">x</p>',
        '<input id="__search" type="checkbox">',
        '<label for="__drawer">x</label>',
        '<p id="__config">x</p>',
    ],
)
def test_nothing_passes_for_a_part_of_the_theme(html):
    clean = sanitized(html)

    assert not re.search(r"mermaid|md-|cg-|h-event|__(search|drawer|config)", clean)


@pytest.mark.parametrize(
    "text",
    [
        '!!! tip "標題"\n    words',
        "| a | b |\n|--:|:-:|\n| 1 | 2 |",
        "word[^1]\n\n[^1]: note",
        "```python\nprint('<b>')\n```",
        "[button](a.md){ .md-button }",
        "- [ ] one\n- [x] two",
        "## 何時來 { #when }",
    ],
)
def test_what_people_write_stays(text):
    extensions = ["admonition", "attr_list", "footnotes", "tables", "pymdownx.tasklist"]
    extensions += ["pymdownx.superfences", "pymdownx.highlight"]
    before = markdown(text, extensions=extensions)
    after = sanitized(before)

    plain = re.sub(r'href="[^"]*\.md"', "", before)
    words = lxml_html.fragment_fromstring(plain, create_parent="div").text_content()
    assert lxml_html.fragment_fromstring(after, create_parent="div").text_content() == words
    classes = set(re.findall(r'class="([^"]*)"', before))
    assert classes == set(re.findall(r'class="([^"]*)"', after))


@given(st.text(alphabet="<>/='\"& \n\tabcdeilmnoprstvxz:;-#!()[]{}`*_\\0", max_size=80))
def test_no_text_at_all_does_harm(text):
    assert harm_in(sanitized(text)) == []
