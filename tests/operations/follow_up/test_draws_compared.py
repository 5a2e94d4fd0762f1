"""与上次抽样比对: both draws unit by unit; their parts add up to what each drew (page 13)."""

from db.queries import books as queries
from desktop.ledgers.draws import DRAWS
from desktop.operations.findings import FindingDraft, add
from desktop.operations.follow_up.drawing import result_of
from desktop.operations.follow_up.draws_compared import compared
from desktop.operations.records import verbs
from tests.builders import EVERYONE
from tests.operations.follow_up.conftest import SPOKEN

LAST = "9999-12-31"


def drawn(ledger, county, **values):
    return verbs.add(ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN, **values})[0].id


def row(ledger, draw):
    return queries.records(ledger.reader, DRAWS.shape, LAST, ids=[draw])[0]


def test_the_first_draw_has_nothing_to_be_compared_with(ledger, county):
    assert compared(ledger.reader, row(ledger, drawn(ledger, county)), LAST) is None


def test_a_draw_stands_beside_the_one_that_it_replaced_and_the_counts_add_up(ledger, county):
    first = drawn(ledger, county)
    verbs.take(ledger, EVERYONE, DRAWS, first, DRAWS.step("replace"), reason="名单变了")
    unit = ledger.reader.value("select unit_id from finding limit 1")
    add(ledger, EVERYONE, FindingDraft(county.round, unit, "后来查出的问题"))
    second = drawn(ledger, county, seed_digits_a="9")
    told = compared(ledger.reader, row(ledger, second), LAST)
    before, now = (set(result_of(row(ledger, one).stored).findings) for one in (first, second))
    assert {n for one in told.units for n in one.before} == before and {n for one in told.units for n in one.now} == now
    assert {n for one in told.units for n in one.both} == before & now
    assert told.same_round and len(told.came) == 1 and told.went == () and "作废" in told.title
    assert told.frame_words == "总体比上次多 1 条、少 0 条。"
    both = sum(bool(one.before and one.now) for one in told.units)
    assert told.words.startswith(f"单位 {len(told.units)} 家 = 两次都抽中 {both} + ")
