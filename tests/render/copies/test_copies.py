"""Copies: the text of a post or an event to paste into an editor, a mail or a chat."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import nh3
import pytest
import zxingcpp
from lxml import html
from PIL import Image

from chaguan.render.html.inline.elements import TAGS
from support.sharing import built_in

pytestmark = pytest.mark.slow
ADDRESS = "https://town.example.org/"
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const read = async (type) => [type, await (await item.getType(type)).text()];
  return Object.fromEntries(await Promise.all(item.types.map(read)));
}"""
EVERYTHING = """
    ---
    title: <b>Rain</b> & "tea"
    date: 2026-11-20
    authors: [mei, hidden]
    credits: {editor: [mei]}
    sponsored: The kettle shop
    source: {url: https://first.example/rain, title: First, author: A. Nother}
    image: pot.png
    image_alt: A pot
    ---

    See [the pier](../../places/pier.yml), [the boats](https://b.example/?a=1), a note[^1].

    ## The [first](https://b.example/?a=1) heading

    1. One
        - inner
            1. deepest
    2. Two

    ```
    if rain:
        stay()
    ```

    | Tea | Price |
    |---|--:|
    | Green | 30 |

    > [!NOTE]
    > Wet.

    ![A pot](pot.png)

    - [ ] open
    - [x] done

    [^1]: Why it rains.
"""
TOWN = {
    "people/mei.yml": "name: {en: Mei, zh-Hant: 梅}\n",
    "people/hidden.yml": "name: Nobody Sees\nunlisted: true\n",
    "places/pier.yml": "name: The pier\naddress: 1 Quay\n",
    "posts/2026/rain.md": EVERYTHING,
    "posts/2026/draft.md": "---\ntitle: No\ndate: 2026-11-01\nauthors: [mei]\ndraft: true\n---\n",
    "events/tea.yml": """
        title: {en: Tea, zh-Hant: 茶}
        start: 2026-11-24 19:00
        end: 2026-11-24 21:00
        repeat:
          every: week
          count: 4
          moved: {2026-12-01: {status: cancelled, status_note: Storm.}}
        place: pier
        hosts: [mei, hidden]
        online: https://meet.example/tea
        signup: {url: https://sign.example/, until: 2 days before}
        description: Bring a **cup**.
    """,
    "events/off.yml": """
        title: Off
        start: 2026-12-05
        status: cancelled
        status_note: No boat.
        location: {name: The shed}
    """,
}


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_in(tmp_path_factory.mktemp("copies"), TOWN | {"posts/2026/pot.png": picture()})


def rich(site: Path, page: str) -> str:
    """The copy's HTML as it is on the page."""
    copy = html.parse(site / page / "copy/index.html").getroot().get_element_by_id("rich")
    return html.tostring(copy, encoding="unicode").replace("\u00a0", " ")


def pasted(site: Path, page: str) -> str:
    """What an editor with thirty tags leaves of it."""
    kept = {"img": {"src", "alt"}, "a": {"href"}}
    return nh3.clean(rich(site, page), tags=set(TAGS), attributes=kept, link_rel=None)


def lines(text: str) -> list[str]:
    words = html.fromstring(f"<div>{text}</div>").text_content()
    return [" ".join(line.split()) for line in words.split("\n") if line.strip()]


def plain(site: Path, page: str) -> str:
    copy = html.parse(site / page / "copy/index.html").getroot()
    return str(copy.get_element_by_id("plain").text_content())


def test_a_copy_says_all_that_the_page_says_with_thirty_tags(site):
    assert lines(pasted(site, "posts/2026/rain")) == [
        '<b>Rain</b> & "tea"',
        "Paid for by The kettle shop",
        "By Mei, a member, November 20, 2026",
        "Edited by Mei",
        "See the pier［1］, the boats［2］, a note［note 1］.",
        "The first heading［2］",
        "One", "– inner", "1. deepest", "Two",
        "if rain:", "stay()",
        "Tea", "Price", "Green", "30",
        "【Note】", "Wet.",
        "☐ open", "☑ done",
        "Notes", "Why it rains.",
        "First published as First［3］ · A. Nother",
        "Links",
        f"［1］ {ADDRESS}places/pier/",
        "［2］ https://b.example/?a=1",
        "［3］ https://first.example/rain",
        "The Town",
        f"On the web: {ADDRESS}posts/2026/rain/",
        "Scan to read it on the web",
    ]  # fmt: skip


def test_nothing_of_it_hangs_on_a_style_sheet(site):
    assert "class=" not in rich(site, "posts/2026/rain")


