"""Questions around imports: rounds to choose from, texts a round already has, imports made."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class RoundChoice:
    """A round that a list may belong to."""

    id: int
    code: str
    name: str
    feedback_on: str | None
    opening_closed: int


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import: when, by whom, from which file, how many findings, records or files hung, and whether it was taken back."""

    id: int
    number: int
    form: str
    file_name: str
    round_name: str
    opening: int
    findings: int
    recorded_at: str
    user_name: str
    removed: int


def rounds(reader: Reader) -> tuple[RoundChoice, ...]:
    """The living rounds, latest feedback first."""
    return reader.rows(
        RoundChoice,
        "select id, code, name, feedback_on, opening_closed from round where removed_in is null order by feedback_on desc, id desc",
    )


def imports(reader: Reader) -> tuple[ImportRow, ...]:
    """All imports, newest first."""
    return reader.rows(
        ImportRow,
        """
        select import_batch.id, import_batch.number, form, file_name, coalesce(round.name, ''), opening,
               (select count(*) from finding where import_id = import_batch.id)
               + (select count(*) from import_row
                   where import_id = import_batch.id and (import_row.register <> '' and fate = 'entered' or fate = 'attached')), action.recorded_at, action.user_name,
               import_batch.removed_in is not null
          from import_batch
          left join round on round.id = import_batch.round_id
          join change_log as log on log.table_name = 'import_batch' and log.row_id = import_batch.id and log.verb = 'insert'
          join action on action.id = log.action_id
         order by import_batch.number desc
        """,
    )


def batch_id(reader: Reader, number: int) -> int:
    """The row of an import by its number."""
    return int(reader.value("select id from import_batch where number = ?", (number,)))


def standing_import_of(reader: Reader, form: str, sha256: str) -> int | None:
    """The number of the standing import of this very file in a form."""
    return reader.number(
        "select number from import_batch where form = ? and sha256 = ? and removed_in is null order by number desc",
        (form, sha256),
    )
