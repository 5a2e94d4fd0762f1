"""P-15: a word in red needs a recorded waiver; so does a number without the county's character. P-6: one number, one paper."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop.errors import KnownError
from desktop.operations import units
from desktop.operations.office import set_up
from desktop.operations.papers import contracts, issuing, making, numbers, registering
from desktop.operations.papers import office as papers_office
from desktop.operations.papers.happenings import Happening
from desktop.rules.paper_dates import PaperDates
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked


def lacking(office):
    ledger, round_id, housing, _farming = office
    [one] = making.gather(ledger.writing(), asked(round_id, housing))
    return ledger, replace(one, words={**one.words, "联系人": None})


def test_a_word_in_red_is_refused_until_it_is_waived_p15(office, workshop, tmp_path):
    ledger, one = lacking(office)

    with pytest.raises(KnownError, match="联系人") as refused:
        issuing.issue(ledger, EVERYONE, workshop, [one], tmp_path)
    issuing.issue(ledger, EVERYONE, workshop, [one], tmp_path, waived=("联系人",))

    assert refused.value.kind == "unwaived"
    assert ledger.reader.value("select reason from action order by id desc limit 1") == "免填：联系人"


def test_numbers_without_the_character_of_the_county_are_in_red_p15(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    set_up(ledger, EVERYONE, {"number_prefix": ""})
    found = making.gather(ledger.writing(), asked(round_id, housing))

    with pytest.raises(KnownError, match="机关代字"):
        issuing.issue(ledger, EVERYONE, workshop, found, tmp_path)
    sound, blocked = issuing.sort_out(found, ledger.writing())

    assert (sound, blocked[0].missing) == ([], ("机关代字",))


def led_by(office, name):
    """The paper to a unit that such a leader is in charge of."""
    ledger, round_id, housing, _farming = office
    units.edit(ledger, EVERYONE, housing, {"supervising_leader": name})
    return making.gather(ledger.writing(), asked(round_id, housing))


@pytest.mark.parametrize("name", ["秦望舒", "李明", "欧阳望舒", "买买提·艾力", "李长江"])
def test_a_county_leader_without_a_post_is_in_red_until_the_office_says_it_p15(office, workshop, tmp_path, name):
    found = led_by(office, name)

    with pytest.raises(KnownError, match="分管县领导职务"):
        issuing.issue(office[0], EVERYONE, workshop, found, tmp_path)
    assert papers_office.posts_of_leaders(office[0].reader) == {name: ""}
    set_up(office[0], EVERYONE, {"leader_titles": json.dumps(papers_office.read_posts(f"{name}　副县长\n无名"))})
    [one] = making.gather(office[0].writing(), asked(office[1], found[0].unit_id))
    [made] = issuing.issue(office[0], EVERYONE, workshop, [one], tmp_path)

    assert one.copies[0] == f"副县长{name}"
    assert made.number


@pytest.mark.parametrize("name", ["副县长秦望舒", "县委书记李明", "县委常委、组织部部长欧阳望舒"])
def test_a_post_that_was_entered_with_the_name_is_enough_p15(office, workshop, tmp_path, name):
    [one] = led_by(office, name)

    assert contracts.office_words(office[0].reader, one) == ()
    assert one.copies[0] == name


def headed(office, title):
    """The paper to a unit whose head, as the register of units has it, is responsible for all that is overdue."""
    ledger, round_id, housing, _farming = office
    units.edit(ledger, EVERYONE, housing, {"leader": "周柏川", "leader_title": title})
    [one] = making.gather(ledger.writing(), asked(round_id, housing))
    return one


def test_the_head_of_a_unit_without_a_post_is_in_red_p15(office, workshop, tmp_path):
    one = headed(office, "")

    with pytest.raises(KnownError, match="责任领导职务请在单位名册的“职务”一栏补上"):
        issuing.issue(office[0], EVERYONE, workshop, [one], tmp_path)
    issuing.issue(office[0], EVERYONE, workshop, [one], tmp_path, waived=("责任领导职务",))


def test_the_head_of_a_unit_is_named_with_the_post_of_the_register_p15(office, workshop, tmp_path):
    one = headed(office, "局长")

    assert one.words["责任领导"].endswith("局长周柏川")
    issuing.issue(office[0], EVERYONE, workshop, [one], tmp_path)


def test_every_unit_and_every_word_in_red_is_told_at_once_with_its_place_p15(office, workshop, tmp_path):
    ledger, round_id, housing, farming = office
    set_up(ledger, EVERYONE, {"number_prefix": ""})
    both = making.gather(ledger.writing(), asked(round_id, housing)) + making.gather(
        ledger.writing(), asked(round_id, farming)
    )
    both = [replace(one, words={**one.words, "联系电话": None}) for one in both]

    with pytest.raises(KnownError) as refused:
        issuing.issue(ledger, EVERYONE, workshop, both, tmp_path)
    _sound, blocked = issuing.sort_out(both, ledger.writing())

    assert all(f"{one.addressee} 的督办函缺：联系电话、机关代字" in str(refused.value) for one in both)
    assert "联系电话、机关代字请在“文书—机关设置”里补上" in str(refused.value)
    assert [one.waivable for one in blocked] == [("联系电话", "机关代字")] * 2


@pytest.mark.parametrize("dress", ["青督[2026]007号", "青督（２０２６）７号", "青督〔2026〕第7号"])
def test_a_number_in_another_dress_is_the_same_number_over_all_kinds_p6(office, workshop, tmp_path, dress):
    ledger, _round_id, housing, _farming = office
    name = "青岩县住房和城乡建设局党组"
    registering.register(
        ledger, EVERYONE, registering.SentPaper("a", "甲", "青督〔2026〕7号", "2026-08-01", name, housing)
    )

    with pytest.raises(KnownError) as refused:
        registering.register(ledger, EVERYONE, registering.SentPaper("b", "乙", dress, "2026-08-02", name, housing))

    assert refused.value.kind == numbers.TAKEN


def test_the_database_itself_lets_no_number_be_given_twice_and_void_ones_stay_taken_p6(office, workshop, tmp_path):
    from desktop.operations.change import change
    from desktop.rules.permissions import Action

    ledger, _round_id, housing, _farming = office
    paper = registering.SentPaper("a", "甲", "青督〔2026〕7号", "2026-08-01", "青岩县住房和城乡建设局党组", housing)
    letter_id, _changes = registering.register(ledger, EVERYONE, paper)
    registering.void(ledger, EVERYONE, letter_id, "2026-08-03", "错发")

    with pytest.raises(KnownError, match="已在发文登记中"), change(ledger, EVERYONE, Action.ISSUE, "试") as changes:
        numbers.enter(changes, letter_id, "青督[2026]007号")
    with pytest.raises(KnownError, match="已经作废"):
        registering.void(ledger, EVERYONE, letter_id, "2026-08-03", "再次")


def test_the_bounds_hold_at_every_door_p9(office):
    ledger, _round_id, housing, _farming = office
    name = "青岩县住房和城乡建设局党组"
    sent = registering.SentPaper("a", "甲", "青督〔2026〕7号", "2026-08-01", name, housing, words={"建议": [{}] * 7})
    letter_id, _changes = registering.register(ledger, EVERYONE, sent)
    doors = [
        lambda: registering.log_event(ledger, EVERYONE, letter_id, "reply", Happening("2026-07-31")),
        lambda: registering.log_event(ledger, EVERYONE, letter_id, "receipt", Happening("2030-01-01")),
        lambda: registering.log_event(ledger, EVERYONE, letter_id, "reply", Happening("2026-08-09", adopted=99)),
        lambda: registering.void(ledger, EVERYONE, letter_id, "2020-01-01", "错发"),
        lambda: registering.register(ledger, EVERYONE, replace(sent, number="青督〔2025〕8号")),
        lambda: registering.register(ledger, EVERYONE, replace(sent, number="青督〔2030〕8号", issued_on="2030-01-01")),
        lambda: numbers.reserve(ledger, EVERYONE, "supervision_letter", 2026, -3, 0),
        lambda: numbers.refuse(PaperDates("2026-10-09", issued_on="2026-10-09", as_of="2026-10-10")),
    ]
    for door in doors:
        with pytest.raises(KnownError) as refused:
            door()
        assert refused.value.kind == "paper_dates"

    numbers.reserve(ledger, EVERYONE, "supervision_letter", 2026, 2, 5)
    with pytest.raises(KnownError, match="重叠"):
        numbers.reserve(ledger, EVERYONE, "supervision_letter", 2026, 5, 9)
