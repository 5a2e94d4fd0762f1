"""A6: the author of a file is the office, in full where it said so, else by its short name, and never nobody who is known."""

import pytest

from desktop.ledgers.file_properties import FileProperties, of_office
from desktop.operations.change import change
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action
from tests.builders import EVERYONE


@pytest.mark.parametrize(
    ("full", "short", "author"),
    [("中共青岩县委巡察办", "县委巡察办", "中共青岩县委巡察办"), ("", "县委巡察办", "县委巡察办")],
)
def test_the_author_is_the_office(ledger, full, short, author):
    with change(ledger, EVERYONE, Action.EDIT_OFFICE, "机关设置") as changes:
        put_setting(changes, "office", full)
        put_setting(changes, "office_short", short)
    assert of_office(ledger.reader, "台账", "内部") == FileProperties("台账", author, "内部")
