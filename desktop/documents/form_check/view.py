"""One resolved view of a paper: paragraphs with the look of every run, sections with paper, margins, grid and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from desktop.documents.form_check.package import Package
from desktop.documents.form_check.sections import Section, sections_of
from desktop.documents.form_check.styles import VAL, Styles, attribute, indents, nearest, switched_on, whole
from desktop.documents.form_check.values import CHINESE, family
from desktop.documents.package import BODY, W

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = (f"{W}del", f"{W}moveFrom")
_INSIDE = (f"{W}tbl", f"{W}txbxContent")
_SHOWN = 14
_PLAIN_SIZE = 10.0
"""What Word takes where nothing says a size."""
_RED, _OTHER = 140, 110


@dataclass(frozen=True)
class Run:
    """Letters of one look. Fonts are names as written; size in points; colour six digits, or empty for automatic."""

    element: etree._Element
    text: str
    east: str | None
    latin: str | None
    size: float
    bold: bool
    color: str

    @property
    def family(self) -> str:
        """The family of the font of its Chinese letters."""
        return family(self.east)

    @property
    def red(self) -> bool:
        """Whether a reader calls its colour red."""
        if not re.fullmatch("[0-9A-F]{6}", self.color):
            return False
        red, green, blue = (int(self.color[at : at + 2], 16) for at in (0, 2, 4))
        return red > _RED and green < _OTHER and blue < _OTHER


@dataclass
class Para:
    """A paragraph as it prints. Lengths in twips; `number` counts paragraphs with text from 1; `kind` is given by `kinds`."""

    element: etree._Element
    number: int
    style: str
    runs: tuple[Run, ...]
    align: str
    indents: dict[str, int]
    line: int | None
    line_rule: str
    around: int
    snaps: bool
    inside: bool
    listed: bool
    kind: str = ""
    signs: list[tuple[str, etree._Element | None, int]] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """What stands in it; a tab is a tab, a break of line a break."""
        return "".join(sign for sign, _node, _at in self.signs)

    @property
    def words(self) -> str:
        """The text without what is blank at its ends."""
        return self.text.strip()

    @property
    def chinese(self) -> tuple[Run, ...]:
        """The runs with Chinese letters in them."""
        return tuple(run for run in self.runs if re.search(f"[{CHINESE}]", run.text))

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        counted: Counter[float] = Counter()
        for run in self.runs:
            counted[run.size] += len(run.text.strip())
        return counted.most_common(1)[0][0] if counted else _PLAIN_SIZE

    @property
    def family(self) -> str:
        """The family of most of its Chinese letters."""
        counted: Counter[str] = Counter()
        for run in self.chinese:
            counted[run.family] += len(run.text)
        return counted.most_common(1)[0][0] if counted else ""

    @property
    def red(self) -> bool:
        """Whether it has red letters."""
        return any(run.red and run.text.strip() for run in self.runs)

    @property
    def left(self) -> int:
        """Where its lines begin, by indents alone."""
        return self._length("left")

    @property
    def first(self) -> int:
        """Where its first line begins, by indents alone."""
        return self.left + self._length("firstLine") - self._length("hanging")

    @property
    def right(self) -> int:
        """How far from the right edge its lines end."""
        return self._length("right")

    @property
    def blanks(self) -> float:
        """The width of the spaces it begins with, in characters."""
        ahead = self.text[: len(self.text) - len(self.text.lstrip())]
        return sum(2.0 if sign == "\t" else 1.0 if sign == "\u3000" else 0.5 for sign in ahead)

    @property
    def where(self) -> str:
        """The place, so that it is found without counting."""
        shown = re.sub(r"\s+", "", self.words)
        return f"第{self.number}段“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”"

    def _length(self, name: str) -> int:
        by_letters = self.indents.get(f"{name}Chars", 0)
        return round(by_letters / 100 * self.size * 20) if by_letters else self.indents.get(name, 0)


@dataclass
class Paper:
    """The whole of it; `head` are the paragraphs of page heads, `form` is letter, red, internal, table or empty where unsure."""

    package: Package
    styles: Styles
    paras: tuple[Para, ...]
    head: tuple[Para, ...]
    sections: tuple[Section, ...]
    form: str = ""

    def of(self, *kinds: str) -> list[Para]:
        """The paragraphs of these kinds, in order."""
        return [one for one in self.paras if one.kind in kinds]

    def para(self, element: etree._Element, number: int = 0) -> Para:
        """Any paragraph of the file, resolved."""
        return _para(element, number, self.styles)

    def tree(self, part: str) -> etree._Element | None:
        """A part of the file."""
        return self.package.tree(part)


def view(package: Package) -> Paper:
    """Resolve a file; what its paragraphs are is not yet said."""
    body = package.tree(BODY)
    theme = next((part for part in package.parts if re.match(r"word/theme/theme\d*\.xml$", part)), "")
    styles = Styles(package.tree("word/styles.xml"), package.tree(theme))
    sections = sections_of(package)
    paras = [_para(element, 0, styles) for element in _paragraphs(body)]
    kept = [one for one in paras if one.words]
    for number, one in enumerate(kept, 1):
        one.number = number
    parts = dict.fromkeys(part for section in sections for part in section.heads.values())
    heads = [_para(element, 0, styles) for part in parts for element in _paragraphs(package.tree(part))]
    return Paper(package, styles, tuple(kept), tuple(one for one in heads if one.words), sections)


def _paragraphs(tree: etree._Element | None) -> Iterator[etree._Element]:
    """Every paragraph once, boxes and tables too; what is only written for old programs left out."""
    for paragraph in () if tree is None else tree.iter(f"{W}p"):
        if not any(one.tag == _FALLBACK for one in paragraph.iterancestors()):
            yield paragraph


def _para(element: etree._Element, number: int, styles: Styles) -> Para:
    forms = styles.paragraph_forms(element)
    own = [run for run in element.iter(f"{W}r") if _belongs(run, element)]
    align = nearest("jc", forms)
    spaces = [whole(attribute("spacing", name, forms)) or 0 for name in ("before", "after")]
    return Para(
        element, number, styles.name(styles.style_of(element)),
        tuple(_run(run, element, styles) for run in own),
        _align(align),
        indents(forms),
        whole(attribute("spacing", "line", forms)), attribute("spacing", "lineRule", forms) or "auto",
        max(spaces),
        switched_on("snapToGrid", forms, otherwise=True),
        any(one.tag in _INSIDE for one in element.iterancestors()),
        _is_listed(forms),
        signs=[sign for run in own for sign in _signs(run)],
    )  # fmt: skip


def _belongs(run: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a run is the paragraph's own and printed."""
    for one in run.iterancestors():
        if one is paragraph:
            return True
        if one.tag in _DELETED or one.tag == f"{W}p":
            return False
    return False


