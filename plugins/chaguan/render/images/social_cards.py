"""Which social cards a site has: promised with the pages, drawn once, named by link cards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import ClassVar

from chaguan.build.entries import Entries
from chaguan.build.store import Store
from chaguan.model import Event, MediaPath, Post, Record
from chaguan.model.frozen import dataclass
from chaguan.render.html.page_context import Materials, PageContext
from chaguan.site.urls import CARD, Address

from .social.cache import drawn
from .social.face import SIZE, CardFace
from .social.fonts import fonts_for, is_drawable
from .social.records import Carded, card_face, has_card, site_card
from .studio import Developed


@dataclass(frozen=True, slots=True)
class NamedCard:
    """A card, as a page's link card names it."""

    url: str
    """With scheme and host."""
    alt: str
    size: ClassVar[tuple[int, int]] = SIZE
    """Its width and height in pixels."""


class SocialCards:
    """The cards of a site that knows its address, on a machine that has a font for them."""

    def __init__(self, materials: Materials, pictures: Callable[[], Developed]) -> None:
        self._materials, self._pictures = materials, pictures
        self._faces: dict[Address, CardFace] = {}

    def choose(self, taken: Collection[str]) -> str:
        """Decide which there will be: none at a path that is `taken`.

        Returns why there are none for some pages; empty where there are all.
        """
        return without_font(list(self._undrawable(taken)))

    def _undrawable(self, taken: Collection[str]) -> Iterator[CardFace]:
        for address, face in self._wanted():
            if address.file in taken:
                continue
            if is_drawable(face):
                self._faces[address] = face
            else:
                yield face

    def drawn(self, store: Store) -> Iterable[tuple[str, bytes]]:
        """Every card, by its file; only what is not kept in the store is drawn."""
        entries = Entries(store, "cards")
        files = (address.file for address in self._faces)
        return zip(files, drawn(tuple(self._faces.values()), entries), strict=True)

    def face(self, path: str) -> CardFace | None:
        """What stands on the card at a path; None where there is no card."""
        return self._faces.get(Address(path))

    def named(self, record: Record | None, page: Address, view: PageContext) -> NamedCard | None:
        """The card for the page of a record; the site's for lists and for ordinary pages."""
        own = page / CARD if has_card(record) else None
        address = own if own in self._faces else view.addresses.home(view.language) / CARD
        site = self._materials.site
        site.recorder.record("card", address.path)
        face = self._faces.get(address)
        if face is None:
            return None
        alt = view.words("comma").join((face.title, *face.lines))
        return NamedCard(address.absolute(site.site_url), alt)

    def _wanted(self) -> Iterator[tuple[Address, CardFace]]:
        site, contexts = self._materials.site, self._materials.contexts
        if not site.site_url:
            return
        for language, view in contexts.items():
            yield site.addresses.home(language) / CARD, site_card(view)
        for record, language in self._carded():
            face = card_face(record, contexts[language], self._opened)
            yield site.addresses.record(record, language) / CARD, face

    def _carded(self) -> Iterator[tuple[Carded, str]]:
        site = self._materials.site
        for record in site.community.records():
            if not isinstance(record, Carded) or not has_card(record):
                continue
            languages = site.languages
            if isinstance(record, Post):
                languages = (record.language,)
            elif isinstance(record, Event):
                languages = record.written_in(site.community.settings.languages)
            yield from ((record, language) for language in languages)

    def _opened(self, path: MediaPath) -> bytes:
        """A picture made anew: what somebody contributed is not decoded here."""
        developed = self._pictures()
        picture = developed.album.of(path)
        return developed.read(picture.full.address) if picture else b""


def without_font(faces: list[CardFace]) -> str:
    """Why there are no cards for some pages; for the log, empty where there are all."""
    if not faces:
        return ""
    if not any(fonts_for(face.language) for face in faces):
        return (
            "No social cards: there is no font here that has 漢字. `pip install 'chaguan[cards]'` "
            "brings one, and so does Debian's package fonts-noto-cjk."
        )
    shown = "、".join(face.title for face in faces[:3])
    return f"No social cards for {len(faces)} pages, whose letters no font here has: {shown}"
