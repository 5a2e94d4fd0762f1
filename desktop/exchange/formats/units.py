"""单位名册: the register of units, as `units.json` or as a workbook with a row per unit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.exchange.list_reading.header_words import header_key
from desktop.exchange.list_reading.plain_rows import PlainRows
from desktop.exchange.list_reading.row_words import is_footer, is_label, is_note, section_of, total_reason
from desktop.exchange.normalise.plain_text import is_blank_word, squeezed, trimmed
from desktop.exchange.normalise.unit_names import without_continuation, without_role
from desktop.exchange.sheet_cells import Cell, Sheet
from desktop.exchange.untrusted_file import read_bytes
from desktop.exchange.workbook_source import open_workbook
from desktop.ledgers.units import UNIT_BOOK

_FIELD_OF = {field.name: field for field in UNIT_BOOK.fields}
_SUPERIOR = "主管部门"
"""In registers of units the department in charge is written as the superior."""
_HEADS: dict[str, tuple[str, ...]] = {
    "name": _FIELD_OF["name"].words,
    "aliases": ("别名", "简称别名", "其他名称", "曾用名", "常用名", "又名"),
    **{
        name: _FIELD_OF[name].words
        for name in (
            "kind",
            "leader",
            "contact",
            "phone",
            "supervising_leader",
            "short",
            "party_short",
            "discipline_team",
        )
    },
    "superior": (*_FIELD_OF["superior"].words, _SUPERIOR),
    "order": _FIELD_OF["sort"].words,
}
_LONGEST_REGISTER = 20_000


@dataclass(frozen=True)
class UnitDraft:
    """One unit of a register; what the file does not say is None."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    leader: str | None = None
    contact: str | None = None
    phone: str | None = None
    superior: str | None = None
    supervising_leader: str | None = None
    short: str | None = None
    party_short: str | None = None
    discipline_team: str | None = None
    order: int | None = None


@dataclass(frozen=True)
class UnitReading:
    """The units of a file, and what stands in its way in plain words with place."""

    units: tuple[UnitDraft, ...]
    faults: tuple[str, ...] = ()


def read(path: Path) -> UnitReading:
    """The register in a file; raises `Refused` where it is neither a JSON list of units nor a workbook of them."""
    data = read_bytes(path)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{"):
        return _checked(_from_json(data, path.name))
    found = [read for sheet in open_workbook(path).sheets if not sheet.hidden and (read := _from_sheet(sheet))]
    if found:
        placed = [one for each in found for one in each.units]
        return _checked(placed, [fault for each in found for fault in each.faults])
    raise Refused("no_header_found", f"“{path.name}”里找不到单位名册的表头；请确认有“单位名称”一列。")


def _from_json(data: bytes, name: str) -> list[tuple[str, UnitDraft]]:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (UnicodeError, ValueError, RecursionError):
        raise Refused("corrupt", f"“{name}”不是完整的 JSON 文件；请重新导出名册。") from None
    records = content.get("units") if isinstance(content, dict) else content
    if not isinstance(records, list) or not all(isinstance(record, dict) and record.get("name") for record in records):
        raise Refused("no_header_found", f"“{name}”不是单位名册；每个单位须有 name（全称）。")
    if len(records) > _LONGEST_REGISTER:
        raise Refused("too_large", f"“{name}”有 {len(records)} 个单位，不像一个县的名册；请核对。")
    return [(f"第 {number} 个单位", _from_record(record)) for number, record in enumerate(records, 1)]


def _from_record(record: Mapping[str, Any]) -> UnitDraft:
    aliases = record.get("aliases") or ()
    listed = [aliases] if isinstance(aliases, str) else list(aliases)
    plain = {
        field.name: _word(record.get(field.name))
        for field in fields(UnitDraft)
        if field.name not in ("aliases", "order")
    }
    return UnitDraft(
        name=plain.pop("name") or "",
        aliases=tuple(trimmed(str(alias)) for alias in listed if squeezed(str(alias))),
        order=_whole(record.get("order")),
        **plain,
    )


@dataclass
class _Listed:
    """The units of one sheet with their places, and the rows that say something of a unit without naming it."""

    units: list[tuple[str, UnitDraft]]
    faults: list[str]


def _from_sheet(sheet: Sheet) -> _Listed | None:
    columns: dict[int, str] = {}
    found = _Listed([], [])
    rows = PlainRows(sheet)
    for row, own in rows:
        if head := _columns({column: cell.text for column, cell in own.items()}):
            columns = head
            rows.begin()
        elif columns and not _is_no_unit(own):
            _take(
                found, f"“{sheet.name}”第 {row} 行" if sheet.name else f"第 {row} 行", rows.told(row, columns), columns
            )
    return found if columns else None


def _take(found: _Listed, place: str, told: Mapping[int, Cell], columns: Mapping[int, str]) -> None:
    """A row as a unit; a running number alone names none."""
    record: dict[str, Any] = {
        columns[column]: cell.text for column, cell in told.items() if not is_blank_word(cell.text)
    }
    record["name"] = without_role(without_continuation(trimmed(record.get("name", ""))))
    if record["name"]:
        record["aliases"] = [part for part in _parts(record.get("aliases", "")) if part]
        found.units.append((place, _from_record(record)))
    elif set(record) - {"name", "order"}:
        found.faults.append(f"{place}：没有单位名称。请补写，或删去这一行。")


def _is_no_unit(own: Mapping[int, Cell]) -> bool:
    """Totals, signatures, notes and section titles between and below the units."""
    texts = [own[column].text for column in sorted(own)]
    return (len(texts) == 1 and section_of(texts[0]).level > 0) or any(
        total_reason(text) or is_label(text) or is_footer(without_role(text)) or is_note(text) for text in texts[:2]
    )


def _columns(heads: Mapping[int, str]) -> dict[int, str]:
    """Column → field where the row is the head of a register: it names units and at least one thing more."""
    keys = {header_key(text): column for column, text in reversed(list(heads.items()))}
    found: dict[int, str] = {}
    for name, words in _HEADS.items():
        column = next((keys[word] for word in words if word in keys and keys[word] not in found), None)
        if column is not None:
            found[column] = name
    return found if "name" in found.values() and len(found) > 1 else {}


def _parts(text: str) -> list[str]:
    for mark in "，,；;\n/":
        text = text.replace(mark, "、")
    return [trimmed(part) for part in text.split("、")]


def _word(value: object) -> str | None:
    text = trimmed(str(value)) if value is not None else ""
    return text or None


def _whole(value: object) -> int | None:
    text = squeezed(str(value)) if value is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _checked(placed: list[tuple[str, UnitDraft]], found: Sequence[str] = ()) -> UnitReading:
    """Names and aliases that two units share are told; nothing is dropped."""
    owners: dict[str, str] = {}
    faults = list(found)
    for place, unit in placed:
        for name in dict.fromkeys((squeezed(unit.name), *(squeezed(alias) for alias in unit.aliases))):
            owner = owners.setdefault(name, unit.name)
            if owner != unit.name or (
                name == squeezed(unit.name)
                and any(other is not unit and squeezed(other.name) == name for _place, other in placed)
            ):
                faults.append(f"{place}：名称“{name}”与“{owner}”重复。请改名或删去别名。")
    return UnitReading(tuple(unit for _place, unit in placed), tuple(faults))
