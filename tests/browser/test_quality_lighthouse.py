"""What Lighthouse says of a phone's access, practices and findability; `bench/` asks for speed."""

from __future__ import annotations

from collections.abc import Iterator

import lighthouse
import pytest

from support.tools import CHROMIUM, from_npm, program

pytestmark = pytest.mark.browser

STEADY = ("accessibility", "best-practices", "seo")
"""The categories that do not depend on how busy the machine is."""


@pytest.fixture(scope="module")
def judge() -> Iterator[lighthouse.Judge]:
    from_npm("lighthouse/core/index.js")
    program(*CHROMIUM)
    program("node")
    with lighthouse.judge(STEADY) as judge:
        yield judge


@pytest.mark.nightly
@pytest.mark.parametrize(
    "address", ["posts/2026/kettle-autopsy/", "", "en/events/2026/last-boat-supper/", "en/people/"]
)
def test_lighthouse_is_content(origin, judge, address):
    """By day axe asks about the same access, of more pages."""
    told = judge.of(origin + address)

    assert told.scores.keys() == set(STEADY)
    assert min(told.scores.values()) >= lighthouse.BOUND, told.costs
