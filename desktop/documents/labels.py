"""What the parts, tables, charts and annexes of a paper are called on it, and mentions that a person typed: they follow what they name.

A mention is to the thing and not to its number. Where the thing has another number, the mention gets it; where it is no longer printed,
its name takes the place of the number (见“分类情况”部分), so that it can never name another thing, and is found again when the thing
is back; a name that a person wrote stays. Every change is told; what only may be a mention, in any form (表3显示, 第二、三部分), is told
where its number came to mean another thing, and left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.documents.empty_sections import HEADINGS, RUN_IN, Block, blocks_of, said
from desktop.documents.mentions import CAPTIONS, LABEL, MENTION, alike, in_quotes, lasting
from desktop.documents.package import BODY, open_parts
from desktop.documents.template import style_ids

LABELS = "所见编号"
"""Among what was typed for a paper: what its parts, tables, charts and annexes were called on the paper that the person saw."""
NAMED = "所换名称"
"""Beside them: the names that were put in the place of a number, to be told from those that the person wrote."""
_ANNEX, _ANNEX_TITLE = "公文附件号", "公文附件题"
_FIRST = re.compile(r"([一二三四五六七八九十]+)、(.+)", re.DOTALL)
_SECOND = re.compile(r"（([一二三四五六七八九十]+)）(.+)", re.DOTALL)
_CAPTION = re.compile(r"([表图]\d+)\s*(.*)", re.DOTALL)
_ANNEX_LABEL = re.compile(r"附件\d*")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_NAMED = re.compile("(?:[表图]|附件)“|”部分")
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+")
_PARTS = "第部分"
_UNDER = "—"

Key = tuple[str, str, int]


@dataclass
class Followed:
    """What was typed, as it reads now: `changed` from what to what, `lost` with what was named, `unsure` what was left alone.

    `put` are the names that stand in it in the place of a number.
    """

    typed: Any
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    put: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """The sentences for the person who typed it; '' where nothing is to be told."""
        told = []
        if self.changed:
            told.append(f"您写的{'、'.join(self.changed)}，随编号改了。")
        if self.lost:
            told.append(f"您写的{'、'.join(self.lost)}所指的没有印出，已换成名称。请改写，或者把所指的印出。")
        if self.unsure:
            told.append(f"您写的{'、'.join(self.unsure)}可能指的是编号变了的部分、图表或附件，没有改。请核对。")
        return "".join(told)


def labels(data: bytes, name: str) -> dict[str, str]:
    """第一部分, 第一部分（二）, 表1, 图1, 附件 … of a finished paper with their titles, in the order of the paper."""
    parts = open_parts(data, name)
    names = {style: named for named, style in style_ids(parts["word/styles.xml"], name).items()}
    return of_body(parts[BODY].decode("utf-8"), names)


def of_body(xml: str, names: Mapping[str, str]) -> dict[str, str]:
    """The same of a body; `names` by the ids of styles."""
    found: dict[str, str] = {}
    above, annex = "", ""
    for block in blocks_of(xml, names):
        text = said(block.text)
        if block.style == _ANNEX and (told := _ANNEX_LABEL.match(text)) is not None:
            annex = told[0]
            found.setdefault(annex, "")
        elif block.style == _ANNEX_TITLE and annex and not found[annex]:
            found[annex] = _title(text)
        elif block.style in CAPTIONS and (told := _CAPTION.match(text)) is not None:
            found.setdefault(told[1], _title(told[2]))
        elif not annex:
            above = _headed(block, text, above, found)
    return found


def speaks(typed: Any) -> bool:
    """Whether something typed mentions a part, a table, a chart or an annex."""
    return any(MENTION.search(text) or _NAMED.search(text) or any(alike(text)) for text in _texts(typed))


def _texts(typed: Any) -> Iterator[str]:
    """Every text in something typed."""
    if isinstance(typed, str):
        yield typed
        return
    for value in typed.values() if isinstance(typed, Mapping) else typed if isinstance(typed, (list, tuple)) else ():
        yield from _texts(value)


def followed(typed: Any, before: Mapping[str, str], now: Mapping[str, str], put: Collection[str] = ()) -> Followed:
    """What was typed when a paper had the labels `before`, for the paper that has them `now`; `put` as it was given with what was typed."""
    if before == now:
        return Followed(typed, put=tuple(put))
    follower = _Follower(_keys(before), {key: label for label, key in _keys(now).items()}, before, now, put=[*put])
    found = follower.walk(typed)
    standing = [name for name in follower.put if any(_as_named(name).search(text) for text in _texts(found))]
    told = (follower.changed, follower.lost, follower.unsure, standing)
    return Followed(found, *(tuple(dict.fromkeys(one)) for one in told))


@dataclass
class _Follower:
    keys: Mapping[str, Key]
    now: Mapping[Key, str]
    before: Mapping[str, str]
    titles: Mapping[str, str]
    changed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    put: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = set(self.keys.values())
        back = {
            _as_named(named(label, self.titles[label], key[2])): label
            for key, label in self.now.items() if key not in known
        }  # fmt: skip
        self._back = {name: label for name, label in back.items() if any(map(name.fullmatch, self.put))}

    def walk(self, value: Any) -> Any:
        """A value with every text in it followed."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return {name: self.walk(one) for name, one in value.items()}
        return [self.walk(one) for one in value] if isinstance(value, (list, tuple)) else value

    def _text(self, text: str) -> str:
        pieces: list[str] = []
        at = 0
        for mention in MENTION.finditer(text):
            pieces += (self._beside(text[at : mention.start()]), self._mention(mention[0]))
            at = mention.end()
        return self._returned("".join(pieces) + self._beside(text[at:]))

    def _mention(self, mention: str) -> str:
        new = LABEL.sub(lambda item: self._label(item[0]), mention)
        known = [one if one in self.keys else one.partition("（")[0] for one in LABEL.findall(mention)]
        gone = [one for one in known if one in self.keys and self.keys[one] not in self.now]
        if gone:
            self.lost.append(f"“{mention}”")
            self.put += (named(one, self.before[one], self.keys[one][2]) for one in gone)
        elif new != mention:
            self.changed.append(f"“{mention}”改为“{new}”")
        return new

    def _label(self, label: str) -> str:
        if label not in self.keys and "（" in label:  # the part alone is known
            part, mark, rest = label.partition("（")
            return self._label(part) + mark + rest
        key = self.keys.get(label)
        return label if key is None else self.now.get(key) or named(label, self.before[label], key[2])

    def _beside(self, text: str) -> str:
        """What stands between mentions: nothing is changed; what may be one, and would have been, is told."""
        for start, end, things in alike(text):
            if any(self._label(one) != one for one in things):
                self.unsure.append(f"“{text[max(start - 4, 0) : end + 4]}”")
        return text

    def _returned(self, text: str) -> str:
        """Names that were put in the place of a number, and whose thing is printed again."""
        for name, label in self._back.items() if "“" in text else ():
            for old in dict.fromkeys(name.findall(text)):
                text = text.replace(old, label)
                self.changed.append(f"{old}改为“{label}”")
        return text


