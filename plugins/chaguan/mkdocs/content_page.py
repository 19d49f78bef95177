"""Pages of ours: they know their language and are read from the community, not from MkDocs."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import weak_property

from chaguan.build.entries import Lately
from chaguan.locales import vocabulary
from chaguan.render.html.excerpts import Body
from chaguan.render.kept_texts import heard, told
from chaguan.site.catalogue import HOME
from chaguan.site.page_spec import PageSpec, text_query
from chaguan.site.site import Site
from chaguan.site.urls import site_and_path

from .config import shown_folder
from .files import LanguageFiles
from .log import log

_ONWARD: Final = re.compile(r"(?:[\w%~+-][\w%~+.-]*/)+", re.ASCII)
"""An address in a folder that leads nowhere else: what joins them need not be asked."""
_NO_BODY: Final = Body("")
_NOTHING: Final = Lately(0)
"""What is remembered of texts that nobody has told yet."""


class ContentFile(File):
    """A source of the content folder, or a page of ours without one."""

    def is_documentation_page(self) -> bool:
        return True


class ContentPage(Page):
    """A page with an `PageSpec`."""

    def __init__(self, spec: PageSpec, file: File, config: MkDocsConfig, site: Site) -> None:
        self.spec = spec
        super().__init__(None, file, config)
        self.update_date = spec.changed
        self._body = _NO_BODY
        self._kept: Callable[[], bytes] | None = None
        self._lately = _NOTHING
        self.folder = shown_folder(config, site.base)
        """The content folder, as messages name it."""
        self._site = site
        """As it was when the page was made: its recorder and pictures stay."""

    def _set_canonical_url(self, base: str | None) -> None:
        """What the engine would say, for thousands of pages in a fifth of the time."""
        if base and _ONWARD.fullmatch(self.url):
            site, path = site_and_path(base)
            self.canonical_url, self.abs_url = f"{site}{self.url}", f"{path}{self.url}"
        else:
            super()._set_canonical_url(base)

    def renew(self, spec: PageSpec) -> None:
        """Be made of something else, at the same address; the text is to be rendered again."""
        self.spec = spec
        self.update_date = spec.changed
        self._body, self._kept = _NO_BODY, None

    @property
    def body(self) -> Body:
        """Its text as HTML, for who is heard; empty until it is rendered."""
        if self.spec.has_text:
            self._site.recorder.record(*text_query(self.spec))
        return self.own_body

    @property
    def own_body(self) -> Body:
        """The same, for who makes or answers for it."""
        if self._kept is None:
            return self._body
        return self._lately.get(self.file.dest_uri) or self._take()

    @property
    def plain_title(self) -> str:
        """What it is called, without markup and unescaped."""
        if self.spec.title:
            return self.spec.title
        _ = self.body  # asked for, even where the title has been found before
        return unescape(self._title_from_render or "")

    @property
    def language(self) -> str:
        return self.spec.language

    @weak_property
    def title(self) -> str | None:
        """Escaped: the theme's templates write titles as they are."""
        if self.is_homepage:
            return Markup(escape(vocabulary(self.language)("nav.home")))
        return Markup(escape(self.plain_title))

    @property
    def is_homepage(self) -> bool:
        """Each language has a home of its own; a guest's is none of the site."""
        return self.spec.output.kind == HOME and not self._site.is_guest

    def read_source(self, config: MkDocsConfig) -> None:
        """The Markdown that was loaded; nothing of the front matter reaches the theme."""
        self.markdown = self.spec.markdown
        self.meta = {}
        if self.spec.summary:
            self.meta["description"] = Markup(escape(self.spec.summary))

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown once; lists and feeds take it from here."""
        if not self.markdown:
            self.content = ""
            return
        # not where no text is converted: what reads and cleans texts takes long to import
        from chaguan.render.converted import finished

        from .converters import CONVERTERS

        try:
            blocks = CONVERTERS.convert(
                self,
                config,
                LanguageFiles(files, self.spec.reads),
                self.language,
                is_trusted=self.spec.is_trusted,
            )
        except Exception as failure:
            log.error("%s: this text cannot be shown (%r)", self.spec.source, failure)
            self.content = ""
            return
        self._body = finished(
            self.content or "", blocks, self.spec, self._site.album, config.site_url or ""
        )
        self.content = self._body.html

    def rendered(self) -> bytes:
        """What `render` made, for `take`."""
        return told(self._body, self._title_from_render, self.toc)

    def take(self, kept: Callable[[], bytes], lately: Lately) -> None:
        """Let `kept` tell what was rendered, as often as it is no more among the `lately` told."""
        self._kept, self._lately = kept, lately
        self.let_go()

    def let_go(self) -> None:
        """Hold nothing of its text: all of a large site would fill the memory."""
        self._body, self.markdown, self.content, self._title_from_render = _NO_BODY, "", "", None

    def _take(self) -> Body:
        assert self._kept is not None
        body, self._title_from_render, headings = heard(self._kept())
        self.toc = get_toc(headings)
        self._lately[self.file.dest_uri] = body
        return body


def content_file(spec: PageSpec, src_uri: str, config: MkDocsConfig, site: Site) -> ContentFile:
    """A file for a page of ours, at its own address and outside of the navigation tree."""
    file = ContentFile(
        src_uri,
        src_dir=None,
        dest_dir=config.site_dir,
        use_directory_urls=True,
        dest_uri=spec.address.file,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    file.generated_by = "chaguan"
    file._content = ""
    file.url = spec.address.url or "./"
    file.edit_uri = f"{site.base}{spec.source}"
    ContentPage(spec, file, config, site)
    return file
