"""Full text over the finding ledger (S1): every text of a finding, its measures, progress, evidence and unit names."""

from __future__ import annotations

import json

from db.reader import Reader
from db.records import Hit


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
) -> tuple[int, ...]:
    """The findings in which every word is found somewhere; words may have two characters or one, case of letters is ignored.

    `fields` are the columns of a finding to look through: those that its declaration has searched.

    `units` are units that already match all words by another way of writing (pinyin initials): their findings are found too.
    """
    chosen = [word for word in words if word]
    if not chosen and not units:
        return ()
    found: set[int] | None = None
    for word in chosen:
        own = _with_word(reader, word, fields, rounds)
        found = own if found is None else found & own
    by_unit = reader.column(
        """
        select id from finding where removed_in is null and unit_id in (select value from json_each(:units))
           and (:rounds is null or round_id in (select value from json_each(:rounds)))""",
        {"units": json.dumps(units), "rounds": json.dumps(rounds) if rounds else None},
    )
    return tuple(sorted((found or set()) | set(by_unit)))


def _with_word(reader: Reader, word: str, fields: tuple[str, ...], rounds: tuple[int, ...]) -> set[int]:
    """The living findings that have the word in one of their texts."""
    parameters = {"word": f"%{escaped(word)}%", "rounds": json.dumps(rounds) if rounds else None}
    return set(
        reader.column(
            f"""
            select id from finding
             where removed_in is null and (:rounds is null or round_id in (select value from json_each(:rounds)))
               and ({_has(*fields)}
                    or unit_id in (select unit_id from unit_name where removed_in is null and {_has("name")}
                                   union all select unit_id from unit_alias where removed_in is null and {_has("alias")}
                                   union all select id from unit where {_has("short", "party_short")})
                    or parent_id in (select id from problem where {_has("text")})
                    or id in (select finding_id from measure where removed_in is null
                                 and {_has("text", "leader", "department", "owner", "standard")}
                              union all select finding_id from finding_event as e
                                     where {_has("e.text", "e.reason")}
                                       and not exists (select 1 from retraction as r where r.event_id = e.id)
                              union all select finding_id from evidence
                                     where removed_in is null and {_has("title", "file_name", "paper")}))""",
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
