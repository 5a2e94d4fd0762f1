"""Papers for `lint` of our own making, 20 right and 20 with one deviation each: of our templates, as another program arranges the same
XML, as LibreOffice saves them again, and written with python-docx from nothing.

Every carrier serves once as it is and once spoilt, so that a deviation is named whoever wrote the file.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from desktop.documents.recipes import recipe_of
from tests.documents.form_check import written
from tests.documents.form_check.written import HEI, SONG, every_line, lettering, named, saved
from tests.documents.papers import press

TEMPLATE, ARRANGED, RESAVED, WRITTEN = "本办模板", "另一种排法", "LibreOffice 再存", "另一程序"
_OTHER_WORDS = re.compile(rb"(?<=[</ ])w:|xmlns:w=")


@dataclass(frozen=True)
class Carrier:
    """A right paper: who wrote it, of which kind it is, and the form by which the checker judges it."""

    maker: str
    name: str
    form: str

    def __str__(self) -> str:
        return f"{self.maker}-{self.name}"


def _ours(maker: str, *kinds: str) -> list[Carrier]:
    return [Carrier(maker, kind, recipe_of(kind).form) for kind in kinds]


CARRIERS: tuple[Carrier, ...] = (
    *_ours(TEMPLATE, "supervision_letter", "rectification_bulletin", "rectification_summary_report", "close_out_approval",
           "satisfaction_survey", "meeting_finding_list", "leader_copy_report"),
    *_ours(ARRANGED, "talk_notice", "immediate_rectification_notice", "rectification_assessment", "unit_finding_list"),
    *_ours(RESAVED, "recommendation_letter", "monthly_rectification_report", "meeting_finding_list", "reminder_talk_record",
           "leader_copy_report"),
    Carrier(WRITTEN, "red", "red"), Carrier(WRITTEN, "letter", "letter"), Carrier(WRITTEN, "plain", "internal"),
    Carrier(WRITTEN, "wide", "table"),
)  # fmt: skip


def rights(folder: Path) -> Mapping[Carrier, bytes]:
    """All right papers; those that LibreOffice saves again go through it in one start."""
    made = {one: saved(written.RIGHT[one.name]()) for one in CARRIERS if one.maker == WRITTEN}
    for one in CARRIERS:
        if one.maker != WRITTEN:
            made[one] = press(one.name).render(recipe_of(one.name).sample(), draft=False).data
    made |= {one: arranged(made[one]) for one in CARRIERS if one.maker == ARRANGED}
    again = [one for one in CARRIERS if one.maker == RESAVED]
    return made | resaved({one: made[one] for one in again}, folder)


def resaved(papers: Mapping[Carrier, bytes], folder: Path) -> dict[Carrier, bytes]:
    """The same papers as LibreOffice writes them."""
    assert shutil.which("soffice")
    folder.mkdir(parents=True, exist_ok=True)
    paths = {one: folder / f"{number}.docx" for number, one in enumerate(papers)}
    for one, path in paths.items():
        path.write_bytes(papers[one])
    out = folder / "again"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(out), *map(str, paths.values())], check=True, capture_output=True, timeout=300
    )
    return {one: (out / path.name).read_bytes() for one, path in paths.items()}


def arranged(data: bytes) -> bytes:
    """The same paper under another prefix, with runs of a few letters, paragraphs inside content controls, marks of proofing."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for part in reversed(source.namelist()):
            content = source.read(part)
            made.writestr(part, _rearranged(content) if part == "word/document.xml" else content)
    return target.getvalue()


