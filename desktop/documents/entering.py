"""How words that a clerk typed are read: by the type of each word, numbers as figures of origin 手填, dates ISO or Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.documents.figures import TYPED, Figure, Picture, PlainRate, Typed
from desktop.documents.vocabulary import COUNT, DAY, FLAG, LIST, MONEY, PICTURE, RATE, RECORD, Field
from desktop.documents.words import trimmed
from desktop.errors import KnownError

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$|(\d{4})年(\d{1,2})月(\d{1,2})日$")
_YES, _NO = ("是", "有", "true", "True", "1"), ("否", "无", "false", "False", "0", "")


def entered(item: Field, value: Any) -> Any:
    """A value by the type of its word; raises KnownError where it is none of that type."""
    if value is None or isinstance(value, (Figure, Typed, Picture, date)):
        return value
    if item.kind == LIST:
        return _entered_list(item, value)
    if item.kind == RECORD:
        return _entered_row(item, value)
    return _entered_text(item, value)


def _entered_list(item: Field, value: Any) -> list[Any]:
    if isinstance(value, str):
        value = [part for part in re.split(r"[\n；;]", value) if part.strip()]
    if not isinstance(value, (list, tuple)):
        raise KnownError(f"“{item.name}”应是几项的列表，现为“{value}”；多项用分号隔开，或用 --set-file 给出")
    if item.items:
        return [_entered_row(item, row) for row in value]
    return [Typed(trimmed(str(part)), item.name) for part in value]


def _entered_row(item: Field, row: Any) -> dict[str, Any]:
    inner = {name: part for part in item.items for name in (part.name, part.identifier)}
    if not isinstance(row, Mapping):
        raise KnownError(
            f"“{item.name}”的每一项要写明：{'、'.join(part.name for part in item.items)}；请用 --set-file 给出"
        )
    unknown = [str(name) for name in row if name not in inner]
    if unknown:
        raise KnownError(f"“{item.name}”里没有“{unknown[0]}”；它有：{'、'.join(part.name for part in item.items)}")
    return {inner[name].name: entered(inner[name], value) for name, value in row.items()}


def _entered_text(item: Field, value: Any) -> Any:
    text = str(value).strip()
    if not text:
        return None
    if item.kind == FLAG:
        if text not in _YES + _NO:
            raise KnownError(f"“{item.name}”只填“是”或“否”，现为“{text}”")
        return text in _YES
    if item.kind == DAY:
        return _day(item, text)
    if item.kind in (COUNT, MONEY):
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise KnownError(f"“{item.name}”应是数字，现为“{text}”；只填数，不带单位") from error
        return Figure(item.name, int(number) if number == int(number) else number, origin=TYPED)
    if item.kind == RATE:
        return _rate(item, text)
    if item.kind == PICTURE:
        raise KnownError(f"“{item.name}”是图，由程序画出，不能填写；请删去这一项")
    return Typed(trimmed(text), item.name)


def _rate(item: Field, text: str) -> Figure:
    parts = re.fullmatch(r"(\d+)\s*[/／]\s*(\d+)", text)
    if not parts or not int(parts[2]) or int(parts[1]) > int(parts[2]):
        raise KnownError(f"“{item.name}”应写分子和分母，现为“{text}”；写成 372/396")
    return Figure(item.name, PlainRate(int(parts[1]), int(parts[2])), origin=TYPED)


def _day(item: Field, text: str) -> date:
    found = _ISO.match(text)
    try:
        numbers = [int(part) for part in found.groups() if part] if found else []
        return date(*numbers)
    except (TypeError, ValueError) as error:
        raise KnownError(f"“{item.name}”不是日期：“{text}”；写成 2026-09-01 或 2026年9月1日") from error
