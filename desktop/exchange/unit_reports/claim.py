"""What an answer says of its own state: its column or bracket, else its last sentence, else the section it stands in (RULES §10)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.exchange.normalise import status_words as words
from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.normalise.plain_text import CLOSING, OPENING, half_width, squeezed
from desktop.exchange.normalise.status import most_backward, read_status, status_at_head
from desktop.exchange.normalise.written_dates import without_dates
from desktop.exchange.unit_reports.parts import Piece, Role, said

_SENTENCES = re.compile(r"[。！!\n]+|[；;]")
_CLAUSES = re.compile("[，,、]")
_LINES = re.compile(r"\n|(?<=[。；;])(?=\s*(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]))|(?=[①-⑳])")
_EACH = re.compile(r"^\s*(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*")
_LONGEST_STATE = 40
_BEFORE = re.compile("^[\\s\\d一二三四五六七八九十百（）()、.．①-⑳]*$")
_WHEN = re.compile("[，,；;]?(?:实际)?(?:完成|办结|整改)?(?:时间|时限|日期)[:：].*$")
_TO_COME = re.compile(
    "^(?:下一?步|下步|今后|接下来|后续|预计|计划|拟(?!销)|力争|争取|佐证|附件|我(?:局|镇|乡|委|单位|党委|党组)将|将)"
)
_PLAIN = re.compile(
    "还(?=没|未|在|需)|仍(?!然存)|需要?|尚(?!未)|上述|以上|相关|有关|各项|这项|该项|(?<!基)本|工作|任务|总体|截至目前|截止目前|截至|截止|于|在|现已|已于"
)
_REST = re.compile(
    "^(?:剩余|其余|余下|尚有|还有|剩下|另(?:外|有)?(?:[0-9]{1,4}|[一二两三四五六七八九十]{1,3})(?=.*(?:正在|尚未|还未|仍未|没有|仍在|尚在|还在))|(?:目前|现)?(?:仍|还)?(?:正在|尚未|尚需|还需|仍需|有待|待)|(?:但|不过|只是)是?(?=.*(?:尚未|还未|仍未|没有|还没)(?:全部|完全)?(?:完成|到位|整改|销号|办结|解决|落实)))"
)
"""How a clause begins that says what is left to do: by it the answer is not done, whatever stands behind."""
_SAYS_OF_REST = re.compile(
    r"其余|剩余|余下|其他|其它|另|部分|个别|\d|[一二两三四五六七八九十](?:项|个|条|件|处|户|家|名)"
)
_ASIDE = re.compile("^(?:详?见|附|佐证|预计|计划|力争|拟|详情)")
"""What may stand behind the state in its bracket: 已完成，详见附件2."""
_THIS = "(?:该|此|本|这|上述|以上|前述|所述)"
_COUNTED = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|各|几|所有|全部)?(?:项|个|条|类|件|些)?"
_MATTER = "(?:反馈|整改)?(?:问题|事项|线索|任务|工作|整改|措施)(?:的?整改)?(?:事项|任务|工作)?"
_ALL = "(?:均|都|皆)"
_SUBJECT = re.compile(
    f"^(?:目前|现|至此|截至目前)?(?:{_THIS}{_COUNTED}(?:{_MATTER})?|{_COUNTED}(?:{_MATTER})?(?={_ALL}|(?<=.)全部))(?:现|目前|业|都|皆)*"
    "|^(?:现|业)(?=已)"
)
"""What a state is said of: 该问题, 上述2个问题, 两项均…; a count alone may be a part of the whole (3个问题已完成) and says nothing of it."""
_REFERRED = re.compile("^(?:该|此)(?:项|条)?(?:问题|事项|线索)(?=已?(?:经)?移)")
_PART = re.compile(
    "^(?:目前|现|尚有|还有|仍有|剩下)?(?:其余|剩余|余下|其他|其它|另|个别|部分|少数|有的|有|其中|[0-9]{1,3}(?:项|个|条|件|处|户|家|名)|[一二两三四五六七八九十]{1,3}(?:项|个|条|件|处|户|家|名))"
    ".*(?:正在|尚|未|没有|推进|整改中|进行中|办理中|待|仍|还|基本|部分)"
)
"""A clause about a part that stands otherwise: then what is said of 3项 or 各项 is not said of the finding."""
_BRACKETED = re.compile(f"[{re.escape(OPENING)}]([^{re.escape(OPENING + CLOSING)}]{{1,40}})[{re.escape(CLOSING)}]")
_COUNTS = re.compile(
    "(?:共|计|共计)?(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})[个项条](?:反馈|整改)?(?:问题|事项|任务)?"
)
"""（1个问题，已全部完成）: how many a heading stands over, before it says how they stand."""
_BEHIND = re.compile("^[\\s。；;，,.、：:]*$")
_SAYS_A_STATE = re.compile(
    "已|未|正在|[尚仍还]在|基本|部分|阶段|长期|持续|常态|移交|移送|推进中|整改中|进行中|在办|完成(?!情况)"
)
_SECTION_DRESS = re.compile(
    r"^(?:关于|巡察反馈)?(?:需要?|应)?|(?:的(?:反馈|整改)+|的?(?:反馈)?)(?:问题|事项|任务|项目|部分|情况)*(?:整改)?(?:情况)?[（(]?(?:共|计)?\d*[个项条件]*[)）]?$"
)


def claimed(found: Sequence[Piece], office: OfficeWords | None = None) -> str | None:
    """The state that an answer claims, None where it says none; nothing is guessed from what was done."""
    named = [
        read_status(_EACH.sub("", line), office=office).state
        for piece in found
        if piece.role is Role.STATE
        for line in _LINES.split(piece.text)
    ]
    if state := most_backward(named):
        return state
    if state := _bracketed(found, office):
        return state
    progress = said(found, Role.PROGRESS)
    return (
        _last_said(progress, office)
        or status_at_head(progress, office).state
        or _planned(said(found, Role.PROGRESS, Role.PLAN), office)
    )


def says_state(sentence: str, office: OfficeWords | None = None) -> bool:
    """Whether a sentence says how far a finding is, and so is no quote of it."""
    return _in_sentence(squeezed(sentence).rstrip("。；;"), office) is not None


def of_section(heading: str, office: OfficeWords | None = None) -> str | None:
    """The state that all answers below a heading share: 已完成整改的问题（5个）, 党的建设方面（已完成）."""
    if not _SAYS_A_STATE.search(squeezed(heading)):
        return None
    bare = _SECTION_DRESS.sub("", squeezed(heading)) or squeezed(heading)
    for text in (bare, _BRACKETED.sub("", bare)):
        if _is_state(text):
            return read_status(text, office=office).state
    edges = (one for one in _BRACKETED.finditer(heading) if _BEHIND.match(heading[one.end() :]))
    return next(filter(None, (_mark(one[1], office) for one in edges)), None)


def without_marks(text: str, office: OfficeWords | None = None) -> str:
    """A quote without the brackets that say a state."""
    return _BRACKETED.sub(lambda found: "" if _mark(found[1], office) else found[0], text)


def _bracketed(found: Sequence[Piece], office: OfficeWords | None) -> str | None:
    """A bracket with a state at the head or the end of the quote, or at the end of the answer."""
    for piece in found:
        if piece.role is not Role.QUOTE:
            continue
        for mark in _BRACKETED.finditer(piece.text):
            at_edge = _BEFORE.match(piece.text[: mark.start()]) or _BEHIND.match(piece.text[mark.end() :])
            if at_edge and (state := _mark(mark[1], office)):
                return state
    last = said(found, Role.PROGRESS)
    edges = [
        mark
        for mark in _BRACKETED.finditer(last)
        if not last[: mark.start()].strip() or _BEHIND.match(last[mark.end() :])
    ]
    return next(filter(None, (_mark(mark[1], office) for mark in reversed(edges))), None)


def _mark(text: str, office: OfficeWords | None) -> str | None:
    bare = re.sub("^(?:整改|完成|目前)?(?:状态|情况)?[:：]", "", squeezed(text))
    bare = _WHEN.sub("", bare)
    clauses = _CLAUSES.split(bare)
    if len(clauses) > 1 and _COUNTS.fullmatch(clauses[0]):
        clauses = clauses[1:]
        bare = "，".join(clauses)
    if (office and office.state(bare)) or all(_is_state(clause) for clause in clauses):
        return read_status(bare, office=office).state
    if _is_state(clauses[0]) and all(_is_state(one) or _REST.match(one) or _ASIDE.match(one) for one in clauses):
        return _in_sentence(bare, office)
    return None


def _is_state(clause: str) -> bool:
    """Whether a clause is made of nothing but words of a state and of dates."""
    if len(clause) > _LONGEST_STATE:
        return False
    bare, _dates = without_dates(half_width(squeezed(clause)))
    bare = _PLAIN.sub("", bare)
    return bool(
        words.HEAD_WORD.fullmatch(bare) or words.REFERRAL_AT_HEAD.fullmatch(bare) or words.PERCENT.fullmatch(bare)
    )


def _last_said(text: str, office: OfficeWords | None) -> str | None:
    """The state in the last sentence that is not about what is to come."""
    sentences = [sentence for one in _SENTENCES.split(text) if (sentence := squeezed(one))]
    clauses = (clause for sentence in sentences for clause in _CLAUSES.split(sentence))
    in_parts = any(_PART.match(clause) and not _is_state(_SUBJECT.sub("", clause)) for clause in clauses)
    for sentence in reversed(sentences):
        if not _TO_COME.match(sentence):
            return _in_sentence(sentence, office, in_parts=in_parts)
    return None


def _in_sentence(sentence: str, office: OfficeWords | None, *, in_parts: bool = False) -> str | None:
    """The clauses at its end that are a state; else a state in its midst with everything behind it; else what is said of the rest."""
    bare = _BRACKETED.sub("", sentence)
    subject = _REFERRED if in_parts else _SUBJECT
    clauses = [subject.sub("", clause) for clause in _CLAUSES.split(bare) if clause]
    states = [_is_state(clause) for clause in clauses]
    told = [clause for place, clause in enumerate(clauses) if not (place and _is_care(clauses[place - 1], clause))]
    left = next((clause for clause in reversed(told) if _REST.match(clause)), "")
    rest = read_status(left, office=office).state if left else None
    if not any(states):
        return rest
    if states[-1]:
        start = len(states)
        while start and states[start - 1]:
            start -= 1
    else:
        start = states.index(True)
    return most_backward([read_status("，".join(clauses[start:]), office=office).state, rest])


def _is_care(before: str, clause: str) -> bool:
    """正在巩固提升 right behind 已整改到位 takes nothing back (RULES §6, 8); 正在办理其余2户 does."""
    going_on = words.GOING_ON.search(clause) and not _SAYS_OF_REST.search(clause)
    return bool(going_on) and _is_state(before) and read_status(before).state == "done"


def _planned(text: str, office: OfficeWords | None) -> str | None:
    """预计9月底完成 and nothing else on the state: it is still going on."""
    sentences = [sentence for one in _SENTENCES.split(text) if (sentence := squeezed(one))]
    last = sentences[-1] if sentences else ""
    if re.match("(?:预计|计划|拟|力争|争取)", last):
        return read_status(last, office=office).state
    return None
