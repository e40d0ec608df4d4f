"""A sheet edited as a stream: its rows flow through as they are, only what follows is looked at.

The rows of a sheet can be hundreds of megabytes, so they are never parsed. The stream is searched
for the end of ``sheetData`` (comments, CDATA and processing instructions are stepped over), and
everything behind it, the tail, is handed to an edit.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from expertteam_xl.package.damage import PackageError

_TAG = rb"<[^\s<>/!?][^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+>"
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
START_TAG = re.compile(_TAG)
_BEFORE_NAME = re.compile(rb"</?(?:[^\s<>/:\"'=]+:)?\Z")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_DECLARED_TEXT = re.compile(r"(<\?xml[^>]*?encoding\s*=\s*)[\"'][A-Za-z0-9._-]+[\"']")
_NAME = b"sheetData"
_SKIPPED = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_LONGEST_TAG = 4 << 20
_DAMAGED = "Een werkblad in het bestand is beschadigd; open het in Excel en bewaar het opnieuw."


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the rows of a sheet.

    Attributes:
        root_tag: start tag of the sheet's root, with the prefixes that hold in the tail.
        content: everything behind ``sheetData``, the root's end tag included.
        encoding: of both.
    """

    root_tag: bytes
    content: bytes
    encoding: str


Edit = Callable[[Tail], bytes]


def resplice(chunks: Iterable[bytes], edit: Edit) -> Iterator[bytes]:
    """The sheet with its tail replaced by what the edit makes of it.

    Args:
        chunks: the sheet's part; the first of them holds its XML declaration.
        edit: gets the tail, gives the bytes that take its place.

    Raises:
        PackageError: no rows to be found, or a document type.
    """
    source = ascii_compatible(iter(chunks))
    scan, buffer, first = _Scan(), b"", b""
    for chunk in source:
        first = first or chunk
        buffer += chunk
        done = scan.feed(buffer)
        yield buffer[:done]
        buffer = buffer[done:]
        if scan.ended:
            break
        if len(buffer) > _LONGEST_TAG:
            raise PackageError(_DAMAGED)
    if not scan.ended:
        raise PackageError(_DAMAGED)
    yield edit(Tail(scan.root_tag, buffer + b"".join(source), _encoding(first)))


def holds(chunks: Iterable[bytes], text: bytes) -> bool:
    """Whether a text stands anywhere in the stream, also across chunks and in UTF-16."""
    carry = b""
    for chunk in ascii_compatible(iter(chunks)):
        if text in carry + chunk:
            return True
        carry = chunk[-len(text) :]
    return False


class _Scan:
    """Where in the stream we are: before the rows, in something to step over, or behind them."""

    def __init__(self) -> None:
        self.root_tag = b""
        self.ended = False
        self._inside = False
        self._until = b""

    def feed(self, buffer: bytes) -> int:
        """Number of bytes at the start of the buffer that are done with."""
        place = 0 if self.root_tag else self._root(buffer)
        if not self.root_tag:
            return 0
        next_name = next_odd = next_question = -1
        while not self.ended:
            if self._until:
                end = buffer.find(self._until, place)
                if end < 0:
                    return max(place, len(buffer) - len(self._until) + 1)
                place, self._until = end + len(self._until), b""
            next_name = _find(buffer, _NAME, place, next_name)
            next_odd = _find(buffer, b"<!", place, next_odd)
            next_question = _find(buffer, b"<?", place, next_question)
            hit = min(next_name, next_odd, next_question)
            if hit >= len(buffer):
                return _whole_tags(buffer, place)
            step = self._name(buffer, place, hit) if hit == next_name else self._skip(buffer, hit)
            if step < 0:
                return _whole_tags(buffer, place)
            place = step
        return place

    def _root(self, buffer: bytes) -> int:
        """Reads the root's start tag, once it is whole; everything before it stays as it is."""
        prolog = _PROLOG.match(buffer)
        match = START_TAG.match(buffer, prolog.end() if prolog else 0)
        if match is None:
            return 0
        self.root_tag = match.group()
        return match.end()

    def _skip(self, buffer: bytes, hit: int) -> int:
        """Steps into a comment, CDATA or instruction; -1 when the buffer ends too soon to tell."""
        for opening, closing in _SKIPPED:
            if buffer.startswith(opening, hit):
                self._until = closing
                return hit + len(opening)
        if len(buffer) - hit < len(_SKIPPED[1][0]):
            return -1
        raise PackageError(_DAMAGED)

    def _name(self, buffer: bytes, place: int, hit: int) -> int:
        """Steps over the word sheetData, a tag or not; -1 when its tag isn't whole yet."""
        behind = hit + len(_NAME)
        start = buffer.rfind(b"<", place, hit)
        if start < 0 or not _BEFORE_NAME.match(buffer, start, hit):
            return behind
        if behind >= len(buffer):
            return -1
        if buffer[behind : behind + 1] not in b" \t\r\n/>":
            return behind
        if buffer.startswith(b"</", start):
            return self._closed(buffer, behind)
        match = START_TAG.match(buffer, start)
        if match is None:
            return -1
        self._inside = True
        self.ended = match.group().endswith(b"/>")
        return match.end()

    def _closed(self, buffer: bytes, behind: int) -> int:
        end = buffer.find(b">", behind)
        if end < 0:
            return -1
        if not self._inside:
            raise PackageError(_DAMAGED)
        self.ended = True
        return end + 1


def _find(buffer: bytes, wanted: bytes, place: int, known: int) -> int:
    """Next place of a text; what was found before still holds as long as it lies ahead."""
    if known >= place:
        return known
    found = buffer.find(wanted, place)
    return len(buffer) if found < 0 else found


def _whole_tags(buffer: bytes, place: int) -> int:
    """Where the last unfinished tag begins, so that no tag is cut in two."""
    start = buffer.rfind(b"<", place)
    if start < 0:
        return max(place, len(buffer))
    return len(buffer) if buffer.find(b">", start) >= 0 else start


def ascii_compatible(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The stream with UTF-16 turned into UTF-8; any other encoding as it is."""
    first = next(chunks, b"")
    wide = _wide_encoding(first[:4])
    if wide is None:
        yield first
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(wide)()
    try:
        text = decoder.decode(first).removeprefix("\ufeff")
        yield _DECLARED_TEXT.sub(r'\1"UTF-8"', text, count=1).encode()
        for chunk in chunks:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError:
        raise PackageError(_DAMAGED) from None


def _wide_encoding(start: bytes) -> str | None:
    if start[:2] == b"\xff\xfe" or start == b"<\0?\0":
        return "utf-16-le"
    if start[:2] == b"\xfe\xff" or start == b"\0<\0?":
        return "utf-16-be"
    return None


def _encoding(first: bytes) -> str:
    declared = _DECLARED.match(first.removeprefix(b"\xef\xbb\xbf"))
    return declared[1].decode() if declared else "utf-8"
