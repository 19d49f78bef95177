"""The album whose readers are heard, so that a page is made again when its pictures change."""

from __future__ import annotations

from dataclasses import dataclass, field

from chaguan.build.recorder import Recorder

from .images import Album, PublishedPicture

QUESTION = "picture"


@dataclass(frozen=True, slots=True)
class AskedAlbum(Album):
    """As `Album`; each path that somebody looks up is a question."""

    recorder: Recorder = field(default_factory=Recorder, repr=False, compare=False)

    @staticmethod
    def around(album: Album, recorder: Recorder) -> AskedAlbum:
        return AskedAlbum(album.pictures, album.moved, album.left_out, recorder)

    def of(self, path: str | None) -> PublishedPicture | None:
        if path:
            self.recorder.record(QUESTION, path)
        return Album.of(self, path)

    def source_of(self, address: str) -> str:
        self.recorder.record(QUESTION, address)
        return Album.source_of(self, address)

    def leaves_out(self, path: str) -> bool:
        self.recorder.record(QUESTION, path)
        return Album.leaves_out(self, path)
