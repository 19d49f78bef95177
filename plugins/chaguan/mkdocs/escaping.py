"""How templates escape what they print: as the engine does, but for the marks nobody looks at.

The engine wraps each text that it prints in an object that says that it is safe, and joins all of
them to a plain text a moment later. A large page prints hundreds; nearly all have nothing to
escape.
"""

from __future__ import annotations

import re
from typing import Any, Final

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

_HAS_MARKS: Final = re.compile("[&<>\"']").search


def escape(value: Any) -> str:
    """What stands on a page for a value that a template prints."""
    kind = type(value)
    if kind is Markup or (kind is str and not _HAS_MARKS(value)):
        return value  # type: ignore[no-any-return]
    return markupsafe.escape(value)


class QuickCode(CodeGenerator):
    """Templates that print by the function above."""

    def visit_Template(  # noqa: N802  as nodes are called
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import escape")  # in the place of the engine's
