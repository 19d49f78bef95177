"""Any title makes a plain id that people can type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaguan.load import named
from chaguan.load.naming import LONGEST, free, plain_id


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("春茶會", "chun-cha-hui"),
        ("修理會 #12：壞掉的電扇", "xiu-li-hui-12-huai-diao-de-dian-shan"),
        ("Café Ångström", "cafe-angstrom"),
        ("Mender's Bench", "menders-bench"),
        ("iPhone 修理", "iphone-xiu-li"),
        ("ＴＥＡ　２０２７", "tea-2027"),
        ("お茶の時間", "o-cha-no-shi-jian"),
        ("Чай", "chay"),
        ("🍵", "tea"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_a_title_is_spelled_out(title, id):
    assert plain_id(title) == id


@given(st.text())
def test_any_title_makes_a_plain_id_or_none(title):
    id = plain_id(title)

    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", id)
    assert len(id) <= LONGEST


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1))
def test_a_plain_id_has_nothing_wrong_with_it(title):
    problems = named(f"events/2027/{plain_id(title)}.yml", ("en", "zh-Hant")).problems

    assert {each.code for each in problems} <= {"ID107"}  # con, nul: `new` puts the kind before it


@given(st.sets(st.sampled_from(["tea", "tea-2", "tea-3", "tea-5"])))
def test_a_number_is_added_until_the_name_is_free(taken):
    assert free("tea", taken) not in taken
