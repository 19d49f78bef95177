"""Frozen dataclasses are as the standard library's, but for who finds that one is changed."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import KW_ONLY, field
from functools import cached_property

import pytest

from chaguan.model.frozen import dataclass

NAN = float("nan")


def classes(dataclass):
    """Objects of the same classes, made by one decorator."""

    @dataclass(frozen=True, slots=True)
    class Nothing:
        """No field."""

    @dataclass(frozen=True, slots=True)
    class One:
        value: object

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        name: str = "100%s"
        seen: list = field(default_factory=list, compare=False)
        hidden: int = field(default=3, repr=False)
        unhashed: list = field(default_factory=list, hash=False)

    @dataclass(frozen=True)
    class Further(One):
        _: KW_ONLY
        more: tuple = ()

        @cached_property
        def length(self):
            return len(self.more)

    @dataclass(frozen=True, slots=True)
    class Own:
        text: str

        def __eq__(self, other):
            return isinstance(other, Own) and self.text.lower() == other.text.lower()

        def __repr__(self):
            return "own"

    @dataclass(frozen=True, slots=True, order=True)
    class Sorted:
        number: int

    @dataclass(slots=True)
    class Changing:
        number: int

    return {
        "nothing": (Nothing(), Nothing()),
        "one": (One(1), One(1), One(True), One((1,)), One(NAN), One(NAN)),
        "named": (Named(), Named(seen=[1]), Named(hidden=4), Named(name="{}", unhashed=[2])),
        "further": (Further(1), Further(1, more=(2, 3)), One(1)),
        "own": (Own("a"), Own("A"), Own("b")),
        "sorted": (Sorted(1), Sorted(2)),
        "changing": (Changing(1), Changing(1)),
    }


def hash_of(value):
    try:
        return hash(value)
    except TypeError as failure:
        return str(failure)


@pytest.mark.parametrize("name", classes(dataclasses.dataclass))
def test_they_are_as_the_library_s(name):
    ours, theirs = classes(dataclass)[name], classes(dataclasses.dataclass)[name]

    assert [repr(each) for each in ours] == [repr(each) for each in theirs]
    assert [[one == other for other in ours] for one in ours] == [
        [one == other for other in theirs] for one in theirs
    ]
    assert [hash_of(each) for each in ours] == [hash_of(each) for each in theirs]
    assert [dataclasses.asdict(each) for each in ours] == [dataclasses.asdict(e) for e in theirs]
    assert [copy.copy(each) == each for each in ours] == [copy.copy(e) == e for e in theirs]


def test_one_is_made_of_another():
    named, *_ = classes(dataclass)["named"]

    other = dataclasses.replace(named, name="tea")

    assert (other.name, other.hidden, named.name) == ("tea", 3, "100%s")
    with pytest.raises(TypeError):
        type(named)("tea")
    with pytest.raises(AttributeError):
        named.nothing = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """To another process."""

    name: str
    number: int = 1


def test_one_comes_back_from_another_process():
    assert pickle.loads(pickle.dumps(Sent("tea", 2))) == Sent("tea", 2)
    match Sent("tea"):
        case Sent(name, number):
            assert (name, number) == ("tea", 1)
