"""Any view of a ledger as a Word table: title, basis line, head on every page, rows that stay whole, subtotals, page numbers."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.exchange.list_files.package_parts import XML, content_types, put, put_properties, relations, top_relations
from desktop.exchange.list_files.sheet_values import lines_in_room
from desktop.exchange.list_files.table import ColumnKind, ListTable, Row, Sums, added, is_number, lines_of, shown
from desktop.exchange.list_files.word_page import MARGIN, WordPage, page_for
from desktop.exchange.list_files.xml_text import escaped, legal
from desktop.exchange.unused_path import unused, written_whole

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_ALIGNED: dict[ColumnKind, str] = {
    "text": "left",
    "int": "center",
    "money": "right",
    "date": "center",
    "percent": "center",
}
_MOST_WHOLE_LINES = 20
"""A row with more lines than this may go on over a page."""
_BREAK, _TAB = '</w:t><w:br/><w:t xml:space="preserve">', '</w:t><w:tab/><w:t xml:space="preserve">'


def write_word_table(path: Path, table: ListTable) -> Path:
    """Write the list and return the final path, which is never one that existed; texts are whole, however long."""
    final = unused(path.with_suffix(".docx"))
    page = page_for(table)
    kinds = {f"word/{part}.xml": f"wordprocessingml.{kind}" for part, kind in _PARTS.items()}
    with written_whole(final) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        put(archive, "[Content_Types].xml", [content_types(kinds)])
        put(archive, "_rels/.rels", [top_relations("word/document.xml")])
        put_properties(archive, replace(table.properties, title=table.properties.title or table.title))
        put(archive, "word/_rels/document.xml.rels", [relations([(part, f"{part}.xml") for part in list(_PARTS)[1:]])])
        put(archive, "word/document.xml", _document(table, page))
        put(archive, "word/styles.xml", [_styles(page.size)])
        put(archive, "word/settings.xml", [_SETTINGS])
        put(archive, "word/footer.xml", [_FOOTER])
    return final


_PARTS = {"document": "document.main", "styles": "styles", "settings": "settings", "footer": "footer"}


def in_words(value: Any, kind: ColumnKind) -> str:
    """A value as the workbook shows it."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if is_number(value) and kind == "money":
        whole, _point, cents = f"{Decimal(repr(value)):,.4f}".partition(".")
        return f"{whole}.{cents[:2]}{cents[2:].rstrip('0')}"
    if is_number(value) and kind == "percent":
        return f"{value:.1%}"
    return shown(value)


def _document(table: ListTable, page: WordPage) -> Iterator[str]:
    yield f"{XML}<w:document {_W} {_R}><w:body>{_paragraph('ListTitle', table.title)}"
    if table.subtitle:
        yield _paragraph("ListBasis", table.subtitle)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ListTable"/><w:tblW w:w="{sum(page.columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{"".join(_column(width) for width in page.columns)}</w:tblGrid>'
    )
    yield _head(table, page)
    cells = [_cell_format(width, _ALIGNED[one.kind]) for one, width in zip(table.columns, page.columns, strict=True)]
    rooms = rooms_of(page)
    for lines in lines_of(table):
        if isinstance(lines, Sums):
            yield _sums(table, page, lines)
        else:
            for row in lines:
                yield _row(table, row, cells, rooms)
    yield f"</w:tbl>{_section(page)}</w:body></w:document>"


def rooms_of(page: WordPage) -> list[float]:
    """How many narrow characters stand in one line of each column, between the paddings of a cell."""
    return [max(2.0, (width / 20 - 8) * 2 / page.size) for width in page.columns]


def _column(width: int) -> str:
    return f'<w:gridCol w:w="{width}"/>'


def _head(table: ListTable, page: WordPage) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="E7ECF3"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph('ListHead', column.title)}</w:tc>"
        for column, width in zip(table.columns, page.columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _cell_format(width: int, align: str) -> tuple[str, str]:
    turned = f'<w:jc w:val="{align}"/>' if align != "left" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="ListCell"/>{turned}</w:pPr>',
        "</w:p></w:tc>",
    )


