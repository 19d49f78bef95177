"""Where the community's files are edited: its forge, branch and content folder."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import Final, Self
from urllib.parse import quote, urlencode, urlsplit

from chaguan.model.frozen import dataclass


class Forge(Enum):
    """A forge, by the part of its addresses that opens a new file."""

    GITHUB = "new"
    GITLAB = "-/new"
    GITEA = "_new"
    """Also Forgejo, and Codeberg with it."""


_EDIT: Final = re.compile(r"(?P<mark>-/edit|_edit|edit)/(?P<branch>[^/?#]+)(/(?P<folder>[^?#]*))?")
_MARKS: Final = {"-/edit": Forge.GITLAB, "_edit": Forge.GITEA}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A repository on a forge, and where in it the content folder is."""

    url: str
    """Without a slash at its end."""
    forge: Forge
    branch: str
    folder: str
    """The content folder, from the root of the repository."""

    @classmethod
    @cache  # every page asks
    def of(cls, repo_url: str, edit_uri: str, base: str = "") -> Self | None:
        """What `mkdocs.yml` tells; None where its `edit_uri` is none that we know.

        `base` is the content folder below the one that is edited there.
        """
        url = repo_url.rstrip("/").removesuffix(".git")
        path = edit_uri.removeprefix(repo_url.rstrip("/")).strip("/")
        found = _EDIT.fullmatch(path)
        host = urlsplit(url).hostname or ""
        if not found or not host:
            return None
        forge = _MARKS.get(found["mark"], Forge.GITLAB if "gitlab" in host else Forge.GITHUB)
        folder = f"{(found['folder'] or '').strip('/')}/{base}".strip("/")
        return cls(url=url, forge=forge, branch=found["branch"], folder=folder)

    @property
    def name(self) -> str:
        """Owner and name: `example/slack-tide`."""
        return urlsplit(self.url).path.strip("/")

    def below(self, path: str) -> str:
        """A path below the content folder, from the root of the repository."""
        return f"{self.folder}/{path}" if self.folder else path

    def new_file(self, path: str, text: str) -> str:
        """The forge's page for a new file at `path` (below the content folder).

        GitLab takes the name but no text.
        """
        folder, _, name = self.below(path).rpartition("/")
        given = {"filename": name, "value": text}
        if self.forge is Forge.GITLAB:
            given = {"file_name": name}
        where = quote(f"{self.branch}/{folder}")
        return f"{self.url}/{self.forge.value}/{where}?{urlencode(given, quote_via=quote)}"
