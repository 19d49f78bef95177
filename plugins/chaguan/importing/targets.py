"""Where the links and pictures of an imported text lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from chaguan.model.frozen import dataclass
from chaguan.source import DRAWINGS, PICTURES

from .addresses import OldSite, named, relative, rewritten, unlinked
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

        titles: dict[str, str] = {}
        spoken = text.language.lower()

        def target_of(old: str) -> str | None:
            old = self._export.pictures.get(old, old)
            if old.startswith(("#", "mailto:", "tel:")):
                return None
            bare, hash_, part = old.partition("#")
            if bare.lower().endswith(".md") and "://" not in bare:
                for name in _file_names(bare, text):
                    if file := self._site.found(name):
                        return f"{relative(file, path)}{hash_}{part}"
            file = self._site.found(f"{bare}:{spoken}") if bare.startswith("ref:") else None
            if file := file or self._site.found(bare, beside):
                target = f"{relative(file, path)}{hash_}{part}"
                titles[target] = self._site.titles[file]
                return target
            here = self._pictures.of(self._local(bare), text.folder)
            if here is not None:
                return relative(here, path)
            if bare.startswith(("post:", "link:", "ref:", "file:")):
                return None
            return self._outside(old, beside, text)

        def lose(called: str, seen: str) -> None:
            where = f"{text.where}:{text.lines[called]}" if called in text.lines else text.where
            if called.startswith("attachment:"):
                self._export.lose(where, "picture_gone", number=called.partition(":")[2])
            else:
                self._export.lose(where, "link_lost", seen=line(seen)[:80])

        words = unlinked(rewritten(self._export.body_of(text), target_of), lose)
        return named(words, titles)

    def _outside(self, old: str, beside: str, text: OldText) -> str | None:
        """What leads to the old site, with its host; what has none cannot be followed from here."""
        has_scheme = "://" in old or old.startswith("//")
        if has_scheme:
            inside = self._site.path_of(old)
            suffix = PurePosixPath(old.partition("?")[0]).suffix.lower()
            if inside is not None and suffix in PICTURES | DRAWINGS:
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
        is_picture = PurePosixPath(bare.partition("?")[0]).suffix.lower() in PICTURES | DRAWINGS
        self._export.lose(text.where, "picture" if is_picture else "stays_there", address=old)
        if old.startswith("/"):
            return f"{root}{(self._site.path_of(old) or '').lstrip('/')}"
        folder = text.folder if self._export.kind == "material" else beside
        whole = posixpath.normpath(posixpath.join("/", folder, bare)).lstrip("/")
        is_folder = bare.endswith("/") and whole
        return f"{root}{whole}{'/' if is_folder else ''}{hash_}{part}"


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
