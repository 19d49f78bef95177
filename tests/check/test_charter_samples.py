"""What is kept of texts between runs can be broken, old or missing, and nothing else breaks."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from chaguan.check.shingles import as_bytes, from_bytes, paragraphs, sample, text_digest

TEXTS = st.text(max_size=400)


@given(st.lists(TEXTS, max_size=5))
def test_what_is_kept_comes_back(texts):
    samples = {text_digest(text): sample(text) for text in texts}

    assert from_bytes(as_bytes(samples)) == samples


@given(st.binary(max_size=60), st.integers(0, 200))
def test_broken_bytes_are_as_good_as_none(junk, cut):
    kept = as_bytes({text_digest("tea"): array("I", range(30))})

    assert from_bytes(junk) == {}
    assert from_bytes(kept[: min(cut, len(kept) - 1)]) == {}
    assert from_bytes(kept + b"x") == {}


def test_samples_are_the_same_on_every_machine():
    assert list(sample("The kettle sang. 水開了，茶也好了，潮水還沒有來。")) == SAMPLE


SAMPLE = [2622624168]


@given(TEXTS)
def test_paragraphs_know_their_lines(text):
    lines = text.split("\n")
    for paragraph in paragraphs(text):
        assert 1 <= paragraph.line <= len(lines)


def test_one_piece_in_eight_is_kept():
    text = " ".join(f"{n} bottles and {n * n} kettles" for n in range(4000))
    pieces = {piece for paragraph in paragraphs(text) for piece in paragraph.pieces}

    assert 0.1 < len(sample(text)) / len(pieces) < 0.15


def test_markup_and_addresses_are_no_text():
    plain = "The ferry and the kettle, and the tide table."
    marked = "The [ferry](https://a.example.org/x) and the **kettle**, and <b>the</b> tide table.\n"

    assert sample(marked) == sample(plain)
