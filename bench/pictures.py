"""How long the pictures of a site take, the first time and from the cache.

    python bench/pictures.py [PHOTOS] [ROUNDS]

Makes photos of 12 megapixels as a phone writes them, the same in every run, then the sizes that
readers get: by Chaguan with every processor and with one, from its cache, and by the loop that
one would write with Pillow. Prints seconds by the clock and by the processors, as Markdown.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from PIL import Image, ImageOps

from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.render.images.encode import JPEG_QUALITY, WEBP_QUALITY, WIDTHS
from chaguan.render.images.studio import Studio, develop

SIZE = (4000, 3000)
SIDE = (6, 1)
"""Orientations: every other photo lies on its side."""


class Figures(NamedTuple):
    """How long something took."""

    clock: float
    """Seconds."""
    processors: float
    """Seconds of user and system time, of this process and its children."""


def photo(number: int) -> Image.Image:
    """A landscape with grain: clouds, a shore and the noise of a small sensor."""
    bands = []
    for channel in range(3):
        light = Image.radial_gradient("L").rotate(37 * number + 120 * channel).resize(SIZE)
        shore = Image.linear_gradient("L").rotate(11 * number).resize(SIZE)
        bands.append(Image.blend(light, shore, 0.3 + 0.2 * channel))
    return Image.blend(Image.merge("RGB", bands), _grain(number), 0.12)


def _grain(number: int) -> Image.Image:
    """Noise that is the same in every run."""
    side = 512
    state, noise = 2463534242 + number, bytearray()
    for _ in range(side * side):
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        noise.append(state & 0xFF)
    grain = Image.frombytes("L", (side, side), bytes(noise))
    tiled = Image.new("L", SIZE)
    for left in range(0, SIZE[0], side):
        for top in range(0, SIZE[1], side):
            tiled.paste(grain.rotate((left + top) // side * 90), (left, top))
    return tiled.convert("RGB")


def write_photos(folder: Path, number: int) -> list[str]:
    """Photos below `folder`; their names."""
    names = []
    for each in range(number):
        told = Image.Exif()
        told[0x0112] = SIDE[each % 2]
        names.append(f"photo-{each}.jpg")
        photo(each).save(folder / names[-1], quality=88, exif=told)
    return names


def plain_loop(folder: Path, names: list[str], to: Path) -> None:
    """The same sizes, as one would write it."""
    for name in names:
        with Image.open(folder / name) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
        for width in WIDTHS:
            size = (width, round(image.height * width / image.width))
            smaller = image.resize(size, Image.Resampling.LANCZOS)
            smaller.save(to / f"{name}-{width}.webp", quality=WEBP_QUALITY, method=4)
        smaller.save(to / name, quality=JPEG_QUALITY, optimize=True, progressive=True)


def measured(work: Callable[[], object]) -> Figures:
    started, used = perf_counter(), _used()
    work()
    return Figures(perf_counter() - started, _used() - used)


def _used() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent)


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "photos")
        folder.mkdir()
        names = write_photos(folder, number)
        weight = sum(path.stat().st_size for path in folder.iterdir())
        found: dict[str, list[Figures]] = {}

        def note(what: str, work: Callable[[], object]) -> None:
            found.setdefault(what, []).append(measured(work))

        for turn in range(rounds):
            plain = Path(name, f"plain-{turn}")
            every, one = (kept_in(Path(name, f"{each}-{turn}")) for each in ("every", "one"))
            plain.mkdir()
            note("a plain loop with Pillow", lambda plain=plain: plain_loop(folder, names, plain))
            note(
                "Chaguan, one process",
                lambda one=one: develop(names, Studio(folder, one, 1)),
            )
            note("Chaguan", lambda every=every: develop(names, Studio(folder, every)))
            note(
                "Chaguan, cached",
                lambda every=every: develop(names, Studio(folder, every)),
            )
        _print(found, number, weight, rounds)
    return 0


def kept_in(folder: Path) -> Entries:
    return Entries(Store(folder / "made.sqlite3"), "pictures")


def _print(found: dict[str, list[Figures]], number: int, weight: int, rounds: int) -> None:
    pixels = SIZE[0] * SIZE[1] // 10**6
    print(f"{number} photos of {pixels} megapixels, {weight / number / 1e6:.1f} MB each, ", end="")
    print(f"{os.cpu_count()} processors, median of {rounds}\n")
    print("| | by the clock, s | of processors, s | of the plain loop: clock, processors |")
    print("|---|--:|--:|--:|")
    whole, work = map(median, zip(*found["a plain loop with Pillow"], strict=True))
    for what, figures in found.items():
        clock, used = (median(each) for each in zip(*figures, strict=True))
        print(f"| {what} | {clock:.1f} | {used:.1f} | {clock / whole:.3f}, {used / work:.3f} |")


if __name__ == "__main__":
    sys.exit(main())
