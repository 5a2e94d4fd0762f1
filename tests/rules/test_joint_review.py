"""M16, M17, W7: conflicts are found and never settled; every count of the matrix is a sum (pure rules)."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.joint_review import (
    Cell,
    Heard,
    Said,
    Stands,
    Sum,
    disputed,
    items,
    opposed,
    row,
    stands,
    sum_of,
    why_no_letter,
)

PARTIES = (1, 2, 3, 4)
opinions = st.lists(
    st.builds(
        Said,
        party=st.sampled_from(PARTIES),
        item=st.one_of(st.none(), st.integers(1, 4)),
        returns=st.booleans(),
        adopted=st.sampled_from(["", "yes", "no", "part"]),
        settled=st.booleans(),
    ),
    max_size=24,
)
some = st.sets(st.sampled_from(PARTIES))


def test_work_asked_for_by_one_and_not_by_another_is_a_conflict():
    asks, approves = Said(1, 31, returns=True), Said(4, 31)
    assert opposed(asks, approves) and stands([asks, approves]) is Stands.CONFLICT
    assert not opposed(asks, Said(4, 32)), "another item"
    assert not opposed(asks, Said(1, 31)), "a party does not contradict itself"
    assert stands([Said(1, 31, returns=True), Said(2, 31, returns=True)]) is Stands.OPEN


def test_opposite_wishes_to_adopt_are_a_conflict_and_a_part_is_none():
    assert opposed(Said(1, 5, adopted="yes"), Said(2, 5, adopted="no"))
    assert not opposed(Said(1, 5, adopted="yes"), Said(2, 5, adopted="part"))


def test_a_conflict_is_over_only_when_both_sides_were_settled_or_one_was_turned_down():
    down = Said(1, 31, True, "no", settled=True)
    assert stands([down, Said(4, 31)]) is Stands.OPEN and opposed(down, Said(4, 31)) and not disputed(down, Said(4, 31))
    asks, approves = Said(1, 31, True, "yes", settled=True), Said(4, 31)
    assert stands([asks, approves]) is Stands.CONFLICT
    assert stands([asks, Said(4, 31, False, "no", settled=True)]) is Stands.SETTLED


def test_the_line_of_page_12():
    eighteen = [Said(1, n, settled=n > 6) for n in range(1, 17)] + [Said(1, 99, returns=True), Said(4, 99)]
    settled = [Said(one.party, one.item, one.returns, "yes", settled=True) for one in eighteen[4:16]]
    found = sum_of(PARTIES, [*eighteen[:4], *settled, *eighteen[16:]], {2, 3})
    assert found.words == "18 条 = 已定 12 + 待定 6；冲突 1"
    assert why_no_letter("县教育局", found) == "县教育局还差：待定 6 条、冲突 1 条。"
    assert why_no_letter("县教育局", Sum(18, 18)) == "" and Sum(18, 18).words == "18 条 = 已定 18 + 待定 0"
    assert why_no_letter("县发改局", Sum(missing=4)) == "县发改局还差：未交意见 4 方。"


@given(opinions, some)
def test_every_count_is_a_sum_and_a_letter_waits_for_every_open_thing(given_opinions, returned):
    found, cells = sum_of(PARTIES, given_opinions, returned), row(PARTIES, given_opinions, returned)
    assert found.total == found.settled + found.open == sum(one.count for one in cells) == len(given_opinions)
    assert found.missing == cells.count(Cell(Heard.MISSING))
    assert (found.conflicts > 0) == any(one.heard is Heard.CONFLICT for one in cells)
    assert bool(why_no_letter("县教育局", found)) == bool(found.open or found.conflicts or found.missing)
    assert found.is_decided == all(stands(same) is Stands.SETTLED for same in items(given_opinions).values())
    for party, cell in zip(PARTIES, cells, strict=True):
        heard = party in returned or any(one.party == party for one in given_opinions)
        assert (cell.heard is not Heard.MISSING) == heard


@given(opinions)
def test_opposition_is_mutual_and_the_order_of_opinions_does_not_matter(given_opinions):
    for one in given_opinions:
        assert not opposed(one, one)
        assert all(opposed(one, other) == opposed(other, one) for other in given_opinions)
    for same in items(given_opinions).values():
        assert stands(same) is stands(same[::-1])


@given(opinions)
def test_nothing_is_settled_by_the_rules(given_opinions):
    before = list(given_opinions)
    sum_of(PARTIES, given_opinions, set())
    assert given_opinions == before
    assert not sum_of(PARTIES, [Said(one.party, one.item, one.returns) for one in before], set()).settled
