"""The heads of our own workbooks: a list that carries the titles of the finding ledger is read by its fields, not by likeness.

Titles of fields that RULES has no word for keep their cells under their head; entering reads them by the same declaration.
"""

from collections.abc import Mapping

from desktop.exchange.list_reading.header_words import Meaning, header_key
from desktop.ledgers.findings import FIELDS

NEEDED = frozenset({"编号", "单位", "问题"})
"""Every list of ours that can be taken back has these."""
OURS_ALONE = frozenset({"单位自报", "巡察办认定", "现定时限", "最近进展", "原定时限"})
"""Titles that lists of other people do not use beside them."""
_READ_AS = {
    "unit": "unit", "text": "text", "category1": "category", "category2": "category", "category3": "category", "category4": "category",
    "measures_text": "measures", "responsible_leader": "responsible_leader", "responsible_department": "responsible_department",
    "owner": "owner", "due": "due_on", "claim_text": "status", "verdict_text": "verified_status", "last_text": "progress",
    "amount_yuan": "amount_yuan", "remark": "remark", "serial": "serial", "parent_text": "parent",
}  # fmt: skip
"""Field of the ledger → field of the list reader."""
KEPT = Meaning("kept", 9)
"""A head that is known and has no field of the list reader: its cells stay under it."""
_MEANINGS = {header_key(field.title): Meaning(_READ_AS[field.name], 9) for field in FIELDS if field.name in _READ_AS}
_SEQUENCE = Meaning("serial", 1)


def is_ours(heads: frozenset[str]) -> bool:
    """Whether a list with these heads was written by this program."""
    return NEEDED.issubset(heads) and bool(heads & OURS_ALONE)


def own_meanings(labels: Mapping[int, tuple[str, ...]], mapping: Mapping[str, str]) -> dict[int, Meaning | None]:
    """The meaning of every column of a list of ours; nothing for any other list. What the clerk mapped stays as mapped."""
    keys = {column: header_key(words[-1]) for column, words in labels.items()}
    if not is_ours(frozenset(keys.values())) or any(key in mapping for key in keys.values()):
        return {}
    return {column: _SEQUENCE if key == "序号" else _MEANINGS.get(key, KEPT) for column, key in keys.items()}
