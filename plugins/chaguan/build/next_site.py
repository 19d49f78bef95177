"""The next version of a site beside the one that readers see, and the turn to make it."""

from __future__ import annotations

from pathlib import Path

from .cache import Cache
from .staging import FileLock, SiteError, Staging, writing
from .store import CacheError


class NextSite:
    """Where everybody writes while a site is built."""

    def __init__(self, site: Path) -> None:
        self.site = site
        """Where readers see it."""
        self.aside = site.parent / f".{site.name}-next"
        """Where everybody writes until it is published."""
        self.published: Staging | None = None
        """What has taken the place of the site that was."""
        self._outputs: Staging | None = None
        self._turn = FileLock(site.parent / f".{site.name}-next.lock")

    def take_turn(self) -> None:
        """Be the one who builds it. Raises SiteError if another does, or there can be none."""
        site = self.site
        if site.is_file() or (site.is_symlink() and not site.exists()):
            what = "is a file" if site.is_file() else "is a link that leads nowhere"
            raise SiteError(
                f"{site} {what}, and the site would be a folder of that name. Move it away, or "
                "name another place in mkdocs.yml: `site_dir: FOLDER`."
            )
        with writing(site):
            is_free = self._turn.take()
        if not is_free:
            raise SiteError(f"Another build of {site} is on. Wait until it is done, or stop it.")

    def outputs(self, kept: Cache, folder: Path, *, is_partial: bool = False) -> Staging:
        """Our files, which are written to a folder; the cache knows how the site was left."""
        self._outputs = Staging(self.site, folder, kept, is_partial=is_partial)
        return self._outputs

    def publish(self) -> str:
        """Take the place of the site that was; returns what could not be remembered of it."""
        said = ""
        if self._outputs is not None:
            try:
                self._outputs.publish()
                self.published = self._outputs
            except CacheError as failure:  # the site is there; how it was left is forgotten
                said = str(failure)
        self._turn.let_go()
        return said

    def discard(self) -> None:
        """Leave the site as it was."""
        if self._outputs is not None:
            self._outputs.discard()
        self._turn.let_go()
