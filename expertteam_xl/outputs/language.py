"""The language of a workbook's document properties, which XlsxWriter does not write."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_CORE, _END = "docProps/core.xml", b"</cp:coreProperties>"


def with_language(data: bytes) -> bytes:
    """The same workbook of XlsxWriter, whose properties say that it is in Dutch."""
    memory = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(memory, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == _CORE:
                content = content.replace(_END, b"<dc:language>nl-NL</dc:language>" + _END)
            new.writestr(info, content, ZIP_DEFLATED)
    return memory.getvalue()
