"""What in `mkdocs.yml` would let contributed text read the machine that builds, or run on it."""

from __future__ import annotations

from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

_EXTENSIONS: Final = frozenset(
    "markdown_include.include mdx_include.mdx_include pymdownx.b64 pymdownx.snippets".split()
)
"""A line of a text copies a file of the machine into the page."""
_PLUGINS: Final = frozenset("include-markdown macros markdown-exec snippets".split())
"""A line of a text copies a file, or is run."""


def refuse_readers_of_files(config: MkDocsConfig) -> None:
    """Stop where an extension or a plugin would act on what strangers write (PluginError)."""
    found = [
        *sorted(_EXTENSIONS.intersection(config.markdown_extensions)),
        *(name for name in config.plugins if name.rpartition("/")[2] in _PLUGINS),
    ]
    if found:
        raise PluginError(
            f"mkdocs.yml has {', '.join(found)}: with it, a text that somebody contributes can "
            "put files of this computer into the site, or run on it. Take it out."
        )
