"""The ends of a report: title, salutation and introduction; closing words, signature, annexes, a second report behind the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.unit_reports.lines import Line
from desktop.exchange.unit_reports.parts import first_label

Begins = Callable[[Line], bool]

_STOPS = re.compile("[。；;，,！!]$")
_DATE = re.compile(
    r"[\d〇零○一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日|\d{4}[-.]\d{1,2}[-.]\d{1,2}"
)
_SIGNED = re.compile(
    "(?:签字|签名|手签|盖章|公章)|^(?:主要负责人|党(?:委|组|支部|总支)书记|联系人|经办人|审核人|填报人)[：:（(]"
)
_CLOSES = re.compile("^(?:特此|专此|以上报告|以上情况|妥否|当否|请(?:予)?审(?:阅|议|示|核)|欢迎|如有意见)")
_BODY = "(?:党委|党组|党工委|党总支|党支部|支部|委员会|局|委|镇|乡|街道|院|校|中心|公司|办公室|办)"
_GOES_ON = re.compile(
    "^(?:下一?步|下步|今后|接下来|后续|总之|综上|我(?:单位|局|镇|乡|委|院|校|街道|公司|党委|党组|们)[^。]{0,20}?将"
    f"|[^，。；：:“”]{{2,20}}?{_BODY}将)"
)
_ORGANISATION = re.compile(f"(?:中共)?[^，。；：:“”、]{{2,26}}{_BODY}(?:[（(].{{1,8}}[)）])?")
_ANNEX = re.compile("^附(?:件|表|录)")
_ANNEXES = re.compile("^附件[：:]")
_TITLE = re.compile("(?:报告|汇报|说明|情况)$")
_REPORT = re.compile("(?:情况的?|工作)(?:报告|汇报)$")
_LONGEST_TITLE, _LONGEST_SALUTATION, _LONGEST_SIGNATURE = 80, 40, 30


def front(lines: Sequence[Line], begins: Begins) -> list[str]:
    """What the paragraphs before the first number, heading or answer are, in order."""
    found: list[str] = []
    for line in lines:
        text = squeezed(line.paragraph.text)
        saluted = bool({"salutation", "intro"} & set(found))
        if begins(line) or (line.depth and found) or (line.paragraph.level and line.short and found):
            break
        if not saluted and re.search("[：:]$", text) and len(text) <= _LONGEST_SALUTATION:
            found.append("salutation")
        elif not saluted and not _STOPS.search(text) and len(text) <= _LONGEST_TITLE:
            found.append("title")
        else:
            found.append("intro")
    return found


def tail(lines: Sequence[Line], start: int, begins: Begins) -> int:
    """Where closing words, signature and what follows them begin; not before `start`."""
    place = _before_signature(lines, start, _before_annexes(lines, start))
    dated = next((at for at in range(start, place) if _DATE.fullmatch(squeezed(lines[at].paragraph.text))), None)
    if dated is not None and not any(begins(line) for line in lines[dated:]):
        place = _before_signature(lines, start, dated)
    while place > start:
        kind = _end_of(lines[place - 1])
        if kind is None or (kind == "goes_on" and _ends_answers(lines[start:place], begins)):
            break
        place -= 1
    return place


def inside(line: Line) -> str | None:
    """A signature or the title of a second report in the midst of the paper; None for any other paragraph."""
    text = squeezed(line.paragraph.text)
    if line.depth or len(text) > _LONGEST_TITLE:
        return None
    if _SIGNED.search(text) or _DATE.fullmatch(text):
        return "signature"
    return "title" if _REPORT.search(text) and not _STOPS.search(text) else None


def behind(line: Line) -> str:
    """What a paragraph behind the report proper is."""
    text = squeezed(line.paragraph.text)
    if _ANNEX.match(text):
        return "attachment"
    if _is_signature(line):
        return "signature"
    if _end_of(line):
        return "closing"
    if _TITLE.search(text) and not line.depth:
        return "title"
    return "heading" if line.stands_out and line.short else "narrative"


def _before_annexes(lines: Sequence[Line], start: int) -> int:
    """Where 附件：1.…, 2.… at the very end begins: names of papers, none of them a sentence."""
    found = (at for at in range(start, len(lines)) if _ANNEXES.match(squeezed(lines[at].paragraph.text)))
    at = next(found, len(lines))
    names = (squeezed(line.paragraph.text) for line in lines[at:])
    return at if all(len(name) <= _LONGEST_TITLE and not _STOPS.search(name) for name in names) else len(lines)


def _before_signature(lines: Sequence[Line], start: int, place: int) -> int:
    while place > start and _is_signature(lines[place - 1]):
        place -= 1
    return place


def _ends_answers(lines: Sequence[Line], begins: Begins) -> bool:
    """Whether an earlier answer ends with 下一步……: then the last one does too."""
    return any(
        _end_of(line) == "goes_on" and (begins(after) or after.depth)
        for line, after in zip(lines, lines[1:], strict=False)
    )


def _end_of(line: Line) -> str | None:
    """Closing words; 下一步…… is one only where no answer before it ends so."""
    if line.depth or first_label(line.paragraph.text):
        return None
    text = squeezed(line.paragraph.text)
    if _CLOSES.match(text):
        return "closing"
    return "goes_on" if _GOES_ON.match(text) else None


def _is_signature(line: Line) -> bool:
    text = squeezed(line.paragraph.text)
    if line.depth:
        return False
    if _SIGNED.search(text):
        return True
    if len(text) > _LONGEST_SIGNATURE:
        return False
    return bool(_DATE.fullmatch(text) or _ANNEX.match(text) or _ORGANISATION.fullmatch(text))