def _row(table: ListTable, row: Row, formats: Sequence[tuple[str, str]], rooms: Sequence[float]) -> str:
    texts = [in_words(value, column.kind) for column, value in zip(table.columns, row, strict=True)]
    cells = "".join(f"{begin}{_run(text)}{end}" for (begin, end), text in zip(formats, texts, strict=True))
    lines = max(lines_in_room(text, room) for text, room in zip(texts, rooms, strict=True))
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if lines <= _MOST_WHOLE_LINES else ""
    return f"<w:tr>{whole}{cells}</w:tr>"


def _sums(table: ListTable, page: WordPage, sums: Sums) -> str:
    """The words over all columns before the first that is added up; the others with what they come to."""
    summed = [index for index, column in enumerate(table.columns) if index and column.summed]
    over = summed[0] if summed else len(table.columns)
    cells = [_sum_cell(sum(page.columns[:over]), over, "left", sums.words)]
    for index in range(over, len(table.columns)):
        column = table.columns[index]
        said = in_words(added(sums.rows, index), column.kind) if column.summed else ""
        cells.append(_sum_cell(page.columns[index], 1, _ALIGNED[column.kind], said))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _sum_cell(width: int, over: int, align: str, text: str) -> str:
    spanned = f'<w:gridSpan w:val="{over}"/>' if over > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:shd w:val="clear" w:color="auto" w:fill="F5F5F5"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="ListSum"/><w:jc w:val="{align}"/></w:pPr>{_run(text)}</w:p></w:tc>'
    )


def _paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text)}</w:p>'


def _run(text: str) -> str:
    if not text:
        return ""
    said = escaped(text if text.isprintable() else legal(text)).replace("\n", _BREAK).replace("\t", _TAB)
    return f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r>'


def _section(page: WordPage) -> str:
    turned = ' w:orient="landscape"' if page.landscape else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="ListEnd"/></w:pPr></w:p><w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _field(name: str) -> str:
    return "".join(
        f"<w:r>{piece}</w:r>"
        for piece in (
            '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>',
        )
    )  # fmt: skip


_FOOTER = (
    f'{XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="ListFoot"/></w:pPr>{_run("第 ")}{_field("PAGE")}{_run(" 页　共 ")}{_field("NUMPAGES")}'
    f"{_run(' 页')}</w:p></w:ftr>"
)
_SETTINGS = (
    f'{XML}<w:settings {_W}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)


def _styles(size: float) -> str:
    """The clerk changes a look in WPS by changing its style."""
    looks = "".join(
        (
            _style("ListTitle", "清单标题", "黑体", 18, align="center", after=120),
            _style("ListBasis", "清单说明", "宋体", 10.5, after=60),
            _style("ListHead", "清单表头", "黑体", size, align="center"),
            _style("ListCell", "清单正文", "宋体", size),
            _style("ListSum", "清单小计", "宋体", size, bold=True),
            _style("ListFoot", "清单页码", "宋体", 9, align="center"),
            _style("ListEnd", "清单结尾", "宋体", 1),
        )
    )
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'{XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{_letters("宋体", 10.5, False)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f'{looks}<w:style w:type="table" w:customStyle="1" w:styleId="ListTable"><w:name w:val="清单表格"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )


def _style(key: str, name: str, font: str, size: float, *, align: str = "", after: int = 0, bold: bool = False) -> str:
    turned = f'<w:jc w:val="{align}"/>' if align else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:after="{after}"/>{turned}</w:pPr><w:rPr>{_letters(font, size, bold)}</w:rPr></w:style>'
    )


def _letters(font: str, size: float, bold: bool) -> str:
    half = int(size * 2)
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>{"<w:b/>" if bold else ""}'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )
