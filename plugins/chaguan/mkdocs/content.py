"""The content folder of a site, loaded and checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.check import every_problem, refused_files
from chaguan.model import Problem
from chaguan.model.frozen import dataclass
from chaguan.render.images.studio import Developed, Studio, develop_used
from chaguan.site.cache_folder import store_of
from chaguan.site.claims import claims
from chaguan.site.content_base import files_below
from chaguan.site.features import Features
from chaguan.site.settled import Settled
from chaguan.site.site import Site
from chaguan.site.snapshot import load_folder
from chaguan.site.urls import Addresses, with_slash
from chaguan.source import log_of


@dataclass(frozen=True, slots=True)
class Content:
    """What `on_config` finds."""

    site: Site
    folder: Path
    problems: tuple[Problem, ...]
    store: Store
    """What is kept between runs."""
    pictures: Callable[[], Developed]
    """The published pictures; made, where they are not kept, when first asked for."""


def content_of(
    config: MkDocsConfig, now: datetime, features: Features, *, base: str, is_preview: bool
) -> Content:
    """Load and check the content folder of a site: `base`, below `docs_dir`."""
    folder = Path(config.docs_dir, base)
    language = str(config.theme.get("language") or "en")
    store = store_of(Path(config.config_file_path or "mkdocs.yml").parent)
    loaded = load_folder(folder, store, name=config.site_name, language=language)
    addresses = Addresses(loaded.community.settings.languages)
    wants = features.with_addresses()
    wanted = claims(loaded.community, addresses, loaded.files, wants)
    settled = Settled(store, f"build {wants!r}")
    problems = every_problem(loaded, wanted, is_building=True, settled=settled)

    @cache
    def pictures() -> Developed:
        studio = Studio(folder, Entries(store, "pictures"), root=site.addresses.root)
        return develop_used(site, studio, problems)

    site = Site(
        loaded=loaded,
        now=now,
        site_url=with_slash(config.site_url or ""),
        own_files=loaded.files - refused_files(problems),
        shown_by_theme=loaded.files & _named_in(config, base),
        pictures=lambda: pictures().album,
        log=cache(lambda: log_of(folder)),
        base=base,
        is_preview=is_preview,
    )
    return Content(site, folder, problems, store, pictures)


def _named_in(config: MkDocsConfig, base: str) -> set[str]:
    """The files of the content folder that `mkdocs.yml` names and the theme does not have."""
    named = {str(name) for each in ("logo", "favicon") if (name := config.theme.get(each))}
    named.update(str(each) for each in (*config.extra_css, *config.extra_javascript))
    return files_below(base, named, map(Path, config.theme.dirs))
