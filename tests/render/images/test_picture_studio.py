"""All pictures of a site: each shown, or left out alone with its reason."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from textwrap import dedent

import pytest
from PIL import Image

from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.render.images.studio import Studio, develop, key_of
from support.pictures import scene, written

pytestmark = pytest.mark.slow

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40v30z"/></svg>'


def kept_in(folder: Path) -> Entries:
    return Entries(Store(folder / "made.sqlite3"), "pictures")


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    (tmp_path / "content").mkdir()
    return Studio(tmp_path / "content", kept_in(tmp_path / "cache"))


def put(studio: Studio, **pictures: bytes) -> list[str]:
    """Write pictures below the content folder; their paths."""
    suffixes = {b"\x89PNG": ".png", b"<svg": ".svg"}
    paths = []
    for name, raw in pictures.items():
        paths.append(f"{name}{suffixes.get(raw[:4], '.jpg')}")
        (studio.content / paths[-1]).write_bytes(raw)
    return paths


def photo(number: int) -> bytes:
    return written(scene(300 + number, 200), "JPEG")


def plan() -> bytes:
    """A picture that takes seconds: 79 million pixels in a small file."""
    return written(Image.linear_gradient("L").resize((8900, 8900)), "PNG", compress_level=1)


def codes(developed) -> list[tuple[str, str]]:
    return [(each.position.path, each.code) for each in developed.problems]


def test_each_picture_is_shown_or_left_out_alone(studio):
    paths = put(studio, a=photo(1), b=b"no picture", c=SVG, d=photo(2)[:3000], e=photo(3))

    developed = develop([*paths, "text.md"], studio)

    assert sorted(developed.album.pictures) == ["a.jpg", "c.svg", "e.jpg"]
    assert developed.album.left_out == {"b.jpg", "d.jpg"}
    assert codes(developed) == [("b.jpg", "PX104"), ("d.jpg", "PX105")]
    assert all(map(developed.read, developed.files))


def test_a_picture_that_takes_too_long_is_left_out_alone(studio):
    paths = put(studio, a=photo(1), endless=plan(), z=photo(2))
    studio = Studio(studio.content, studio.entries, processes=2, limit=0.5)

    developed = develop(paths, studio)

    assert sorted(developed.album.pictures) == ["a.jpg", "z.jpg"]
    assert codes(developed) == [("endless.png", "PX105")]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="looks into /proc")
def test_a_picture_whose_process_was_killed_for_want_of_memory_is_tried_once_more(studio):
    paths = put(studio, a=photo(1), large=plan())
    killed = []

    def system() -> None:
        """Ends, as Linux does, the process that holds the most, once it decodes."""
        until = time.monotonic() + 120
        while not killed and time.monotonic() < until:
            for each in active_children():
                if resident(each.pid) > 200 << 20:
                    os.kill(each.pid, signal.SIGKILL)
                    killed.append(each.pid)
            time.sleep(0.01)

    thread = threading.Thread(target=system)
    thread.start()
    developed = develop(paths, studio)
    thread.join()

    assert len(killed) == 1
    assert sorted(developed.album.pictures) == paths
    assert developed.problems == ()


def resident(process: int) -> int:
    """Bytes of memory."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    except (OSError, IndexError):
        return 0


def bytes_of(developed) -> dict[str, bytes]:
    return {address.path: developed.read(address) for address in developed.files}


def test_one_process_makes_what_several_make(studio, tmp_path):
    paths = put(studio, a=photo(1), b=written(scene(mode="RGBA"), "PNG"), c=SVG, d=photo(2))

    several = develop(paths, Studio(studio.content, kept_in(tmp_path / "several"), processes=2))
    one = develop(paths, Studio(studio.content, kept_in(tmp_path / "one"), processes=1))

    assert bytes_of(one) == bytes_of(several)
    assert one.album.pictures == several.album.pictures


SCRIPT = """
    import sys
    from pathlib import Path
    from chaguan.build.entries import Entries
    from chaguan.build.store import Store
    from chaguan.render.images.studio import Studio, develop

    paths = sorted(each.name for each in Path(sys.argv[1]).iterdir())
    kept = Entries(Store(Path(sys.argv[2], "made.sqlite3")), "pictures")
    developed = develop(paths, Studio(Path(sys.argv[1]), kept, processes=2))
    for address in sorted(developed.files, key=lambda each: each.path):
        print(address.path, developed.read(address).hex())
"""


