"""S6, page 25: two people clear what is settled of a round, after its package was handed over and read back; all else stays."""

import json

import pytest

from db import audit
from db.queries import bases, cross_checks
from db.queries import books as book_queries
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.errors import Forbidden, KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.operations import archiving, evidence, findings, own_fields, progress, undo, users
from desktop.operations.archive import clearing, packing
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from desktop.statistics.rectification_rate import rate_table
from tests.builders import EVERYONE, a_round
from tests.operations.health.sound_office import TEXTS, a_record, a_sound_office, an_entry, closed


@pytest.fixture
def office(ledger, manager):
    for name in (manager.name, "王敏", "赵录入"):
        users.add(ledger, manager, name, [Right.ENTER] if name == "赵录入" else [Right.ENTER, Right.REVIEW])
    round_id, units, ids = a_sound_office(ledger)
    return round_id, ids


def handed(ledger, office, folder):
    wrong = packing.open_checks(archiving.examined(ledger, office[0]))
    packing.begin(ledger, EVERYONE, office[0], "\n".join(f"{line.words}：结转后补" for line in wrong))
    made = packing.pack(ledger, EVERYONE, office[0], folder / "第六轮.归档包")
    hand_over(ledger, office)
    return made.path


def hand_over(ledger, office):
    register, record = books.book(ledger.newest, "archive"), packing.record_of(ledger.newest, office[0])
    verbs.take(ledger, EVERYONE, register, record.id, register.step("hand_over"), {"receiver": "县档案馆"})


def wipe(ledger, manager, office, path, second="王敏", typed="", reason="档案已移交"):
    name = clearing.clearable(ledger, office[0]).round_name
    return clearing.wipe(ledger, manager, office[0], path, typed or name, second=second, passphrase="", reason=reason)


def everything(ledger):
    return "".join(
        str(ledger.writer.tuples(f"select * from [{table}]")) for table in audit.digest.all_tables(ledger.writer)
    )


def figures(ledger):
    table = rate_table(ledger.newest, bases.default_basis(ledger.newest), ledger.today(), None)
    return table.total.rate.numerator, table.total.rate.denominator


def test_the_words_of_what_is_settled_go_and_numbers_rate_log_and_open_findings_stay(ledger, manager, office, tmp_path):
    path = handed(ledger, office, tmp_path)
    before, numbers = figures(ledger), ledger.newest.column("select number from finding")
    changes = wipe(ledger, manager, office, path)
    said = everything(ledger)
    assert TEXTS[0] not in said and all(text in said for text in TEXTS[1:])
    assert "王敏" in changes.title and "仍在办的 3 条不动" in changes.title
    assert figures(ledger) == before and ledger.newest.column("select number from finding") == numbers
    read = audit.read_log(ledger.newest)
    assert (read.broken_at, list(audit.rows_against_log(ledger.newest, read))) == (None, [])
    assert packing.record_of(ledger.newest, office[0]).state == "wiped"
    assert TEXTS[0].encode() not in (ledger.folder / "ledger.db").read_bytes()
    with pytest.raises(KnownError):
        undo.undo(ledger, manager, changes.action_id)
    with pytest.raises(KnownError, match="已清除"):
        wipe(ledger, manager, office, path)


def test_the_day_of_the_last_progress_stays_where_its_words_go_and_what_said_nothing_says_nothing_still(
    ledger, manager, office, tmp_path
):
    [done] = [one for one in list_findings(ledger.newest, FindingCriteria(), ledger.today()) if one.verdict == "done"]
    silent = ledger.newest.column("select id from finding_event where text = '' and finding_id = ?", (done.id,))
    path = handed(ledger, office, tmp_path)
    assert done.last_text and done.last_on and silent
    wipe(ledger, manager, office, path)
    [left] = [one for one in list_findings(ledger.newest, FindingCriteria(), ledger.today()) if one.id == done.id]
    assert (left.last_text, left.last_on) == ("", done.last_on)
    assert list(
        ledger.newest.column("select id from finding_event where text = '' and finding_id = ?", (done.id,))
    ) == [*silent]
    told = cross_checks.claims(ledger.newest, (), ledger.today(), None)
    assert {one.text for one in told if one.finding_id == done.id} == {""}


