"""Which part leads to which, and what kind of content each part has."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from expertteam_xl.package import xml
from expertteam_xl.package.archive import Archive
from expertteam_xl.package.damage import PackageError

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NO_TYPES = "De lijst van onderdelen in het bestand ontbreekt; bewaar het in Excel opnieuw."


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a relationships part: its id, the last word of its type, the part it leads to."""

    id: str
    kind: str
    target: str


class Relations:
    """The relationships of one part; an empty part name stands for the package itself."""

    def __init__(self, archive: Archive, part: str) -> None:
        """Reads them; a part without any simply has none."""
        self._archive = archive
        self._folder, base = posixpath.split(part)
        own = posixpath.join(self._folder, "_rels", f"{base}.rels")
        self.part = archive.find(own) or own
        known = archive.find(own) is not None
        root = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        self._root = xml.parse(self.part, archive.read(self.part) if known else root)

    def all(self) -> list[Relation]:
        """Every relationship to a part inside the package."""
        return [
            Relation(e.get("Id") or "", _kind(e), self._resolved(e.get("Target") or ""))
            for e in xml.children(self._root, "Relationship")
            if (e.get("TargetMode") or "").lower() != "external"
        ]

    def first(self, kind: str) -> str | None:
        """The part that the first relationship of a kind leads to, where that part exists."""
        found = (relation.target for relation in self.all() if relation.kind == kind)
        return next((part for part in found if self._archive.find(part) == part), None)

    def add(self, type_uri: str, target: str) -> str:
        """Adds a relationship, with a free id, and gives that id."""
        taken = {(e.get("Id") or "").casefold() for e in xml.children(self._root, "Relationship")}
        number = len(taken) + 1
        while f"rid{number}" in taken:
            number += 1
        new = xml.append(self._root, "Relationship")
        new.set("Id", f"rId{number}")
        new.set("Type", type_uri)
        new.set("Target", posixpath.relpath(_absolute(target), _absolute(self._folder)))
        self._write()
        return f"rId{number}"

    def external(self) -> list[str]:
        """The kinds of the relationships that lead out of the package."""
        return [
            _kind(e)
            for e in xml.children(self._root, "Relationship")
            if (e.get("TargetMode") or "").lower() == "external"
        ]

    def copy_to(self, archive: Archive, part: str, targets: Mapping[str, str]) -> str | None:
        """Gives a part of another package the same relationships, under the same ids.

        Args:
            archive: the other package.
            part: the part there, without relationships so far.
            targets: where each part that is led to stands there; what is not named is left out.

        Returns:
            The part with those relationships; None when there are none.
        """
        copy = Relations(archive, part)
        for element in xml.children(self._root, "Relationship"):
            external = (element.get("TargetMode") or "").lower() == "external"
            target = targets.get(self._resolved(element.get("Target") or ""))
            if not external and target is None:
                continue
            new = xml.append(copy._root, "Relationship", **dict(element.attrib))
            if target is not None and not external:
                new.set("Target", posixpath.relpath(_absolute(target), _absolute(copy._folder)))
        if len(copy._root) == 0:
            return None
        copy._write()
        return copy.part

    def remove_to(self, target: str) -> None:
        """Removes every relationship that leads to a part."""
        for element in xml.children(self._root, "Relationship"):
            external = (element.get("TargetMode") or "").lower() == "external"
            if not external and self._resolved(element.get("Target") or "") == target:
                xml.remove(element)
        self._write()

    def _write(self) -> None:
        self._archive.put(self.part, [xml.serialise(self._root)])

    def _resolved(self, target: str) -> str:
        """The name of the part that a target means, as the package spells it."""
        plain = target.replace("\\", "/").partition("#")[0]
        path = ""
        for candidate in (plain, unquote(plain)):
            path = posixpath.normpath(posixpath.join("/", self._folder, candidate)).lstrip("/")
            if stored := self._archive.find(path):
                return stored
        return path


def _absolute(part: str) -> str:
    """The part's name with one slash before it, as declarations write it."""
    return "/" + part.lstrip("/")


def _kind(element: xml.Element) -> str:
    return (element.get("Type") or "").rpartition("/")[2]


class ContentTypes:
    """``[Content_Types].xml``: what every part is."""

    def __init__(self, archive: Archive) -> None:
        """Reads it.

        Raises:
            PackageError: it is missing, so this is no Office file.
        """
        self._archive = archive
        part = archive.find("[Content_Types].xml")
        if part is None:
            raise PackageError(_NO_TYPES)
        self._part = part
        self._root = xml.parse(part, archive.read(part))

    @staticmethod
    def blank() -> bytes:
        """The list of a package without parts."""
        text = (
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        )
        return text.encode()

    def of(self, part: str) -> str:
        """What a part is, by its name or its extension; empty when nothing says so."""
        wanted = _absolute(part).casefold()
        for element in xml.children(self._root, "Override"):
            if _absolute(element.get("PartName") or "").casefold() == wanted:
                return element.get("ContentType") or ""
        return self._default(part) or ""

    def add_default(self, part: str, content_type: str) -> None:
        """Says what parts with this extension are; says it of this part where that is taken."""
        known = self._default(part)
        if known is not None and known.casefold() != content_type.casefold():
            self.add(part, content_type)
        elif known is None:
            new = xml.insert_after(self._root, ("Default",), "Default")
            new.set("Extension", part.rpartition(".")[2])
            new.set("ContentType", content_type)
            self._write()

    def add(self, part: str, content_type: str) -> None:
        """Says what a part is, in place of what was said before."""
        self._drop(part)
        new = xml.append(self._root, "Override")
        new.set("PartName", _absolute(part))
        new.set("ContentType", content_type)
        self._write()

    def remove(self, part: str) -> None:
        """Forgets a part."""
        if self._drop(part):
            self._write()

    def _default(self, part: str) -> str | None:
        extension = part.rpartition(".")[2].casefold()
        for element in xml.children(self._root, "Default"):
            if (element.get("Extension") or "").casefold() == extension:
                return element.get("ContentType") or ""
        return None

    def _drop(self, part: str) -> bool:
        wanted = _absolute(part).casefold()
        found = [
            element
            for element in xml.children(self._root, "Override")
            if _absolute(element.get("PartName") or "").casefold() == wanted
        ]
        for element in found:
            xml.remove(element)
        return bool(found)

    def _write(self) -> None:
        self._archive.put(self._part, [xml.serialise(self._root)])
