"""Writes the feedback letter of the demonstration that waits to be read: `python -m tests.tools.build_demo_letter` (resources/demo).

The findings are those of the unit in the demonstration's extract; one paragraph holds two of them, one figure bears a tracked change,
and three passages are of a kind that the clerk has to decide on (ux/pages.md §6, page 22).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from desktop.operations.demonstration import extract
from desktop.operations.demonstration.build import FOLDER
from desktop.operations.demonstration.letter import LETTER

ROUND = "15-06"
TITLE = "中共云岭县委第二巡察组关于巡察县城市管理局党组的反馈意见"
BEFORE = (
    "县城市管理局党组：",
    "根据县委统一部署，2025年12月8日至2026年1月23日，县委第二巡察组对县城市管理局党组开展了常规巡察。",
    "巡察组开展个别谈话46人次，查阅资料380余份，走访服务对象62人，受理来信来电来访，下沉两个环卫站点了解情况。",
    "县委巡察工作领导小组听取了巡察情况汇报，县委书记专题会议研究了有关问题。",
    "县城市管理局党组认真学习贯彻上级决策部署，市容环境有所改善，巡察也发现一些问题，现反馈如下。",
)
PARTS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("贯彻党的路线方针政策和中央决策部署方面", (("0086",), ("0088",), ("0089",), ("0098", "0099"))),
    ("群众身边腐败和不正之风方面", (("0087",), ("0090",), ("0091",), ("0092",), ("0094",), ("0095",))),
    ("基层党组织和干部队伍建设方面", (("0093",), ("0096",), ("0101",))),
    ("巡视巡察审计等整改方面", (("0097",),)),
)
"""Which findings stand under which heading; two in one paragraph are told apart by 一是, 二是."""
UNCLEAR = (
    "立行立改事项办理方面",
    "城北转运站渗滤液外溢，1月6日清理完毕。",
    "两处公厕指示牌，1月9日补装。",
    "以上事项由县委第二巡察组现场看过。",
)
"""A heading below which nothing wrong is said: the clerk says of each passage what it is."""
ADVICE = "整改意见"
AFTER = (
    "（一）提高政治站位。县城市管理局党组要把巡察整改作为重要政治任务，切实担起主体责任。",
    "（二）压实整改责任。主要负责人要担起第一责任人责任，班子成员按分工抓好整改。",
    "（三）逐条制定措施。要对照反馈问题逐条制定整改措施，明确责任人和完成时限。",
    "（四）健全长效机制。要举一反三，完善制度，防止问题反弹。",
    "（五）自觉接受监督。要按要求公开整改情况，接受干部群众监督。",
    "整改方案请于收到本反馈意见之日起15日内报县委巡察工作领导小组办公室。",
    "集中整改期限为3个月，整改进展情况报告请于集中整改结束后报送。",
    "整改情况要在党内通报，并向社会公开。",
    "中共云岭县委第二巡察组",
    "2026年3月18日",
)
TRACKED = ("0091", "连续2年中标", "连续3年中标")
"""A figure that was mended in the file with its change kept: the finding, what stood there, what stands there now."""
AUTHOR, MENDED_ON = "董志远", "2026-03-17T09:20:00Z"
ORDINALS = "一二三四五六七八九十"


def build(target: Path) -> None:
    """Write the letter from the findings of the extract."""
    texts = {
        str(one["number"])[-4:]: str(one["text"])
        for one in extract.read(FOLDER).findings
        if str(one["number"])[:5] == ROUND
    }
    document = Document()
    document.add_paragraph(TITLE)
    for line in BEFORE:
        document.add_paragraph(line)
    for place, (heading, paragraphs) in enumerate(PARTS):
        document.add_paragraph(f"{ORDINALS[place]}、{heading}")
        for number, findings in enumerate(paragraphs):
            _finding(document.add_paragraph(f"（{ORDINALS[number]}）"), findings, texts)
    heading, *passages = UNCLEAR
    document.add_paragraph(f"{ORDINALS[len(PARTS)]}、{heading}")
    for passage in passages:
        document.add_paragraph(passage)
    document.add_paragraph(f"{ORDINALS[len(PARTS) + 1]}、{ADVICE}")
    for line in AFTER:
        document.add_paragraph(line)
    document.save(str(target))


def _finding(paragraph: Any, findings: tuple[str, ...], texts: dict[str, str]) -> None:
    if len(findings) > 1:
        said = "".join(f"{ORDINALS[at]}是{texts[one]}" for at, one in enumerate(findings))
        paragraph.add_run(said)
        return
    [one], [number, was, now] = findings, TRACKED
    before, found, after = texts[one].partition(now) if one == number else (texts[one], "", "")
    paragraph.add_run(before)
    if found:
        _tracked(paragraph, "del", was)
        _tracked(paragraph, "ins", now)
        paragraph.add_run(after)


def _tracked(paragraph: Any, kind: str, text: str) -> None:
    change, run = OxmlElement(f"w:{kind}"), OxmlElement("w:r")
    for name, value in (("id", "1" if kind == "del" else "2"), ("author", AUTHOR), ("date", MENDED_ON)):
        change.set(qn(f"w:{name}"), value)
    words = OxmlElement("w:delText" if kind == "del" else "w:t")
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / LETTER)
