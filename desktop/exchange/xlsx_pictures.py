"""Where floating pictures of a worksheet begin: they are no text, but the clerk must know that one was there (RULES §0)."""

from desktop.exchange.xlsx_package import BrokenPackage, OverfullPackage, Package, local

_MOST_PICTURES = 20_000
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})


def picture_places(package: Package, sheet_part: str) -> set[tuple[int, int]]:
    """Row and column (from 1) under the upper left corner of each picture; a broken drawing has none."""
    found: set[tuple[int, int]] = set()
    for kind, part in package.relations(sheet_part).values():
        if kind == "drawing" and package.has(part):
            try:
                found |= _anchors(package, part)
            except BrokenPackage:
                continue
    return found


def _anchors(package: Package, part: str) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    state = {"from": False, "picture": False}
    place = {"row": "", "col": ""}
    held: list[str] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        name = local(tag)
        held.clear()
        if name in _ANCHORS:
            state["picture"] = False
            place.update(row="", col="")
        elif name == "from":
            state["from"] = True
        elif name == "pic":
            state["picture"] = True

    def end(tag: str) -> None:
        name = local(tag)
        if name in place and state["from"]:
            place[name] = "".join(held).strip()
        elif name == "from":
            state["from"] = False
        elif name in _ANCHORS and state["picture"] and all(_is_place(text) for text in place.values()):
            found.add((int(place["row"]) + 1, int(place["col"]) + 1))
            if len(found) > _MOST_PICTURES:
                raise OverfullPackage

    package.parse(part, start, end, held.append)
    return found


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 8
