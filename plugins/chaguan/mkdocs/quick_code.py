"""What templates are compiled to: the engine's own code, which prints and calls with less work.

The engine wraps each text that it prints in an object that says that it is safe, and joins all of
them to a plain text a moment later. A large page prints hundreds; nearly all have nothing to
escape. And it sorts what a macro is given, which is nearly always what it takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import jinja2.runtime
import markupsafe
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup

_HAS_MARKS: Final = re.compile("[&<>\"']").search


def escape(value: Any) -> str:
    """What stands on a page for a value that a template prints."""
    kind = type(value)
    if kind is Markup or (kind is str and not _HAS_MARKS(value)):
        return value  # type: ignore[no-any-return]
    return markupsafe.escape(value)


class Macro(jinja2.runtime.Macro):
    """A macro that is known by how much it takes."""

    def __init__(
        self,
        environment: Environment,
        func: Callable[..., str],
        name: str,
        arguments: list[str],
        catch_kwargs: bool,
        catch_varargs: bool,
        caller: bool,
        default_autoescape: bool | None = None,
    ) -> None:
        more = catch_kwargs, catch_varargs, caller, default_autoescape
        super().__init__(environment, func, name, arguments, *more)
        self.made_by = func
        self.takes = -1 if catch_kwargs or catch_varargs or caller else len(arguments)
        """How many arguments, and nothing else."""


class QuickCode(CodeGenerator):
    """Templates that have these in the place of the engine's."""

    ADDS: Final = f"from {__name__} import Macro, escape"
    """What stands behind the engine's code, and before any of it is called."""

    def visit_Template(  # noqa: N802  as nodes are called
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        super().visit_Template(node, frame)
        self.writeline(self.ADDS)


class QuickContext(Context):
    """Calls what our templates call without asking each time what else it is to be given."""

    def call(
        self,
        called: Any,
        /,
        *args: Any,
        _block_vars: Any = None,
        _loop_vars: Any = None,
        **named: Any,
    ) -> Any:
        kind = type(called)
        if kind is Macro:
            if named or len(args) != called.takes:
                return called(self.eval_ctx, *args, **named)
            made = called.made_by(*args)
            return Markup(made) if self.eval_ctx.autoescape and type(made) is str else made
        if kind in self.plain:
            return called(*args, **named)
        around = {"_block_vars": _block_vars, "_loop_vars": _loop_vars}
        return super().call(called, *args, **named, **around)

    plain: frozenset[type] = frozenset()
    """What is given nothing of where it is called."""
