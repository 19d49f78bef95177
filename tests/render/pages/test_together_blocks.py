"""Lists of offers and campaigns in a text: what is over is in none of them."""

from __future__ import annotations

import pytest

from chaguan.load import block_lines
from chaguan.render.pages.block_choice import chosen_offers, chosen_things

FILES = {
    "people/mei.yml": "name: Mei\n",
    "people/bo.yml": "name: Bo\nunlisted: true\n",
    "places/kitchen.yml": "name: Kitchen\n",
    "scenes/rain.yml": "name: Rain\n",
    "offers/2026/cake.yml": "title: Cake\nof: {place: kitchen}\nuntil: 2026-12-24\n",
    "offers/2026/tea.yml": "title: Tea\nof: mei\nscenes: [rain]\nuntil: 2026-11-25\n",
    "offers/2026/jam.yml": "title: Jam\nof: mei\nuntil: 2026-11-24\n",
    "offers/2026/gone.yml": "title: Gone\nof: mei\nsold_out: true\n",
    "offers/2026/soon.yml": "title: Soon\nof: bo\nfrom: 2026-12-01\n",
    "campaigns/roof.yml": "title: Roof\naim: Dry.\nhosts: [mei]\nuntil: 2026-11-25\n",
    "campaigns/books.yml": "title: Books\naim: Dry.\nhosts: [mei]\nuntil: 2026-11-24\n",
    "campaigns/boat.yml": "title: Boat\naim: Wet.\nhosts: [mei]\nplace: kitchen\n",
}


def block(line: str):
    (found,) = block_lines(f"{line}\n")
    assert found.block is not None
    return found.block


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("::: offers", ["Tea", "Cake", "Soon"]),
        ("::: offers place=kitchen", ["Cake"]),
        ("::: offers person=mei scene=rain", ["Tea"]),
        ("::: offers person=bo", []),  # who is not listed is not given away
    ],
)
def test_a_list_of_offers_has_what_is_not_over_the_soonest_to_end_first(seen, line, titles):
    view = seen(FILES)

    assert [each.title for each in chosen_offers(block(line), view)] == titles


@pytest.mark.parametrize(
    ("line", "names"),
    [("::: campaigns", ["Roof", "Boat"]), ("::: campaigns place=kitchen", ["Boat"])],
)
def test_a_list_of_campaigns_has_those_under_way(seen, line, names):
    view = seen(FILES)
    cards = list(chosen_things("campaign", block(line), view))

    assert [each.name for each in cards] == names


def test_the_readers_clock_knows_when_a_campaign_ends(seen):
    (card, _) = chosen_things("campaign", block("::: campaigns"), seen(FILES))

    assert card.ends is not None
    assert card.ends.isoformat() == "2026-11-26T00:00:00+08:00"
