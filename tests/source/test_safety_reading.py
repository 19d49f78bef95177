"""Whatever is in a file of up to a megabyte, reading it ends soon, in little memory, in words."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.check import every_problem
from chaguan.diff.comparison import since
from chaguan.load import read
from chaguan.locales import explained
from chaguan.source import decoded
from support import TESTS
from support.night import sample

pytestmark = pytest.mark.slow

MEGABYTE = 1024 * 1024
MOST = 2.0
"""Seconds of processor time for one megabyte."""
MOST_MEMORY = 500
"""Megabytes, the interpreter and all that Chaguan imports among them."""


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _odd_letters(size: int) -> bytes:
    chosen = random.Random(7).choices(range(0x20, 0xD7FF), k=size // 3)
    return "".join(map(chr, chosen)).encode()[:size]


MADE: dict[str, Callable[[int], bytes]] = {
    "brackets": lambda size: b"[" * size,
    "braces": lambda size: b"{a: " * (size // 4),
    "dashes": lambda size: b"- " * (size // 2),
    "questions": lambda size: b"? " * (size // 2),
    "stairs": lambda size: b"".join(b" " * n + b"a:\n" for n in range(int((2 * size) ** 0.5))),
    "one scalar": lambda size: b"title: " + b"a" * (size - 7),
    "one quoted scalar": lambda size: b'title: "' + b"a\\u200b" * (size // 7) + b'"',
    "one folded scalar": lambda size: b"about: >\n" + b"  a\n" * (size // 4),
    "one scalar of lines": lambda size: b'title: "' + b"a\n\n" * (size // 3) + b'"',
    "keys": lambda size: b"".join(b"k%06d: v\n" % n for n in range(size // 11)),
    "keys of one map": lambda size: b"title: {" + b"".join(b"k%06d: v," % n for n in range(90_000)),
    "the same key": lambda size: b"title: v\n" * (size // 9),
    "long keys": lambda size: (b"titl" * 30_000 + b": v\n") * (size // 120_004),
    "items": lambda size: b"tags: [" + b"a," * (size // 2) + b"]",
    "anchors": lambda size: b"a: &a [x]\n" + b"b: [*a,*a]\n" * (size // 11),
    "merges": lambda size: b"<<: {a: b}\n" * (size // 11),
    "tags": lambda size: b"a: !!python/name:os.system x\n" * (size // 29),
    "documents": lambda size: b"---\n" * (size // 4),
    "comments": lambda size: b"# a\n" * (size // 4),
    "line ends": lambda size: b"\r" * size,
    "spaces": lambda size: b" " * size,
    "tabs": lambda size: b"\t" * size,
    "nothing": lambda size: b"\0" * size,
    "noise": _noise,
    "odd letters": _odd_letters,
    "half of a letter": lambda size: "茶".encode() * (size // 3) + b"\xe8",
    "surrogates": lambda size: b"\xed\xa0\x80" * (size // 3),
    "overlong": lambda size: b"\xc0\xaf" * (size // 2),
    "marks of byte order": lambda size: b"\xef\xbb\xbf" * (size // 3),
    "utf-16": lambda size: "title: x\n".encode("utf-16") * (size // 20),
    "no width": lambda size: b"title: " + "a\u200b".encode() * (size // 4),
    "joiners": lambda size: b"title: " + "👩\u200d".encode() * (size // 7),
    "flags": lambda size: b"title: " + "🏴\U000e0067".encode() * (size // 8),
    "modifiers": lambda size: b"title: " + "\U0001f3fb\u200d".encode() * (size // 7),
    "directions": lambda size: b"title: " + "\u2067".encode() * (size // 3),
    "two scripts": lambda size: b"title: " + "aе ".encode() * (size // 4),
    "marks on a letter": lambda size: b"title: a" + "\u0301".encode() * (size // 2),
    "escapes": lambda size: b'title: "' + b"\\U0001F3FB\\x08" * (size // 14) + b'"',
    "addresses": lambda size: b"links:\n" + b"  a: https://\xd0\xb0.b@c\n" * (size // 22),
    "an address": lambda size: b"online: https://" + b"a." * (size // 2),
    "dates": lambda size: b"start: " + b"2026-04-03 " * (size // 11),
    "a colon and a quotation mark": lambda size: b"title: a: 'b\n" * (size // 13),
    "hashtags": lambda size: b"title: a #b\n" * (size // 12),
}
PATHS = ("events/tea.yml", "people/mei.yml", "posts/rain.md", "about.md", "community.yml")
SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "record": lambda made: made,
    "front matter": lambda made: b"---\n" + made + b"\n---\nRain.\n",
    "body": lambda made: b"---\ntitle: a\ndate: 2026-04-03\nauthors: [b]\n---\n" + made,
}
CASES = [
    (path, shape)
    for path in PATHS
    for shape in SHAPES
    if path.endswith(".md") is not (shape == "record")
]


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("name", MADE)
def test_a_megabyte_is_read_in_two_seconds(name):
    """Also where its size is not looked at first, as in a file of another commit."""
    made = MADE[name](MEGABYTE)
    for path, shape in sample(CASES, 3):
        began = process_time()
        loaded = read([decoded(path, SHAPES[shape](made))], name="A town")
        for problem in every_problem(loaded, ()):
            assert explained(problem, "zh-Hant").message
        assert process_time() - began < MOST, (path, shape)


@pytest.mark.usefixtures("untraced")
@pytest.mark.parametrize("name", MADE)
def test_as_much_as_is_allowed_is_read_in_two_seconds(name):
    for path, shape in CASES:
        made = SHAPES[shape](MADE[name]((128 if path.endswith(".yml") else 255) * 1024))
        began = process_time()
        every_problem(read([decoded(path, made)], name="A town"), ())
        assert process_time() - began < MOST, (path, shape)


IN_A_PROCESS = """
import resource, sys
sys.path[:0] = [{folder!r}, {tests!r}]
from test_safety_reading import MADE, MEGABYTE, CASES, SHAPES, decoded, every_problem, read
for name in {names!r}:
    made = MADE[name](MEGABYTE)
    for path, shape in CASES:
        every_problem(read([decoded(path, SHAPES[shape](made))], name="A town"), ())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.nightly
