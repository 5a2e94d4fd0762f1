"""Word files made for tests, XML and all: paragraphs, tables, boxes, changes, automatic numbers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
_LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))
_NUMBERING = (
    f'<w:numbering {_OPEN}><w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(_LEVELS)
    )
    + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_STYLES = (
    f'<w:styles {_OPEN}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="a"/></w:style>'
        for level in (1, 2, 3)
    )
    + "</w:styles>"
)


def run(text: str, bold: bool = False) -> str:
    """A run; line feeds become soft line breaks."""
    form = "<w:rPr><w:b/></w:rPr>" if bold else ""
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{form}{parts}</w:r>"


def paragraph(
    text: str = "",
    *,
    bold: str = "",
    level: int | None = None,
    style: str = "",
    right: bool = False,
    inner: str = "",
    form: str = "",
) -> str:
    """A paragraph: a bold beginning, text, anything else; `level` numbers it automatically (0 is 一、)."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>' if level is not None else ""
    said = (
        (f'<w:pStyle w:val="{style}"/>' if style else "") + number + ('<w:jc w:val="right"/>' if right else "") + form
    )
    runs = (run(bold, True) if bold else "") + (run(text) if text else "") + inner
    return f"<w:p><w:pPr>{said}</w:pPr>{runs}</w:p>"


def cell(*paragraphs: str, form: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{''.join(paragraphs or (paragraph(),))}</w:tc>"


def table(rows: list[list[str]]) -> str:
    """A table of texts or of ready cells."""
    made = ("".join(one if one.startswith("<w:tc>") else cell(paragraph(one)) for one in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def box(*paragraphs: str) -> str:
    """A text box in a run, with its copy for old programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def deleted(text: str) -> str:
    """Text that a tracked change deletes."""
    return f'<w:del w:id="1" w:author="审核"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    """Text that a tracked change inserts."""
    return f'<w:ins w:id="2" w:author="审核">{run(text)}</w:ins>'


MARK_DELETED = '<w:rPr><w:del w:id="3" w:author="审核"/></w:rPr>'


def word_file(body: list[str], **parts: str) -> bytes:
    """The file; `footnotes="…"` and the like are further parts of the folder word."""
    made = {"numbering": _NUMBERING, "styles": _STYLES, **parts}
    related = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATED}/{name}" Target="{name}.xml"/>' for at, name in enumerate(made)
    )
    top = f'<Relationship Id="r0" Type="{_RELATED}/officeDocument" Target="word/document.xml"/>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f"{relations}{top}</Relationships>",
        "word/document.xml": f"<w:document {_OPEN}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"{relations}{related}</Relationships>",
        **{f"word/{name}.xml": text for name, text in made.items()},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return written.getvalue()


def save(folder: Path, body: list[str], name: str = "反馈意见.docx", **parts: str) -> Path:
    """The file on the disk."""
    path = folder / name
    path.write_bytes(word_file(body, **parts))
    return path
