"""A poster beside the page of every event, person, group and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.publish.policy import with_policy
from chaguan.publish.published import event_languages
from chaguan.publish.view.poster import Posted, poster
from chaguan.publish.view.viewpoint import Viewpoint

from .generated import Generated
from .house import House

TEMPLATE = "poster.html"


class Posters:
    """Promised with the pages, written once all texts are there.

    A poster shows the record's full address as a QR code: a site that does not know its own has
    none.
    """

    def __init__(self, house: House, views: Mapping[str, Viewpoint]) -> None:
        self._house = house
        self._views = views

    def promise(self, files: Files, config: MkDocsConfig) -> None:
        """Let pages link to the posters."""
        self._files = Generated(files, config)
        for record, language in self._posted():
            self._files.promise(self._house.addresses.poster(record, language))

    def write(self, env: jinja2.Environment, policy: str) -> None:
        """Fill in every poster; `policy` is the site's (Content-Security-Policy)."""
        template = env.get_template(TEMPLATE)
        for record, language in self._posted():
            view = self._views[language]
            sheet = poster(record, language, self._views, self._house.site_url)
            html = template.render(poster=sheet, t=view.words)
            address = self._house.addresses.poster(record, language)
            self._files.write(address, with_policy(html, policy).encode())

    def _posted(self) -> Iterator[tuple[Posted, str]]:
        """Each record, in each language in which it has a page."""
        if not self._house.site_url:
            return
        community = self._house.community
        for event in community.events.values():
            for language in event_languages(event, community.default_language):
                yield event, language
        for kind in (community.people, community.groups, community.places):
            for record in kind.values():
                for language in self._house.languages:
                    yield record, language
