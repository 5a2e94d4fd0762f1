"""Marks, lists and levels (00-style 6, 8), beside what the standard itself says (form_check)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.style_check.remark import Pattern, Remark, Rule
from desktop.documents.style_check.writing import TEXT, Writing

_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_ALL = TEXT | {"title", "attach", "cc", "to"}
_RANK = (
    (0, r"省|市委|市纪委"),
    (1, r"县委(?:副?书记|常委)|县长|人大.*主任|政协.*主席|(?:书记|部长|主任|主席|常委)[\u4e00-\u9fff]{2,3}$|领导"),
    (2, r"纪委|县监委|县委|纪检监察组"),
    (3, r"县政府|县.*局|县.*办|县.*中心"),
    (4, r"乡|镇|街道|村|社区"),
)


def _widened(found: re.Match[str], _writing: Writing) -> str:
    return "".join(_FULL.get(sign, sign) for sign in found[0])


def only_first(writing: Writing) -> Iterator[Remark]:
    """A list of one has no 一是; 第一 and 一是 are not mixed (6)."""
    for line in writing.of(TEXT):
        first = re.search(r"一是", line.text)
        if first and "二是" not in line.text:
            yield Remark(
                "mark.only_first",
                line.where,
                line.text[first.start() : first.start() + 8],
                "只有一项，不编“一是”",
                line.text[first.end() : first.end() + 6],
            )
        if re.search(r"第[一二三四五六七]，", line.text) and re.search(
            r"(?:^|[，；。：])[一二三四五六七]是", line.text
        ):
            yield Remark("mark.mixed", line.where, "第一，……一是", "同一列举只用一种序次语", "一是……；二是……")


def captions(writing: Writing) -> Iterator[Remark]:
    """Tables and figures are numbered through the paper, and each is spoken of before it stands (6)."""
    for kind in ("表", "图"):
        found = [
            (line, int(match[1])) for line in writing.lines if (match := re.match(rf"{kind}(\d+)[　\s]+\S", line.text))
        ]
        wanted = list(range(1, len(found) + 1))
        if [number for _line, number in found] != wanted:
            line, number = next((one for one, at in zip(found, wanted, strict=True) if one[1] != at))
            yield Remark("mark.caption_number", line.where, f"{kind}{number}", f"{kind}号要全篇连续", "")


def one_annex(writing: Writing) -> Iterator[Remark]:
    """A single annex has no number; its name no 《》 (6)."""
    listed = list(writing.of(("attach",)))
    for line in listed:
        if "《" in line.text:
            yield Remark(
                "mark.annex_title", line.where, line.text, "附件名称不加书名号", re.sub("[《》]", "", line.text)
            )
    if len(listed) == 1 and (found := re.match(r"附件：\s*1[.．、]", listed[0].text)):
        yield Remark("mark.annex_number", listed[0].where, found[0], "只有一个附件的不编号", "附件：")


def copies(writing: Writing) -> Iterator[Remark]:
    """抄送 by commas, from above to below (8)."""
    for line in writing.of(("cc",)):
        names = re.sub(r"^抄\s*送：|。$", "", line.text)
        if re.search("[、；;]", names):
            yield Remark("mark.copies", line.where, names, "抄送机关之间用逗号", re.sub("[、；;]", "，", names))
            continue
        organs = [
            one for one in names.split("，") if not re.search("[乡镇]纪委$", one)
        ]  # goes with its party committee
        ranks = [next((rank for rank, known in _RANK if re.search(known, one)), 3) for one in organs]
        if ranks != sorted(ranks):
            ordered = [one for _rank, one in sorted(zip(ranks, organs, strict=True), key=lambda pair: pair[0])]
            ordered += [one for one in names.split("，") if one not in organs]
            yield Remark(
                "mark.copies_order",
                line.where,
                names,
                "抄送按上级领导、县领导、党委部门和纪检监察机关、政府部门、乡镇排列",
                "，".join(ordered),
            )


RULES: tuple[Rule, ...] = (
    Pattern("mark.half_width", r"(?<=[\u4e00-\u9fff）》”])[,;:?!]|(?<=[\u4e00-\u9fff])\((?=[^)]*\))|(?<=[\u4e00-\u9fff])\)|\((?=[\u4e00-\u9fff])", "用全角标点", _widened, kinds=_ALL),
    Pattern("mark.meet", r"[，。；：、]{2,}", "标点连用", lambda found, _writing: found[0][0], kinds=_ALL),
    Pattern("mark.dots", r"\.{3,}|。{3,}|(?<!…)…(?!…)", "省略号用“……”", "……"),
    Pattern("mark.dash", r"(?<=[\u4e00-\u9fff”》])(?:--+|－－|-)(?=[\u4e00-\u9fff“《])|(?<!—)—(?!—)(?=[\u4e00-\u9fff])(?<=[\u4e00-\u9fff]—)", "破折号用“——”", "——",
            lambda found, line, _writing: not re.search(r"\d[^，。；]{0,3}$", line.text[: found.start()]) and not re.match(r"\d", line.text[found.end() :])),  # fmt: skip
    Pattern("mark.titles", r"》、(?=《)|”、(?=“)", "书名号、引号并列不加顿号", lambda found, _writing: found[0][0]),
    Pattern("mark.contact", r"^联系人[：:].*", "联系人写附注，加圆括号，放日期下", lambda found, _writing: f"（{found[0]}）", kinds=_ALL | {"note"}),
    only_first,
    captions,
    one_annex,
    copies,
)  # fmt: skip