def test_no_megabyte_takes_five_hundred_to_read():
    folder = str(__file__).rpartition("/")[0]
    program = IN_A_PROCESS.format(folder=folder, tests=str(TESTS), names=tuple(MADE))
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MOST_MEMORY


PIECES = st.sampled_from(
    [
        *("title: ", "date: 2026-04-03\n", "- ", "  ", "\n", "---\n", '"', "'", "[", "]", "{", "}"),
        *(
            ": ",
            " #a",
            "&a ",
            "*a",
            "!!x ",
            "|\n",
            ">\n",
            "茶",
            "\u200b",
            "\u202e",
            "\\u202E",
            "aе",
        ),
        *("https://", "a@b", "xn--a", "```\n", "~~~\n", "# ", "> ", "|-|\n", "[^1]", "*[", "<a "),
        *("\ud7ff", "\ue000", "\U0010ffff", "\x85", "\u2028", "\t", "\r", "\x00", "\ufeff"),
    ]
)


@given(
    pieces=st.lists(PIECES, max_size=12),
    times=st.integers(1, 3_000),
    path=st.sampled_from(PATHS),
    shape=st.sampled_from(sorted(SHAPES)),
)
def test_any_repetition_of_any_pieces_is_read_soon(pieces, times, path, shape):
    raw = SHAPES[shape](("".join(pieces) * times).encode("utf-8", "surrogatepass"))[:MEGABYTE]
    began = process_time()
    loaded = read([decoded(path, raw)], name="A town")
    for problem in every_problem(loaded, ()):
        assert explained(problem).hint
        assert problem.position.line >= 1
        assert problem.position.column >= 1

    assert process_time() - began < MOST


def test_two_long_texts_are_compared_soon(tmp_path):
    """A file removed and another added: whether that is a renaming must not take an hour."""
    content = tmp_path / "content"
    (content / "events").mkdir(parents=True)
    (content / "community.yml").write_text("name: A town\n")
    (content / "events/tea.yml").write_text("# " + "ab" * 60_000)
    git = ("git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "before"]):
        subprocess.run([*git, *words], check=True)
    (content / "events/tea.yml").unlink()
    text = "title: Tea\nstart: 2026-04-03\n# " + "ba" * 60_000
    (content / "events/walk.yml").write_text(text)
    began = process_time()

    since("HEAD", content)

    assert process_time() - began < MOST
