"""Units' reports composed at random in the shapes that units write them, with what must come of each paragraph (RULES §10)."""

import random
from dataclasses import dataclass, field
from typing import Any

from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace
from tests.exchange.report_bank import (
    BANK,
    CATEGORIES,
    CHINESE,
    DRIFT,
    EMPTY,
    FOREIGN,
    SECTIONS,
    STATES,
    TWINS,
)


@dataclass
class Answered:
    """What must come of an answer."""

    paras: list[int]
    finding: str | None
    state: str | None
    empty: bool


@dataclass
class Composed:
    """A report as paragraphs, the findings it answers, its answers and how it was made."""

    style: str
    listed: list[tuple[str, str]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)


@dataclass
class _Said:
    finding: str | None
    quote: str
    measures: str
    progress: str
    state: str
    empty: bool


class _Composer:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.made = Composed(self.rng.choice(list(_STYLES)))
        self.automatic = self.rng.random() < 0.3
        self.table = 0

    def compose(self) -> Composed:
        rng, made = self.rng, self.made
        chosen = rng.sample(BANK, rng.randint(4, 9))
        made.listed = [(f"QY-{place:02d}", text) for place, (text, *_rest) in enumerate(chosen, 1)]
        said = [
            self._said(number, rng.choice(quotes + [text.rstrip("。")]), measures, progress)
            for (number, text), (_text, quotes, measures, progress) in zip(made.listed, chosen, strict=True)
            if rng.random() > 0.15
        ] or [self._said(made.listed[0][0], chosen[0][1][0], chosen[0][2], chosen[0][3])]
        if rng.random() < 0.5:
            said.append(self._said(None, *rng.choice(FOREIGN)))
        if rng.random() < 0.3 and made.style not in ("numbered", "side_by_side"):
            said += self._twins()
        rng.shuffle(said)
        self._front()
        _STYLES[made.style](self, said)
        if rng.random() < 0.4 and made.style not in ("cards",):
            self._double([one for one in said if one.finding])
        self._back()
        return made

    def _said(self, finding: str | None, quote: str, measures: str, progress: str) -> _Said:
        empty = self.rng.random() < 0.2
        state = self.rng.choice(list(STATES))
        quote = self.drifted(quote) if finding and not finding.startswith("SS") else quote
        return _Said(finding, quote, measures, self.rng.choice(EMPTY) if empty else progress, state, empty)

    def _twins(self) -> list[_Said]:
        """Two findings of one name: each quoted whole, or one of them by the name alone."""
        texts, name = self.rng.choice(TWINS)
        numbers = [f"SS-{place:02d}" for place in (1, 2)]
        self.made.listed += zip(numbers, texts, strict=True)
        if self.rng.random() < 0.5:
            return [self._said(None, name, "全面清理", "清理到位4处")]
        return [
            self._said(number, text.rstrip("。"), "全面清理", "清理到位4处")
            for number, text in zip(numbers, texts, strict=True)
        ]

    def drifted(self, quote: str) -> str:
        """The quote with one or two words said otherwise."""
        for _time in range(self.rng.randint(0, 2)):
            word, other = self.rng.choice(DRIFT)
            if quote.count(word) == 1:
                quote = quote.replace(word, other)
        return quote

    # -- paragraphs -----------------------------------------------------------------------------

    def put(self, text: str, number: str = "", **more: Any) -> int:
        """One paragraph; its number is typed, or automatic where the report has automatic ones."""
        place = len(self.made.paragraphs)
        if number and self.automatic:
            more["label"] = number
        else:
            text = number + text
        self.made.paragraphs.append(Paragraph((place,), text, **more))
        return place

    def answered(self, paras: list[int], one: _Said, *, state: str | None = "said") -> None:
        self.made.answers.append(Answered(paras, one.finding, one.state if state == "said" else state, one.empty))

    def _front(self) -> None:
        rng = self.rng
        self.put(rng.choice(["中共青岩县水利局党组", "云台镇党委"]) + "关于巡察反馈问题整改进展情况的报告", title=True)
        if rng.random() < 0.8:
            self.put("县委巡察工作领导小组办公室：")
        self.put("2025年3月18日县委第一巡察组反馈后，我单位召开专题会议4次，制定措施26条。现将有关情况报告如下。")
        if self.made.style not in ("by_state", "plain_by_state", "table_by_state", "table", "measure_table", "cards"):
            if rng.random() < 0.7:
                self.put("整改组织情况", "一、")
                self.put("成立专班，主要负责人带头领办重点问题3个。")
                self.put("逐条整改情况", "二、")
            else:
                self.put("巡察反馈问题整改落实情况", "一、")

    def _back(self) -> None:
        rng = self.rng
        if rng.random() < 0.7:
            self.put("下一步打算", "四、")
            self.put("持续巩固整改成果，健全长效机制，坚决防止反弹。")
        if rng.random() < 0.3:
            self.put("特此报告。")
        if rng.random() < 0.8:
            self.put("中共青岩县水利局党组")
            self.put("2025年8月1日")
        if rng.random() < 0.2:
            self.put("附件：整改佐证材料目录")

    def _double(self, answered: list[_Said]) -> None:
        if not answered:
            return
        one = self.rng.choice(answered)
        self.put("其他需要说明的情况", "三、")
        again = _Said(one.finding, one.quote, "", "近期又召开现场会3次", self.rng.choice(list(STATES)), False)
        words = self.rng.choice(STATES[again.state][1])
        self.answered([self.put(f"关于“{one.quote}”一事，补充报告：{again.progress}。{words}。")], again)

    # -- the shapes -----------------------------------------------------------------------------

    def inline(self, said: list[_Said]) -> None:
        for place, one in enumerate(said):
            words = self.rng.choice(STATES[one.state][1])
            text = f"针对“{one.quote}”{self.rng.choice(['问题', '的问题', '反馈问题'])}。整改情况：{one.progress}。{words}。"
            self.answered([self.put(text, f"（{CHINESE[place]}）")], one)

    def labelled(self, said: list[_Said]) -> None:
        in_line, names = (
            self.rng.random() < 0.5,
            self.rng.choice(
                [
                    ("反馈问题", "整改措施", "整改成效"),
                    ("存在问题", "整改举措", "整改进展情况"),
                    ("问题表现", "主要措施", "完成情况"),
                ]
            ),
        )
        for place, one in enumerate(said):
            word = self.rng.choice(STATES[one.state][0])
            paras = [
                self.put(
                    f"{names[0]}：{one.quote}" + ("" if in_line else f"（{word}）"), f"{place + 1}.", bold=((0, 99),)
                )
            ]
            paras.append(self.put(f"{names[1]}：{one.measures}，10月底前完成。"))
            paras.append(self.put(f"{names[2]}：{one.progress}。"))
            if in_line:
                paras.append(self.put(f"整改状态：{word}。"))
            self.answered(paras, one)

    def headed(self, said: list[_Said]) -> None:
        categories = self.rng.random() < 0.5
        depth = ["（{}）", "{}."][categories]
        for place, one in enumerate(said):
            if categories and place % 3 == 0:
                self.put(CATEGORIES[place // 3 % 3], f"（{CHINESE[place // 3]}）")
            number = depth.format(place + 1 if categories else CHINESE[place])
            paras = [self.put(f"关于{one.quote}的问题", number, bold=((0, 99),))]
            paras.append(self.put(f"一是{one.measures}。"))
            paras.append(self.put(f"二是狠抓落实。{one.progress}。{self.rng.choice(STATES[one.state][1])}。"))
            self.answered(paras, one)

    def sub_headed(self, said: list[_Said]) -> None:
        """Each answer with numbered parts of its own."""
        for place, one in enumerate(said):
            paras = [self.put(f"{one.quote}", f"（{CHINESE[place]}）", bold=((0, 99),))]
            paras.append(self.put("整改措施", "1."))
            paras.append(self.put(f"{one.measures}。"))
            paras.append(self.put("整改进展", "2."))
            paras.append(self.put(f"{one.progress}。{self.rng.choice(STATES[one.state][1])}。"))
            self.answered(paras, one)

    def by_state(self, said: list[_Said]) -> None:
        chapter = 0
        for state, title in SECTIONS.items():
            own = [one for one in said if one.state == state]
            if not own:
                continue
            self.put(f"{title}（{len(own)}个）", f"{CHINESE[chapter]}、")
            chapter += 1
            for place, one in enumerate(own):
                self.answered([self.put(f"关于“{one.quote}”问题。{one.progress}。", f"{place + 1}.")], one)

    def plain_by_state(self, said: list[_Said]) -> None:
        """Below a heading that says the state, answers without numbers: the finding, then what was done."""
        chapter = 0
        for state, title in SECTIONS.items():
            own = [one for one in said if one.state == state and one.finding]
            if own:
                self.put(f"{title}{self.rng.choice(['', f'（共{len(own)}项）'])}", f"{CHINESE[chapter]}、")
                chapter += 1
            for one in own:
                self.answered([self.put(f"{one.quote}。{one.progress}。")], one)

    def styled(self, said: list[_Said]) -> None:
        """Answers headed by heading styles, the state on a line of its own."""
        for one in said:
            paras = [self.put(one.quote, level=3)]
            paras.append(self.put(f"{one.progress}。"))
            paras.append(self.put(f"目前进度：{self.rng.choice(STATES[one.state][0])}。"))
            self.answered(paras, one)

    def unquoted_pairs(self, said: list[_Said]) -> None:
        known = [one for one in said if one.finding and not one.finding.startswith("SS")]
        for place in range(0, len(known) - 1, 2):
            one, other = known[place], known[place + 1]
            other.state, other.progress, other.empty = one.state, one.progress, one.empty
            text = f"关于{one.quote}和{other.quote}的问题。整改情况：{one.progress}。{self.rng.choice(STATES[one.state][1])}。"
            para = self.put(text, f"（{CHINESE[place // 2]}）")
            self.answered([para], one)
            self.answered([para], other)

    def numbered(self, said: list[_Said]) -> None:
        """As the office's own outline has it: the permanent number, then labels in one paragraph."""
        for place, one in enumerate(said):
            number = one.finding or "ZZ-99"
            text = f"问题{number}。{one.quote}。状态：{self.rng.choice(STATES[one.state][0])}。采取措施：{one.measures}。完成情况：{one.progress}。"
            self.answered([self.put(text, f"（{CHINESE[place]}）")], one)

    def two_in_one(self, said: list[_Said]) -> None:
        pairs = [said[place : place + 2] for place in range(0, len(said), 2)]
        for place, pair in enumerate(pairs):
            if len(pair) == 2 and all(one.finding for one in pair):
                text = "".join(
                    f"针对“{one.quote}”问题，{one.progress}。{self.rng.choice(STATES[one.state][1])}。" for one in pair
                )
                para = self.put(text, f"（{CHINESE[place]}）")
                for one in pair:
                    self.answered([para], one)
            else:
                for one in pair:
                    words = self.rng.choice(STATES[one.state][1])
                    self.answered(
                        [
                            self.put(
                                f"针对“{one.quote}”问题，{one.progress}。{words}。",
                                "" if one.finding else f"（{CHINESE[place]}）",
                            )
                        ],
                        one,
                    )

    def side_by_side(self, said: list[_Said]) -> None:
        known = [one for one in said if one.finding]
        for place in range(0, len(known) - 1, 2):
            one, other = known[place], known[place + 1]
            other.state, other.progress, other.empty = one.state, one.progress, one.empty
            words = self.rng.choice(STATES[one.state][1])
            para = self.put(
                f"针对“{one.quote}”和“{other.quote}”问题。整改情况：{one.progress}。{words}。",
                f"（{CHINESE[place // 2]}）",
            )
            self.answered([para], one)
            self.answered([para], other)

    def _row(self, row: int, cells: list[str]) -> list[int]:
        return [self.put(text, place=TablePlace(self.table, row, column)) for column, text in enumerate(cells) if text]

    def table_rows(self, said: list[_Said]) -> None:
        self.put(self.rng.choice(["整改情况见下表。", "逐条整改情况如下表："]))
        heads = self.rng.choice(
            [
                ("序号", "反馈问题", "整改措施", "整改进展", "整改状态"),
                ("序号", "存在问题", "整改举措", "整改成效", "完成情况"),
                ("序号", "问题", "具体措施", "落实情况", "是否完成"),
            ]
        )
        self._row(0, list(heads))
        for place, one in enumerate(said, 1):
            cells = [str(place), one.quote, one.measures, one.progress, self.rng.choice(STATES[one.state][0])]
            self.answered(self._row(place, cells), one)

    def measure_table(self, said: list[_Said]) -> None:
        """A row to a measure, each with its own state: the most backward one counts."""
        self.put("整改情况见下表。")
        self._row(0, ["序号", "问题", "整改措施", "整改情况", "状态"])
        row = 1
        for place, one in enumerate(said, 1):
            paras = self._row(
                row, [str(place), one.quote, one.measures, one.progress, self.rng.choice(STATES[one.state][0])]
            )
            row += 1
            for _further in range(self.rng.randint(0, 2)):
                done = [one.progress if one.empty else "完成2项", "已完成"]
                paras += self._row(row, ["", "", "健全制度", *done])
                row += 1
            self.answered(paras, one)

    def table_by_state(self, said: list[_Said]) -> None:
        """Rows of one cell say the state of those below them."""
        self.put("整改情况见下表。")
        self._row(0, ["序号", "反馈问题", "整改情况"])
        row = 1
        for state, title in SECTIONS.items():
            own = [one for one in said if one.state == state]
            if own:
                self._row(row, [title])
                row += 1
            for one in own:
                self.answered(self._row(row, [str(row), one.quote, one.progress]), one)
                row += 1

    def cards(self, said: list[_Said]) -> None:
        for table, one in enumerate(said):
            self.table = table
            paras = self._row(0, ["反馈问题", one.quote])
            paras += self._row(1, ["整改措施", one.measures])
            paras += self._row(2, ["整改成效", one.progress])
            paras += self._row(3, ["整改状态", self.rng.choice(STATES[one.state][0])])
            self.answered(paras, one)
            self.made.paragraphs.append(Paragraph((len(self.made.paragraphs),), " "))
            self.made.paragraphs.pop()


_STYLES = {
    "inline": _Composer.inline,
    "labelled": _Composer.labelled,
    "headed": _Composer.headed,
    "sub_headed": _Composer.sub_headed,
    "by_state": _Composer.by_state,
    "plain_by_state": _Composer.plain_by_state,
    "styled": _Composer.styled,
    "unquoted_pairs": _Composer.unquoted_pairs,
    "table_by_state": _Composer.table_by_state,
    "numbered": _Composer.numbered,
    "two_in_one": _Composer.two_in_one,
    "side_by_side": _Composer.side_by_side,
    "table": _Composer.table_rows,
    "measure_table": _Composer.measure_table,
    "cards": _Composer.cards,
}


def compose(seed: int) -> Composed:
    """The report of a seed."""
    return _Composer(seed).compose()
