"""Social cards: promised with the pages, drawn once, and named by the pages' link cards."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from chaguan.build.entries import Entries
from chaguan.model import Event, MediaPath, Post, Record
from chaguan.render.html.page_context import PageContext
from chaguan.render.images.social.cache import drawn
from chaguan.render.images.social.face import SIZE, CardFace
from chaguan.render.images.social.fonts import fonts_for, is_drawable
from chaguan.render.images.social.records import Carded, card_face, has_card, site_card
from chaguan.render.pages.open_graph import CardPicture
from chaguan.site.urls import CARD, Address

from .builder import Builder
from .generated import Generated
from .log import log


class Cards:
    """The cards of a site that knows its address, on a machine that has a font for them."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._faces: dict[Address, CardFace] = {}

    def promise(self, files: Files, config: MkDocsConfig) -> None:
        """Decide which cards there will be; a file that somebody put there stays."""
        taken = {file.dest_uri for file in files}
        self._files = Generated(files, config)
        unreadable = []
        for address, face in self._wanted():
            if address.file in taken:
                continue
            if is_drawable(face):
                self._faces[address] = face
                self._files.promise(address)
            else:
                unreadable.append(face)
        if unreadable:
            log.info(_notice(unreadable))
        faces = self._faces
        self._builder.sources["card"] = lambda path: faces.get(Address(path))

    def write(self) -> None:
        """Draw every card that was not drawn before."""
        entries = Entries(self._builder.content.store, "cards")
        contents = drawn(tuple(self._faces.values()), entries)
        for address, content in zip(self._faces, contents, strict=True):
            self._files.write(address, content)

    def picture(
        self, record: Record | None, page: Address, view: PageContext
    ) -> CardPicture | None:
        """The card for the page of a record; the site's for lists and for ordinary pages."""
        own = page / CARD if has_card(record) else None
        address = own if own in self._faces else view.addresses.home(view.language) / CARD
        self._builder.site.recorder.record("card", address.path)
        face = self._faces.get(address)
        if face is None:
            return None
        alt = view.words("comma").join((face.title, *face.lines))
        url = address.absolute(self._builder.site.site_url)
        return CardPicture(url, alt, *SIZE, type="image/png")

    def _wanted(self) -> Iterator[tuple[Address, CardFace]]:
        if not self._builder.site.site_url:
            return
        addresses = self._builder.site.addresses
        for language, view in self._builder.contexts.items():
            yield addresses.home(language) / CARD, site_card(view)
        for record, language in self._carded():
            face = card_face(record, self._builder.contexts[language], self._opened)
            yield addresses.record(record, language) / CARD, face

    def _carded(self) -> Iterator[tuple[Carded, str]]:
        community = self._builder.site.community
        for record in community.records():
            if not isinstance(record, Carded) or not has_card(record):
                continue
            languages = self._builder.site.languages
            if isinstance(record, Post):
                languages = (record.language,)
            elif isinstance(record, Event):
                languages = record.written_in(community.settings.languages)
            yield from ((record, language) for language in languages)

    def _opened(self, path: MediaPath) -> bytes:
        """A picture made anew: what somebody contributed is not decoded here."""
        developed = self._builder.content.pictures()
        picture = developed.album.of(path)
        return developed.read(picture.full.address) if picture else b""


def _notice(faces: list[CardFace]) -> str:
    if not any(fonts_for(face.language) for face in faces):
        return (
            "No social cards: there is no font here that has 漢字. `pip install 'chaguan[cards]'` "
            "brings one, and so does Debian's package fonts-noto-cjk."
        )
    shown = "、".join(face.title for face in faces[:3])
    return f"No social cards for {len(faces)} pages, whose letters no font here has: {shown}"
