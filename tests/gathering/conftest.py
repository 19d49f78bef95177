"""A web server on this machine, and limits that allow to ask it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chaguan.gathering.fetch import Limits
from support.web import Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as found:
        yield found


@pytest.fixture
def here() -> Limits:
    """As ever, but this machine may be asked."""
    return Limits(allows=lambda address: address == "127.0.0.1")
