"""Under the policy of the page, the theme does all it can, and nothing else is done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from support import ROOT

pytestmark = pytest.mark.browser

CORPUS = Path(__file__).parent / "corpus"
SETTINGS = """
INHERIT: {root}/mkdocs.yml
site_url: {address}
docs_dir: {content}
theme:
  features:
    - announce.dismiss
    - content.code.annotate
    - content.code.copy
    - content.code.select
    - content.footnote.tooltips
    - content.tabs.link
    - content.tooltips
    - header.autohide
    - navigation.footer
    - navigation.indexes
    - navigation.instant
    - navigation.instant.prefetch
    - navigation.instant.progress
    - navigation.sections
    - navigation.tabs
    - navigation.tabs.sticky
    - navigation.top
    - navigation.tracking
    - search.highlight
    - search.share
    - search.suggest
    - toc.follow
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight: {{anchor_linenums: true, line_spans: __span}}
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
  - pymdownx.tilde
"""
KINDS = ("", "posts/", "posts/2026/kettle-autopsy/", "events/", "people/lin-mei/", "charter/")
SCHEME = "document.body.getAttribute('data-md-color-scheme')"
MAY_COPY = {"reduced_motion": "reduce", "permissions": ["clipboard-read", "clipboard-write"]}
TRIED = """async () => {
  await new Promise((done) => setTimeout(done));  // what a debugger calls itself may do more
  const told = [];
  const tell = (each) => told.push(each.effectiveDirective);
  document.addEventListener("securitypolicyviolation", tell);
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.head.append(script);
  const link = document.createElement("a");
  link.setAttribute("onclick", "window.ran = true");
  link.click();
  const box = document.createElement("div");
  box.innerHTML = `<p style="position: fixed"></p><img src="https://elsewhere.invalid/a.png">
    <iframe src="https://elsewhere.invalid/"></iframe><object data="https://elsewhere.invalid/"></object>
    <base href="https://elsewhere.invalid/"><video src="https://elsewhere.invalid/a.mp4"></video>
    <form action="https://elsewhere.invalid/"></form>`;
  document.body.append(box);
  box.querySelector("form").submit();
  try { new Function("window.ran = true")(); } catch {}
  try { await fetch("https://elsewhere.invalid/"); } catch {}
  for (let each = 0; each < 50 && new Set(told).size < 11; each++)
    await new Promise((done) => setTimeout(done, 100));
  return { told: [...new Set(told)].sort(), ran: Boolean(window.ran), base: document.baseURI };
}"""
"""What an attacker who could write into a page would try."""


@pytest.fixture(scope="session")
def builder(tmp_path_factory, served, kept_of_demonstration) -> str:
    """The demonstration with all of the theme's features, and a post for each construct."""
    folder = tmp_path_factory.mktemp("builder")
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    for path in sorted(CORPUS.glob("*.md")):
        head = f"---\ntitle: On {path.stem}\ndate: 2026-01-02\nauthors: [lin-mei]\n---\n\n"
        body = path.read_text("utf-8").replace("images/boat.png", "../../images/rain.jpg")
        (content / "posts" / "2026" / f"on-{path.stem}.md").write_text(head + body, "utf-8")
    settings = folder / "mkdocs.yml"
    address = served(folder / "site")
    settings.write_text(SETTINGS.format(root=ROOT, content=content, address=address), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)]
    subprocess.run(
        [*command, "-d", str(folder / "site")],
        env=os.environ
        | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795579200"}
        | {"CHAGUAN_CACHE": kept_of_demonstration(folder / "cache")},
        check=True,
    )
    return address


@pytest.fixture
def guest(reader, builder):
    """Somebody who reads the workshop, allowed to use their clipboard."""
    return reader(at=builder, **MAY_COPY)


def test_no_page_with_every_feature_and_construct_complains(guest):
    names = sorted(path.stem for path in CORPUS.glob("*.md"))

    for address in (*KINDS, *(f"en/{each}" for each in KINDS), "no/such/page/"):
        guest.open(address)
    for name in names:
        guest.open(f"posts/2026/on-{name}/")
        assert guest.page.locator("main h1").first.is_visible()

    assert guest.asked_elsewhere == []
    assert [each for each in guest.complaints if "404" not in each] == []


