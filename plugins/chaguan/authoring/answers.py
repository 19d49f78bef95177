"""What a person answers, judged by the same definitions that read the files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Final

from chaguan.load import FOLDERS, Field, is_list, near
from chaguan.load.reading import Reading, Surroundings
from chaguan.load.references import Names
from chaguan.model import Position, Problem, error
from chaguan.source import Node, Scalar, Sequence

from .yaml_text import Value

_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What nobody types on purpose, and no file can hold."""
Ids = Mapping[str, Set[str]]
"""The ids there are, by kind."""


def answer(field: Field, text: str, names: Names | None = None) -> Value:
    """The value that `text` stands for: a list where the field takes one.

    Whoever refers to a record by its name, as `names` know them, means its id.
    """
    text = _UNSEEN.sub(" ", text).strip()
    if not is_list(field.type):
        meant = names.ids(text) if names is not None else ()
        return meant[0] if len(meant) == 1 else text
    if names is None:
        return tuple(each for each in re.split(r"[\s,，、]+", text) if each)
    parts = (part.strip() for part in re.split(r"[,，、]", text))
    return tuple(id for part in parts for id in names.ids(part) or part.split())


def mistakes(field: Field, value: Value, around: Surroundings, ids: Ids) -> tuple[Problem, ...]:
    """What is wrong with a value, as it would be reported of a file."""
    here = Position("")
    node: Node = Scalar(str(value), here, is_quoted=True)
    if isinstance(value, tuple):
        node = Sequence(tuple(Scalar(str(each), here, is_quoted=True) for each in value), here)
    records = frozenset((kind, id) for kind, known in ids.items() for id in known)
    reading = Reading("", replace(around, records=records))
    read = field.type.read(node, field.name, reading)
    if field.is_required and not read and not reading.problems:
        reading.error("FD103", here, field=field.name, about=field.about)
    folders = {kind: folder for folder, kind in FOLDERS.items()}
    unknown = (
        error(
            "RF101",
            here,
            kind=each.kind,
            seen=each.id,
            near=near(each.id, ids.get(each.kind, frozenset())),
            folder=folders[each.kind],
        )
        for each in reading.references
        if each.id not in ids.get(each.kind, frozenset())
    )
    return (*reading.problems, *unknown)