def test_the_books_that_tell_of_cleared_findings_alone_lose_their_words_too(ledger, manager, office, tmp_path):
    round_id, ids = office
    unit = ledger.newest.value("select unit_id from finding where id = ?", (ids[0],))
    told = {"unit": unit, "round": round_id, "made_on": "2026-05-01", "handler": "赵经办", "process": "查账经过密语"}
    own = a_record(ledger, "working_paper", **told, title="已销号的底稿", findings=(ids[0],))
    shared = a_record(ledger, "working_paper", **told, title="还在办的底稿", findings=(ids[0], ids[1]))
    path = handed(ledger, office, tmp_path)
    assert "底稿等账册登记 1 条" in wipe(ledger, manager, office, path).title
    said = everything(ledger)
    assert "已销号的底稿" not in said and "还在办的底稿" in said
    kept = ledger.newest.tuples("select title, process, number <> '' from working_paper where id = ?", (own,))
    assert list(kept) == [("（已清除）", "", 1)]
    assert ledger.newest.value("select process from working_paper where id = ?", (shared,)) == "查账经过密语"
    read = audit.read_log(ledger.newest)
    assert (read.broken_at, list(audit.rows_against_log(ledger.newest, read))) == (None, [])
    register = books.book(ledger.newest, "working_paper")
    with pytest.raises(KnownError, match="已经清除"):
        verbs.edit(ledger, EVERYONE, register, [own], {"title": "改写"})


@pytest.mark.parametrize("book", [one.name for one in books.declared() if one.links])
def test_every_book_that_names_findings_is_cleared_or_stays_by_name(ledger, book):
    """A new book must be decided: its columns can be emptied, or it is named among those that stay."""
    if book not in clearing.STAY:
        [(_table, _row, emptied)] = clearing._emptied_records(ledger.newest, {book: (1,)})
        assert set(emptied) <= set(book_queries.columns_of(ledger.newest, book))


def a_paper(ledger, office, **fields):
    unit = ledger.newest.value("select unit_id from finding where id = ?", (office[1][0],))
    told = {"unit": unit, "round": office[0], "made_on": "2026-05-01", "title": "底稿", "findings": (office[1][0],)}
    return a_record(ledger, "working_paper", **told | fields)


def test_a_record_of_another_round_keeps_its_words_and_never_blocks_a_clearing(ledger, manager, office, tmp_path):
    """It lies in the package of its own round: what was entered in it after this one was packed is no matter of this one."""
    later = a_round(ledger, "十五届县委第九轮")
    path = handed(ledger, office, tmp_path)
    other = a_paper(ledger, office, round=later, process="下轮查账经过")
    assert clearing.clearable(ledger, office[0]).records.get("working_paper") is None
    wipe(ledger, manager, office, path)
    assert ledger.newest.value("select process from working_paper where id = ?", (other,)) == "下轮查账经过"


def test_a_record_that_names_but_findings_of_a_cleared_round_is_cleared_with_its_own(ledger, manager, office, tmp_path):
    later = a_round(ledger, "十五届县委第九轮")
    unit = ledger.newest.value("select unit_id from finding where id = ?", (office[1][0],))
    settled = an_entry(ledger, later, unit, "下轮问题")
    closed(ledger, settled)
    other = a_paper(ledger, office, round=later, process="下轮查账经过")
    assert clearing.clearable(ledger, later).records == {}
    wipe(ledger, manager, office, handed(ledger, office, tmp_path))
    assert clearing.clearable(ledger, later).rows["finding"] == (settled,)
    assert clearing.clearable(ledger, later).records == {"working_paper": (other,)}


def test_own_amounts_and_dates_stay_where_own_words_go(ledger, manager, office, tmp_path):
    finding, values = office[1][0], {}
    for book in ("finding", "working_paper"):
        kinds = {Holds.MONEY: 120000, Holds.DATE: "2026-05-01", Holds.TEXT: "自设密语"}
        named = {own_fields.add(ledger, EVERYONE, f"自设{one}", one, book=book)[0]: kinds[one] for one in kinds}
        values[book] = named
    findings.edit(ledger, EVERYONE, [finding], values["finding"])
    paper = a_paper(ledger, office)
    verbs.edit(ledger, EVERYONE, books.book(ledger.newest, "working_paper"), [paper], values["working_paper"])
    wipe(ledger, manager, office, handed(ledger, office, tmp_path))
    assert "自设密语" not in everything(ledger)
    for book, row in (("finding", finding), ("working_paper", paper)):
        own = json.loads(ledger.newest.value(f"select own from {book} where id = ?", (row,)))
        assert list(own.values()) == [120000, "2026-05-01"]


def test_what_still_asks_for_work_and_what_a_paper_is_held_against_keep_their_words(ledger, manager, office, tmp_path):
    about = {"findings": (office[1][0],)}
    waits = {"on": "2026-05-01", "way": "letter", "summary": "还没有答复的信访", **about}
    a_record(ledger, "petition", **waits)
    printed = {"on": "2026-05-01", "figure": "逾期数", "printed": "3", "recomputed": "2", "reason": "当时漏登", **about}
    a_record(ledger, "paper_decision", **printed)
    wipe(ledger, manager, office, handed(ledger, office, tmp_path))
    assert ledger.newest.value("select summary from petition") == "还没有答复的信访"
    assert list(ledger.newest.tuples("select printed, recomputed, reason from paper_decision")) == [
        ("3", "2", "当时漏登")
    ]


