"""An answer taken apart: what it quotes, what was to be done, what was done, how it stands, what is still to come (RULES §10)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.exchange.list_reading.header_words import header_key, meaning_of
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.normalise.status import status_of


class Role(StrEnum):
    """What a piece of an answer is."""

    QUOTE = "quote"
    MEASURES = "measures"
    PROGRESS = "progress"
    STATE = "state"
    PLAN = "plan"
    PERSON = "person"
    EVIDENCE = "evidence"
    ASIDE = "aside"


@dataclass(frozen=True)
class Piece:
    """A piece of an answer in its role; `labelled` says that the report itself names the role."""

    role: Role
    text: str
    labelled: bool = False


_OF_MEANING = {
    "text": Role.QUOTE, "parent": Role.QUOTE,
    "measures": Role.MEASURES, "progress": Role.PROGRESS, "outcome": Role.PROGRESS, "status": Role.STATE, "closing": Role.STATE,
    "due_on": Role.PLAN, "due_first": Role.PLAN, "due_extended": Role.PLAN, "completion_time": Role.PLAN, "completed_on": Role.PROGRESS,
    "responsible_leader": Role.PERSON, "responsible_department": Role.PERSON, "owner": Role.PERSON, "lead_person": Role.PERSON,
    "unit_responsible": Role.PERSON, "category": Role.ASIDE, "serial": Role.ASIDE, "remark": Role.ASIDE,
}  # fmt: skip
_OWN: tuple[tuple[str, Role], ...] = (
    (r"^(?:下一?步|下步|后续|今后|下阶段|接下来)", Role.PLAN),
    (r"^(?:预计|计划|拟)?(?:未完成|未整改到位|未整改|未办结)的?(?:原因|理由)", Role.PLAN),
    (r"原因分析$|^(?:问题)?(?:原因|成因)$|^整改目标$", Role.ASIDE),
    (r"佐证|证明材料|^附件", Role.EVIDENCE),
    (r"^(?:目前|当前|现)?(?:整改|完成|办理)?(?:状态|状况|进度)$|^自(?:评|查|报)(?:结果|状态|情况)$", Role.STATE),
    (r"^(?:反馈的?|存在的?|具体|巡察反馈的?)?问题(?:及|和|与|、|以及)(?:其|对应)?(?:整改)?(?:措施|要求|任务)$", Role.QUOTE),
    (r"措施(?:的)?(?:落实|完成|执行|进展)|措施(?:及|和|与)(?:进展|成效|效果|落实|结果)", Role.PROGRESS),
    (r"^(?:补充(?:报告|说明|情况)?|整改|主要)?(?:做法|工作|动态|效果|结果|成果|完成情况|落实)$|^补充(?:报告|说明)$", Role.PROGRESS),
    (r"^(?:针对(?:的)?|反馈的?|存在的?|巡察反馈的?|对应)?(?:具体)?(?:问题[一二三四五六七八九十\d]*|第[一二三四五六七八九十\d]+[个条项]问题)$", Role.QUOTE),
)  # fmt: skip
_OWN_ROLES = tuple((re.compile(pattern), role) for pattern, role in _OWN)
_ENUMERATION = r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳]|[一二三四五六七八九十]是)?"
_LABEL = re.compile(
    rf"(?:^|(?<=[。；;！!\n]))[\s\u3000]*{_ENUMERATION}[\s\u3000]*"
    r"(?:(?P<colon>[^\s：:。；;，,（(【]{1,14})[：:]|【(?P<lens>[^】：:]{2,12})】[：:]?|〔(?P<tortoise>[^〕：:]{2,12})〕[：:]?|\[(?P<square>[^\]：:]{2,12})\][：:]?)"
)
_LONGEST_BARE = 12


def role_of(label: str) -> Role | None:
    """The role that a label names, by the words that lists use for their columns and a few of reports."""
    bare = header_key(label)
    for pattern, role in _OWN_ROLES:
        if pattern.search(bare):
            return role
    meaning = meaning_of(bare)
    return _OF_MEANING.get(meaning.kind) if meaning else None


def bare_label(text: str) -> Role | None:
    """The role that a paragraph names which is nothing but a label: 整改措施, （二）整改成效."""
    bare = re.sub(rf"^{_ENUMERATION}", "", squeezed(text)).rstrip("：:")
    return role_of(bare) if 2 <= len(bare) <= _LONGEST_BARE and not re.search("[，,。；;]", bare) else None


def first_label(text: str) -> tuple[Role, int] | None:
    """The role of the label a text begins with, and where the words behind it begin."""
    found = _LABEL.match(text)
    if found is None:
        return None
    role = role_of(_label_in(found))
    return (role, found.end()) if role else None


def has_label(text: str) -> bool:
    """Whether a part of an answer is named anywhere in a text."""
    return any(role_of(_label_in(found)) for found in _LABEL.finditer(text.lstrip("。；;，,：: \u3000")))


def next_label(text: str) -> int | None:
    """Where the first label of a part behind the start of a text stands."""
    return next((found.start() for found in _LABEL.finditer(text) if found.start() and role_of(_label_in(found))), None)


def pieces(text: str, role: Role) -> list[Piece]:
    """A text at its labels; what stands before the first one has the role that was going on."""
    cuts: list[tuple[int, int, Role, bool]] = [(0, 0, role, False)]
    for found in _LABEL.finditer(text):
        if (named := role_of(_label_in(found))) and not _is_mark(found, named):
            cuts.append((found.start(), found.end(), named, True))
    ends = [cut[0] for cut in cuts[1:]] + [len(text)]
    made = [
        Piece(role, text[begin:end].strip(), labelled)
        for (_start, begin, role, labelled), end in zip(cuts, ends, strict=True)
    ]
    return [piece for piece in made if piece.text or piece.labelled]


def running(texts: Iterable[str], role: Role) -> list[Piece]:
    """Several paragraphs one after the other: a role goes on until the next label."""
    made: list[Piece] = []
    for text in texts:
        if named := bare_label(text):
            role = named
            continue
        found = pieces(text, role)
        made += found
        role = found[-1].role if found else role
    return made


def said(found: Iterable[Piece], *roles: Role) -> str:
    """The words of some roles together."""
    return "\n".join(piece.text for piece in found if piece.role in roles and piece.text)


def _is_mark(found: re.Match[str], named: Role) -> bool:
    """【销号】 is a state by itself and names no part that follows, as 销号：是 does."""
    return named is Role.STATE and found["colon"] is None and bool(status_of(_label_in(found)))


def _label_in(found: re.Match[str]) -> str:
    return next(label for label in found.groupdict().values() if label is not None)