def test_the_palette_is_kept_from_page_to_page(guest):
    page = guest.open("")
    page.locator("label[for='__palette_1']:visible").click()
    assert page.evaluate(SCHEME) == "slate"

    for address in ("posts/2026/kettle-autopsy/", "en/"):
        assert guest.open(address).evaluate(SCHEME) == "slate"
    assert guest.complaints == []


def test_pages_change_without_loading_at_any_depth(guest):
    page = guest.open("")
    page.evaluate("window.stays = true")

    for link in ("header a.md-logo", "main a[href*='posts/2026/']", "header a.md-logo"):
        page.locator(link).first.click()
        page.wait_for_timeout(700)
    page.locator("main a[href*='events/2']:visible").first.click()
    page.wait_for_url("**/events/2*/**")
    expect(page.locator("main .h-event h1")).to_be_visible()

    assert page.evaluate("window.stays")
    assert page.evaluate("document.querySelectorAll('meta[http-equiv]').length") == 1
    assert [each for each in guest.complaints if "Content Security Policy" in each] == []


def test_code_can_be_copied(guest):
    page = guest.open("posts/2026/on-code/")

    page.locator(".md-code__button[data-md-type='copy']").first.click()
    page.wait_for_timeout(200)

    assert "no language at all" in page.evaluate("navigator.clipboard.readText()")
    assert guest.complaints == []


def test_tabs_of_one_name_change_together_and_are_remembered(guest):
    page = guest.open("posts/2026/on-tabs/")
    page.locator(".tabbed-labels label").nth(1).click()
    page.wait_for_timeout(300)

    page.reload()

    assert page.locator(".tabbed-set > input").nth(1).is_checked()
    assert guest.complaints == []


def test_notes_on_code_and_footnotes_open(reader, builder, noon):
    guest = reader(at=builder, alone=True, **MAY_COPY)
    guest.page.clock.install(time=noon)  # one that goes on: the theme waits before it opens them
    page = guest.open("posts/2026/on-annotations/")
    page.locator("pre .md-annotation__index").first.click()
    expect(page.locator(".md-tooltip--active, .md-tooltip2--active").first).to_be_visible()

    page = guest.open("posts/2026/on-footnotes/")
    page.locator("a.footnote-ref").first.hover()
    expect(page.locator(".md-tooltip2--active")).to_be_visible()

    assert guest.complaints == []


def test_the_way_back_to_the_top_appears(guest):
    page = guest.open("posts/2026/kettle-autopsy/")
    page.mouse.wheel(0, 2500)
    page.wait_for_timeout(300)
    page.mouse.wheel(0, -300)

    expect(page.locator(".md-top:not([hidden])")).to_be_visible()
    assert guest.complaints == []


def test_columns_of_tables_keep_their_side(guest):
    cells = guest.open("posts/2026/on-tables/").locator("main .cg-body table").first.locator("td")

    sides = cells.evaluate_all("cells => cells.map(cell => getComputedStyle(cell).textAlign)")
    assert sides[:3] == ["left", "center", "right"]


def test_a_diagram_stays_code_and_asks_nobody(guest):
    page = guest.open("posts/2026/on-code/")
    page.wait_for_timeout(500)

    assert "graph LR" in page.locator("main .cg-body").inner_text()
    assert guest.asked_elsewhere == []


@pytest.mark.parametrize("address", ["", "en/events/2026/tea-walk/", "404.html"])
def test_what_is_not_the_page_s_own_is_stopped(reader, address):
    somebody, reached = reader(alone=True), []
    page = somebody.open(address)
    page.context.route("https://elsewhere.invalid/**", lambda route: reached.append(route.request))

    tried = page.evaluate(TRIED)

    assert not tried["ran"]
    assert "elsewhere" not in tried["base"]
    assert {"base-uri", "connect-src", "form-action", "frame-src", "img-src", "media-src",
            "object-src", "script-src", "script-src-attr", "script-src-elem",
            "style-src-attr"} <= set(tried["told"])  # fmt: skip
    assert reached == []


def test_another_site_does_not_learn_where_a_reader_comes_from(reader):
    page = reader().open("posts/2026/kettle-autopsy/")

    assert page.locator("meta[name='referrer']").get_attribute("content") == "same-origin"
