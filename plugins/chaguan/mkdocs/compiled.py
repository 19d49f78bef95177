"""Templates that are compiled once for many builds."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import version

import jinja2
from jinja2.bccache import Bucket

from chaguan.build.fingerprints import digest
from chaguan.render.assets import PACKAGE
from chaguan.site.cache_folder import own_folder


class Compiled(jinja2.FileSystemBytecodeCache):
    """The template engine's own cache, told apart by how templates are compiled here.

    What is read from it is run, so that it must never be a part of what somebody contributes: it
    lies where `CHAGUAN_CACHE` says, else in the system's folder for temporary files, in one that
    nobody else may write to; never in the file beside `mkdocs.yml`, which may travel.
    """

    def __init__(self, env: jinja2.Environment) -> None:
        super().__init__(own_folder("templates"))
        ours = sorted(str(path) for path in (PACKAGE / "templates").rglob("*"))
        escapes = getattr(env.autoescape, "__qualname__", str(env.autoescape))
        how = (escapes, env.trim_blocks, env.lstrip_blocks, env.optimized, sorted(env.extensions))
        self._kind = digest(version("jinja2"), repr(how), *ours).hex()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template; another where it would be compiled in another way."""
        return super().get_cache_key(f"{self._kind} {name}", filename)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where there is room for it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def keep_compiled(env: jinja2.Environment) -> None:
    """Take templates as they were compiled before, where the system has a folder for that."""
    try:
        env.bytecode_cache = Compiled(env)
    except (OSError, RuntimeError):  # none that is ours alone
        env.bytecode_cache = None
