"""Who is meant and which number: names as the papers print them, numbers as they are typed."""

import pytest

from desktop.documents.guard import MarkRegister, UnitMarks, _foreign, _Pardoned
from desktop.errors import KnownError
from desktop.operations.papers import making, numbers
from desktop.operations.unit_lookup import unit_named
from tests.operations.papers.conftest import asked

KIND = "supervision_letter"


@pytest.mark.parametrize(
    "name", ["县农业农村局党组", "青岩县农业农村局党组", "中共青岩县农业农村局党组", "县农业农村局", "青岩县农业农村局"]
)
def test_a_unit_is_found_by_every_name_that_the_papers_print(office, name):
    ledger, _round_id, _housing, farming = office

    assert unit_named(ledger.reader, name) == farming


@pytest.mark.parametrize("name", ["", "县局", "县农业农村", "中共"])
def test_a_part_of_a_name_means_no_unit(office, name):
    assert unit_named(office[0].reader, name) is None


def test_a_bare_number_is_the_place_in_the_series_of_the_year(office):
    reader = office[0].reader

    found = numbers.typed_number(reader, KIND, "12", 2026)

    assert (found.text, found.seq) == (numbers.fill(numbers.pattern_for(reader, KIND), 2026, 12), 12)
    with pytest.raises(KnownError, match="不是文号"):
        numbers.typed_number(reader, KIND, "xx", 2026)


def test_a_recommendation_goes_to_the_unit_of_the_request(office):
    ledger, round_id, _housing, farming = office
    number = ledger.reader.value("select min(number) from finding")

    [one] = making.gather(
        ledger.writing(), asked(round_id, farming, kind="recommendation_letter", given={"问题编号": number})
    )

    assert one.addressee == "青岩县农业农村局党组"
    with pytest.raises(KnownError, match="编号的列表"):
        making.gather(ledger.writing(), asked(round_id, farming, kind="recommendation_letter", given={"问题编号": 5}))


def test_d10_a_foreign_name_is_told_once_by_its_longest_form():
    register = MarkRegister([UnitMarks("甲", ("县农业农村局党组", "县农业农村局", "农业农村局"))])

    faults = list(_foreign("正文", "另，县农业农村局党组存在问题。", register, [], _Pardoned(register, [], [])))

    assert [fault.mark for fault in faults] == ["县农业农村局党组"]
