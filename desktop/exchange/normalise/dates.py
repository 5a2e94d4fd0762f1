"""Written deadlines → a day and its kind (RULES §5); what is not certain is a fault, never a guess."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.normalise.plain_text import chinese_number, half_width, is_blank_word, squeezed, without_brackets
from desktop.exchange.normalise.status import status_of
from desktop.exchange.normalise.written_dates import dates_inside

_LONGEST = 400
"""No deadline is longer; beyond it nothing is searched."""
_EPOCH_1900 = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 54788
_TIME = re.compile(r"[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?\s*$")
_HOUR = re.compile(r"(?<=日)(?:上午|下午|晚)?\d{1,2}(?:时|点)(?:\d{1,2}分)?整?")
_LONG_TERM = re.compile("长期(?:坚持|整改|巩固)?|常态化(?:坚持)?|持续(?:坚持|整改|推进)")
_IMMEDIATE = re.compile("立行立改|即知即改|立即整改|立查立改|即时整改|即改|马上整改|立即改")
_EXTENDED = re.compile("(?:已|经批准|同意|申请|现)*(?:延期|延长|顺延|延)(?:至|到)")
_RELATIVE = re.compile(
    r"(?<![\d年])(?:\d{1,3}|[一二三四五六七八九十两半]+)个?(?:工作日|月|日|天|周|年|季度)之?内|反馈后|之日起|印发后|收到|[本上下次明后]个?[月周年季](?:度)?(?:底|末|前|初)?$|明年|次年|后年|下个?月|本月"
)
_CHINESE_PART = re.compile("[〇零○一二三四五六七八九十]+(?=年|月|日|号|季度)")
_RANGE = re.compile("至|到|—+|–+|~|～|-{2,}")
_SINCE = re.compile(r"^(?:自|从)?(?:(?P<day>\d[^至到起]{0,10})起(?=至|到)|[^\d至到]{0,8}起(?:至|到)(?=\d))")
"""即日起至…, 自反馈之日起至…: a span whose later end is a day (RULES §5)."""
_LEADING = re.compile(
    "^(?:(?:原定|原为|于|在|计划|预计|预期|拟|力争|确保|争取|截止|截至|最迟|不晚于|不迟于|原则上|整改时限|完成时限|时限|[:：])+)"
)
_TRAILING = re.compile(
    "(?:之前|以前|前|完成整改|整改完成|整改到位|全部完成|完成|办结|到位|见效|取得(?:阶段性)?(?:成效|实效)|为止|止|并|且|后|和|及|[，,、；;。.：:至—-])+$"
)
_CONNECTORS = re.compile("^(?:[，,、；;。：:+＋—-]|并|且|后|和|及|至)+")

Part = Callable[[re.Match[str], "_Frame"], "DateReading"]


@dataclass(frozen=True)
class DateReading:
    """What a date cell says: the day, its kind (date, month_end, year_end, long_term, immediate), or a fault."""

    on: date | None = None
    kind: str | None = None
    fault: str | None = None
    first_on: date | None = None
    """The date before an extension that the same cell tells of."""


@dataclass(frozen=True)
class _Frame:
    """What a date without a year leans on."""

    feedback_on: date | None
    before_month_is_its_end: bool
    year: int | None = None
    month: int | None = None


def read_date(
    value: object, feedback_on: date | None, *, before_month_is_its_end: bool = True, office: OfficeWords | None = None
) -> DateReading:
    """A date cell; `before_month_is_its_end` reads 2025年3月前 as 31 March, else as 1 March."""
    if value is None:
        return DateReading()
    if isinstance(value, date):
        return DateReading(date(value.year, value.month, value.day), "date")
    if isinstance(value, bool):
        return _fault("not_a_date")
    if isinstance(value, (int, float)):
        return _of_number(value)
    text = str(value)
    if is_blank_word(text):
        return DateReading()
    if len(text) > _LONGEST:
        return _fault("not_a_date")
    if office and (taught := office.deadline(text)):
        return DateReading(None, taught) if taught in ("long_term", "immediate") else _taught_day(taught)
    return _of_text(text, _Frame(feedback_on, before_month_is_its_end))


def _taught_day(written: str) -> DateReading:
    try:
        return DateReading(date.fromisoformat(written), "date")
    except ValueError:
        return _fault("not_a_date")


def latest(readings: list[DateReading]) -> DateReading:
    """The deadline of an item with several rows: the latest day with its kind; one long-term row makes it long-term."""
    dated = [reading for reading in readings if reading.on]
    last = max(dated, key=lambda reading: reading.on or date.min, default=None)
    kinds = [reading.kind for reading in readings]
    if "long_term" in kinds:
        return DateReading(last.on if last else None, "long_term")
    if last:
        return last
    return DateReading(None, next((kind for kind in kinds if kind), None))


def _fault(kind: str) -> DateReading:
    return DateReading(fault=kind)


def _of_number(value: int | float) -> DateReading:
    if value != value or value in (float("inf"), float("-inf")):
        return _fault("not_a_date")
    if value != int(value):
        return _fault("ambiguous_date" if 1900 <= value < 2101 else "not_a_date")
    return _of_digits(str(int(value))) or _fault("not_a_date")


def _of_digits(digits: str) -> DateReading | None:
    if len(digits) == 8 and digits[:2] in ("19", "20"):
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(digits) == 5 and _FIRST_SERIAL <= int(digits) <= _LAST_SERIAL:
        return DateReading(_EPOCH_1900 + timedelta(days=int(digits)), "date")
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return _fault("year_only")
    return None


def _of_text(written: str, frame: _Frame) -> DateReading:
    text = _TIME.sub("", half_width(written).strip())
    text = squeezed(text).replace("号", "日").replace("。", ".")
    text = _HOUR.sub("", _CHINESE_PART.sub(lambda found: _digits_of(found[0]), text))
    if extension := _EXTENDED.search(text):
        return _of_extension(text[: extension.start()], text[extension.end() :], frame)
    outside, notes = without_brackets(text)
    if not outside.strip("、，,;；."):
        outside, notes = "".join(notes), []
    dated = [note for note in notes if re.search(r"(?:19|20)\d{2}(?:年|[./-]\d)", note)]
    if dated and not dates_inside(outside) and (_LONG_TERM.search(outside) or _IMMEDIATE.search(outside)):
        outside += "，" + "，".join(dated)  # the only date of the cell is that of the stage, wherever it stands
    elif dated:
        return _fault("ambiguous_date")
    for kind, sign in (("long_term", _LONG_TERM), ("immediate", _IMMEDIATE)):
        if sign.search(outside):
            return _with_standing_duty(kind, outside, frame)
    return _of_plain(outside, frame)


def _of_extension(before: str, behind: str, frame: _Frame) -> DateReading:
    """3月31日，延期至6月30日: the later date holds, the former one is kept as the first."""
    last = _of_text(behind.strip("，,、；;（）()原定至到"), frame)
    if last.on is None:
        return last
    first = _of_text(before.strip("，,、；;（）()"), frame) if re.search(r"\d|年", before) else DateReading()
    return DateReading(last.on, last.kind, first_on=first.on)


def _digits_of(words: str) -> str:
    number = chinese_number(words)
    return words if number is None else str(number)


def _with_standing_duty(kind: str, text: str, frame: _Frame) -> DateReading:
    """长期坚持 or 立行立改, perhaps beside a date (before or behind, whatever else is said), which is then that of its stage."""
    rest = _TRAILING.sub("", _CONNECTORS.sub("", _IMMEDIATE.sub("", _LONG_TERM.sub("", text))))
    found = _of_plain(rest, frame) if rest else DateReading()
    if found.on is None and found.fault != "invalid_date":
        readings = {_of_plain(one, frame) for one in dates_inside(rest)}
        found = readings.pop() if len(readings) == 1 else DateReading(fault="ambiguous_date" if readings else None)
    told = found.fault if found.fault in ("invalid_date", "ambiguous_date") else None
    return DateReading(found.on, kind, told)


def _of_plain(text: str, frame: _Frame) -> DateReading:
    bare = _SINCE.sub(lambda found: found["day"] or "", text.rstrip(".;；,，、"))
    if _RELATIVE.search(bare):
        return _fault("relative_date")
    known = _single(bare, frame)
    if known is None:
        known = _of_range(bare, frame)
    if known is None:
        stripped = _LEADING.sub("", bare)
        known = _single(stripped, frame) or _single(_TRAILING.sub("", stripped), frame)
    if known is not None:
        return known
    if len(re.findall(r"\d+(?:年\d+)?月|\d{4}[./-]\d{1,2}", bare)) > 1:
        return _fault("ambiguous_date")
    return _fault("status_in_date" if status_of(bare) else "not_a_date")


def _of_range(text: str, frame: _Frame) -> DateReading | None:
    """The later end of a span; the end takes year and month from the beginning where it has none."""
    if _RANGE.search(text):
        pieces = [piece for piece in _RANGE.split(text) if piece]
    elif re.search(r"[年月日.\d]-\d", text):
        pieces = _at_hyphen(text)
    else:
        return None
    if len(pieces) != 2:
        return None
    first, last = _LEADING.sub("", pieces[0]), pieces[1]
    month_of_first = re.fullmatch(r"((?:\d{4}年)?)(\d{1,2})", first)
    if month_of_first and "月" in last:
        first += "月"
    begun = _single(first, frame)
    if begun is None or begun.on is None:
        return begun if begun and begun.fault == "invalid_date" else None
    has_year = bool(re.search(r"\d{2,4}年|(?:19|20)\d{2}", first))
    inherited = _Frame(frame.feedback_on, True, begun.on.year if has_year else None, begun.on.month)
    ended = _single(last, inherited) or _single(_TRAILING.sub("", last), inherited)
    if ended and ended.on and ended.on < begun.on:
        return _fault("ambiguous_date")
    return ended


def _at_hyphen(text: str) -> list[str]:
    """The two ends of a span written with a hyphen; a hyphen inside 2025-3-5 is no span."""
    spots = [found.start() for found in re.finditer("-", text)]
    if re.fullmatch(r"\d{8}-\d{8}", text):
        return text.split("-")
    if len(spots) == 1 and ("年" in text or "月" in text or text.count(".") >= 2 or text.count("/") >= 2):
        return text.split("-")
    if len(spots) == 5:
        return [text[: spots[2]], text[spots[2] + 1 :]]
    return []


def _single(text: str, frame: _Frame) -> DateReading | None:
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            return read(found, frame)
    return None


def _year_of(text: str | None, frame: _Frame) -> int | None:
    if not text:
        return frame.year
    digits = text.rstrip("年")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int, month: int, day: int) -> DateReading:
    try:
        return DateReading(date(year, month, day), "date")
    except ValueError:
        return _fault("invalid_date")


def _month_end(year: int, month: int) -> DateReading:
    if not 1 <= month <= 12:
        return _fault("invalid_date")
    return DateReading(date(year, month, calendar.monthrange(year, month)[1]), "month_end")


def _next_after_feedback(make: Callable[[int], DateReading], frame: _Frame) -> DateReading:
    """A date without a year is the first one on or after the day of feedback."""
    if frame.feedback_on is None:
        return _fault("ambiguous_date")
    for year in (frame.feedback_on.year, frame.feedback_on.year + 1):
        reading = make(year)
        if reading.on is None or reading.on >= frame.feedback_on:
            return reading
    return _fault("ambiguous_date")


def _placed(year: int | None, make: Callable[[int], DateReading], frame: _Frame) -> DateReading:
    return make(year) if year else _next_after_feedback(make, frame)


def _full_day(found: re.Match[str], frame: _Frame) -> DateReading:
    month, day = int(found["month"]), int(found["day"])
    return _placed(_year_of(found["year"], frame), lambda year: _day(year, month, day), frame)


def _day_of_month(found: re.Match[str], frame: _Frame) -> DateReading:
    month, day = frame.month, int(found["day"])
    if month is None:
        return _fault("not_a_date")
    return _placed(frame.year, lambda year: _day(year, month, day), frame)


def _whole_month(found: re.Match[str], frame: _Frame) -> DateReading:
    month = int(found["month"])
    if found["before"] and not found["end"] and not frame.before_month_is_its_end:
        return _placed(_year_of(found["year"], frame), lambda year: _day(year, month, 1), frame)
    return _placed(_year_of(found["year"], frame), lambda year: _month_end(year, month), frame)


def _third_of_month(found: re.Match[str], frame: _Frame) -> DateReading:
    month, third = int(found["month"]), found["third"]
    year = _year_of(found["year"], frame)
    if third == "下":
        return _placed(year, lambda chosen: _month_end(chosen, month), frame)
    return _placed(year, lambda chosen: _day(chosen, month, 10 if third == "上" else 20), frame)


def _part_of_year(found: re.Match[str], frame: _Frame) -> DateReading:
    quarter = found["quarter"]
    month = 3 * int(quarter) if quarter else (6 if found["half"] == "上" else 12)
    return _placed(_year_of(found["year"], frame), lambda year: _month_end(year, month), frame)


def _year_end(found: re.Match[str], frame: _Frame) -> DateReading:
    return _placed(_year_of(found["year"], frame), lambda year: DateReading(date(year, 12, 31), "year_end"), frame)


_YEAR = r"(?P<year>(?:(?:19|20)\d{2}|\d{2})年)?(?:度)?"
_YEAR_NAMED = r"(?:今年|本年|当年)?"
_DUE = r"(?:之前|以前|前)?"
_BETWEEN = r"(?:年|[./、,-])+"
_FORMS: tuple[tuple[re.Pattern[str], Part], ...] = (
    (re.compile(rf"{_YEAR}{_YEAR_NAMED}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日?{_DUE}"), _full_day),
    (
        re.compile(
            rf"(?P<year>(?:19|20)\d{{2}}|\d{{2}})(?P<mark>[./-])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})日?{_DUE}"
        ),
        _full_day,
    ),
    (
        re.compile(
            rf"(?P<year>(?:19|20)\d{{2}}){_BETWEEN}(?P<month>\d{{1,2}})(?:月|[./、,-])+(?P<day>\d{{1,2}})日?{_DUE}"
        ),
        _full_day,
    ),
    (
        re.compile(rf"{_YEAR}{_YEAR_NAMED}(?P<month>\d{{1,2}})月份?(?P<end>底|末|内)?(?P<before>之前|以前|前)?"),
        _whole_month,
    ),
    (
        re.compile(
            rf"(?P<year>(?:19|20)\d{{2}}){_BETWEEN}(?P<month>\d{{1,2}})月?(?P<end>底|末)?(?P<before>之前|以前|前)?"
        ),
        _whole_month,
    ),
    (re.compile(rf"{_YEAR}{_YEAR_NAMED}(?P<month>\d{{1,2}})月份?(?P<third>[上中下])旬末?{_DUE}"), _third_of_month),
    (
        re.compile(rf"{_YEAR}{_YEAR_NAMED}(?:(?P<half>[上下])半年|第?(?P<quarter>[1-4])季度)(?:底|末)?{_DUE}"),
        _part_of_year,
    ),
    (re.compile(rf"(?=.*年){_YEAR}{_YEAR_NAMED}年?(?:底|末){_DUE}"), _year_end),
    (re.compile(rf"(?P<year>(?:19|20)\d{{2}}年)?{_YEAR_NAMED}年?之?内"), _year_end),
    (re.compile(rf"(?P<day>\d{{1,2}})日{_DUE}"), _day_of_month),
    (re.compile(r"(?P<year>(?:19|20)\d{2})(?:年度?)?前?"), lambda _found, _frame: _fault("year_only")),
    (re.compile(r"\d{5}|\d{8}"), lambda found, _frame: _of_digits(found[0]) or _fault("not_a_date")),
    (re.compile(r"\d{1,2}[./-]\d{1,2}前?|\d{6}"), lambda _found, _frame: _fault("ambiguous_date")),
)
