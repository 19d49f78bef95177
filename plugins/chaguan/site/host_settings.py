"""What a site's hosts may not set as they did, in words for them."""

from __future__ import annotations

from collections.abc import Collection, Container

from chaguan.model import Community


class SettingsError(ValueError):
    """Why a site cannot be built as its hosts have set it, and what to do."""


def refuse_neighbours(base: str, plugins: Container[str], *, has_folders: bool) -> None:
    """Raise SettingsError where a site that is all ours cannot have a plugin, or its addresses.

    `base` is empty for such a site; `has_folders` says that its addresses end with a slash.
    """
    if base:
        return
    if "i18n" in plugins:
        raise SettingsError(
            "The plugin i18n and Chaguan both keep the languages of one folder. Take i18n out "
            "of mkdocs.yml, or put the community's files into a folder of their own: "
            "`chaguan: {content: FOLDER}`."
        )
    if not has_folders:
        raise SettingsError(
            "Chaguan's addresses end with a slash. Take `use_directory_urls: false` "
            "out of mkdocs.yml."
        )


def refuse_trust(trusted: Collection[str], community: Community) -> None:
    """Raise SettingsError where something else than an ordinary page is to be trusted."""
    for path in sorted(set(trusted) - {page.path for page in community.pages}):
        raise SettingsError(
            f"`trusted` in mkdocs.yml names {path}, and there is no ordinary page of that "
            "name. What is contributed (posts, events, people…) is never trusted."
        )


def require_address(site_url: str, plugin: str) -> None:
    """Raise SettingsError where a plugin writes full addresses, and the site has none."""
    if not site_url:
        raise SettingsError(
            f"The plugin {plugin} writes full addresses, and this site does not know its own. "
            "Add the line `site_url: https://…/` to mkdocs.yml."
        )
