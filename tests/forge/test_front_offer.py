"""What a maker has this season, sent in by a form; and a signature that comes with a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import yaml

CHARTER = '---\ntitle: 公約\nversion: "2"\nsince: 2026-11-10\n---\nBe kind.\n'
CAKE = {
    "title": "Radish cake",
    "of": "林梅",
    "about": "Four hours of steam.\n\nThe lid stays on.",
    "price_amount": "180",
    "price_currency": "TWD",
    "price_per": "a loaf",
    "from": "2027-01-05",
    "until": "2027-02-03",
    "order_contact_note": "Ask at the counter",
    "order_until": "2027-01-30",
    "limit": "160",
    "pick_up_place": "等潮茶館",
    "tags": "food, new year",
}


def test_an_offer_becomes_one_checked_file_of_its_year(fill: Callable) -> None:
    found = fill("offer", **CAKE)

    assert found.result["problems"] == []
    assert found.result["path"] == "content/offers/2027/radish-cake.yml"
    made = yaml.safe_load(found.text)
    assert made.pop("uid") == "fb3ead84-bebb-5567-a071-1347e646db52"
    assert made == {
        "title": "Radish cake",
        "of": [{"person": "lin-mei"}],
        "about": "Four hours of steam.\n\nThe lid stays on.\n",
        "price": {"amount": "180", "currency": "TWD", "per": "a loaf"},
        "from": date(2027, 1, 5),
        "until": date(2027, 2, 3),
        "order": {"contact_note": "Ask at the counter", "until": date(2027, 1, 30)},
        "limit": "160",
        "pick_up": {"place": "slack-tide"},
        "tags": ["food", "new year"],
    }


def test_a_place_may_be_the_maker_and_both_may(fill: Callable) -> None:
    found = fill("offer", **CAKE | {"of": "Lin Mei, slack-tide"})

    assert yaml.safe_load(found.text)["of"] == [{"person": "lin-mei"}, {"place": "slack-tide"}]


@pytest.mark.parametrize(
    ("answers", "label"),
    [
        ({"price_currency": "NT$"}, "幣別 Currency"),
        ({"price_amount": "1,800"}, "價錢 Price"),
        ({"of": "Nobody Here"}, "是誰的 Whose it is"),
        ({"until": "2026-01-01"}, "到哪天 Until"),
        ({"limit": "0"}, "數量 How many"),
    ],
)
def test_a_mistake_is_told_by_the_question_it_is_in(fill: Callable, answers, label) -> None:
    assert label in fill("offer", **CAKE | answers).labels


def test_hostile_answers_make_text(fill: Callable) -> None:
    bad = "<script>alert(1)</script>"
    found = fill("offer", **CAKE | {"title": bad, "order_url": "javascript:alert(1)"})

    assert yaml.safe_load(found.text)["title"] == bad
    assert "訂購網址 Order at" in found.labels


def test_who_introduces_themselves_may_sign_the_charter_that_holds(fill: Callable, town) -> None:
    (town / "charter.md").write_text(CHARTER, encoding="utf-8")

    signed = fill("person", name="Wu Hai", sign="我簽 I sign it")
    silent = fill("person", name="Wu Hai")

    assert yaml.safe_load(signed.text)["signed"] == "2"
    assert signed.result["problems"] == []
    assert "signed" not in silent.text


def test_a_charter_without_a_version_cannot_be_signed_and_the_answer_says_so(
    fill: Callable,
) -> None:
    found = fill("person", name="Wu Hai", sign="我簽 I sign it")

    assert "signed" not in found.text
    assert found.labels == ["公約 The charter"]
    assert found.result["path"]


def test_a_form_from_before_there_was_the_question_is_still_read(
    answer: Callable, event: Callable
) -> None:
    filled = event("person", name="Wu Hai")
    heading = "### 公約 The charter\n\n_No response_\n\n"
    assert heading in filled["issue"]["body"]
    filled["issue"]["body"] = filled["issue"]["body"].replace(heading, "")

    assert answer(filled).text.startswith('name: "Wu Hai"\n')
