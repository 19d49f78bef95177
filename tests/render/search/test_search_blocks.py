"""An index put together from parts, or changed page by page, is the index of the whole."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from chaguan.render.search.files import FORMS, Shelves, changed_shelves, shelves_of
from chaguan.render.search.postings import (
    Block,
    Change,
    block_heard,
    block_of,
    block_told,
    changed,
    digits,
    joined,
)
from support.night import NIGHT


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


Pages = dict[tuple[int, int], dict[str, int]]
"""The weights of the terms of each page, by its section and number."""


def whole(pages: Pages) -> Shelves:
    sections: dict[int, list[tuple[int, dict[str, int]]]] = defaultdict(list)
    for (section, number), weights in sorted(pages.items()):
        sections[section].append((number, weights))
    return shelves_of((section, [block_of(found)]) for section, found in sections.items())


def differences(before: Pages, after: Pages) -> dict[str, list[Change]]:
    changes: dict[str, list[Change]] = defaultdict(list)
    for page in before.keys() | after.keys():
        was, is_now = before.get(page, {}), after.get(page, {})
        for term in was.keys() | is_now.keys():
            if was.get(term) != is_now.get(term):
                changes[term].append((*page, is_now.get(term)))
    return changes


def altered(pages: Pages, dice: random.Random) -> Pages:
    """Some pages with other terms, gone, or new."""
    after = {page: dict(weights) for page, weights in pages.items()}
    for _ in range(dice.choice((1, 1, 2, 5))):
        page = dice.choice((dice.choice(sorted(pages)), (dice.randrange(4), dice.randrange(2000))))
        weights = after.pop(page, {})
        if dice.randrange(4):
            terms = [*weights, *(chr(dice.randrange(0x4E00, 0x9FA0)) * 2 for _ in range(3)), "tea"]
            after[page] = {
                term: dice.randrange(4) for term in dice.sample(terms, min(len(terms), 9))
            }
    return after


@pytest.mark.parametrize("seed", range(20 if NIGHT else 2))
def test_a_changed_index_is_the_one_that_all_pages_make(seed):
    dice = random.Random(seed)
    pages: Pages = {(dice.randrange(4), dice.randrange(2000)): {} for _ in range(150)}
    for step in range(40):
        after = altered(pages, dice)
        before, expected = whole(pages), whole(after)

        found = changed_shelves(
            before.size, before.number, before.files.__getitem__, differences(pages, after)
        )

        if expected.number != before.number:
            assert found is None, step
        else:
            assert found is not None, step
            assert (found.size, found.number) == (expected.size, expected.number), step
            assert {**before.files, **found.files} == expected.files, step
            other = {each for each in before.files if before.files[each] != expected.files[each]}
            assert other <= found.files.keys(), step
        pages = after


def test_a_site_that_outgrows_its_shelves_has_all_of_them_made_anew():
    pages: Pages = {(0, 1): {"tea": 0}}
    after = {**pages, (0, 2): {f"word{each}": 0 for each in range(2000)}}
    before = whole(pages)

    found = changed_shelves(
        before.size, before.number, before.files.__getitem__, differences(pages, after)
    )

    assert whole(after).number > before.number
    assert found is None


def test_the_forms_of_a_character_go_with_the_last_term_that_has_it():
    pages: Pages = {(0, 1): {"湾港": 0, "海湾": 0}, (0, 2): {"tea": 1}}
    some, none = {**pages, (0, 1): {"海湾": 0}}, {**pages, (0, 1): {"tea": 0}}

    for after in (some, none):
        before = whole(pages)
        found = changed_shelves(
            before.size, before.number, before.files.__getitem__, differences(pages, after)
        )

        assert found is not None
        assert found.files.get(FORMS, before.files[FORMS]) == whole(after).files[FORMS]
    assert whole(some).files[FORMS] != whole(none).files[FORMS]


def test_a_term_that_stands_on_no_page_has_no_places():
    places = f" {digits(3)}{digits(70 << 2 | 1)}"

    assert changed("", [(3, 70, 1)]) == places
    assert changed(places, [(3, 70, None)]) == ""
