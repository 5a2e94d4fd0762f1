"""What a clerk makes of a feedback letter under review: its findings taken, edited, split, joined, dropped, and paragraphs taken in (page 22).

Every paragraph is the source of a finding, or has a reason why it is none, whatever was done; nothing is changed in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from desktop.errors import KnownError
from desktop.exchange.feedback_letter.letter import HEADINGS, UNRECOGNISED, FeedbackLetter
from desktop.exchange.feedback_letter.points import points_of
from desktop.exchange.normalise.plain_text import trimmed

NOT_A_FINDING, SKIPPED = "told_note", "skipped"
"""Reasons that only the clerk gives: 是说明, 略过."""
SOURCE, HEADING, NOTE, OPEN = "问题来源", "层级标题", "说明", "没有认出"


@dataclass(frozen=True)
class Draft:
    """A finding on its way. `key` is its name while the letter is under review; `parts_of` what it was split from.

    `category` and `nature` (性质: ordinary, immediate, long_term) are None where the clerk said nothing of them; `taken` is 采纳.
    """

    key: int
    text: str
    paras: tuple[int, ...]
    path: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    unit: str = ""
    category: str | None = None
    nature: str | None = None
    taken: bool = False
    edited: bool = False
    parts_of: Draft | None = None


@dataclass(frozen=True)
class LetterMarks:
    """The findings in the order of the letter, and of every other paragraph what it is."""

    drafts: tuple[Draft, ...] = ()
    context: Mapping[int, str] = field(default_factory=dict)
    next_key: int = 1
    touched: int = 0
    """How many things the clerk decided."""

    @property
    def repairs(self) -> int:
        """How much would be lost if the letter were dropped now."""
        return self.touched

    # -- what stands

    def draft(self, key: int) -> Draft:
        """The finding of a name; KnownError where it went meanwhile."""
        found = next((one for one in self.drafts if one.key == key), None)
        if found is None:
            raise KnownError("这一条已经并入别的条，或已不是问题。", "gone")
        return found

    def sources(self) -> set[int]:
        """The paragraphs that findings come from."""
        return {para for one in self.drafts for para in one.paras}

    def unrecognised(self) -> list[int]:
        """The paragraphs that still must be told."""
        return [para for para, reason in sorted(self.context.items()) if reason == UNRECOGNISED]

    def waiting(self) -> list[Draft]:
        """The findings that were neither taken nor dropped."""
        return [one for one in self.drafts if not one.taken]

    def counts(self) -> dict[str, int]:
        """`39 段 = 问题来源 14 + 层级标题 5 + 说明 17 + 没有认出 3`, counted from what every paragraph is."""
        kinds = [kind_of(reason) for reason in self.context.values()]
        return {SOURCE: len(self.sources()), **{kind: kinds.count(kind) for kind in (HEADING, NOTE, OPEN)}}

    # -- what the clerk does

    def take(self, keys: Iterable[int], on: bool = True) -> LetterMarks:
        """采纳, or not yet."""
        meant = set(keys)
        drafts = tuple(replace(one, taken=on) if one.key in meant else one for one in self.drafts)
        return self._with(drafts)

    def edit(
        self,
        key: int,
        *,
        text: str | None = None,
        category: str | None = None,
        unit: str | None = None,
        nature: str | None = None,
    ) -> LetterMarks:
        """Other words, another 分类, unit or 性质; what is None stays, an empty text is refused."""
        if text is not None and not text.strip():
            raise KnownError("问题文字不能空着。不是问题的，请点“不是问题”。", "empty")
        one = self.draft(key)
        changed = replace(
            one,
            text=one.text if text is None else text,
            category=one.category if category is None else category,
            unit=one.unit if unit is None else unit,
            nature=one.nature if nature is None else nature,
            edited=True,
        )
        return self._with(tuple(changed if other.key == key else other for other in self.drafts))

    def split_points(self, key: int) -> LetterMarks:
        """拆开 by 一是、二是: each point a finding of its own from the same paragraphs."""
        one = self.draft(key)
        if len(one.points) < 2:
            raise KnownError("这一条没有“一是、二是”。请把光标放在要拆开的地方，再拆。", "points")
        return self._split(one, one.points)

    def split_at(self, key: int, text: str, place: int) -> LetterMarks:
        """拆开 where the marker stands in the words, as they are typed now."""
        parts = (trimmed(text[:place]), trimmed(text[place:]))
        if not all(parts):
            raise KnownError("光标前后都要有文字，才能拆成两条。", "place")
        return self._split(self.draft(key), parts)

    def keep_whole(self, key: int) -> LetterMarks:
        """不拆: what was split is one again, what could be split stays one; either way it is taken."""
        one = self.draft(key)
        whole = one.parts_of
        if whole is None:
            return self.take([key])
        at = next(place for place, other in enumerate(self.drafts) if other.parts_of == whole)
        rest = [other for other in self.drafts if other.parts_of != whole]
        return self._with((*rest[:at], replace(whole, taken=True), *rest[at:]))

    def join_up(self, key: int) -> LetterMarks:
        """并入上一条: the words and paragraphs go to the finding before it."""
        at = self.drafts.index(self.draft(key))
        if at == 0:
            raise KnownError("这是第一条，上面没有可并入的。", "first")
        above, one = self.drafts[at - 1], self.drafts[at]
        if above.unit != one.unit:
            raise KnownError("两条不是一个单位的问题，不能合并。", "unit")
        text = f"{above.text}\n{one.text}"
        paras = tuple(sorted({*above.paras, *one.paras}))
        joined = replace(above, text=text, paras=paras, points=tuple(points_of(text)), edited=True, parts_of=None)
        return self._with((*self.drafts[: at - 1], joined, *self.drafts[at + 1 :]))

    def drop(self, key: int) -> LetterMarks:
        """不是问题: its paragraphs are words of the letter, unless another finding comes from them too."""
        one = self.draft(key)
        drafts = tuple(other for other in self.drafts if other.key != key)
        kept = {para for other in drafts for para in other.paras}
        gone = {para: NOT_A_FINDING for para in one.paras if para not in kept}
        return self._with(drafts, {**self.context, **gone})

    def take_in(self, para: int, text: str) -> LetterMarks:
        """是问题: a paragraph that was none becomes a finding, in its place, below the headings of the one before it."""
        at = sum(1 for one in self.drafts if one.paras[0] < para)
        near = self.drafts[at - 1] if at else self.drafts[0] if self.drafts else None
        path, unit = (near.path, near.unit) if near else ((), "")
        made = Draft(self.next_key, text, (para,), path, tuple(points_of(text)), unit, taken=True, edited=True)
        context = {other: reason for other, reason in self.context.items() if other != para}
        changed = self._with((*self.drafts[:at], made, *self.drafts[at:]), context)
        return replace(changed, next_key=self.next_key + 1)

    def explain(self, para: int, reason: str) -> LetterMarks:
        """是说明 or 略过."""
        return self._with(self.drafts, {**self.context, para: reason})

    # -- inside

    def _split(self, one: Draft, texts: Iterable[str]) -> LetterMarks:
        parts = [
            replace(
                one,
                key=self.next_key + place,
                text=text,
                points=tuple(points_of(text)),
                taken=False,
                edited=True,
                parts_of=one,
            )
            for place, text in enumerate(texts)
        ]
        at = self.drafts.index(one)
        changed = self._with((*self.drafts[:at], *parts, *self.drafts[at + 1 :]))
        return replace(changed, next_key=self.next_key + len(parts))

    def _with(self, drafts: tuple[Draft, ...], context: Mapping[int, str] | None = None) -> LetterMarks:
        said = self.context if context is None else context
        return replace(self, drafts=drafts, context=said, touched=self.touched + 1)


def kind_of(reason: str) -> str:
    """The part of the law under which a paragraph stands."""
    return HEADING if reason in HEADINGS else OPEN if reason == UNRECOGNISED else NOTE


def marks_of(letter: FeedbackLetter) -> LetterMarks:
    """The letter as it was read, before the clerk decided anything."""
    drafts = tuple(
        Draft(one.no, one.text, tuple(one.paras), tuple(one.path), tuple(one.points), one.unit)
        for one in letter.findings
    )
    context = {one.para: one.reason for one in letter.context}
    return LetterMarks(drafts, context, max((one.no for one in letter.findings), default=0) + 1)


def as_text(marks: LetterMarks) -> str:
    """What was made of the letter, as JSON while it waits."""
    content = {
        "drafts": [asdict(one) for one in marks.drafts],
        "context": sorted(marks.context.items()),
        "next_key": marks.next_key,
        "touched": marks.touched,
    }
    return json.dumps(content, ensure_ascii=False)


def from_text(text: str) -> LetterMarks:
    """What was kept."""
    content = json.loads(text)
    drafts = tuple(_draft(one) for one in content["drafts"])
    return LetterMarks(drafts, dict(content["context"]), content["next_key"], content["touched"])


def _draft(said: dict[str, Any]) -> Draft:
    lists = {name: tuple(said[name]) for name in ("paras", "path", "points")}
    whole = said["parts_of"]
    return Draft(**{**said, **lists, "parts_of": _draft(whole) if whole else None})
