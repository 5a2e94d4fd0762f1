"""督促科室对照表: desks by kind of unit are taken over where a finding is numbered, and where nothing was entered (page 15)."""

import pytest

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import organisation_duties
from desktop.operations.duty_desks import DutyDesk, duty_desks, kinds_asked, put_desks
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def office(ledger):
    round_id = a_round(ledger)
    units = a_unit(ledger, "县民政局党组", kind="县直部门"), a_unit(ledger, "柳坪乡党委", kind="乡镇")
    for unit in units:
        a_finding(ledger, round_id, unit, "选人用人不规范", on_organisation=True)
    return ledger, round_id


def desks(ledger):
    register = books.book(ledger.reader, "organisation_duty")
    return [
        (one.stored["desk"], one.stored["person"])
        for one in queries.records(ledger.reader, register.shape, ledger.today())
    ]


def test_numbering_takes_desk_and_person_of_the_kind_and_fills_what_was_left_open(office):
    ledger, round_id = office
    put_desks(ledger, EVERYONE, {"县直部门": DutyDesk("组织二科", "林文彬")})
    organisation_duties.fill(ledger, EVERYONE, (round_id,))
    assert desks(ledger) == [("组织二科", "林文彬"), ("", "")]
    assert [one.waits for one in organisation_duties.listed(ledger.reader, (round_id,), ledger.today())] == [False] * 2

    put_desks(ledger, EVERYONE, {"乡镇": DutyDesk("干部监督科"), "县直部门": DutyDesk("组织一科", "何平")})
    organisation_duties.fill(ledger, EVERYONE, (round_id,))
    assert desks(ledger) == [("组织二科", "林文彬"), ("干部监督科", "")]  # what was entered stays
    with pytest.raises(KnownError, match="没有要补的"):
        organisation_duties.fill(ledger, EVERYONE, (round_id,))


def test_a_person_without_a_desk_is_refused_and_an_empty_line_takes_a_kind_out(office):
    ledger, _round = office
    put_desks(ledger, EVERYONE, {"县直部门": DutyDesk("组织二科"), "乡镇": DutyDesk("组织三科")})
    with pytest.raises(KnownError, match="乡镇写了责任人，没有写督促科室"):
        put_desks(ledger, EVERYONE, {"乡镇": DutyDesk("", "沈岚")})
    put_desks(ledger, EVERYONE, {"乡镇": DutyDesk()})
    assert duty_desks(ledger.reader) == {"县直部门": DutyDesk("组织二科")}
    assert set(kinds_asked(ledger.reader, ledger.today())) == {"县直部门", "乡镇"}