def test_pictures_are_files_for_everybody_by_their_full_address(site):
    sources = html.fromstring(pasted(site, "posts/2026/rain")).xpath("//img/@src")

    assert len(sources) == 3
    for source in sources:
        assert source.startswith(ADDRESS)
        assert Image.open(site / urlsplit(source).path[1:]).format in ("JPEG", "PNG")


def test_the_code_on_it_leads_to_the_page(site):
    code = Image.open(site / "posts/2026/rain/copy/qr.png")

    assert [found.text for found in zxingcpp.read_barcodes(code)] == [f"{ADDRESS}posts/2026/rain/"]


def test_who_is_not_listed_is_not_named_and_no_draft_is_there(site):
    assert "Nobody" not in rich(site, "posts/2026/rain") + plain(site, "posts/2026/rain")
    assert not (site / "posts/2026/draft").exists()


def test_an_event_says_when_it_is_next_and_what_is_off(site):
    assert lines(pasted(site, "events/tea")) == [
        "Tea",
        "When: every Tuesday, 19:00–21:00, 4 times",
        "The next times:",
        "Tuesday, December 1, 2026 19:00–21:00 · Cancelled · Storm.",
        "Tuesday, December 8, 2026 19:00–21:00",
        "Tuesday, December 15, 2026 19:00–21:00",
        "Where: The pier［1］ · 1 Quay",
        "Online: Join from afar［2］",
        "Hosts: Mei, a member",
        "Sign up: Sign up［3］ · Sign up by December 6, 2026",
        "Bring a cup.",
        "Links",
        f"［1］ {ADDRESS}places/pier/",
        "［2］ https://meet.example/tea",
        "［3］ https://sign.example/",
        "The Town",
        f"On the web: {ADDRESS}events/tea/",
        "Scan to read it on the web",
    ]


def test_a_cancelled_event_says_so_first(site):
    assert lines(pasted(site, "events/off"))[:3] == [
        "Off", "【Cancelled No boat.】", "When: Saturday, December 5, 2026"]  # fmt: skip


def test_each_language_has_its_own(site):
    assert lines(pasted(site, "zh-Hant/events/tea"))[:2] == [
        "茶", "時間： 每週的星期二 19:00–21:00，共 4 次"]  # fmt: skip


def test_a_chat_gets_words_alone(site):
    said = plain(site, "events/tea")

    assert "• Tuesday, December 8, 2026 19:00–21:00\n" in said
    assert said.endswith(f"On the web: {ADDRESS}events/tea/\n")


def test_the_page_leads_to_it_and_search_engines_do_not(site):
    copy = (site / "posts/2026/rain/copy/index.html").read_text("utf-8")
    shared = html.parse(site / "posts/2026/rain/index.html").xpath(
        "//section[contains(@class, 'cg-share')]//a/@href"
    )

    assert "copy/" in shared
    assert '<meta name="robots" content="noindex">' in copy
    assert "/copy/" not in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.browser
def test_a_button_puts_it_on_the_clipboard(site, served, page):
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served(site)}posts/2026/rain/copy/")
    page.get_by_role("button", name="Copy with headings and pictures").click()
    page.get_by_text("Copied", exact=True).wait_for()
    there = page.evaluate(CLIPBOARD)

    assert re.search(r'<h2 style="[^"]+">The <a', there["text/html"])
    assert there["text/plain"] == plain(site, "posts/2026/rain")
    page.get_by_role("button", name="Copy as plain text").click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate(CLIPBOARD) == {"text/plain": plain(site, "posts/2026/rain")}
    assert [each for each in refused if "style" in each or "script" in each] == []


@pytest.mark.browser
def test_it_is_copied_where_a_page_may_not_ask_for_the_clipboard(site, served, page):
    page.add_init_script("delete Navigator.prototype.clipboard;")
    page.goto(f"{served(site)}events/tea/copy/")
    page.evaluate("""() => document.addEventListener("copy", (event) => setTimeout(() => {
      window.there = event.defaultPrevented; }), true)""")
    page.get_by_role("button", name="Copy with headings and pictures").click()
    page.get_by_text("Copied", exact=True).wait_for()

    assert page.evaluate("window.there")


def test_a_site_that_wants_none_has_none(town):
    tea = {"events/tea.yml": "title: Tea\nstart: 2026-12-05\n"}
    site = town(tea, options=": {copy: false}")

    assert not (site / "events/tea/copy").exists()
    assert "copy/" not in (site / "events/tea/index.html").read_text("utf-8")
