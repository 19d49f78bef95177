"""What a host needs besides the content: the table of old addresses, the text for followers."""

from __future__ import annotations

from collections.abc import Sequence

from chaguan.load.naming import plain_id
from chaguan.locales.importing import imported

from .addresses import nginx_map, redirects
from .export import Export

ROOM = "moved"


def host_files(
    export: Export, table: Sequence[tuple[str, str]], site_url: str, languages: Sequence[str]
) -> dict[str, str]:
    """Files for the repository, beside the content folder, by path."""
    folder = f"{ROOM}/{plain_id(export.origin) or export.kind}"
    files = {}
    feeds = [(f"/{each}", "/rss.xml") for each in export.feeds if each.endswith("/")]
    table = [*(feeds if export.texts else ()), *table]
    if table:
        files[f"{folder}/_redirects"] = redirects(table)
        files[f"{folder}/nginx.conf"] = nginx_map(table)
    if export.platform and export.events:
        address = f"{site_url or 'https://YOUR-ADDRESS/'}events.ics"
        told = (
            imported("followers_text", {"name": export.name, "address": address}, language)
            for language in dict.fromkeys(languages)
        )
        files[f"{folder}/to-followers.md"] = "\n\n".join(told) + "\n"
    return files