def _rearranged(content: bytes) -> bytes:
    tree = etree.fromstring(content)
    for run in list(tree.iter(qn("w:r"))):
        _split(run)
    body = tree.find(qn("w:body"))
    assert body is not None
    for paragraph in [
        one for one in body if one.tag == qn("w:p") and one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None
    ][2::5]:
        control, content_of = etree.Element(qn("w:sdt")), etree.Element(qn("w:sdtContent"))
        paragraph.addprevious(control)
        control.append(content_of)
        content_of.append(paragraph)
        paragraph.append(etree.Element(qn("w:proofErr"), {qn("w:type"): "spellStart"}))
    return _OTHER_WORDS.sub(
        lambda found: b"xmlns:wd=" if found[0] != b"w:" else b"wd:",
        etree.tostring(tree, xml_declaration=True, encoding="UTF-8"),
    )


def _split(run: etree._Element) -> None:
    texts = [one for one in run if one.tag != qn("w:rPr")]
    if len(texts) != 1 or texts[0].tag != qn("w:t") or len(texts[0].text or "") < 4:
        return
    text = texts[0].text or ""
    other = etree.fromstring(etree.tostring(run))
    texts[0].text, half = text[: len(text) // 2], other.find(qn("w:t"))
    assert half is not None
    half.text = text[len(text) // 2 :]
    for one in (texts[0], half):
        one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(other)


Spoil = Callable[[Any], None]


def _margins(document: Any) -> None:
    for section in document.sections:
        if section.page_height > section.page_width:
            section.left_margin = section.right_margin = Mm(31.8)


def _said(pattern: str, new: str) -> Spoil:
    """Another wording in the first run that has it."""

    def spoil(document: Any) -> None:
        run = next(run for one in every_line(document) for run in one.runs if re.search(pattern, run.text))
        run.text = re.sub(pattern, new, run.text, count=1)

    return spoil


def _title_type(document: Any) -> None:
    for one in every_line(document):
        if one.text.strip() and "标题" in one.style.name and one.style.font.size == Pt(22):
            for run in one.runs:
                lettering(run, HEI, 22)


def _tiny(document: Any) -> None:
    """The first field of the first table in letters that nobody reads."""
    for run in document.tables[0].rows[0].cells[0].paragraphs[0].runs:
        run.font.size = Pt(7.5)


def _line_pitch(document: Any) -> None:
    for one in every_line(document):
        if len(one.text) > 30 and one._p.getparent().tag == qn("w:body"):
            one.paragraph_format.line_spacing = 1.5


def _at(words: str, align: Any) -> Spoil:
    def spoil(document: Any) -> None:
        one = named(document, words)
        one.alignment = align
        one.paragraph_format.left_indent = one.paragraph_format.right_indent = (
            one.paragraph_format.first_line_indent
        ) = Pt(0)

    return spoil


def _feet(document: Any) -> list[Any]:
    return [
        one
        for section in document.sections
        for foot in (section.footer, section.even_page_footer)
        for one in foot.paragraphs
        if one.text.strip()
    ]


def _words_of_numbers(document: Any) -> None:
    for one in _feet(document):
        texts = [text for run in one.runs for text in run._r.iter(qn("w:t")) if re.search("[—－-]", text.text or "")]
        for text, word in zip(texts, ("第", "页"), strict=False):
            text.text = word


def _small_numbers(document: Any) -> None:
    for one in _feet(document):
        for run in one.runs:
            lettering(run, SONG, 10.5)


def _no_red_line(document: Any) -> None:
    frame = named(document, "〔2026〕")._p.pPr
    frame.remove(frame.find(qn("w:pBdr")))


def _no_head(document: Any) -> None:
    """A list of many rows whose head is not repeated."""
    table = max(document.tables, key=lambda one: len(one.rows))
    for row in table.rows:
        for mark in row._tr.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}"):
            mark.getparent().remove(mark)
    last = table.rows[-1]._tr
    for _time in range(90):
        last.addnext(etree.fromstring(etree.tostring(last)))


def _open_frame(document: Any) -> None:
    """No line at the left of the first table."""
    table = document.tables[0]._tbl
    for line in table.iter(qn("w:left")):
        if line.getparent().tag in (qn("w:tblBorders"), qn("w:tcBorders")):
            line.set(qn("w:val"), "nil")


def _hidden(words: str) -> Spoil:
    def spoil(document: Any) -> None:
        run = named(document, words).add_run("（内部掌握）")
        run.font.hidden = True

    return spoil


def _annexed(document: Any) -> None:
    """A right annex, on the same page as the name and date."""
    written.line(document, "附件", HEI, 16)
    written.line(document, "")
    written.line(document, "水利系统问题清单", written.BIAO, 22, ALIGN.CENTER)
    written.text(document, "各单位自查发现的问题以及巡察反馈的问题一并列入，逐项销号。")


def _tracked(words: str) -> Spoil:
    def spoil(document: Any) -> None:
        paragraph = named(document, words)._p
        mark = OxmlElement("w:ins")
        mark.set(qn("w:id"), "1")
        mark.set(qn("w:author"), "某人")
        run = paragraph.r_lst[-1]
        run.addprevious(mark)
        mark.append(run)

    return spoil


def _american(document: Any) -> None:
    for section in document.sections:
        section.page_width, section.page_height = Mm(279), Mm(216)


@dataclass(frozen=True)
class Deviation:
    """What is done to a carrier, the rule that names it, and whether a copy can be mended."""

    carrier: Carrier
    rule: str
    spoil: Spoil
    mendable: bool = True

    def made(self, right: bytes) -> bytes:
        """The spoilt paper."""
        document = Document(io.BytesIO(right))
        self.spoil(document)
        return saved(document)


def _by_carrier(*spoils: tuple[Carrier, str, Spoil] | tuple[Carrier, str, Spoil, bool]) -> tuple[Deviation, ...]:
    return tuple(Deviation(*one) for one in spoils)


_OF = {str(one): one for one in CARRIERS}


def of(maker: str, name: str) -> Carrier:
    """The carrier of that maker."""
    return _OF[f"{maker}-{name}"]


DEVIATIONS: tuple[Deviation, ...] = _by_carrier(
    (of(TEMPLATE, "supervision_letter"), "page.margins", _margins),
    (of(TEMPLATE, "rectification_bulletin"), "type.title", _title_type),
    (of(TEMPLATE, "rectification_summary_report"), "line.pitch", _line_pitch),
    (of(TEMPLATE, "close_out_approval"), "sheet.frame", _open_frame),
    (of(TEMPLATE, "satisfaction_survey"), "sheet.ticked", _said("□", "☑"), False),
    (of(TEMPLATE, "meeting_finding_list"), "table.head", _no_head),
    (of(TEMPLATE, "leader_copy_report"), "number.brackets", _said("〔2026〕", "（2026）")),
    (of(ARRANGED, "talk_notice"), "to.colon", _said("：$", ":")),
    (of(ARRANGED, "immediate_rectification_notice"), "page_number.form", _words_of_numbers),
    (of(ARRANGED, "rectification_assessment"), "sheet.small", _tiny),
    (of(ARRANGED, "unit_finding_list"), "date.zero", _said("年([1-9])月", r"年0\1月")),
    (of(RESAVED, "recommendation_letter"), "page_number.type", _small_numbers),
    (of(RESAVED, "monthly_rectification_report"), "text.hidden", _hidden("。"), False),
    (of(RESAVED, "meeting_finding_list"), "page.size", _american),
    (of(RESAVED, "reminder_talk_record"), "sheet.signed", _said("谈话人签字：＿+", "谈话人签字：周柏川"), False),
    (of(RESAVED, "leader_copy_report"), "text.revisions", _tracked("。"), False),
    (of(WRITTEN, "red"), "line.missing", _no_red_line),
    (of(WRITTEN, "letter"), "sign.place", _at("领导小组办公室", ALIGN.LEFT)),
    (of(WRITTEN, "plain"), "annex.page", _annexed),
    (of(WRITTEN, "wide"), "table.head", _no_head),
)  # fmt: skip
