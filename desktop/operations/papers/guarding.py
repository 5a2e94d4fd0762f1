"""The addressee guard over the ledger: a paper may name its own unit and rows, and nothing of any other (D10)."""

from __future__ import annotations

from collections import defaultdict

from db.queries import marks as queries
from db.queries.settings import setting
from db.reader import Reader
from desktop.documents.figures import Typed
from desktop.documents.file_words import FileWords
from desktop.documents.guard import MarkRegister, UnitMarks, guard
from desktop.errors import KnownError
from desktop.operations.papers.gathered import Gathered
from desktop.rules.unit_names import full_name

_SHORTEST_ALIAS = 3
_ORGANS = ("发文机关标志", "署名", "印发机关", "签发人", "汇报机关", "主送", "联系人", "联系电话", "轮次", "口径")


class WrongRecipient(KnownError):
    """A finished file holds something of another unit, or lacks what must stand on it; nothing was issued."""


class Guard:
    """The marks of every unit of the ledger, read once for a batch."""

    def __init__(self, reader: Reader) -> None:
        self._county = setting(reader, "county")
        self._names = self._read_names(reader)
        self._rows: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        self._unit_of: dict[int, int] = {}
        for finding_id, unit_id, number, text in queries.findings(reader):
            self._rows[unit_id].append((finding_id, number, text))
            self._unit_of[finding_id] = unit_id
        people, phones = _people(reader)
        self._register = MarkRegister(
            UnitMarks(
                names[0],
                tuple(names),
                tuple(number for _id, number, _text in self._rows[unit_id]),
                tuple(text for _id, _number, text in self._rows[unit_id]),
                tuple(dict.fromkeys(people[unit_id])),
                tuple(dict.fromkeys(phones[unit_id])),
            )
            for unit_id, names in self._names.items()
        )

    def check(self, one: Gathered, words: FileWords, form_words: tuple[str, ...] = ()) -> None:
        """Raise WrongRecipient with every fault at once; `form_words` are the words of the kind's shipped form."""
        own = self._own(one)
        faults = guard(words, self._register, own, self._allowed(one), self._required(one), form_words)
        if faults:
            said = "；".join(dict.fromkeys(str(fault) for fault in faults[:8]))
            raise WrongRecipient(f"{one.addressee} 的{one.recipe.title}没有签发：{said}。")

    def _own(self, one: Gathered) -> list[str]:
        if (
            one.recipe.addressee == "own" and not one.recipe.guarded
        ):  # a paper of the office about all its books goes to nobody
            return [names[0] for names in self._names.values()]
        units = {self._unit_of[finding] for finding in one.findings if finding in self._unit_of}
        if one.unit_id is not None:
            units.add(one.unit_id)
        return [self._names[unit][0] for unit in units if unit in self._names]

    def _allowed(self, one: Gathered) -> list[str]:
        """Copies and the superior body may be named; in a paper that a clerk composed, also what the clerk typed."""
        words = one.words
        named = [*one.copies, str(words.get("上级党组织") or ""), *(str(organ) for organ in words.get("联审方") or ())]
        named += [str(words.get(name) or "") for name in _ORGANS]
        named += [str(department) for department in words.get("建议书部门") or ()]
        if not one.recipe.guarded or one.recipe.addressee != "unit":
            named += _typed_texts(words)
        return [name for name in named if name]

    def _required(self, one: Gathered) -> list[str]:
        if one.recipe.addressee != "unit" or not one.recipe.lists_findings:
            return [one.addressee]
        wanted = set(one.findings)
        numbers = [number for finding, number, _text in self._rows[one.unit_id or 0] if finding in wanted]
        return [one.addressee, *numbers]

    def _read_names(self, reader: Reader) -> dict[int, list[str]]:
        """All names of each living unit, the full one first; very short aliases say nothing by themselves."""
        found: dict[int, list[str]] = {}
        for unit_id, name, shorter in queries.names(reader):
            own = found.setdefault(unit_id, [])
            for word in (name, full_name(name, self._county) if name else "", *shorter):
                if len(word) >= _SHORTEST_ALIAS and word not in own:
                    own.append(word)
        return found


def _people(reader: Reader) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Leaders and contacts, and telephones, by unit."""
    people: dict[int, list[str]] = defaultdict(list)
    phones: dict[int, list[str]] = defaultdict(list)
    for unit_id, leader, contact, phone in queries.people(reader):
        people[unit_id] += [one for one in (leader, contact) if one]
        phones[unit_id] += [phone] if phone else []
    for unit_id, leader in queries.responsible(reader):
        people[unit_id].append(leader)
    return people, phones


def _typed_texts(value: object) -> list[str]:
    if isinstance(value, Typed):
        return [value.text]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _typed_texts(inner)]
    if isinstance(value, (list, tuple)):
        return [text for inner in value for text in _typed_texts(inner)]
    return []
