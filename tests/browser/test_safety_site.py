"""A town whose every field and body is an attack: its site is opened page by page."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from chaguan.check import every_problem
from chaguan.load import read
from chaguan.model import Severity
from chaguan.source import decoded
from support import ROOT
from support.night import sample

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HERE = "http://town.invalid/"
OWN = f"Loading the image '{HERE}"
"""A copy names its pictures in full, to be pasted elsewhere; here the town has another host."""
EACH = 10
"""Records of each kind; each carries two of the texts in every field."""
TEXTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)" x="',
    "' autofocus onfocus='alert(1)' x='",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script><![CDATA[",
    "{{ 7*191 }}{% raw %}{{ config.plugins }}",
    "${alert(1)} `${alert(1)}`",
    "&lt;img src=x onerror=alert(1)&gt; &#60;script&#62;alert(1)&#60;/script&#62;",
    "javascript:alert(1)",
    "</textarea></style></noscript></template><img src=x onerror=alert(1)>",
    "<base href=//elsewhere.invalid/><link rel=stylesheet href=//elsewhere.invalid/x>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.invalid/'>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "\\u003cimg src=x onerror=alert(1)\\u003e \\x3cscript>alert(1)\\x3c/script>",
    "[x](javascript:alert(1)) ![x](//elsewhere.invalid/x) <javascript:alert(1)>",
)
ADDRESSES = (
    "https://elsewhere.invalid/'onmouseover='alert(1)",
    "https://elsewhere.invalid/&quot;onclick=alert(1)",
    "https://elsewhere.invalid/#javascript:alert(1)",
    "https://elsewhere.invalid/?javascript:alert(1)//%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
)
SETTINGS = """
INHERIT: {root}/mkdocs.yml
site_url: {here}
docs_dir: {content}
theme:
  features: [content.code.copy, content.code.annotate, content.tabs.link, navigation.top,
    search.highlight, search.suggest, search.share, content.tooltips, content.footnote.tooltips]
