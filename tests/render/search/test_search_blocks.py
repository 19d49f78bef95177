"""An index put together from parts is the index of the whole."""

from __future__ import annotations

import random

import pytest

from chaguan.render.search.files import Block, block_heard, block_of, block_told, joined


def pages(number: int) -> list[tuple[int, dict[str, int]]]:
    """Pages whose numbers have gaps, each with some of fifty terms."""
    dice = random.Random(11)
    numbers = sorted(dice.sample(range(number * 40), number))
    terms = [chr(code) for code in range(0x4E00, 0x4E00 + 50)]
    return [
        (each, {term: dice.randrange(4) for term in dice.sample(terms, 12)}) for each in numbers
    ]


def in_blocks(found: list[tuple[int, dict[str, int]]], size: int) -> list[Block]:
    return [block_of(found[at : at + size]) for at in range(0, len(found), size)]


@pytest.mark.parametrize("size", [1, 7, 128])
def test_blocks_of_any_size_make_the_same_lines(size):
    found = pages(300)

    whole = joined(5, [block_of(found)])

    assert len(whole) == 50
    assert joined(5, in_blocks(found, size)) == whole


def test_a_block_is_heard_as_it_was_told():
    block = block_of(pages(40))

    assert {term: tuple(run) for term, run in block_heard(block_told(block)).items()} == block
    assert joined(0, [block_heard(block_told(block))]) == joined(0, [block])