def named(label: str, title: str, turn: int = 1) -> str:
    """A thing by its name instead of its number: “分类情况”部分, 表“分类情况”."""
    kind = _kind(label)
    name = in_quotes(label, (title or f"原{label}") + (f"（{turn}）" if turn > 1 else ""))
    return f"{name}部分" if kind.startswith("第") else f"{kind}{name}"


def _as_named(name: str) -> re.Pattern[str]:
    """A name wherever it stands, also with other figures in it."""
    return re.compile(_DIGITS.pattern.join(re.escape(one) for one in _DIGITS.split(name)))


def renumbered_parts(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The new number of each part by its old one, as far as it is still printed."""
    found = {key: label for label, key in _keys(now).items()}
    parts = ((label, found.get(key)) for label, key in _keys(before).items() if key[0] == _PARTS)
    return {label[1:-2]: new[1:-2] for label, new in parts if new is not None}


def _keys(found: Mapping[str, str]) -> dict[str, Key]:
    """By what each thing is known again: its kind, its title, and which of several with the same it is; figures in a title may change."""
    turn: dict[tuple[str, str], int] = {}
    keys: dict[str, Key] = {}
    for label, title in found.items():
        same = (_kind(label), _DIGITS.sub("#", title))
        turn[same] = turn.get(same, 0) + 1
        keys[label] = (*same, turn[same])
    return keys


def _kind(label: str) -> str:
    return _NUMBERS.sub("", label)


def _headed(block: Block, text: str, above: str, found: dict[str, str]) -> str:
    """Enter a heading under its number; gives the number of the part that it stands in."""
    level = HEADINGS.get(block.style) or RUN_IN.get(block.style, 0)
    text = text if block.style in HEADINGS else text.partition("。")[0]
    if level == 1 and (told := _FIRST.match(text)) is not None:
        above = f"第{told[1]}部分"
        found.setdefault(above, _title(told[2]))
    elif level == 2 and above and (told := _SECOND.match(text)) is not None:
        found.setdefault(f"{above}（{told[1]}）", f"{found[above]}{_UNDER}{_title(told[2])}")
    return above


def _title(text: str) -> str:
    """A printed title, by which a thing is known again."""
    return html.unescape(lasting(text)).strip()
