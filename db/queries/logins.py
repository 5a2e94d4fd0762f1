"""The log of logins: who came in, who failed to, and when."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class LoginRow:
    """One attempt. `kind`: entered, recovered, failed, failed_code, count_fell; `number` counts the failures under the name."""

    id: int
    at: str
    user_name: str
    kind: str
    number: int


def logins(reader: Reader, *, user_name: str = "", limit: int = 500) -> tuple[LoginRow, ...]:
    """The last attempts, newest first."""
    return reader.rows(
        LoginRow,
        "select id, at, user_name, kind, number from login_record where (:user = '' or user_name = :user)"
        " order by id desc limit :limit",
        {"user": user_name, "limit": limit},
    )


def failures_logged(reader: Reader) -> dict[str, int]:
    """The number of failures that stand in the log, by name."""
    return dict(reader.tuples("select user_name, max(number) from login_record group by user_name"))
