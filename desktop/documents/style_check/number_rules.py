"""Dates, deadlines, numbers, sums, ranges, rates and the units they are counted in (00-style 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.documents.style_check.remark import Pattern, Remark, Rule, sentence_of
from desktop.documents.style_check.writing import TEXT, Line, Writing
from desktop.documents.words import chinese_number

_DIGITS = {sign: str(at) for at, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
UNITS = {
    "问题线索": "件", "线索": "件", "信访件": "件", "信访": "件", "整改措施": "条", "措施": "条", "制度": "项", "意见": "条", "建议书": "份",
    "建议": "条", "问题": "个", "党组织": "个", "党课": "场", "编制": "名", "佐证材料": "份", "佐证": "份", "资料": "份", "会议": "次",
}  # fmt: skip
"""The word by which each thing is counted (00-style 3)."""
_THINGS = "|".join(sorted(UNITS, key=len, reverse=True))
_COUNTERS = "[个条项份件场名户家封起桩则宗点届期]"
_PAUSE = "[^\u4e00-\u9fff]|[的均已都未仍又再待尚及和与并]|$"
"""What stands behind a count that ends there."""
_NUMERAL = "[一二三四五六七八九十]"
_RATE = r"(\d+(?:\.\d+)?)%"
_SHARE = rf"{_RATE}（(\d+)/(\d+)）"


def _plain_day(found: re.Match[str], _writing: Writing) -> str:
    year, month, day = (int(piece) for piece in found.groups())
    return f"{year}年{month}月{day}日"


def _real(found: re.Match[str], _line: Line, _writing: Writing) -> bool:
    return 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31


def _chinese_year(found: re.Match[str], _writing: Writing) -> str:
    return "".join(_DIGITS.get(sign, sign) for sign in found[0])


def _chinese_day(found: re.Match[str], _writing: Writing) -> str:
    return re.sub(rf"{_NUMERAL}+", lambda one: str(_value(one[0])), found[0])


def _value(numeral: str) -> int:
    """Chinese digits below 100: 十二, 三十一."""
    tens, ten, units = numeral.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(units, "0"))


def _no_day(found: re.Match[str], line: Line, _writing: Writing) -> bool:
    """Whether a sentence asks for something soon and says no day."""
    return not re.search(r"\d+(?:年|月|日|个工作日|天)", sentence_of(line.text, found.start()))


def _counted(found: re.Match[str], _writing: Writing) -> str:
    return f"{found[1]}{UNITS[found[3]]}{found[3]}"


def _counted_behind(found: re.Match[str], _writing: Writing) -> str:
    return f"{found[1]}{found[2]}{UNITS[found[1]]}"


def _wrong_unit(found: re.Match[str], line: Line, _writing: Writing) -> bool:
    wrong = UNITS[found[3]] != found[2] and not _is_a_paper(found[3], line.text[found.end() :])
    return wrong and not re.search(
        rf"\d+{found[2]}(?=[，；、])", _before(found, line)
    )  # 抽查8项，2项佐证不实: 项 is what was checked


def _wrong_unit_behind(found: re.Match[str], line: Line, _writing: Writing) -> bool:
    """Not where the counter goes with a noun behind it: 建议3名同志参加, 会议3个议题."""
    behind = line.text[found.end() : found.end() + 1]
    if (found[3] not in "条项份件" or found[1] == "会议") and not re.match(_PAUSE, behind):
        return False
    copies = found[3] == "份" and re.search("(?:^|[，；])(?:另|并)?附", _before(found, line))  # 附登记簿、认定意见11份
    return UNITS[found[1]] != found[3] and not copies and line.text[found.start() - 2 : found.start()] != "反馈"


def _before(found: re.Match[str], line: Line) -> str:
    """The sentence up to what was found."""
    return line.text[max(line.text.rfind(sign, 0, found.start()) for sign in "。！？\n") + 1 : found.start()]


def _is_a_paper(thing: str, behind: str) -> bool:
    """问题清单, 意见表, 建议书: a paper, not the thing."""
    return bool(re.match("清单|线索|表|书|函|库|台账|材料|反馈", behind)) and thing != "问题线索"


def _points(found: re.Match[str], _writing: Writing) -> str:
    return f"{found[0].removesuffix('%').removesuffix('个点')}个百分点"


def _of_rates(found: re.Match[str], line: Line, _writing: Writing) -> bool:
    return "率" in sentence_of(line.text, found.start())[:-1]


def _rounded(found: re.Match[str], line: Line, _writing: Writing) -> bool:
    """Whether tenths stand for a figure: behind 不足, 不低于 they are a bound that is set or missed."""
    return not re.search(r"(?:不足|不低于|不少于|不超过)[^，。；]*$", line.text[: found.start()])


def shares(writing: Writing) -> Iterator[Remark]:
    """A printed rate is that of its fraction; 100 % only where nothing is missing; nothing over nought (3)."""
    for line in writing.of(TEXT):
        for found in re.finditer(_SHARE, line.text):
            part, whole = int(found[2]), int(found[3])
            if not whole:
                yield Remark(
                    "number.over_nought", line.where, found[0], "没有分母的率不印百分数，写“没有应统计的问题”", "—"
                )
                continue
            places = len(found[1].partition(".")[2])
            exact = Decimal(part * 100) / whole
            if abs(Decimal(found[1]) - exact) >= Decimal(1).scaleb(-places):
                right = f"{exact:.{places or 1}f}%（{part}/{whole}）"
                yield Remark("number.share", line.where, found[0], "率与分子、分母不符", right)
            elif part < whole and Decimal(found[1]) == 100:
                yield Remark(
                    "number.not_whole", line.where, found[0], "不到100%的不得印成100%", f"99.9%（{part}/{whole}）"
                )


def one_rounding(writing: Writing) -> Iterator[Remark]:
    """Rates of a paper have as many places, all of them (3)."""
    places: dict[int, tuple[Line, str]] = {}
    for line in writing.of(TEXT):
        for found in re.finditer(r"\d+\.(\d+)%", line.text):
            places.setdefault(len(found[1]), (line, found[0]))
    if len(places) > 1:
        line, text = places[max(places)]
        yield Remark("number.rounding", line.where, text, "同一篇的百分率小数位数要一致", "")


def first_rate(writing: Writing) -> Iterator[Remark]:
    """A rate of the round where it first comes has its numerator and denominator (3)."""
    told: set[str] = set()
    for line in writing.of(TEXT):
        for found in re.finditer(rf"[\u4e00-\u9fff]率(?:为|是|达到|达|均为)?{_RATE}(（\d+/\d+）)?", line.text):
            own = sentence_of(line.text, found.start())
            counts = len(re.findall(r"\d+(?:个|件|份|户|条|人|项)", own))
            named = found[2] or found[1] in told or counts >= 2 or own.startswith("其中")
            if not named and not re.search(r"%的|以上|以下|低于|高于", own[own.find(found[0]) + len(found[0]) :][:3]):
                yield Remark(
                    "number.first_rate", line.where, found[0], "率首次出现带分子、分母，如“88.6%（62/70）”", ""
                )
            told.add(found[1])


def one_unit_of_money(writing: Writing) -> Iterator[Remark]:
    """One column of a table has sums in one unit (3)."""
    for number, rows in enumerate(writing.tables, 1):
        for column in range(max(len(row) for row in rows)):
            cells = [row[column].strip() for row in rows if len(row) > column]
            units = {found[1] for cell in cells if (found := re.fullmatch(r"-?\d+(?:\.\d+)?(万?元)", cell))}
            if len(units) > 1:
                yield Remark(
                    "number.money_column",
                    f"第{number}张表第{column + 1}列",
                    "、".join(sorted(units)),
                    "同一栏金额只用一种单位，在表头注明",
                    "",
                )


RULES: tuple[Rule, ...] = (
    Pattern("number.date", r"(?<![\d.\-/])((?:19|20)\d\d)[.\-/](\d{1,2})[.\-/](\d{1,2})(?![\d.\-/])", "日期写成“2026年9月1日”", _plain_day, _real),
    Pattern("number.date", r"[一二]?[〇零○一二三四五六七八九]{4}年", "年份用阿拉伯数字", _chinese_year),
    Pattern("number.day_zero", r"(?<=年)0\d月(?:\d+日)?|(?<=月)0\d日", "月、日不加0", lambda found, _writing: re.sub(r"(?<!\d)0", "", found[0])),
    Pattern("number.date", rf"(?:(?<=\d年){_NUMERAL}{{1,2}}月(?:(?:{_NUMERAL}{{1,3}}|\d{{1,2}})日)?|(?<![农历年]){_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}日)", "日期用阿拉伯数字", _chinese_day),
    Pattern("number.soon", r"近期|尽快|尽早|一周左右|短期内|近日内", "写出期限，“于2026年9月10日前”", "于××××年×月×日前", _no_day),
    Pattern("number.workdays", r"\d+个工作日内(?!（)", "工作日期限并印截止日", lambda found, _writing: f"{found[0]}（××××年×月×日前）",
            lambda found, line, _writing: bool(re.search("请.*(?:函|报|复|反馈)", sentence_of(line.text, found.start())))),  # fmt: skip
    Pattern("number.as_of", r"截止(?=[到至]?(?:20\d\d年|\d{1,2}[月日]|目前|当前|现在|今[年日天]|昨[日天]|[本上]年?[月年季周]|去年|年底|月底|成文|发文))[到至]?", "后接日期、数据的写“截至”", "截至"),
    Pattern("number.thousands", r"(?<!\d)\d{1,3}(?:[,，]\d{3})+(?!\d)", "数字不加千分号", lambda found, _writing: re.sub("[,，]", "", found[0])),
    Pattern("number.counted", rf"(?<!第)(?:[二两三四五六七八九十]|[一二两三四五六七八九十百千]{{2,}})(?:余|多)?[个条件份项次人名户处](?=(?:{_THINGS}))", "统计数用阿拉伯数字", ""),
    Pattern("number.counted", rf"(?:{_THINGS})(?:[一二两三四五六七八九十百千]{{2,}}|[二两三四五六七八九十])(?:余|多)?{_COUNTERS}(?![\u4e00-\u9fff])", "统计数用阿拉伯数字", ""),
    Pattern("number.word", r"(?<![\d等])([1-9])个(?=聚焦|方面|意识|维护|自信|坚持|到位|不(?!符合|属实|实|予|足|合格|完整|到位))", "词语中的数用汉字", lambda found, _writing: "两个" if found[1] == "2" else f"{chinese_number(int(found[1]))}个"),
    Pattern("number.round", r"第(\d{1,2})(?=轮巡察|轮次|轮)", "轮次用汉字", lambda found, _writing: f"第{chinese_number(int(found[1]))}"),
    Pattern("number.range", r"(\d+(?:年|月|日)?)[~～](\d+)|(?<![\d\-〕])(\d{1,4}(?:月|年)?)-(\d{1,4})(?=月|日|个|条|件|万元|元|天|年|次|人|户|份|项)|(?<![由从\d.])(\d{1,4})到(\d{1,4})(?=个|条|件|天|次|人|户|份|项)", "区间用“—”",
            lambda found, _writing: "—".join(one for one in found.groups() if one), lambda found, line, _writing: line.text[found.end() : found.end() + 1] != "%"),  # fmt: skip
    Pattern("number.range_rate", r"(\d+(?:\.\d+)?)[—~～-](\d+(?:\.\d+)?)%", "百分率区间两头都带%", lambda found, _writing: f"{found[1]}%—{found[2]}%"),
    Pattern("number.tenths", r"(?<![完形建达组构生养])近?[一二三四五六七八九]成(?:以上|多|左右)?(?!为|立|员|果|本|功|效)", "有准数的不写“成”", "", _rounded),
    Pattern("number.about", r"\d+(?:多|余)[个条件份项次人名户处]|(?<![附最远临接邻])近\d+[个条件份项次人名户处]", "台账有准数，不写“余”“近”“多”", ""),
    Pattern("number.about", r"(?<![制节条公特预合契相])约(?=\d+个(?:问题|党组织))|(?<=问题)约(?=\d+个)|(?<=党组织)约(?=\d+个)", "台账有准数，不写“约”", ""),
    Pattern("number.points", rf"(?:提高|提升|上升|下降|降低|回升|回落|减少|增加|(?<=率)(?:同比|环比|比上[年月轮])?增长)了?(?:\d+(?:\.\d+)?%(?!（)|(?:\d+(?:\.\d+)?|{_NUMERAL})个点)", "两个率之差用“个百分点”", _points, _of_rates),
    Pattern("number.times", r"(?:减少|降低|下降|缩减)了?(?:\d+(?:\.\d+)?|[一两二三四五六七八九十]+)倍", "“倍”不用于减少，写“由A减少到B”", "由A减少到B"),
    Pattern("number.nought", r"(?<![\d.])0(?:个|件|次|条|人|份|项|户|处|名|人次|场|家|天|元|万元)", "正文为零写“没有”“尚无”", "没有"),
    Pattern("number.unit", rf"(\d+)({_COUNTERS})(?:整改)?({_THINGS})", "量词不合习惯", _counted, _wrong_unit),
    Pattern("number.unit", r"(党课)(\d+)次|(\d+)次(党课)", "量词不合习惯", lambda found, _writing: f"党课{found[2]}场" if found[1] else f"{found[3]}场党课"),
    Pattern("number.unit", rf"({_THINGS})(\d+)({_COUNTERS})(?!次)", "量词不合习惯", _counted_behind, _wrong_unit_behind),
    shares,
    one_rounding,
    first_rate,
    one_unit_of_money,
)  # fmt: skip