def run(script: Path, studio: Studio, cache: Path, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, script, studio.content, cache],
        env=os.environ | environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_where_no_second_process_can_be_started_one_does_it_all(studio, tmp_path):
    """A script that calls without `if __name__ == "__main__"` cannot be begun again."""
    paths = put(studio, a=photo(1), b=photo(2), c=SVG)
    script = tmp_path / "script.py"
    script.write_text(dedent(SCRIPT))

    told = run(script, studio, tmp_path / "other")

    made = bytes_of(develop(paths, studio))
    assert told == "".join(f"{path} {made[path].hex()}\n" for path in sorted(made))


def test_another_process_makes_the_same_bytes(studio, tmp_path):
    paths = put(studio, a=photo(1), b=written(scene(mode="P"), "PNG"), c=SVG)
    script = tmp_path / "script.py"
    guarded = dedent(SCRIPT).replace("\n", "\n    ").replace("    paths", "if 1:\n    paths", 1)
    script.write_text(f'if __name__ == "__main__":{guarded}\n')

    told = run(script, studio, tmp_path / "other", PYTHONHASHSEED="1")

    made = bytes_of(develop(paths, studio))
    assert told == "".join(f"{path} {made[path].hex()}\n" for path in sorted(made)) != ""


def test_what_was_made_before_is_not_made_again(studio, tmp_path):
    paths = put(studio, a=photo(1), b=photo(2))
    first = develop(paths, studio)
    with closing(sqlite3.connect(tmp_path / "cache" / "made.sqlite3")) as cache:
        before = cache.execute("SELECT number, used FROM entries").fetchall()
        second = develop(paths, studio)
        after = cache.execute("SELECT number, used FROM entries").fetchall()

    assert (second.album, second.files) == (first.album, first.files)
    assert after == before


def test_a_spoilt_entry_of_the_cache_is_made_again(studio, tmp_path):
    paths = put(studio, a=photo(1))
    before = bytes_of(develop(paths, studio))
    whole = (tmp_path / "cache" / "made.sqlite3").read_bytes()
    abouts = ("", "[", "[]", "{}", "[1]", "null", '[["full"]]')
    spoilt = [*((part, "") for part in (1, 3)), *((0, about) for about in abouts)]

    for number, (part, about) in enumerate(spoilt):
        folder = tmp_path / f"spoilt-{number}"
        folder.mkdir()
        (folder / "made.sqlite3").write_bytes(whole)
        with closing(sqlite3.connect(folder / "made.sqlite3")) as cache:
            done = cache.execute(
                "UPDATE entries SET content = ? WHERE part = ?", (about.encode(), part)
            )
            cache.commit()
        assert done.rowcount == 1
        again = develop(paths, Studio(studio.content, kept_in(folder), processes=1))
        assert bytes_of(again) == before, (part, about)


def test_where_nothing_can_be_kept_pictures_are_shown_all_the_same(studio, tmp_path):
    paths = put(studio, a=photo(1))
    (tmp_path / "cache").write_text("a file stands here")

    developed = develop(paths, studio)

    assert list(developed.album.pictures) == ["a.jpg"]
    assert all(map(developed.read, developed.files))


def test_a_drawing_and_a_photo_of_the_same_bytes_are_two():
    assert key_of(b"x", is_drawing=True) != key_of(b"x", is_drawing=False)


def test_two_pictures_of_the_same_bytes_are_both_shown(studio):
    developed = develop(put(studio, a=photo(1), b=photo(1)), studio)

    assert sorted(developed.album.pictures) == ["a.jpg", "b.jpg"]
    assert {"a.jpg", "b.jpg"} <= {address.path for address in developed.files}


def test_a_picture_that_reading_refused_is_not_even_opened(studio):
    developed = develop(["gone.jpg"], studio, refused=["gone.jpg"])

    assert developed.problems == ()
    assert developed.album.left_out == {"gone.jpg"}


def test_a_picture_that_went_away_is_left_out(studio):
    assert codes(develop(["gone.jpg"], studio)) == [("gone.jpg", "PX105")]
