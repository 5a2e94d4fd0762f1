"""改分层: in which stratum of a draw the units of a kind stand, as the office sets it (registers.md §5)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from db.queries import units as unit_queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.follow_up.frames import STRATA_SETTING, WITHOUT_KIND, strata, stratum
from desktop.operations.office import put_setting
from desktop.rules.draws import place_of
from desktop.rules.permissions import Action, Actor

MOST_SIGNS = 20
_MARK = "｜"
"""It parts the fields of a line of the frame."""


def strata_of_round(reader: Reader, round_id: int, as_of: str, known_at: str | None = None) -> dict[str, str]:
    """The kinds of the units of a round, each with the stratum in which it stands now, in the order of the strata."""
    grouped = strata(reader)
    kinds = {one.kind for one in unit_queries.units_of_round(reader, round_id, as_of, known_at) if one.kind}
    found = {kind: stratum(grouped, kind) for kind in kinds}
    return dict(sorted(found.items(), key=lambda pair: (place_of(pair[1]), pair[0])))


def put_strata(ledger: Ledger, actor: Actor, given: Mapping[str, str]) -> Changes:
    """Set the strata of some kinds; those of the others stay. Draws that were made keep the strata of their own frame.

    KnownError names every kind without a stratum, and every name that a frame cannot bear.
    """
    named = {kind: name.strip() for kind, name in given.items()}
    bare = [kind for kind, name in named.items() if not name]
    odd = [
        name
        for name in named.values()
        if _MARK in name or "\n" in name or len(name) > MOST_SIGNS or name == WITHOUT_KIND
    ]
    faults = [f"{'、'.join(bare)}没有写层。请写层的名称，单独成层的写类别自己的名称。"] if bare else []
    faults += [
        f"层的名称“{name}”不能用。请用不超过 {MOST_SIGNS} 个字的名称，不含“{_MARK}”，也不是“{WITHOUT_KIND}”。"
        for name in odd
    ]
    if faults:
        raise KnownError("".join(faults), "no_stratum" if bare else "odd_stratum")
    with change(ledger, actor, Action.SETTLE_RECORD, "修改抽样分层") as changes:
        put_setting(changes, STRATA_SETTING, json.dumps({**strata(ledger.writing()), **named}, ensure_ascii=False))
    return changes