@pytest.mark.parametrize("way", ["step", "enclosure", "link", "undo of a step"])
def test_nothing_is_entered_beside_a_cleared_record(ledger, manager, office, tmp_path, way):
    """A step that changes no field, a file, a finding more: all of them are work on the record."""
    paper, draft = a_paper(ledger, office), a_paper(ledger, office)
    register = books.book(ledger.newest, "working_paper")
    _made, step = verbs.take(ledger, EVERYONE, register, paper, register.step("review"), {"reviewer": "钱复核"})
    wipe(ledger, manager, office, handed(ledger, office, tmp_path))
    (tmp_path / "附件.txt").write_text("附件", "utf-8")
    ways = {
        "step": lambda: verbs.take(ledger, EVERYONE, register, draft, register.step("review")),
        "enclosure": lambda: verbs.add_files(ledger, EVERYONE, register, paper, [tmp_path / "附件.txt"]),
        "link": lambda: verbs.edit(ledger, EVERYONE, register, [paper], {"findings": office[1][:2]}),
        "undo of a step": lambda: undo.undo(ledger, EVERYONE, step.action_id),
    }
    before = everything(ledger)
    with pytest.raises(KnownError, match="已经清除"):
        ways[way]()
    assert everything(ledger) == before


REFUSED = {
    "not handed over": "移交登记以后",
    "another name": "不符",
    "no reason": "依据或理由",
    "alone": "两人同办",
    "second without right": "不能同办清除",
    "another package": "不是登记的那一份",
    "torn package": "不是归档包|不是登记的那一份",
    "later work": "成包以后又有",
}


@pytest.mark.parametrize("case", REFUSED)
def test_whatever_is_not_right_refuses_and_clears_nothing(ledger, manager, office, tmp_path, case):
    told = {}
    if case == "not handed over":
        wrong = packing.open_checks(archiving.examined(ledger, office[0]))
        packing.begin(ledger, EVERYONE, office[0], "\n".join(f"{line.words}：后补" for line in wrong))
        path = packing.pack(ledger, EVERYONE, office[0], tmp_path / "第六轮.归档包").path
    else:
        path = handed(ledger, office, tmp_path)
    if case == "another name":
        told = {"typed": "第五轮"}
    if case == "no reason":
        told = {"reason": " "}
    if case == "alone":
        told = {"second": manager.name}
    if case == "second without right":
        told = {"second": "赵录入"}
    if case == "another package":
        other = tmp_path / "另一份"
        other.mkdir()
        path = packing.pack(ledger, EVERYONE, office[0], other / "第六轮.归档包", packing.Asked("内部")).path
        hand_over(ledger, office)
        path = tmp_path / "第六轮.归档包"
    if case == "torn package":
        path.write_bytes(path.read_bytes()[:-40])
    if case == "later work":
        progress.note(ledger, EVERYONE, office[1][0], "2026-06-03", "又来电说明")
    before = everything(ledger)
    with pytest.raises((KnownError, Forbidden), match=REFUSED[case]):
        wipe(ledger, manager, office, path, **told)
    assert everything(ledger) == before


def test_without_the_right_nobody_clears(ledger, office, tmp_path):
    path = handed(ledger, office, tmp_path)
    with pytest.raises(Forbidden):
        wipe(ledger, Actor("王敏", frozenset({Right.ENTER, Right.REVIEW})), office, path, second="赵录入")


def test_no_other_way_in_makes_a_cleared_record(ledger, manager, office, tmp_path):
    handed(ledger, office, tmp_path)
    register, record = books.book(ledger.newest, "archive"), packing.record_of(ledger.newest, office[0])
    with pytest.raises(KnownError, match="两人同办"):
        verbs.take(ledger, EVERYONE, register, record.id, register.step("wipe"))
    assert packing.record_of(ledger.newest, office[0]).state == "handed"


WAYS = {
    "note": lambda ledger, finding: progress.note(ledger, EVERYONE, finding, "2026-06-03", "又来电"),
    "reopen": lambda ledger, finding: progress.reopen(ledger, EVERYONE, finding, "2026-06-05", "核查不实"),
    "edit": lambda ledger, finding: findings.edit(ledger, EVERYONE, [finding], {"text": "改写"}),
    "evidence": lambda ledger, finding: evidence.add_paper(ledger, EVERYONE, finding, "材料", "卷3"),
    "undo": lambda ledger, finding: undo.undo(
        ledger, EVERYONE, ledger.newest.value("select id from action where kind = 'close_out'")
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_entered_on_what_was_cleared_whatever_the_way(ledger, manager, office, tmp_path, way):
    """A cleared finding answers with what it kept (ledger.md §3)."""
    wipe(ledger, manager, office, handed(ledger, office, tmp_path))
    before = everything(ledger)
    with pytest.raises(KnownError, match="已经清除|更早|不能"):
        WAYS[way](ledger, office[1][0])
    assert everything(ledger) == before
    progress.note(ledger, EVERYONE, office[1][1], "2026-06-03", "别的问题照常登记")
