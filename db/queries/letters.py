"""The register of papers as read: by unit, by kind, by the findings they mention, replies that are due."""

from __future__ import annotations

from db.queries.standing import EVER
from db.reader import Reader
from db.records import LetterRow

_LETTERS = """
    select letter.id, letter.kind, letter.title, letter.round_id, letter.unit_id, letter.addressee, letter.copies_to,
           letter.number, letter.pattern, letter.year, letter.seq, letter.issued_on, letter.as_of, letter.known_at,
           letter.basis_text, letter.reply_by, letter.origin, letter.file_name, letter.sha256, letter.draft_sha256,
           letter.classification, letter.copy_numbers, letter.state, letter.note,
           (select min(e.happened_on) from letter_event as e
             where e.letter_id = letter.id and e.kind = 'reply' and e.removed_in is null),
           (select min(e.happened_on) from letter_event as e
             where e.letter_id = letter.id and e.kind = 'receipt' and e.removed_in is null),
           (select min(e.happened_on) from letter_event as e
             where e.letter_id = letter.id and e.kind = 'sent' and e.removed_in is null)
      from letter"""
_ORDER = "order by letter.issued_on desc, letter.id desc"


def letters(
    reader: Reader, *, kind: str = "", unit_id: int | None = None, round_id: int | None = None, until: str = EVER
) -> tuple[LetterRow, ...]:
    """The register, or what it held by a date of issue, the latest first; void papers stay in it."""
    sql = f"""{_LETTERS}
         where letter.removed_in is null and (:kind = '' or letter.kind = :kind)
           and (:unit is null or letter.unit_id = :unit) and (:round is null or letter.round_id = :round)
           and coalesce(letter.issued_on, '') <= :until {_ORDER}"""
    return reader.rows(LetterRow, sql, {"kind": kind, "unit": unit_id, "round": round_id, "until": until})


def letter(reader: Reader, letter_id: int) -> LetterRow | None:
    """One paper of the register."""
    return reader.row(LetterRow, f"{_LETTERS} where letter.id = ?", (letter_id,))


def went_on(paper: LetterRow) -> str:
    """The day on which a paper went out, '' while it did not: as entered, else its own date; never after it was signed for."""
    went = paper.sent_on or paper.issued_on or ""
    return min(went, paper.received_on or went)


def letters_mentioning(reader: Reader, finding_id: int) -> tuple[LetterRow, ...]:
    """The papers that mention a finding (L10)."""
    sql = f"""{_LETTERS} where letter.removed_in is null
           and letter.id in (select letter_id from letter_finding where finding_id = ?) {_ORDER}"""
    return reader.rows(LetterRow, sql, (finding_id,))


def findings_of_letter(reader: Reader, letter_id: int) -> tuple[int, ...]:
    """The findings behind a paper, in its order."""
    return reader.column("select finding_id from letter_finding where letter_id = ? order by sort, id", (letter_id,))


def unanswered(reader: Reader, as_of: str) -> tuple[LetterRow, ...]:
    """Papers in force that ask for a reply and have none by a day, the earliest date first."""
    sql = f"""{_LETTERS} where letter.removed_in is null and letter.state = 'issued' and letter.reply_by is not null
           and letter.issued_on <= :as_of
           and not exists (select 1 from letter_event as e where e.letter_id = letter.id and e.kind = 'reply'
                              and e.removed_in is null and e.happened_on <= :as_of)
         order by letter.reply_by, letter.id"""
    return reader.rows(LetterRow, sql, {"as_of": as_of})


def unsigned(reader: Reader, as_of: str) -> tuple[LetterRow, ...]:
    """Papers in force to a unit that were sent out and not signed for by a day."""
    sql = f"""{_LETTERS} where letter.removed_in is null and letter.state = 'issued' and letter.origin = 'issued'
           and letter.unit_id is not null and letter.issued_on <= :as_of
           and not exists (select 1 from letter_event as e where e.letter_id = letter.id and e.kind = 'receipt'
                              and e.removed_in is null and e.happened_on <= :as_of)
         order by letter.issued_on, letter.id"""
    return reader.rows(LetterRow, sql, {"as_of": as_of})


def entered_on(reader: Reader, letter_id: int) -> str:
    """The day of work on which a paper was entered in the register: what was known when it was made; '' where the log does not tell."""
    sql = """select substr(action.recorded_at, 1, 10) from change_log as log join action on action.id = log.action_id
              where log.table_name = 'letter' and log.row_id = ? and log.verb = 'insert' limit 1"""
    return str(reader.value(sql, (letter_id,)) or "")


def issued_on_day(reader: Reader, day: str) -> tuple[LetterRow, ...]:
    """Papers that the program issued on a day of work, by the time of entry, in the order of their issue."""
    sql = f"""{_LETTERS} where letter.removed_in is null and letter.origin = 'issued' and letter.id in (
               select log.row_id from change_log as log join action on action.id = log.action_id
                where log.table_name = 'letter' and log.verb = 'insert' and substr(action.recorded_at, 1, 10) = ?)
         order by letter.id"""
    return reader.rows(LetterRow, sql, (day,))