"""
ALARM = """(() => {
  window.ran = [];
  for (const name of ["alert", "confirm", "prompt", "print"])
    window[name] = (...words) => { window.ran.push(`${name} ${words}`); };
})()"""
SURVEY = r"""() => {
  const found = [], scripts = [];
  const own = (each) => each.matches("head > style") && location.pathname.startsWith("/embed/");
  const single = ["__config", "__drawer", "__search", "__palette_0", "__palette_1"];
  for (const each of single) {
    const all = document.querySelectorAll(`[id="${each}"]`);
    if (all.length > 1 || (all[0] && all[0].closest(".cg-page"))) found.push(`${each} twice`);
  }
  for (const each of document.querySelectorAll("*")) {
    const say = (what) => found.push(`${each.tagName} ${what}`.slice(0, 300));
    const tag = each.tagName.toUpperCase();
    if (/^(I?FRAME|OBJECT|EMBED|BASE|STYLE|MATH|USE)$/.test(tag) && !own(each)) say("");
    const sent = new URL(each.getAttribute("action") || "", location.href);
    const asks = sent.origin === location.origin && sent.pathname.endsWith("/search/"); // ours
    if (tag === "FORM" && each.closest(".cg-page") && !asks) say("");
    if (tag === "META" && each.httpEquiv && each.httpEquiv !== "Content-Security-Policy") say("");
    if (["META", "LINK", "TITLE"].includes(tag) && !each.closest("head, svg")) say("out of head");
    if (tag === "SCRIPT") {
      if (each.src && new URL(each.src).origin !== location.origin) say(each.src);
      if (!each.src && !/json/.test(each.type)) scripts.push(each.textContent);
      if (/json/.test(each.type)) try { JSON.parse(each.textContent); } catch { say("no JSON"); }
    }
    for (const { name, value } of each.attributes) {
      if (/^on/i.test(name) || name === "srcdoc") say(`${name}=${value}`);
      if (!/^(xlink:)?href$|^(src|action|formaction|data|poster)$/.test(name)) continue;
      let to;
      try { to = new URL(value, location.href); } catch { continue; }
      if (!/^(https?|mailto|tel|geo|webcal):$/.test(to.protocol)) say(`${name}=${value}`);
    }
  }
  return { found, scripts, ran: window.ran };
}"""


def said(value: object) -> str:
    """A value as YAML reads it, whatever is in it: JSON is YAML, and hides nothing."""
    return json.dumps(value, ensure_ascii=False)


def attack(number: int, kind: str) -> str:
    return f"{TEXTS[number % EACH]} {TEXTS[number % EACH + EACH]} {kind}{number}"


def yaml_of(fields: dict[str, object]) -> str:
    return "".join(f"{name}: {said(value)}\n" for name, value in fields.items())


HEAD = "<a \n" * 9
"""About as many tags as an attacked front matter leaves open; it is read with the body."""


def bodies(vectors) -> Iterator[str]:
    """All vectors, shared out to the bodies there are; what reading refuses is left out."""
    head = "---\ntitle: x\ndate: 2026-10-01\nauthors: [mei]\n---\n"
    files = [decoded("people/mei.yml", b"name: Mei")]
    for n, (_, vector) in enumerate(vectors):
        files.append(decoded(f"posts/{n}.md", f"{head}{vector}\n".encode()))
    problems = every_problem(read(files, name="x"), ())
    refused = {each.position.path for each in problems if each.severity is Severity.ERROR}
    assert 0 < len(refused) < 500
    kept = [each for n, (_, each) in enumerate(vectors) if f"posts/{n}.md" not in refused]
    number = 6 * EACH
    for start in range(number):
        body = ""
        for vector in kept[start::number]:
            longer = f"{body}{vector}\n\n"
            if not decoded("a.md", f"{HEAD}{longer}".encode()).problems:
                body = longer
        yield body


def record(kind: str, n: int, body: str) -> tuple[str, dict[str, object], str]:
    """Where a record stands, its fields, and the name of the field that holds its body."""
    text, url = attack(n, kind), ADDRESSES[n % len(ADDRESSES)]
    pictured = {"image": "/images/rain.jpg", "image_alt": text}
    about = {"tags": [text[:60]], "scenes": [f"scenes-{n}"], "groups": [f"groups-{n}"]}
    match kind:
        case "posts":
            source = {"url": url, "title": text, "author": text, "licence": text}
            return "body", {"title": text, "date": "2026-10-01", "authors": [f"people-{n}"],
                "summary": text, "source": source, "sponsored": text, "licence": text,
                "places": [f"places-{n}"], **pictured, **about}, body  # fmt: skip
        case "events":
            return "description", {"title": text, "start": "2027-01-02 14:00", "summary": text,
                "location": {"name": text, "address": text, "city": text, "country": text},
                "online": url, "hosts": [f"people-{n}"], "speakers": [f"people-{n}"],
                "status": "postponed", "status_note": text, "cost": text, "signup": {"url": url},
                "recordings": [{"url": url, "label": text}], **pictured, **about}, body  # fmt: skip
        case "people":
            return "bio", {"name": text, "avatar": "/images/rain.jpg", "avatar_alt": text,
                "links": {text: url}, "feed": url, "pronouns": text}, body  # fmt: skip
        case "groups":
            join = [{"label": text, "url": url}]
            return "about", {"name": text, "members": [f"people-{n}"], "join": join}, body
        case "places":
            return "about", {"name": text, "kind": text, "address": text, "city": text,
                "country": text, "hours": text, "links": {text: url}, **pictured}, body  # fmt: skip
        case _:
            return "about", {"name": text, **pictured}, body


@pytest.fixture(scope="module")
def site(tmp_path_factory, vectors) -> Path:
    """The site of such a town."""
    folder = tmp_path_factory.mktemp("attacked")
    content = folder / "content"
    (content / "images").mkdir(parents=True)
    shutil.copy(ROOT / "content" / "images" / "rain.jpg", content / "images")
    named = {
        "name": attack(1, "name"),
        "tagline": attack(2, "tagline"),
        "timezone": "Asia/Taipei",
        "languages": ["en", "zh-Hant"],
        "uid": "7c1e5c2a-9f0b-4d53-8a6e-2b1f0c9d4e11",
    }
    (content / "community.yml").write_text(yaml_of(named), "utf-8")
    page = f"---\ntitle: {said(attack(3, 'page'))}\n---\n{TEXTS[3]}\n"
    (content / "about.md").write_text(page, "utf-8")
    written = bodies(vectors)
    for kind in ("posts", "events", "people", "groups", "places", "scenes"):
        (content / kind).mkdir()
        for n in range(EACH):
            field, fields, body = record(kind, n, next(written))
            text = yaml_of(fields if kind == "posts" else {**fields, field: body})
            if kind == "posts":
                text = f"---\n{text}---\n{body}"
            ending = "md" if kind == "posts" else "yml"
            (content / kind / f"{kind}-{n}.{ending}").write_bytes(text.encode())
    settings = folder / "mkdocs.yml"
    settings.write_text(SETTINGS.format(root=ROOT, here=HERE, content=content), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)]
    built = subprocess.run(
        [*command, "-d", str(folder / "site")],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795579200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-3000:]
    return folder / "site"


class Host(SimpleHTTPRequestHandler):
    """Serves the site, with its policy or without."""

    protocol_version = "HTTP/1.1"
    has_policy = True

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".html" and not self.has_policy:
            body = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", body, count=1)
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Tests speak for themselves."""


