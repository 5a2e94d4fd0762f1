"""A paper as a reader of its language sees it: lines with what each is, the tables, and who speaks to whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from desktop.documents.form_check.kinds import recognise
from desktop.documents.form_check.package import Package
from desktop.documents.form_check.view import view
from desktop.documents.package import BODY, W

BODY_TEXT = "text"
TEXT = frozenset((BODY_TEXT, "h1", "h2", "h3", "h4"))
"""Sentences and headings: what the rules of wording are about."""
_LACKING = re.compile(r"〔缺[:：][^〕]*〕")
POSTS = "书记|副书记|常委|县长|副县长|部长|主任|局长|主席|组长"
"""Posts that stand before a name (县长程砚秋)."""
_BODY = ("", "body", "text", "note", "aside")
ABOVE, LEADER, ORGAN, UNIT, VILLAGE, MANY, UNKNOWN = "above", "leader", "organ", "unit", "village", "many", ""
"""To whom a paper speaks: committee, a county leader, an organ of equal rank, a unit, a village, many at once."""
_RANKS = (
    (MANY, r"各|，.*(?:党委|党组|部门)|成员单位"),
    (LEADER, rf"同志$|(?:书记|县长|部长|主任|主席|常委)$|^(?:县委|县政府|市委)?(?:{POSTS})[^会室机党委县乡镇]{{2,4}}$"),
    (ABOVE, r"书记专题会$|常委会(?:会议)?$|领导小组$|县委$|^(?:中共)?(?:省|市|.{2,6}市)委"),
    (ORGAN, r"县委.{1,4}部$|县纪委|县监委|县委办公室$"),
    (VILLAGE, r"(?:村|社区)党(?:支部|总支)$"),
    (UNIT, r"."),
)
LETTER, NOTICE, BULLETIN, REPORT, BRIEFING, REPLY = "函", "通知", "通报", "报告", "汇报", "复函"
_TITLES = (REPLY, LETTER, NOTICE, BULLETIN, REPORT, BRIEFING)


@dataclass(frozen=True)
class Line:
    """A paragraph outside tables: what it is, its words, its place for a person."""

    kind: str
    text: str
    where: str


@dataclass(frozen=True)
class Writing:
    """The lines of a paper in their order, and its ruled tables as rows of cells."""

    lines: tuple[Line, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def of(self, kinds: Collection[str]) -> Iterator[Line]:
        """The lines of these kinds."""
        return (line for line in self.lines if line.kind in kinds)

    def first(self, *kinds: str) -> str:
        """The text of the first line of a kind, empty where there is none."""
        return next((line.text for line in self.of(kinds)), "")

    @cached_property
    def text(self) -> str:
        """All sentences."""
        return "\n".join(line.text for line in self.of(TEXT))

    @cached_property
    def addressee(self) -> str:
        """Whom the paper speaks to, without the colon."""
        return self.first("to").rstrip("：: ")

    @cached_property
    def rank(self) -> str:
        """What the addressee is to the office."""
        return rank_of(self.addressee)

    @cached_property
    def title(self) -> str:
        """The title, its lines joined."""
        return "".join(line.text for line in self.of(("title",)))

    @cached_property
    def species(self) -> str:
        """What the title calls the paper: 函, 通知, 通报, 报告, 汇报 or 复函; empty for others."""
        return species_of(self.title)


def rank_of(name: str) -> str:
    """What an addressee is to the office, by its name."""
    return next((rank for rank, known in _RANKS if re.search(known, name)), UNKNOWN) if name else UNKNOWN


def species_of(title: str) -> str:
    """What a title calls the paper: 函, 通知, 通报, 报告, 汇报 or 复函; empty for others."""
    return next((one for one in _TITLES if title.endswith(one)), "")


def writing_of(data: bytes, name: str) -> Writing:
    """Read a Word file; `name` stands in the complaint where it is none (KnownError)."""
    package = Package(data, name)
    paper = view(package)
    recognise(paper)
    lines = []
    for one in paper.paras:
        if _in_ruled_table(one.element):
            continue
        kind = BODY_TEXT if one.kind in _BODY else one.kind
        lines.append(Line(kind, _LACKING.sub("〔缺〕", one.words.replace("\n", "")), one.where))
    return Writing(tuple(lines), tuple(_tables(package)))


def _in_ruled_table(element: etree._Element) -> bool:
    """Whether a paragraph stands in a cell beside others: what is written there is a list's, not a sentence's."""
    return any(len(one.findall(f"{W}tc")) > 1 for one in element.iterancestors(f"{W}tr"))


def _tables(package: Package) -> Iterator[tuple[tuple[str, ...], ...]]:
    body = package.tree(BODY)
    for table in () if body is None else body.iter(f"{W}tbl"):
        rows = tuple(
            tuple("".join(piece.text or "" for piece in cell.iter(f"{W}t")) for cell in row.findall(f"{W}tc"))
            for row in table.findall(f"{W}tr")
        )
        if any(len(row) > 1 for row in rows):
            yield rows
