"""The parts of a .docx round a body: styles, settings, headers, footers, relations; and the file itself."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.tools.templates.frames import empty, letter_mark, page_number
from tests.tools.templates.looks import DECLARATION, FANG, HEI, KAI, NAMESPACES, SONG, TITLE, styles_xml
from tests.tools.templates.papers import Paper


def settings() -> str:
    return DECLARATION + (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def parts(paper: Paper) -> dict[str, str]:
    before = 244 if paper.form == "letter" else 0
    headers = {"header1": letter_mark() if paper.form == "letter" else empty(20), "header2": empty(20)}
    footers = {"footer1": empty(10), "footer2": page_number("right", before), "footer3": page_number("left", before),
               "footer4": page_number("right", 0), "footer5": page_number("left", 0)}  # fmt: skip
    kinds = {"header": "hdr", "footer": "ftr"}
    out = {"[Content_Types].xml": content_types([*headers, *footers]), "_rels/.rels": package_relations()}
    out["word/document.xml"] = paper.document()
    out["word/_rels/document.xml.rels"] = document_relations()
    for name, inner in {**headers, **footers}.items():
        tag = kinds[name[:6]]
        out[f"word/{name}.xml"] = DECLARATION + f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"
    out["word/styles.xml"], out["word/settings.xml"] = styles_xml(), settings()
    out["word/fontTable.xml"] = (
        DECLARATION
        + f"<w:fonts {NAMESPACES}>"
        + "".join(f'<w:font w:name="{name}"><w:charset w:val="86"/></w:font>' for name in (FANG, KAI, HEI, SONG, TITLE))
        + "</w:fonts>"
    )
    out["docProps/core.xml"] = core(paper)
    out["docProps/app.xml"] = (
        DECLARATION
        + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>巡察整改台账</Application></Properties>'
    )
    return out


def core(paper: Paper) -> str:
    return DECLARATION + (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paper.title)}</dc:title><dc:subject>{escape(paper.unit)}</dc:subject></cp:coreProperties>"
    )


def content_types(names: list[str]) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = {"/word/document.xml": word + "document.main+xml", "/word/styles.xml": word + "styles+xml", "/word/settings.xml": word + "settings+xml",
                 "/word/fontTable.xml": word + "fontTable+xml", "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
                 "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml"}  # fmt: skip
    overrides |= {f"/word/{name}.xml": f"{word}{name[:6]}+xml" for name in names}
    rows = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return DECLARATION + (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package_relations() -> str:
    rows = (("rId1", OFFICE + "officeDocument", "word/document.xml"),
            ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", OFFICE + "extended-properties", "docProps/app.xml"))  # fmt: skip
    return relations(rows)


def document_relations() -> str:
    rows = [
        ("rIdStyles", OFFICE + "styles", "styles.xml"),
        ("rIdSettings", OFFICE + "settings", "settings.xml"),
        ("rIdFonts", OFFICE + "fontTable", "fontTable.xml"),
    ]
    rows += [(f"rIdHead{n}", OFFICE + "header", f"header{n}.xml") for n in (1, 2)]
    rows += [(f"rIdFoot{n}", OFFICE + "footer", f"footer{n}.xml") for n in range(1, 6)]
    return relations(rows)


def relations(rows) -> str:
    lines = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    return (
        DECLARATION
        + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def write(path: Path, contents: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode("utf-8"))
