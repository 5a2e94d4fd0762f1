"""How each species of paper ends, and what a step of pressing may not say before its time (00-style 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.style_check.remark import Pattern, Remark, Rule
from desktop.documents.style_check.writing import (
    ABOVE,
    BRIEFING,
    BULLETIN,
    LEADER,
    LETTER,
    NOTICE,
    REPLY,
    REPORT,
    TEXT,
    Line,
    Writing,
)

ENDINGS = {
    LETTER: ("特此函告", "特此函复", "此复", "请予支持为盼", "请予函复", "请函复", "请阅示", "此函"),
    REPLY: ("此复", "特此函复"),
    NOTICE: ("特此通知",),
    BULLETIN: ("特此通报",),
    REPORT: ("特此报告",),
    BRIEFING: (),
}
"""The closing words that fit each species."""
_CLOSING = re.compile(
    r"^(特此(?:函告|函复|通知|通报|报告|汇报|说明)|此复|此函|请予支持为盼|请予函复|请函复|请阅示|专此(?:报告|函告)|妥否，请批示|以上报告，请审阅|此致|为荷|为盼)[。！]?$"
)
_ASKS = r"请[^。]{0,20}[于在][^。]{0,16}(?:\d日前|个工作日内)[^。]{0,40}(?:函复|函告|报送|书面|回复|反馈|报我办|送我办|报送我办)"
_STEPS = (
    ("临期|预警", r"现予督办|予以督办|约谈你单位|提请问责"),
    ("提醒|催报", r"现予督办|约谈你单位|提请问责"),
    ("督办", r"(?:给予|予以)[^。，]{0,6}(?:问责|处分)"),
)


def fitting(writing: Writing) -> Iterator[Remark]:
    """The closing words are those of the species and of the direction."""
    allowed = ENDINGS.get(writing.species)
    if allowed is None:
        return
    for line in writing.of(TEXT):
        found = _CLOSING.match(line.text)
        if found is None or found[1] in allowed:
            continue
        said = f"{writing.species}不用这一结语" if allowed else f"{writing.species}稿不写结语"
        proposed = f"{allowed[0]}。" if allowed else ""
        yield Remark("ending.fitting", line.where, line.text, said, proposed)


def only_one(writing: Writing) -> Iterator[Remark]:
    """One closing, and none behind a day of reply."""
    closings = [line for line in writing.of(TEXT) if _CLOSING.match(line.text)]
    for line in closings[1:]:
        yield Remark("ending.once", line.where, line.text, "结语只用一个", "")
    if (
        writing.species in (LETTER, REPLY)
        and closings
        and closings[0].text.startswith("特此函告")
        and re.search(_ASKS, writing.text)
    ):
        yield Remark(
            "ending.after_reply_day", closings[0].where, closings[0].text, "已以回复期限收束，其后不再写结语", ""
        )


def to_a_leader(writing: Writing) -> Iterator[Remark]:
    """A paper to a county leader says 呈上 and ends 请阅示."""
    if (
        writing.rank == LEADER
        and writing.species == LETTER
        and "呈上" not in writing.text
        and "阅示" not in writing.text
    ):
        yield Remark(
            "ending.leader", writing.title, writing.title, "抄报县领导写“现将……呈上”，以“请阅示。”结尾", "请阅示。"
        )


def _in_a_report(_found: re.Match[str], _line: Line, writing: Writing) -> bool:
    return writing.species == REPORT and writing.rank == ABOVE


def too_early(writing: Writing) -> Iterator[Remark]:
    """A later step of pressing is not spoken of before its time."""
    words = next((words for known, words in _STEPS if re.search(known, writing.title)), "")
    if not words:
        return
    for line in writing.of(TEXT):
        for found in re.finditer(words, line.text):
            yield Remark("ending.too_early", line.where, found[0], "后一级的话不提前用到前一级", "")


RULES: tuple[Rule, ...] = (
    fitting,
    only_one,
    to_a_leader,
    Pattern(
        "ending.request",
        r"(?:妥否，?)?请予?批(?:准|示|复)|妥否",
        "报告中不夹请示事项，需请示的另行文",
        "",
        _in_a_report,
    ),
    too_early,
)