def _run(run: etree._Element, paragraph: etree._Element, styles: Styles) -> Run:
    forms = styles.run_forms(run, paragraph)
    size = whole(attribute("sz", "val", forms))
    color = (attribute("color", "val", forms) or "").upper()
    return Run(
        run,
        "".join(sign for sign, _node, _at in _signs(run)),
        styles.font("eastAsia", forms), styles.font("ascii", forms),
        _PLAIN_SIZE if size is None else size / 2,
        switched_on("b", forms),
        "" if color == "AUTO" else color,
    )  # fmt: skip


def _signs(run: etree._Element) -> Iterator[tuple[str, etree._Element | None, int]]:
    """Each sign of a run with its text node and its place there."""
    for piece in run:
        if piece.tag == f"{W}t":
            yield from ((sign, piece, at) for at, sign in enumerate(piece.text or ""))
        elif piece.tag == f"{W}tab":
            yield "\t", None, 0
        elif piece.tag in (f"{W}br", f"{W}cr"):
            yield "\n", None, 0


def _align(element: etree._Element | None) -> str:
    word = "left" if element is None else element.get(VAL, "left")
    return {"start": "left", "end": "right", "distribute": "both"}.get(word, word)


def _is_listed(forms: list[etree._Element | None]) -> bool:
    """Whether the program numbers it by itself, so that its number is no text."""
    numbered = nearest("numPr", forms)
    mark = None if numbered is None else numbered.find(f"{W}numId")
    return mark is not None and mark.get(VAL, "0") != "0"
