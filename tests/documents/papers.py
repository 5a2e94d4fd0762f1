"""What the tests of papers share: the cases of the invented county, a press, a .docx as lines of text."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from desktop.documents.figures import Picture, PlainRate
from desktop.documents.fonts import choose_fonts
from desktop.documents.package import W, open_parts
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.render import Press, Presses

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates_docx"
GOLDEN = Path(__file__).parent / "golden"
KINDS = tuple(recipe.kind for recipe in RECIPES)
LETTERS = tuple(recipe.kind for recipe in RECIPES if recipe.form == "letter")
PARTS = {
    "letter": ("mark", "docno", "title", "to", "body", "sign", "date"),
    "red": ("mark", "docno", "title", "to", "body", "sign", "date"),
    "internal": ("title", "to", "h1", "body"),
    "table": ("title",),
}
"""What the checker asks of a paper of each form."""
SHEET_PARTS = {
    "close_out_approval": ("title", "table", "box", "signature"),
    "rectification_assessment": ("title", "table", "signature"),
    "sample_lock": ("title", "table", "signature"),
    "reminder_talk_record": ("title", "table", "signature"),
    "satisfaction_survey": ("title", "table", "box", "ballot", "signature"),
    "post_inspection_assessment": ("title", "table"),
    "ledger_seal_page": ("title", "table", "signature"),
    "restore_drill_record": ("title", "table", "signature"),
}
"""What it asks of each form sheet (`--require`)."""
RARE = "𠮷㛃䶮"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101001bb6ee56"
    "0000000049454e44ae426082"
)


@cache
def parts_of(kind: str) -> tuple[str, ...]:
    """What the checker asks of a kind: as of its form, without an addressee where the paper's examples have none."""
    if kind in SHEET_PARTS:
        return SHEET_PARTS[kind]
    addressed = any(line.startswith("[主送]") for line in (GOLDEN / f"{kind}_1.txt").read_text("utf-8").splitlines())
    return tuple(part for part in PARTS[recipe_of(kind).form] if part != "to" or addressed)


@cache
def press(kind: str) -> Press:
    """The shipped template of a kind, compiled once for all tests."""
    return Presses([TEMPLATES], choose_fonts([])).press(recipe_of(kind))


def cases(kind: str) -> list[dict[str, Any]]:
    """The three cases of the kind's paper."""
    return [_decoded(case) for case in json.loads((GOLDEN / f"{kind}.json").read_text("utf-8"))]


def _decoded(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"date"}:
        return date.fromisoformat(value["date"])
    if isinstance(value, dict) and set(value) == {"rate"}:
        return PlainRate(*value["rate"])
    if isinstance(value, dict):
        return {key: _decoded(item) for key, item in value.items()}
    return [_decoded(item) for item in value] if isinstance(value, list) else value


def golden(kind: str, number: int) -> list[str]:
    """The lines of an example, without style names; what is sent in copy comes last, as on paper."""
    lines = (GOLDEN / f"{kind}_{number}.txt").read_text("utf-8").strip().splitlines()
    plain = [(re.match(r"\[(\w+)\]", line), re.sub(r"^\[\w+\]\s?", "", line)) for line in lines]
    kept = [text for tag, text in plain if not (tag and tag[1] in ("标志", "分页", "抄送"))]
    copies = [text for tag, text in plain if tag and tag[1] == "抄送"]
    if "约谈记录" in kept:  # a form page of its own behind the letter: the copies stay at the foot of the letter
        return [*kept[: kept.index("约谈记录")], *copies, *kept[kept.index("约谈记录") :]]
    return kept + copies


def lines_of(data: bytes) -> list[str]:
    """The body of a .docx as lines: paragraphs with text, and rows of ruled tables between bars."""
    body = etree.fromstring(open_parts(data, "")["word/document.xml"])[0]
    lines: list[str] = []
    for child in body:
        if child.tag == f"{W}p":
            lines.append(text_of(child))
        elif child.tag == f"{W}tbl":
            lines += table_lines(child)
    return [line for line in lines if line]


def table_lines(table: etree._Element) -> list[str]:
    """Rows of one cell as their paragraphs, others as | a | b |."""
    ruled = table.find(f"{W}tblPr/{W}tblBorders/{W}insideV").get(f"{W}val") != "nil"
    lines = []
    for row in table.iter(f"{W}tr"):
        cells = ["".join(text_of(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        if ruled and len(cells) > 1:
            lines.append("| " + " | ".join(cells) + " |")
        else:
            lines += [text_of(p) for p in row.iter(f"{W}p")]
    return lines


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph, line breaks left out."""
    return "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))


def picture() -> Picture:
    """One grey dot in the place of a chart."""
    return Picture(PNG, "各单位整改率条形图")


def awkward(
    kind: str, unit: str = f"青岩县{RARE}&<乡村振兴和农业农村现代化综合服务保障中心联合党总支部委员会", rows: int = 1
) -> dict[str, Any]:
    """Words of a kind with a hard unit name and so many findings."""
    words = recipe_of(kind).sample()
    text = f"{RARE}村2024年以来的租金&补贴<第三季度>共计42万元滞后7个月入账，其间以收据代替记账凭证"
    for key in ("问题清单", "未销清单", "交办问题"):
        if key in words:
            words[key] = [
                {**words[key][0], "编号": f"06-99-{n:03d}", "表现": text * (1 + n % 3)} for n in range(1, rows + 1)
            ]
    recipe = recipe_of(kind)
    if recipe.rows.in_text:
        words["附件清单"] = list(recipe.annexes) if rows > recipe.rows.in_text else []
    if kind == "immediate_rectification_notice":
        return {**words, "单位": unit}
    if kind == "rectification_summary_report":
        units = [{**words["单位表"][0], "单位": f"{unit}{n}"} for n in range(min(rows, 20))]
        return {**words, "单位表": units, "未销": rows, "图1": picture(), "图2": picture()}
    if recipe.own_marks == ("主送",):
        return {**words, "主送": unit, "单位简称": unit[3:], "问题数": rows, "问题总数": rows}
    if kind == "supervision_letter" and rows == 1:
        words.update({"逾期数": 1, "附件清单": [], "分期": None, "自报完成数": None})
    return {**words, "单位": unit, "单位简称": unit[3:], "问题总数": rows}
