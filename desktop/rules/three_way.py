"""The law of the three-way merge (RULES §12): sent, ledger now, returned, cell by cell and by key, never by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Said:
    """What one side says in one cell; two sides agree where they mean the same, however it is written."""

    shown: str | None = field(default=None, compare=False)
    meant: str | None = None


NOTHING = Said()
WITHDRAWN = "row_withdrawn"
Values = Mapping[str, Said]


@dataclass(frozen=True)
class Edit:
    """One cell that the unit returned otherwise than it was sent; `kind` says why its item takes nothing: `row_withdrawn`."""

    key: str
    field: str
    sent: Said
    ledger: Said
    returned: Said
    kind: str = ""


@dataclass
class Merged:
    """Every changed cell in exactly one of the lists."""

    changes: list[Edit] = field(default_factory=list)
    conflicts: list[Edit] = field(default_factory=list)
    same_edit: list[Edit] = field(default_factory=list)
    cleared: list[Edit] = field(default_factory=list)
    not_allowed: list[Edit] = field(default_factory=list)


@dataclass(frozen=True)
class Item:
    """One item on all three sides; a field that `returned` lacks was not read. `gone` says why it takes nothing any more."""

    key: str
    sent: Values
    ledger: Values
    returned: Values
    gone: str = ""


def merge(items: Iterable[Item], editable: Sequence[str], locked: Sequence[str]) -> Merged:
    """The merge of all items, in their order and in that of the fields."""
    merged = Merged()
    for item in items:
        for name in editable:
            if name in item.returned:
                _merge_cell(item, name, merged)
        for name in locked:
            edit = _edit(item, name)
            if name in item.returned and edit.returned != edit.sent:
                merged.not_allowed.append(edit)
    return merged


def _merge_cell(item: Item, name: str, merged: Merged) -> None:
    edit = _edit(item, name)
    if edit.returned == edit.sent:
        return
    if item.gone:
        merged.conflicts.append(replace(edit, kind=item.gone))
    elif edit.returned == edit.ledger:
        merged.same_edit.append(edit)
    elif edit.ledger != edit.sent:
        merged.conflicts.append(edit)
    elif edit.returned.meant is None:
        merged.cleared.append(edit)
    else:
        merged.changes.append(edit)


def _edit(item: Item, name: str) -> Edit:
    sent, ledger, returned = (side.get(name, NOTHING) for side in (item.sent, item.ledger, item.returned))
    return Edit(item.key, name, sent, ledger, returned)


# -- which returned row is which item ----------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One returned row: its key and its text, both without white space."""

    row: int
    key: str
    text: str


@dataclass(frozen=True)
class BadKey:
    """A row whose key is not to be trusted: `altered`, `duplicate` or `foreign`."""

    row: int
    key: str
    kind: str
    suggest: str | None = None


@dataclass
class Matched:
    """Where each item came back, and what became of every other row."""

    rows: dict[str, int] = field(default_factory=dict)
    bad_keys: list[BadKey] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def match(sent: Mapping[str, str], lines: Sequence[Line]) -> Matched:
    """`sent`: key → text, both without white space. A row is taken by its key; a text only suggests.

    A row with the key of one item and the very text of another names two (some columns were sorted without the others): it is not taken.
    """
    matched = Matched()
    seen = Counter(line.key for line in lines if line.key in sent)
    unseen = [key for key in sent if not seen[key]]
    texts = {text for text in sent.values() if text}
    for line in sorted(lines, key=lambda one: one.row):
        if seen[line.key] == 1 and line.text in texts and line.text != sent[line.key]:
            matched.bad_keys.append(BadKey(line.row, line.key, "altered", _likely(line.text, sent, unseen)))
        elif seen[line.key] == 1:
            matched.rows[line.key] = line.row
        elif seen[line.key]:
            matched.bad_keys.append(BadKey(line.row, line.key, "duplicate"))
        elif (likely := _likely(line.text, sent, unseen)) is not None:
            matched.bad_keys.append(BadKey(line.row, line.key, "altered", likely))
            unseen = [key for key in unseen if key != likely]
        elif line.key:
            matched.bad_keys.append(BadKey(line.row, line.key, "foreign"))
        else:
            matched.added.append(line.row)
    matched.missing = unseen
    return matched


def _likely(text: str, sent: Mapping[str, str], unseen: Sequence[str]) -> str | None:
    """The item with this text: one that did not come back before one that did."""
    if not text:
        return None
    return next((key for key in (*unseen, *sent) if sent[key] == text), None)
