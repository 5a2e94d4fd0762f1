"""Who works in the ledger, and what a person would leave behind."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class UserRow:
    """A person of the office with the rights held; `slot` is the key slot, empty where there is no passphrase."""

    id: int
    name: str
    may_enter: int
    may_review: int
    may_manage: int
    may_audit: int
    slot: str
    active: int


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What a person would leave behind."""

    findings: tuple[int, ...]
    views: tuple[int, ...]
    drafts: int


@dataclass(frozen=True, slots=True)
class RightsChange:
    """One entry of the log on a person: what was set (JSON), when and by whom."""

    user_id: int
    at: str
    by: str
    after: str


_USERS = (
    "select id, name, may_enter, may_review, may_manage, may_audit, slot, active from user where removed_in is null"
)


def users(reader: Reader) -> tuple[UserRow, ...]:
    """Everybody, also those who left, in order of entry."""
    return reader.rows(UserRow, f"{_USERS} order by id")


def user(reader: Reader, name: str) -> UserRow | None:
    """A person by name."""
    return reader.row(UserRow, f"{_USERS} and name = ?", (name,))


def open_items(reader: Reader, name: str) -> OpenItems:
    """Findings a person supervises, saved views and unfinished entries."""
    findings = reader.column(
        "select id from finding where removed_in is null and supervising_person = ? order by id", (name,)
    )
    views = reader.column("select id from saved_view where removed_in is null and user_name = ? order by id", (name,))
    return OpenItems(findings, views, int(reader.value("select count(*) from draft where user_name = ?", (name,))))


def rights_log(reader: Reader) -> tuple[RightsChange, ...]:
    """Everything that ever happened to the register of people, oldest first; it is never purged."""
    return reader.rows(
        RightsChange,
        "select row_id, recorded_at, user_name, after from change_log join action on action.id = change_log.action_id"
        " where table_name = 'user' order by seq",
    )
