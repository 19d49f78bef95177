"""Where the links and pictures of an imported text lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .addresses import OldSite, relative, rewritten, unlinked
from .export import Export, OldText
from .pictures import Pictures
from .plain import line


@dataclass(frozen=True, slots=True)
class Targets:
    """What texts of an old site may lead to: its pages, its pictures, its old host."""

    _export: Export
    _site: OldSite
    _pictures: Pictures

    def picture(self, text: OldText) -> str:
        """The picture at its head, as a path in the content folder; none is a loss."""
        if not text.image:
            return ""
        name = self._pictures.of(self._local(text.image), text.folder)
        if name is None:
            self._export.lose(text.where, "picture", address=text.image)
        return name or ""

    def _local(self, address: str) -> str:
        """An address below the old root, from that root; another one as it is."""
        if "://" in address and self._pictures.fetch is None:
            inside = self._site.path_of(address)
            return address if inside is None else f"/{inside}"
        return address

    def body(self, text: OldText, path: str) -> str:
        """Its words in the file `path`, with links and pictures that lead somewhere."""
        beside = (self._site.path_of(text.address) or "").rpartition("/")[0] if text.address else ""

        def target_of(old: str) -> str | None:
            old = self._export.pictures.get(old, old)
            if old.startswith(("#", "mailto:", "tel:")):
                return None
            bare, hash_, part = old.partition("#")
            if bare.lower().endswith(".md") and "://" not in bare:
                for name in _file_names(bare, text):
                    if file := self._site.found(name):
                        return f"{relative(file, path)}{hash_}{part}"
            if file := self._site.found(bare, beside):
                return f"{relative(file, path)}{hash_}{part}"
            here = self._pictures.of(self._local(bare), text.folder)
            if here is not None:
                return relative(here, path)
            if bare.startswith(("post:", "link:", "ref:", "file:")):
                return None
            return self._outside(old, beside, text)

        words = rewritten(text.body, target_of)
        return unlinked(
            words, lambda seen: self._export.lose(text.where, "link_lost", seen=line(seen)[:80])
        )

    def _outside(self, old: str, beside: str, text: OldText) -> str | None:
        """What leads to the old site, with its host; what has none cannot be followed from here."""
        has_scheme = "://" in old or old.startswith("//")
        if has_scheme:
            inside = self._site.path_of(old)
            suffix = old.partition("?")[0].rpartition(".")[2].lower()
            if inside is not None and suffix in ("jpg", "jpeg", "png", "gif", "webp", "svg"):
                self._export.lose(text.where, "picture", address=old)
            return f"https:{old}" if old.startswith("//") else old
        if ":" in old.partition("/")[0]:
            return None
        if not self._export.base:
            self._export.lose(text.where, "no_base", seen=old)
            return "#"
        root = self._export.base
        bare, hash_, part = old.partition("#")
        if self._export.kind == "material" and bare.lower().endswith(".md"):
            self._export.lose(text.where, "stays_there", address=old)
            inside = next(_file_names(bare, text)).removeprefix("file:")
            folder = re.sub(r"(?:(?:^|(?<=/))(?:index|readme))?\.md$", "/", inside, flags=re.I)
            return f"{root}{folder.replace('//', '/').lstrip('/')}{hash_}{part}"
        if old.startswith("/"):
            self._export.lose(text.where, "stays_there", address=old)
            return f"{root}{(self._site.path_of(old) or '').lstrip('/')}"
        self._export.lose(text.where, "stays_there", address=old)
        return f"{root}{beside}/{old}" if beside else f"{root}{old}"


def _file_names(target: str, text: OldText) -> Iterator[str]:
    plain = target.lstrip("/")
    parts = [*(each for each in text.folder.split("/") if each), *plain.split("/")]
    joined: list[str] = []
    for each in parts if not target.startswith("/") else plain.split("/"):
        if each == "..":
            joined = joined[:-1]
        elif each not in ("", "."):
            joined.append(each)
    yield f"file:{'/'.join(joined)}"
    yield f"ref:{plain.lower()}"
    yield f"ref:{plain.lower().rpartition('/')[2]}"
