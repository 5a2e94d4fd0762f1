"""What the archive asks of the ledger: the record of a round, and the file and the clearing that an action entered."""

from __future__ import annotations

from db.queries.books import BookShape, Record, records
from db.queries.standing import EVER
from db.reader import Reader

_NOW = "(select max(id) from action)"


def of_round(reader: Reader, shape: BookShape, round_id: int) -> tuple[Record, ...]:
    """The living archive records of a round, the latest first."""
    found = [one for one in records(reader, shape, EVER) if one.stored["round"] == round_id]
    return tuple(reversed(found))


def package_of_action(reader: Reader, way: str) -> tuple[str, str, int] | None:
    """Name, sum and number of files of what the action that is being carried out entered for a way; None where it entered none."""
    found = reader.tuples(
        f"select file_name, sha256, rows from export_record where way = ? and action_id = {_NOW}", (way,)
    )
    return (str(found[0][0]), str(found[0][1]), int(found[0][2] or 0)) if found else None


def clears_now(reader: Reader) -> bool:
    """Whether the action that is being carried out entered a clearing by two people."""
    return bool(reader.value(f"select 1 from purge_record where action_id = {_NOW}"))
