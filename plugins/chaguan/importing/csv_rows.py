"""The rows of a CSV file, in whatever encoding and dialect it was written."""

from __future__ import annotations

import csv
import io
import re

from .export import NotAnExportError


def decoded(raw: bytes, shown: str) -> str:
    """The text of a table. Raises NotAnExportError.

    A byte order mark decides; else it is UTF-8 if it can be, else what Excel writes in Taiwan
    (cp950; Python's big5 lacks its `€` and `碁`).
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")
    ):  # fmt: skip
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as failure:
                raise NotAnExportError("encoding", path=shown) from failure
    if raw[1:2] == b"\0" or raw[:1] == b"\0":
        raise NotAnExportError("encoding", path=shown)
    for encoding in ("utf-8", "cp950"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAnExportError("encoding", path=shown)


def dialect_of(text: str) -> type[csv.Dialect]:
    """How a table is written, as far as its beginning tells; else as Excel writes."""
    try:
        found = csv.Sniffer().sniff(text[:16384], delimiters=",;\t|")
    except csv.Error:
        return csv.excel
    first = text.partition("\n")[0]
    if found.delimiter not in first:
        return csv.excel
    found.doublequote = True
    found.skipinitialspace = True
    return found


def rows_of(text: str) -> list[list[str]]:
    """The rows of a table, empty ones left out. Raises csv.Error."""
    delimiter = ""
    if found := re.match(r"\ufeff?sep=(.)\r?\n", text):
        delimiter, text = found[1], text[found.end() :]
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    csv.field_size_limit(1_000_000)
    reader = (
        csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
        if delimiter
        else csv.reader(io.StringIO(text), dialect_of(text))
    )
    return [row for row in reader if any(cell.strip() for cell in row)]
