"""The frame of a letter: marks, title, addressee and opening before its parts; signature and annexes behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop.exchange.feedback_letter import words
from desktop.exchange.feedback_letter.addressees import units_of
from desktop.exchange.feedback_letter.lines import Line
from desktop.exchange.feedback_letter.outline import Table, names_one_of
from desktop.exchange.normalise.unit_names import looks_like_a_unit

_LONGEST_HEAD = 15
_SALUTATION_END = re.compile(r"[:：]$")
_TITLE = re.compile(r"反馈|巡察|意见|通知|报告|情况")
_YEAR, _SMALL = (
    r"(?:(?:19|20)\d{2}|[〇○Ｏ０零一二三四五六七八九]{4}|[×ＸxX]{2,4})?",
    r"[\d一二三四五六七八九十元×ＸxX]{0,3}",
)
_DAY = re.compile(rf"[（(]?{_YEAR}年{_SMALL}月{_SMALL}日[)）]?")
_SIGNED_DAY = re.compile(rf"[^，,。；;：:]{{4,40}}?(?:组|办|办公室|委员会|县委|市委|区委){_DAY.pattern}")
_SIGNER = re.compile(r"(?:组|办|办公室|委员会|县委|市委|区委|领导小组|[（(](?:盖章|印章|公章)[)）])$")
_PROSE = re.compile(r"[。；;，,：:]")

Flow = list[Line | Table]


@dataclass
class Frame:
    """The parts of a letter; `aside` tells of each line outside the parts what it is."""

    title: str = ""
    salutation: str = ""
    units: list[str] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)
    flow: Flow = field(default_factory=list)
    aside: list[tuple[Line, str]] = field(default_factory=list)


def framed(flow: Flow) -> Frame:
    """Part the frame from what stands in it."""
    frame = Frame()
    rest = _take_head(frame, flow)
    end = _end_of_text(rest)
    for item in rest[end:]:
        frame.aside += [(line, "table") for line in item.lines] if isinstance(item, Table) else []
    _take_tail(frame, [item for item in rest[end:] if isinstance(item, Line)])
    frame.flow = rest[:end]
    return frame


def _take_head(frame: Frame, flow: Flow) -> Flow:
    """Marks, title, addressee; then the opening as far as the first numbered line or heading."""
    addressed = _salutation(flow)
    first = addressed + 1 if addressed is not None else _title_end(flow)
    titles = []
    for place, item in enumerate(flow[:first]):
        if isinstance(item, Table):
            frame.aside += [(line, "table") for line in item.lines]
        elif place == addressed:
            frame.salutation = item.text
            frame.aside.append((item, "salutation"))
        else:
            reason = _reason_in_head(item)
            frame.aside.append((item, reason))
            titles += [item.text] if reason == "title" else []
    frame.title = "".join(titles)
    frame.units = units_of(frame.title, frame.salutation)
    for place, item in enumerate(flow[first:], first):
        if isinstance(item, Table) or not _opens(item, frame.units):
            return flow[place:]
        frame.aside.append((item, "intro"))
        frame.opening.append(item)
    return []


def _salutation(flow: Flow) -> int | None:
    """The line that names the addressee: 青岩县财政局党组："""
    for place, item in enumerate(flow[:_LONGEST_HEAD]):
        if isinstance(item, Table):
            continue
        if item.marker is not None:
            return None
        if _SALUTATION_END.search(item.bare) and len(item.bare) <= 80 and not re.search("[。；;]", item.bare):
            names = re.split("[、，,]", item.bare.rstrip("：:"))
            if any(looks_like_a_unit(name) or name.endswith(("同志", "班子")) for name in names):
                return place
    return None


def _title_end(flow: Flow) -> int:
    """Without an addressee: the lines at the top that look like a title."""
    place = 0
    while place < min(len(flow), _LONGEST_HEAD):
        item = flow[place]
        if isinstance(item, Table) or item.marker is not None or words.is_part_alone(item):
            return place
        dressed = item.paragraph.centred or item.paragraph.title or place == 0
        if _reason_in_head(item) == "title" and not (dressed and item.looks_like_heading):
            return place
        place += 1
    return place


def _reason_in_head(line: Line) -> str:
    if words.is_secret_mark(line):
        return "mark"
    return "document_number" if words.is_document_number(line) else "title"


def _opens(line: Line, units: list[str]) -> bool:
    """Whether a line still belongs to the opening."""
    if line.marker is not None or names_one_of(line, units) or words.is_part_alone(line):
        return False
    return not (line.paragraph.level or line.paragraph.right)


def _end_of_text(flow: Flow) -> int:
    """Where the signature or the list of annexes begins; the whole length where there is neither."""
    for place, item in enumerate(flow):
        if isinstance(item, Table) or item.marker is not None:
            continue
        if words.opens_annex(item) or _SIGNED_DAY.fullmatch(item.bare):
            return place
        if _DAY.fullmatch(item.bare):
            return _signature_before(flow, place)
    return _signature_before(flow, len(flow))


def _signature_before(flow: Flow, end: int) -> int:
    """Go back over the lines that sign."""
    place = end
    while place > 0:
        item = flow[place - 1]
        if isinstance(item, Table) or item.marker is not None or not _signs(item):
            break
        place -= 1
    return place


def _signs(line: Line) -> bool:
    if _PROSE.search(line.bare) or len(line.bare) > 40:
        return False
    return line.paragraph.right or bool(_SIGNER.search(line.bare))


def _take_tail(frame: Frame, lines: list[Line]) -> None:
    signed = False
    for place, line in enumerate(lines):
        is_day = bool(_DAY.fullmatch(line.bare) or _SIGNED_DAY.fullmatch(line.bare))
        near_day = any(_DAY.fullmatch(one.bare) for one in lines[place : place + 4])
        signs = not signed and (is_day or _signs(line)) and (near_day or is_day or place < 3)
        frame.aside.append((line, "signature" if signs else "annex"))
        signed = signed or is_day
