"""Files that are announced while files are gathered and filled in once all is rendered."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from chaguan.site.urls import Address


class Generated:
    """Files made by one plugin."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self._files = files
        self._config = config
        self._promised: dict[Address, File] = {}

    def promise(self, address: Address) -> None:
        """Let pages link to what will be at `address`."""
        file = File.generated(self._config, address.file, content=b"")
        self._promised[address] = file
        self._files.append(file)

    def write(self, address: Address, content: bytes) -> None:
        """Fill in what was promised."""
        self._promised[address].content_bytes = content
