"""Writes pairs of pictures: pages as they were in another checkout, and as they are here.

    .venv/bin/python docs/images/pairs.py BEFORE [--all FOLDER]

BEFORE is a checkout of an older commit with a `.venv` of its own (`make .venv/ready`). Each side
builds its own demonstration, and a hikers' club that `chaguan init` begins: three people, two
groups, a weekly walk, one picture. What `SHEETS` names goes to `docs/images/pairs/`; with
`--all`, every page of `PAGES` in each width, scheme and language goes to a folder to look at.
It needs Chromium (`make test-tools`).
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
CLOCK = datetime.fromisoformat("2026-12-01T10:00:00+08:00")
SCHEMES = ("light", "dark")
WIDTHS = (390, 768, 1280, 1920)
PAGES = {
    "demonstration": (
        *("", "events/", "events/month/2026-12/", "events/2025/tuesday-tea/", "subscribe/"),
        *("posts/", "posts/2026/rainy-harbour/", "places/slack-tide/", "groups/", "people/"),
        *("en/", "en/events/", "en/groups/stove-crew/", "en/subscribe/"),
    ),
    "hikers": ("", "events/", "groups/", "events/2026/sunday-walk/"),
}
SHEETS = (
    ("demonstration", "", 390, "light"),
    ("demonstration", "en/events/", 390, "dark"),
    ("demonstration", "events/", 768, "light"),
    ("demonstration", "en/", 1280, "dark"),
    ("demonstration", "en/events/", 1280, "light"),
    ("demonstration", "subscribe/", 1280, "light"),
    ("demonstration", "places/slack-tide/", 1920, "light"),
    ("hikers", "", 1280, "light"),
    ("hikers", "events/", 390, "dark"),
)
"""Which community, which page, how wide, in which scheme."""
TALL = {390: 1500, 768: 1500, 1280: 1300, 1920: 1300}
"""How much of a page is shown."""
SHOWN = {390: 360, 768: 480, 1280: 640, 1920: 720}
"""How wide one half of a pair is."""
HIKERS = {
    "people/tom-ashe.yml": 'name: "Tom Ashe"\nbio: "Knows where the last bus turns."\n',
    "people/rosa-rado.yml": 'name: "Rosa Rado"\nbio: "Carries the first-aid bag."\n',
    "groups/early-birds.yml": (
        'name: "Early Birds"\nabout: "On the ridge before the sun is."\n'
        "members: [nora-keel, tom-ashe]\n"
    ),
    "groups/path-menders.yml": (
        'name: "Path Menders"\nabout: "We put back what the spring takes down."\n'
        "members: [rosa-rado]\n"
    ),
    "events/2026/sunday-walk.yml": (
        'title: "The Sunday Walk"\nstart: 2026-11-08 08:30\nend: 2026-11-08 14:00\n'
        'location: {name: "Mill Bridge stop", city: "Oberau"}\nhosts: [nora-keel]\n'
        'groups: [early-birds]\nkind: walk\nimage: images/ridge.jpg\nimage_alt: "Hills"\n'
        'summary: "Four to six hours, bread and cheese. Whoever is slow decides."\n'
        "repeat:\n  every: week\n  moved:\n"
        '    2026-12-20: {status: cancelled, status_note: "Ice on the steps."}\n'
    ),
}
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_: object) -> None:
        pass


def run(checkout: Path, folder: Path, program: str, *words: str) -> None:
    """A program of a checkout's own, at the pictures' clock."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    clock = {"SOURCE_DATE_EPOCH": str(int(CLOCK.timestamp()))}
    command = [str(checkout / ".venv" / "bin" / program), *words]
    subprocess.run(command, cwd=folder, check=True, env=os.environ | quiet | clock)


def demonstration(checkout: Path, folder: Path) -> Path:
    """The site of a checkout's own demonstration."""
    shutil.copytree(checkout / "content", folder / "content")
    shutil.copy(checkout / "mkdocs.yml", folder)
    run(checkout, folder, "mkdocs", "build", "--quiet")
    return folder / "site"


def hikers(checkout: Path, folder: Path) -> Path:
    """The site of a young community of another trade, begun by the `init` of today.

    An older checkout is not told what it does not know: a colour, and who answers for a series.
    """
    town = folder / "town"
    asked = ["--name", "Ridge Walkers", "--languages", "en", "--timezone", "Europe/Zurich"]
    run(ROOT, folder, "chaguan", "init", str(town), *asked, "--person", "Nora Keel", "--yes")
    content = town / "content"
    shutil.rmtree(content / "events")
    (content / "images").mkdir()
    shutil.copy(ROOT / "content" / "images" / "tea-hills.jpg", content / "images" / "ridge.jpg")
    settings = (content / "community.yml").read_text(encoding="utf-8")
    if checkout == ROOT:
        settings += 'colour: "#1f6f8b"\n'
    else:
        settings = "".join(x for x in settings.splitlines(True) if not x.startswith("heartbeat"))
    for path, text in {**HIKERS, "community.yml": settings}.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    run(checkout, town, "mkdocs", "build", "--quiet")
    return town / "site"


COMMUNITIES: dict[str, Callable[[Path, Path], Path]] = {
    "demonstration": demonstration,
    "hikers": hikers,
}


@contextmanager
def served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def seen(browser: Browser, address: str, wide: int, scheme: str) -> Image.Image:
    """The top of a page, with its pictures."""
    size = {"width": wide, "height": TALL[wide]}
    page = browser.new_page(
        viewport=size, color_scheme=scheme, reduced_motion="reduce", timezone_id="Asia/Taipei"
    )
    page.clock.set_fixed_time(CLOCK)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    width = SHOWN[wide]
    return shot.resize((width, TALL[wide] * width // wide), Image.Resampling.LANCZOS)


def paired(before: Image.Image, after: Image.Image) -> Image.Image:
    """Both beside each other."""
    sheet = Image.new("RGB", (before.width + after.width + 16, before.height), "#808080")
    sheet.paste(before, (0, 0))
    sheet.paste(after, (before.width + 16, 0))
    return sheet


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("--all", type=Path)
    asked = parser.parse_args()
    target = asked.all or ROOT / "docs" / "images" / "pairs"
    target.mkdir(parents=True, exist_ok=True)
    wanted = SHEETS
    if asked.all:
        every = ((name, page) for name, pages in PAGES.items() for page in pages)
        wanted = tuple((*each, w, s) for each, w, s in product(every, WIDTHS, SCHEMES))
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, make in COMMUNITIES.items():
            folders = [Path(scratch, name, side) for side in ("before", "after")]
            sites = []
            for checkout, folder in zip((asked.before.resolve(), ROOT), folders, strict=True):
                folder.mkdir(parents=True)
                sites.append(make(checkout, folder))
            with served(sites[0]) as before, served(sites[1]) as after:
                for community, page, wide, scheme in wanted:
                    if community != name:
                        continue
                    halves = (seen(browser, f"{at}{page}", wide, scheme) for at in (before, after))
                    words = page.strip("/").replace("/", "-") or "home"
                    file = target / f"{name}-{words}-{wide}-{scheme}.webp"
                    paired(*halves).save(file, quality=60, method=6)
        browser.close()


if __name__ == "__main__":
    main()
