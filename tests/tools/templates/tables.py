"""Tables of the papers: lists whose heads repeat, forms with labels, and tables without lines that hold things in their place."""

from __future__ import annotations

from tests.tools.templates.looks import STYLES, paragraph, twips

JC = {"c": "center", "l": "left", "r": "right", "b": "both"}
LINE = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
SIGN = 240
"""The width of a sign of a field in twentieths of a point."""
ROOM = twips(30)
"""A field so high is written in by hand, from its head on."""
SIDES = ("top", "left", "bottom", "right")


def cell(width: int, body: str, span: int = 1, bare: bool = False, under: bool = False) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    borders = ""
    if bare:
        sides = "".join(
            LINE.format(side=side) if under and side == "bottom" else f'<w:{side} w:val="nil"/>' for side in SIDES
        )
        borders = f"<w:tcBorders>{sides}</w:tcBorders>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{borders}<w:vAlign w:val="center"/></w:tcPr>{body}</w:tc>'


def row(cells: str, head: bool = False, least: int = 0) -> str:
    height = f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>' if least else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def heading_lines(text: str, width: int, size: int) -> list[str]:
    """A column's head in two even lines where one is too narrow for it."""
    room = (width - 80) / (size * 10)
    if "{" in text or len(text) <= room or len(text) <= 2:
        return [text]
    for mark in ("（", "："):
        if mark in text:
            at = text.index(mark) + (mark == "：")
            return [text[:at], text[at:]]
    half = (len(text) + 1) // 2
    return [text[:half], text[half:]]


def written(text: str, height: int, width: int) -> str:
    """What is written beside a label, its paragraphs parted by ／／; a line to sign stands at the foot of the field, to the right."""
    *above, last = text.split("／／")
    if not last.startswith("签名："):
        return "".join(paragraph("公文表文", part) for part in (*above, last))
    lines = sum(-(-len(part) * SIGN // (width - 80)) for part in above) + 1 + last.count("\n")
    foot = max(0, height - lines * 300 - 160)  # the lines and the cell's margins
    low = f'<w:spacing w:before="{foot}" w:after="0" w:line="300" w:lineRule="exact"/><w:jc w:val="right"/>'
    return "".join(paragraph("公文表文", part) for part in above) + paragraph("公文表文", last, low)


class Table:
    """A table of the papers: caption and heads repeat, rows stay whole."""

    def __init__(self, spec: str) -> None:
        self.columns = [(twips(float(item[:-1])), item[-1]) for item in spec.split()]
        self.width = sum(width for width, _ in self.columns)
        self.rows: list[str] = []
        self.head_style = "公文表头"

    def wide(self, style: str, text: str, head: bool, align: str = "") -> None:
        self.across("".join(paragraph(style, part, align) for part in text.split("／／")), head)

    def across(self, body: str, head: bool) -> None:
        """A row without lines as wide as the table; where it is a head the frame begins under it."""
        self.rows.append(row(cell(self.width, body, len(self.columns), bare=True, under=head), head))

    def line(self, style: str, texts: list[str], head: bool = False, keep: str = "") -> None:
        cells = []
        for (width, jc), text in zip(self.columns, texts, strict=True):
            indent = '<w:ind w:right="80"/>' if jc == "r" and not head else ""
            align = "" if head else f'{keep}{indent}<w:jc w:val="{JC[jc]}"/>'
            lines = heading_lines(text.strip(), width, STYLES[style][2]) if head else [text.strip()]
            cells.append(cell(width, paragraph(style, "\n".join(lines), align)))
        self.rows.append(row("".join(cells), head, 0 if head else 420))

    def form_line(self, height: int, texts: list[str]) -> None:
        """A row of a form: a label and what is written beside it; the last cell takes the columns that are left."""
        cells = []
        for place, text in enumerate(texts):
            last = place == len(texts) - 1
            own = self.columns[place:] if last else self.columns[place : place + 1]
            body = (
                written(text.strip(), height, sum(width for width, _ in own))
                if place % 2
                else paragraph("公文表头", text.strip())
            )
            field = cell(sum(width for width, _ in own), body, len(own))
            if place % 2 and height >= ROOM:
                field = field.replace('w:vAlign w:val="center"', 'w:vAlign w:val="top"')
            cells.append(field)
        self.rows.append(row("".join(cells), least=height))

    def box(self, height: int, label: str, signature: str) -> None:
        """Room to write under the list, as wide as it: what it is for at the head, where one signs at the foot."""
        foot = height - 3 * 300  # two lines and the cell's margins
        low = f'<w:spacing w:before="{foot}" w:after="0" w:line="300" w:lineRule="exact"/><w:jc w:val="right"/>'
        body = paragraph("公文表文", label) + paragraph("公文表文", signature, low)
        high = cell(self.width, body, len(self.columns)).replace('w:vAlign w:val="center"', 'w:vAlign w:val="top"')
        self.rows.append(row(high, least=height))

    def tag(self, tag: str) -> None:
        self.rows.append(row(cell(self.width, paragraph("公文表文", tag), len(self.columns))))

    def xml(self) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in self.columns)
        inner = "".join(LINE.format(side=side) for side in (*SIDES, "insideH", "insideV"))
        margins = '<w:top w:w="30" w:type="dxa"/><w:left w:w="40" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{self.width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{inner}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(self.rows)}</w:tbl>'
        )


def plain_table(rows: list[list[tuple[int, str]]], floating: str = "") -> str:
    """A table without lines that only holds things in their place."""
    columns = [width for width, _ in rows[0]]
    none = "".join(f'<w:{side} w:val="nil"/>' for side in (*SIDES, "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    body = "".join(row("".join(cell(width, content) for width, content in line)) for line in rows)
    return (
        f'<w:tbl><w:tblPr>{floating}<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{none}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )
