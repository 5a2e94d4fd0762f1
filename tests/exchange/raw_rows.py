"""Counts the non-empty rows of a workbook from its raw XML, without any of the program's readers."""

import io
import posixpath
import re
import zipfile
from collections import defaultdict
from pathlib import Path
from xml.parsers import expat

_WHITE = re.compile("[\\s\u00a0\u200b-\u200f\u2060\u3000\ufeff]+")


def _events(data: bytes) -> list[tuple[str, str, dict]]:
    """(open|close|text, name or characters, attributes) of one part."""
    events: list[tuple[str, str, dict]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: events.append(("open", name.split(":")[-1], attributes))
    parser.EndElementHandler = lambda name: events.append(("close", name.split(":")[-1], {}))
    parser.CharacterDataHandler = lambda text: events.append(("text", text, {}))
    parser.Parse(data, True)
    return events


def _strings(data: bytes) -> list[str]:
    texts, inside, ruby = [], False, False
    for what, name, _attributes in _events(data):
        if what == "open" and name == "si":
            texts.append("")
        elif name in ("t", "rPh"):
            inside = what == "open" and name == "t" and not ruby
            ruby = (what == "open") if name == "rPh" else ruby
        elif what == "text" and inside:
            texts[-1] += name
    return texts


def _filled_rows(data: bytes, strings: list[str]) -> set[int]:
    rows, row, kind, held, formula, taking = set(), 0, "n", "", False, False
    for what, name, attributes in _events(data):
        if what == "open" and name == "row":
            row = int(attributes.get("r", row + 1))
        elif what == "open" and name == "c":
            kind, held, formula = attributes.get("t", "n"), "", False
        elif name == "f":
            formula = True
            taking = False
        elif name in ("v", "t"):
            taking = what == "open"
        elif what == "text" and taking:
            held += name
        elif what == "close" and name == "c":
            value = strings[int(held)] if kind == "s" and held else held
            if _WHITE.sub("", value) or (formula and not (kind == "str" and not held)):
                rows.add(row)
    return rows


def filled_rows(path: Path) -> dict[str, set[int]]:
    """Sheet name → numbers of its rows with content."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        targets = {
            attributes["Id"]: attributes["Target"]
            for what, name, attributes in _events(package.read("xl/_rels/workbook.xml.rels"))
            if what == "open" and name == "Relationship"
        }
        names = set(package.namelist())
        strings = _strings(package.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
        found: dict[str, set[int]] = defaultdict(set)
        for what, name, attributes in _events(package.read("xl/workbook.xml")):
            if what == "open" and name == "sheet":
                target = targets[next(value for key, value in attributes.items() if key.endswith(":id"))]
                part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
                found[attributes["name"]] = _filled_rows(package.read(part), strings)
    return dict(found)
