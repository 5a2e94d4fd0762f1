"""Full text over the finding ledger (S1): every text of a finding, its measures, progress, evidence and unit names."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.reader import Reader
from db.records import Hit
from db.search_index import SearchIndex

_MANY = 3
"""Where more than one of so many findings may hold the word, looking through all in one go is faster."""


def _has(*columns: str) -> str:
    """SQL: the word stands in one of the columns. LIKE ignores the case of Latin letters and is as fast as instr."""
    return "(" + " or ".join(f"{column} like :word escape '!'" for column in columns) + ")"


def matching_ids(
    reader: Reader,
    words: tuple[str, ...],
    fields: tuple[str, ...],
    *,
    rounds: tuple[int, ...] = (),
    units: tuple[int, ...] = (),
    index: SearchIndex | None = None,
    most: int | None = None,
) -> tuple[int, ...]:
    """The findings in which every word is found somewhere; words may have two characters or one, case of letters is ignored.

    `fields` are the columns of a finding to look through: those that its declaration has searched.

    `units` are units that already match all words by another way of writing (pinyin initials): their findings are found too.

    `index` narrows what is looked through and changes no answer. With `most`, the first so many by id; then the search ends.
    """
    chosen = [word for word in words if word]
    if not chosen and not units:
        return ()
    by_units = [_of_units(reader, _units_with(reader, word), rounds) for word in chosen]
    found = _of_units(reader, units, rounds)
    if chosen:
        wanted = _Wanted(reader, chosen, fields, rounds, by_units)
        if most is not None and not units and not any(by_units):
            return wanted.first(most, index)
        found |= wanted.every(index)
    return tuple(sorted(found)[:most])


@dataclass(frozen=True)
class _Wanted:
    """A search: its words, and the findings whose unit has each of them in its name."""

    reader: Reader
    words: list[str]
    fields: tuple[str, ...]
    rounds: tuple[int, ...]
    by_units: list[set[int]]

    def every(self, index: SearchIndex | None) -> set[int]:
        """All findings in which every word stands."""
        narrowed = self._narrowed(index)
        few = narrowed is not None and len(narrowed) * _MANY <= self._last()
        return self._proved(narrowed if few else None)

    def first(self, most: int, index: SearchIndex | None) -> tuple[int, ...]:
        """The first so many by id, where no unit is called so: a few are looked through, and then more and more."""
        found: set[int] = set()
        if index is not None and index.built:
            index.bring_up(self.reader)
            found = self._proved(index.changed())
        begin, size, last = 0, most, self._last()
        while begin < last and sum(one <= begin for one in found) < most:
            part = None if index is None else index.leading(self.words, begin, size)
            end = begin + size if part is None else part[-1] if len(part) == size else last
            found |= self._proved(set(range(begin + 1, min(end, last) + 1) if part is None else part))
            begin, size = end, size * 2
        return tuple(sorted(found)[:most])

    def _last(self) -> int:
        return int(self.reader.value("select coalesce(max(id), 0) from finding"))

    def _narrowed(self, index: SearchIndex | None) -> set[int] | None:
        """Where the words may stand; None where every finding is to be looked through."""
        if index is None or not index.built:
            return None
        index.bring_up(self.reader)
        told = [index.candidates(word) for word in self.words]
        known = [may | of_units for may, of_units in zip(told, self.by_units, strict=True) if may is not None]
        return set.intersection(*known) if known else None

    def _proved(self, among: set[int] | None) -> set[int]:
        """Those of some findings, or of all, in which every word stands."""
        for word, of_units in zip(self.words, self.by_units, strict=True):
            if among == set():
                break
            own = _with_word(self.reader, word, self.fields, self.rounds, among)
            among = own | (of_units if among is None else of_units & among)
        return among or set()


def _units_with(reader: Reader, word: str) -> tuple[int, ...]:
    """The units that have the word in one of their names."""
    return reader.column(
        f"""
        select unit_id from unit_name where removed_in is null and {_has("name")}
        union select unit_id from unit_alias where removed_in is null and {_has("alias")}
        union select id from unit where {_has("short", "party_short")}""",
        {"word": f"%{escaped(word)}%"},
    )


def _of_units(reader: Reader, units: tuple[int, ...], rounds: tuple[int, ...]) -> set[int]:
    if not units:
        return set()
    return set(
        reader.column(
            """
            select id from finding where removed_in is null and unit_id in (select value from json_each(:units))
               and (:rounds is null or round_id in (select value from json_each(:rounds)))""",
            {"units": json.dumps(units), "rounds": json.dumps(rounds) if rounds else None},
        )
    )


def _with_word(
    reader: Reader, word: str, fields: tuple[str, ...], rounds: tuple[int, ...], among: set[int] | None
) -> set[int]:
    """The living findings, of some or of all, that have the word in one of their texts."""
    some, of_some, parent_of_some = "", "", ""
    if among is not None:
        some = "and id in (select value from json_each(:among))"
        of_some = "finding_id in (select value from json_each(:among)) and"
        parent_of_some = f"id in (select parent_id from finding where parent_id is not null {some}) and"
    parameters = {"word": f"%{escaped(word)}%", "rounds": json.dumps(rounds) if rounds else None}
    if among is not None:
        parameters["among"] = json.dumps(sorted(among))
    return set(
        reader.column(
            f"""
            select id from finding
             where removed_in is null and (:rounds is null or round_id in (select value from json_each(:rounds))) {some}
               and ({_has(*fields)}
                    or parent_id in (select id from problem where {parent_of_some} {_has("text")})
                    or id in (select finding_id from measure where {of_some} removed_in is null
                                 and {_has("text", "leader", "department", "owner", "standard")}
                              union all select finding_id from finding_event as e
                                     where {of_some} {_has("e.text", "e.reason")}
                                       and not exists (select 1 from retraction as r where r.event_id = e.id)
                              union all select finding_id from evidence
                                     where {of_some} removed_in is null and {_has("title", "file_name", "paper")}))""",
            parameters,
        )
    )


def escaped(word: str) -> str:
    """The word with the signs of LIKE taken as they stand."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def hits(
    reader: Reader, finding_ids: tuple[int, ...], words: tuple[str, ...], fields: tuple[str, ...]
) -> tuple[Hit, ...]:
    """Where the words stand in some findings, field by field, for marking; the page asks for those it shows."""
    parts = [f"select id as finding_id, '{name}' as field, {name} as text from finding" for name in fields] + [
        "select finding_id, 'measure', text from measure where removed_in is null",
        """select e.finding_id, 'progress', e.text from finding_event as e
            where e.text <> '' and not exists (select 1 from retraction as r where r.event_id = e.id)""",
    ]
    sql = f"""
        select place.finding_id, finding.number, finding.unit_id, place.field, place.text
          from ({" union all ".join(parts)}) as place
          join finding on finding.id = place.finding_id
         where place.finding_id in (select value from json_each(:ids))
           and exists (select 1 from json_each(:words) where place.text like value escape '!')
         order by place.finding_id"""
    patterns = json.dumps([f"%{escaped(word)}%" for word in words if word], ensure_ascii=False)
    return reader.rows(Hit, sql, {"ids": json.dumps(finding_ids), "words": patterns})


def unit_names_and_aliases(reader: Reader) -> tuple[tuple[int, str], ...]:
    """Every way a unit is written, for matching by pinyin initials."""
    found = reader.tuples(
        """
        select unit_id, name from unit_name where removed_in is null
        union select unit_id, alias from unit_alias where removed_in is null
        union select id, short from unit where removed_in is null and short <> ''
        union select id, party_short from unit where removed_in is null and party_short <> ''"""
    )
    return tuple((int(unit), str(name)) for unit, name in found)
