"""Writes `faces.png`: the demonstration's home page in four towns' colours, phone width.

And `home.png`, which README shows: the same page on a desk, in the demonstration's own colours.

Run it in the repository: `.venv/bin/python docs/images/faces.py`. It needs Chromium
(`make test-tools`).
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
FACES = (("", "light"), ("#1f6f8b", "light"), ("#7a2e5d", "light"), ("#4a7c1f", "dark"))
"""The colour that `community.yml` names, and the scheme that the reader chose."""
WIDE, TALL = 390, 760
DESK = 1280, 900
CLOCK = "1796083200"
"""1 December 2026, so that the picture is the same whenever it is made."""
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_: object) -> None:
        pass


def built(colour: str, folder: Path) -> Path:
    """The demonstration's site with a colour."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if colour:
        with (folder / "content" / "community.yml").open("a", encoding="utf-8") as file:
            file.write(f'colour: "{colour}"\n')
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, env=os.environ | {"SOURCE_DATE_EPOCH": CLOCK})
    return folder / "site"


def seen(site: Path, scheme: str, wide: int = WIDE, tall: int = TALL) -> Image.Image:
    """What a phone, or a window of another size, shows of the English home page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        size = {"width": wide, "height": tall}
        page = browser.new_page(viewport=size, color_scheme=scheme, timezone_id="Asia/Taipei")
        page.clock.set_fixed_time(datetime.fromtimestamp(int(CLOCK), UTC))
        page.goto(f"http://127.0.0.1:{server.server_port}/en/", wait_until="load")
        page.wait_for_timeout(1_000)  # pictures are decoded
        shot = page.screenshot()
        browser.close()
    server.shutdown()
    return Image.open(io.BytesIO(shot)).convert("RGB")


def main() -> None:
    sheet = Image.new("RGB", (WIDE * len(FACES), TALL))
    for number, (colour, scheme) in enumerate(FACES):
        with tempfile.TemporaryDirectory() as folder:
            site = built(colour, Path(folder))
            sheet.paste(seen(site, scheme), (number * WIDE, 0))
            if not number:
                kept("home.png", seen(site, scheme, *DESK), 128)
    kept("faces.png", sheet, 256)


def kept(name: str, picture: Image.Image, colours: int) -> None:
    picture.quantize(colours).save(ROOT / "docs" / "images" / name, optimize=True)


if __name__ == "__main__":
    main()