class Unruled(Host):
    has_policy = False


@pytest.fixture(scope="module")
def hosts(site: Path) -> Iterator[dict[bool, str]]:
    """Where the site is served, with its policy and without."""
    with ExitStack() as stack:
        served = {}
        for kind in (Host, Unruled):
            handler = partial(kind, directory=site)
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.shutdown)
            served[kind.has_policy] = f"http://127.0.0.1:{server.server_port}/"
        yield served


def watched(browser: Browser, here: str, told: list[str]) -> Page:
    """A browser that tells on what a page does."""
    context = browser.new_context(service_workers="block")
    context.add_init_script(ALARM)
    page = context.new_page()
    own = (here, HERE, "data:")  # feeds name their style sheet in full
    context.on("request", lambda each: each.url.startswith(own) or told.append(each.url))
    context.on("page", lambda each: told.append(f"opened {each.url}"))
    page.on("dialog", lambda each: told.append(f"dialog {each.message}"))
    page.on("download", lambda each: told.append(f"download {each.url}"))
    page.on("framenavigated", lambda each: told.append(f"went to {each.url}"))
    page.on("console", lambda each: "Content Security" in each.text and told.append(each.text))
    return page


def addresses(site: Path) -> list[str]:
    """Every page; one of each kind in the second language, which says the same; some feeds."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    first = [each for each in pages if not each.startswith("zh-Hant/")]
    second = [each for each in pages if each.startswith("zh-Hant/") and "-7/" in each]
    feeds = ["rss.xml", "atom.xml", "events/atom.xml", "sitemap.xml"]
    return [*(each.removesuffix("index.html") for each in (*first, *second)), *feeds]


@pytest.mark.parametrize("has_policy", [False, True], ids=["without a policy", "with its policy"])
def test_no_page_of_the_town_does_anything(browser, site, hosts, has_policy):
    told, wrong, theme, here = [], {}, set(), hosts[has_policy]
    page = watched(browser, here, told)
    opened = addresses(site)

    for address in sample(opened[::5] if has_policy else opened, 4):
        page.goto(f"{here}{address}", wait_until="load")
        survey = {} if address.endswith("xml") else page.evaluate(SURVEY)
        ran = page.evaluate("window.ran")
        theme.update(survey.get("scripts", ()))
        blocked = [each for each in told if not each.startswith(OWN)]
        others = [each for each in blocked if each != f"went to {page.url}"]
        told.clear()
        if ran or others or survey.get("found") or unquote(page.url) != f"{here}{address}":
            wrong[address] = ran, others, survey.get("found", [])[:3]
    page.context.close()

    assert wrong == {}
    assert len(opened) > 6 * EACH
    assert (
        len(theme) == 6
    )  # the theme's own inline scripts, and the two of ours: over, and in frames


@pytest.mark.parametrize("words", ["script", "onerror", "alert"])
def test_what_the_search_finds_does_nothing(browser, hosts, words):
    told, here = [], hosts[False]
    page = watched(browser, here, told)
    page.goto(here)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.insert_text(words)
    page.locator("[role=option]").first.wait_for()
    survey = page.evaluate(SURVEY)
    page.context.close()

    assert survey["found"] == []
    assert survey["ran"] == []
    assert told == [f"went to {here}"]


def test_no_template_language_reads_a_field(site):
    assert [path for path in site.rglob("*.html") if "1337" in path.read_text("utf-8")] == []


def test_no_file_of_the_machine_is_in_the_site(site):
    """`--8<-- "mkdocs.yml"` stands in a body."""
    assert [path for path in site.rglob("*.html") if "INHERIT:" in path.read_text("utf-8")] == []
