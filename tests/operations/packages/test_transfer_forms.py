"""The three transfer forms (domain.md §7): what the register of packages knows is filled in, the rest is left for the hand."""

import pytest

from db.queries import packages, prints
from desktop.errors import KnownError
from desktop.operations.lists.register_sheet import Machine
from desktop.operations.outgoing import Asked
from desktop.operations.packages import sending, transfer_forms
from desktop.operations.packages.transfer_forms import FORMS
from tests import exchanged
from tests.builders import EVERYONE

PC = Machine("XC-02", "内部")


@pytest.fixture
def sent(ledger, tmp_path):
    made = sending.send(ledger, EVERYONE, tmp_path / "甲.xcpkg", Asked("内部", "两机合并", "光盘GP-07"))
    return ledger, made.sha256


def rows(ledger, key):
    [one] = packages.exchanged(ledger.reader)
    of = transfer_forms.transfer(ledger.reader, one.id, PC)
    form = next(form for form in FORMS if form.key == key)
    return transfer_forms.layout(ledger.reader, form, of, "", "2026-06-05").printed


def test_the_approval_tells_what_goes_where_and_what_for_with_the_sum_in_groups(sent):
    ledger, sha256 = sent
    said = dict(row.cells for row in rows(ledger, "approval").rows)

    assert (said["信息名称"], said["去向"], said["标识"], said["用途"]) == ("甲.xcpkg", "光盘GP-07", "内部", "两机合并")
    assert said["校验值（SHA-256）"].replace(" ", "") == sha256 and said["载体种类和编号"] == ""
    assert said["内容和数量"] == "全部内容" and EVERYONE.name in said["申请人和时间"]


def test_the_records_have_a_filled_row_and_empty_ones_and_who_signs(sent):
    ledger, _sha256 = sent
    for key in ("between", "record"):
        made = rows(ledger, key)
        assert made.rows[0].cells[2] == "甲.xcpkg" and all(not any(row.cells[1:]) for row in made.rows[1:])
        assert len(made.rows) == 4 and "输入输出管理员" in made.note


def test_a_received_package_fills_the_record_of_the_import(tmp_path):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    one.add_finding()
    exchanged.agree(two, one)
    two.receive(one.package(), "李（乙机）")
    cells = rows(two.ledger, "record").rows[0].cells

    assert cells[3] == "李（乙机）" and "项登记" in cells[6] and cells[7] == EVERYONE.name
    assert "问题 1" in dict(row.cells for row in rows(two.ledger, "approval").rows)["内容和数量"]


def test_each_form_is_a_file_and_an_entry_of_the_register(sent, tmp_path):
    ledger, _sha256 = sent
    [one] = packages.exchanged(ledger.reader)
    made = transfer_forms.write(
        ledger, EVERYONE, one.id, [form.key for form in FORMS], tmp_path, PC, Asked(purpose="随盘")
    )

    assert [left.path.name for left in made] == [f"{form.title}-甲.pdf" for form in FORMS]
    assert all(left.path.read_bytes().startswith(b"%PDF") for left in made)
    told = [row for row in prints.exports(ledger.reader) if row.purpose == "随盘"]
    assert {row.title for row in told} == {form.title for form in FORMS} and {row.classification for row in told} == {
        "内部"
    }


def test_a_package_that_is_not_there_is_told(sent):
    with pytest.raises(KnownError, match="收发登记"):
        transfer_forms.transfer(sent[0].reader, 9999, PC)
