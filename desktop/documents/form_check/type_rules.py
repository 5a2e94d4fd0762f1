"""Fonts, sizes and colour of each element (5.2.2, 5.2.4, 7)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from desktop.documents.fonts import CANDIDATES
from desktop.documents.form_check.forms import set_color, set_switch, set_type
from desktop.documents.form_check.kinds import HEADINGS, TABLE
from desktop.documents.form_check.rules import Found, Rule, places, told_once
from desktop.documents.form_check.values import CHINESE, SMALL, TEXT, TITLE, size_word
from desktop.documents.form_check.view import Paper, Para, Run
from desktop.documents.package import W

_PLAIN = ("docno", "to", "body", "h3", "h4", "attach", "sign", "date", "note")
_LEADS = {"h1": ("一级标题", "黑体"), "h2": ("二级标题", "楷体")}
_EMPHASIS = ("黑体", "楷体", "小标宋")
_HEADING = 40
_NAMES = {
    "docno": "发文字号",
    "to": "主送机关",
    "attach": "附件说明",
    "sign": "署名",
    "date": "成文日期",
    "note": "附注",
}
Wrong = tuple[Para, list[Run]]


def title(paper: Paper) -> Iterator[Found]:
    """Size 2 小标宋 (7.3.1)."""
    if paper.form != TABLE:
        yield from _typed("type.title", "标题", "小标宋", TITLE, paper, _all_wrong(paper.of("title"), "小标宋", TITLE))


def title_bold(paper: Paper) -> Iterator[Found]:
    """小标宋 is heavy by itself (7.3.1)."""
    bold = [one for one in paper.of("title") if any(run.bold and run.family == "小标宋" for run in one.chinese)]
    yield from told_once("title.bold", bold, "标题用小标宋，不再加粗，请取消加粗", _not_bold)


def slanted(paper: Paper) -> Iterator[Found]:
    """No letters lean in a paper (5.2.2): 仿宋 and 楷体 are upright."""
    leaning = [one for one in paper.paras if any(_leans(run) for run in one.chinese)]
    yield from told_once("text.slanted", leaning, "公文不用斜体字，请取消倾斜", _upright)


def heavy(paper: Paper) -> Iterator[Found]:
    """The text is 仿宋 (5.2.2), a whole paragraph of it is never bold; a lead or a level may be."""
    bold = [one for one in paper.of("body") if len(one.words) > _HEADING and all(run.bold for run in one.chinese)]
    yield from told_once("text.bold", bold, "正文不加粗，请取消加粗", _not_bold)


def underlined(paper: Paper) -> Iterator[Found]:
    """No line under the words of a paper (5.2.2); blanks to be filled in may have one."""
    lined = [
        one for one in paper.of("title", "to", *_LEADS, "body", "h3", "h4") if any(map(_is_underlined, one.chinese))
    ]
    yield from told_once("text.underline", lined, "公文文字下不加下划线，请取消下划线", _not_underlined)


def mark_color(paper: Paper) -> Iterator[Found]:
    """The mark of the issuing organ is red (7.2.4)."""
    black = [one for one in (*paper.head, *paper.of("mark")) if one.kind == "mark" and not one.red]
    yield from told_once("mark.color", black, "发文机关标志应为红色，请改字体颜色", _redden)


def text(paper: Paper) -> Iterator[Found]:
    """Size 3 仿宋 for all that has no other type (5.2.2); a lead in another type stays."""
    wrong = [(one, runs) for one in paper.of(*_PLAIN, *_LEADS) if (runs := _wrong_text(one))]
    yield from _typed("type.text", "正文", "仿宋", TEXT, paper, wrong)


def headings(paper: Paper) -> Iterator[Found]:
    """黑体 for 一、 and 楷体 for （一） (7.3.3)."""
    for kind, (name, role) in _LEADS.items():
        wrong = [(one, [run for run in _lead(one) if _is_wrong(run, role, TEXT)]) for one in paper.of(kind)]
        yield from _typed(f"type.{kind}", name, role, TEXT, paper, [(one, runs) for one, runs in wrong if runs])


def secret(paper: Paper) -> Iterator[Found]:
    """密级 and 紧急程度 in size 3 黑体 (7.2.2, 7.2.3)."""
    yield from _typed(
        "type.secret", "密级、紧急程度", "黑体", TEXT, paper, _all_wrong(paper.of("secret", "urgent"), "黑体", TEXT)
    )


def annex(paper: Paper) -> Iterator[Found]:
    """附件 and its serial in size 3 黑体 (7.3.7)."""
    yield from _typed(
        "type.annex", "“附件”二字和顺序号", "黑体", TEXT, paper, _all_wrong(paper.of("annex"), "黑体", TEXT)
    )


def colophon(paper: Paper) -> Iterator[Found]:
    """Size 4 仿宋 (7.4.2, 7.4.3)."""
    yield from _typed(
        "type.colophon", "版记", "仿宋", SMALL, paper, _all_wrong(paper.of("cc", "printed"), "仿宋", SMALL)
    )


def color(paper: Paper) -> Iterator[Found]:
    """Black unless stated (5.2.4)."""
    kinds = ("title", "h1", "h2", "cc", "printed", "annex", *_PLAIN)
    colored = [one for one in paper.of(*kinds) if any(_is_colored(run) for run in one.runs)]
    yield from told_once("text.color", colored, "文字应为黑色，请把字体颜色改为自动", _blacken)


def font_name(paper: Paper, role: str) -> str:
    """The name to write for a part: the one that this paper uses already, else the usual one."""
    names = Counter(run.east for one in paper.paras for run in one.chinese if run.family == role and run.east)
    return str(names.most_common(1)[0][0]) if names else CANDIDATES[role][0]


def _typed(rule: str, name: str, role: str, size: float, paper: Paper, wrong: Iterable[Wrong]) -> Iterator[Found]:
    """One fault for each wrong look."""
    looks: dict[tuple[str, float], list[Wrong]] = {}
    for one, runs in wrong:
        looks.setdefault((runs[0].family, runs[0].size), []).append((one, runs))
    for (now, points), found in looks.items():
        kinds = {one.kind for one, _runs in found}
        named = _NAMES.get(next(iter(kinds)), name) if len(kinds) == 1 else name
        message = f"{named}应为{size_word(size)}{role}，现为{size_word(points)}{now}，请改字体字号"
        yield Found(
            rule, places([one for one, _runs in found]), message, _Retype(found, font_name(paper, role), role, size)
        )


class _Retype:
    """Writes font and size where they are not as they should be."""

    def __init__(self, found: list[Wrong], font: str, role: str, size: float) -> None:
        self.found, self.font, self.role, self.size = found, font, role, size

    def __call__(self) -> None:
        for _one, runs in self.found:
            for run in runs:
                set_type(run, None if run.family == self.role else self.font, self.size)
                if self.role == "小标宋" and run.bold:
                    set_switch(run, "b", on=False)


def _is_wrong(run: Run, role: str, size: float) -> bool:
    return (run.family not in ("", role)) or run.size != size


def _all_wrong(paras: Iterable[Para], role: str, size: float) -> list[Wrong]:
    found = [(one, [run for run in one.chinese if _is_wrong(run, role, size)]) for one in paras]
    return [(one, runs) for one, runs in found if runs]


def _wrong_text(one: Para) -> list[Run]:
    """Of a heading what follows its lead. A lead or a line in the type of a heading stays, whatever it is for."""
    text = _after_lead(one)
    wrong = [run for run in text if _is_wrong(run, "仿宋", TEXT)]
    heading = one.kind in ("body", "h3", "h4") and len(one.words) <= _HEADING
    stays = _EMPHASIS if heading or one.kind in _LEADS or one.family == "仿宋" else ()
    return [run for run in wrong if run.size != TEXT or run.family not in stays]


def _lead(one: Para) -> list[Run]:
    """A heading on its own line, or what of a paragraph stands in other type before it goes on; none where all is one sentence."""
    runs = list(one.chinese)
    words = re.sub(HEADINGS[one.kind], "", one.words, count=1)
    if len(one.words) <= _HEADING and not re.search("[。；：，！？]", words.rstrip("。")):
        return runs
    first = runs[0] if runs else None
    ends = next(
        (at for at, run in enumerate(runs) if first and (run.family, run.size) != (first.family, first.size)), 0
    )
    return runs[:ends]


def _after_lead(one: Para) -> list[Run]:
    runs = list(one.chinese)
    return runs[len(_lead(one)) :] if one.kind in _LEADS else runs


def _is_colored(run: Run) -> bool:
    return bool(run.color) and run.color != "000000" and bool(re.search(rf"[{CHINESE}\d]", run.text))


def _not_bold(one: Para) -> None:
    for run in one.runs:
        set_switch(run, "b", on=False)


def _leans(run: Run) -> bool:
    switch = run.element.find(f"{W}rPr/{W}i")
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_underlined(run: Run) -> bool:
    line = run.element.find(f"{W}rPr/{W}u")
    return (
        line is not None and line.get(f"{W}val", "single") != "none" and len(re.findall(f"[{CHINESE}]", run.text)) > 1
    )


def _not_underlined(one: Para) -> None:
    for run in one.chinese:
        if _is_underlined(run):
            line = run.element.find(f"{W}rPr/{W}u")
            line.getparent().remove(line)


def _upright(one: Para) -> None:
    for run in one.runs:
        if _leans(run):
            set_switch(run, "i", on=False)


def _redden(one: Para) -> None:
    for run in one.runs:
        set_color(run, "FF0000")


def _blacken(one: Para) -> None:
    for run in one.runs:
        if _is_colored(run):
            set_color(run, "auto")


RULES: tuple[Rule, ...] = (
    title,
    title_bold,
    slanted,
    underlined,
    heavy,
    mark_color,
    text,
    headings,
    secret,
    annex,
    colophon,
    color,
)
