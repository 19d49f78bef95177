"""What a reader's device keeps of the demonstration, and that it is never older than the site."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support import ROOT

pytestmark = pytest.mark.browser

READY = "async () => Boolean((await navigator.serviceWorker.ready).active)"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const each of await (await caches.open(name)).keys())
      found.push(new URL(each.url).pathname);
  return found.sort();
}"""
POST = "posts/2026/kettle-autopsy/"


@pytest.fixture
def town(demonstration, served, tmp_path) -> tuple[Path, str]:
    """A copy of the demonstration that a test may change, and where it is served."""
    folder = tmp_path / "site"
    shutil.copytree(demonstration, folder)
    return folder, served(folder)


@pytest.fixture
def guest(browser, noon, town):
    """Somebody whose browser may keep things."""
    context = browser.new_context(service_workers="allow")
    context.set_default_timeout(30_000)
    context.clock.set_fixed_time(noon)
    yield context.new_page()
    context.close()


def settle(page: Page, *addresses: str) -> None:
    """Wait until these are kept."""
    assert page.evaluate(READY)
    until = time.monotonic() + 120
    while missing := [each for each in addresses if each not in page.evaluate(KEPT)]:
        assert time.monotonic() < until, missing
        page.wait_for_timeout(200)


def test_what_was_read_and_what_is_on_can_be_read_without_a_connection(guest, town):
    complaints = []
    guest.on("console", lambda told: complaints.append(told.text))
    guest.goto(town[1] + POST)
    settle(guest, "/", "/events/", "/offline/", f"/{POST}")
    assert complaints == []

    guest.context.set_offline(True)
    guest.goto(town[1] + POST)
    expect(guest.locator("main h1")).to_be_visible()
    assert guest.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == (
        "sticky"
    )
    guest.goto(town[1])
    guest.locator(".cg-event__title a:visible").first.click()
    expect(guest.locator(".cg-page--event h1, .h-event h1").first).to_be_visible()


@pytest.mark.parametrize(("home", "language"), [("", "zh-Hant"), ("en/", "en")])
def test_what_is_not_kept_says_so_in_the_reader_s_language(guest, town, home, language):
    guest.goto(f"{town[1]}{home}")
    settle(guest, f"/{home}events/", f"/{home}offline/", f"/{home}")

    guest.context.set_offline(True)
    guest.goto(f"{town[1]}{home}people/wu-hai/")

    assert guest.evaluate("document.documentElement.lang") == language
    expect(guest.locator(".cg-page--offline h1")).to_be_visible()
    expect(guest.locator("[data-cg-kept] a").first).to_be_visible()
    assert guest.locator("[data-cg-kept] a").first.get_attribute("href") == f"{town[1]}{home}"


def test_a_page_is_never_older_than_the_site(guest, town):
    folder, address = town
    guest.goto(address + POST)
    settle(guest, f"/{POST}")
    page = folder / POST / "index.html"
    page.write_text(page.read_text("utf-8").replace("<h1 ", "<h1 data-new ", 1), "utf-8")

    guest.goto(address + POST)

    assert guest.locator("h1[data-new]").count() == 1


def test_a_site_that_stops_keeping_things_gives_them_back(guest, town):
    folder, address = town
    guest.goto(address)
    settle(guest, "/offline/")
    ending = ROOT / "plugins" / "chaguan" / "offline" / "no-worker.js"
    (folder / "service-worker.js").write_bytes(ending.read_bytes())
    gone = "async () => (await navigator.serviceWorker.getRegistrations()).length === 0"

    guest.add_init_script("navigator.serviceWorker.register = () => Promise.reject()")
    guest.goto(address + POST)
    guest.evaluate("async () => (await navigator.serviceWorker.getRegistration())?.update()")
    until = time.monotonic() + 120
    while not guest.evaluate(gone) and time.monotonic() < until:
        guest.wait_for_timeout(200)

    assert guest.evaluate(gone)
    assert guest.evaluate(KEPT) == []


def test_the_worker_names_what_it_keeps_by_its_content(demonstration):
    text = (demonstration / "service-worker.js").read_text("utf-8")
    told = text.partition("const SITE = ")[2].partition(";\n\nconst ROOT")[0]
    site = json.loads(told)

    for path, _ in (*site["shell"], *site["ahead"][""], *site["ahead"]["en/"]):
        is_page = not path or path.endswith("/")
        assert (demonstration / (f"{path}index.html" if is_page else path)).is_file()
    assert len(site["ahead"]["en/"]) > 5


@pytest.mark.parametrize("home", ["", "en/"])
def test_a_phone_can_put_the_site_among_its_apps(demonstration, home):
    told = json.loads((demonstration / home / "manifest.webmanifest").read_text("utf-8"))
    page = (demonstration / home / "index.html").read_text("utf-8")

    assert 'rel="manifest" href="manifest.webmanifest"' in page
    assert told["name"]
    for icon in told["icons"]:
        assert (demonstration / home / icon["src"]).resolve().is_file()
