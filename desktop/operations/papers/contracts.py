"""What every finished file is held to before it is registered, whatever way it came: dates, words in red, the read-back contract."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from db.queries import units as unit_queries
from db.queries.settings import setting
from db.reader import Reader
from desktop.documents.contract import LETTERS, Contract, broken
from desktop.documents.file_words import FileWords
from desktop.documents.recipe import Recipe
from desktop.errors import KnownError
from desktop.operations.papers import office
from desktop.operations.papers.anonymous import refuse_named
from desktop.operations.papers.gathered import Gathered
from desktop.operations.papers.given_words import given_words
from desktop.operations.papers.numbers import DocumentNumber, refuse
from desktop.rules.paper_dates import PaperDates

COUNTY_WORD = "机关代字"
"""The county's character before the numbers (青 in 青巡督): asked with the office's other words, else in red."""

LEADER_POST = "分管县领导职务"
"""The post of the county leader among 抄送, where only the name was entered: told with the office's other words, else in red."""

RESPONSIBLE_POST = "责任领导职务"
"""The post of the unit's head where a paper names the person: only the name was entered in the register of units, else in red."""
REPLY_BY = "回复期限"
"""The day by which a reply is asked: that of the register."""
_OF_OFFICE = (COUNTY_WORD, LEADER_POST)


def marked_words(reader: Reader, one: Gathered) -> tuple[str, ...]:
    """Words in red (标红) that a paper lacks; each needs a recorded waiver. Rows of a list are told by their column."""
    found = [missing.name for missing in one.recipe.missing(one.words) if not missing.blocks]
    return tuple(dict.fromkeys((*found, *office_words(reader, one))))


def office_words(reader: Reader, one: Gathered) -> tuple[str, ...]:
    """Words in red that 机关设置 would give: the character of the numbers, the post of the leader who gets a copy."""
    found = []
    if one.recipe.form in LETTERS and not setting(reader, "number_prefix"):
        found.append(COUNTY_WORD)
    unit = unit_queries.unit(reader, one.unit_id, one.issued_on.isoformat()) if one.unit_id else None
    leader = unit.supervising_leader if unit is not None else ""
    if leader in one.copies and office.without_post(reader, leader):
        found.append(LEADER_POST)
    if unit is not None and unit.leader and not unit.leader_title and one.words.get("责任领导") == unit.leader:
        found.append(RESPONSIBLE_POST)
    return tuple(found)


def unwaived(reader: Reader, one: Gathered, waived: Collection[str]) -> tuple[str, ...]:
    """Words in red that were not waived; a column is waived by its list's name with it or by its own."""
    return _without(marked_words(reader, one), waived)


def _without(words: Iterable[str], waived: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in waived and word.rpartition(".")[2] not in waived)


def refuse_unwaived(reader: Reader, gathered: Iterable[Gathered], waived: Collection[str]) -> str:
    """Raise KnownError, kind `unwaived`, where a word in red is missing that nobody waived.

    What the log says of those that were waived; empty where none were.
    """
    in_red = [(one, marked_words(reader, one)) for one in gathered]
    lacking = [(one, _without(words, waived)) for one, words in in_red]
    said = [f"{one.addressee} 的{one.recipe.title}缺：{'、'.join(words)}" for one, words in lacking if words]
    if said:
        words = dict.fromkeys(word for _one, own in lacking for word in own)
        raise KnownError(
            f"{'；'.join(said)}。{remedies(lacking[0][0].recipe, tuple(words))}；确实不填的，请逐项确认免填后再签发。",
            "unwaived",
        )
    words = dict.fromkeys(word for _one, own in in_red for word in own)
    return f"免填：{'、'.join(words)}" if words else ""


def remedies(recipe: Recipe, words: Collection[str]) -> str:
    """Where each lacking word is filled in, as one sentence without its end."""
    places: dict[str, list[str]] = {}
    for word in words:
        places.setdefault(_place_of(recipe, word), []).append(word)
    return "；".join(f"{'、'.join(own)}请在{place}补上" for place, own in places.items())


def _place_of(recipe: Recipe, word: str) -> str:
    if word == RESPONSIBLE_POST:
        return "单位名册的“职务”一栏"
    name = word.partition("（")[0].partition(".")[0]
    known = next((item for item in recipe.fields if item.name == name), None)
    if word in _OF_OFFICE or (known is not None and known.source.startswith("机关设置")):
        return "“文书—机关设置”里"
    if known is not None and known.typed:
        return "这份文书要填的内容里"
    return "台账里"


def refuse_dates(one: Gathered, own: DocumentNumber, today: str) -> None:
    """The date chain of a paper that is to go out."""
    feedback = one.words.get("反馈日期")
    refuse(
        PaperDates(
            today,
            issued_on=one.issued_on.isoformat(),
            as_of=one.as_of.isoformat(),
            feedback_on=feedback.isoformat() if isinstance(feedback, date) else "",
            reply_by=one.reply_by.isoformat() if one.reply_by else "",
            deadlines=tuple((name, day.isoformat()) for name, day in deadlines(one).items()),
            number_year=own.year if own.text else None,
        )
    )


def deadlines(one: Gathered) -> dict[str, date]:
    """The days that a paper sets by a rule of its kind or by hand, by name; that of the reply stands by itself."""
    days = {due.word: one.words.get(due.word) for due in one.recipe.dues}
    return {word: day for word, day in days.items() if isinstance(day, date) and word != REPLY_BY}


def refuse_broken(reader: Reader, one: Gathered, own: DocumentNumber, words: FileWords) -> None:
    """Raise KnownError, kind `contract`, where a finished file does not say what the register will say."""
    refuse_named(reader, one, words)
    found = broken(contract_of(one, own), words.read, given_words(reader, one))
    if found:
        raise KnownError(f"{one.addressee} 的{one.recipe.title}没有签发：{'；'.join(found[:6])}。", "contract")


def contract_of(one: Gathered, own: DocumentNumber) -> Contract:
    """The contract of a paper under its number."""
    recipe = one.recipe
    return Contract(recipe.form, one.addressee, own.text, one.issued_on, str(one.words.get("署名") or ""))


def refuse_all_dates(gathered: Sequence[Gathered], given: Sequence[DocumentNumber], today: str) -> None:
    """The date chains of a batch."""
    for one, own in zip(gathered, given, strict=True):
        refuse_dates(one, own, today)
