"""S6, page 25 in the window: a round goes its way into the archive step by step; grey buttons say why; two people clear."""

import pytest

from desktop.operations import users
from desktop.operations.archive import clearing, packing, reading
from desktop.rules.permissions import Actor, Right
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.pages.rounds.archive_dialogs import BeginDialog, HandOverDialog, ReadDialog, WipeDialog
from desktop.ui.pages.rounds.carry_page import CarryPage
from tests.builders import EVERYONE
from tests.operations.health.sound_office import a_sound_office


@pytest.fixture
def round_id(context):
    users.add(context.ledger, EVERYONE, "何宁", [Right.ENTER, Right.REVIEW])
    found = a_sound_office(context.ledger)[0]
    context.set_switches(round_ids=(found,))
    return found


@pytest.fixture
def card(qtbot, context, round_id):
    page = CarryPage(context)
    qtbot.addWidget(page)
    context.changed.connect(page.on_changed)
    page.resize(1200, 760)
    page.show()
    page.refresh()
    read(qtbot, page.package)
    return page.package


def read(qtbot, card):
    qtbot.waitUntil(lambda: card.standing is not None and len(card.lines) == 8, timeout=10_000)


def carried(qtbot, card, dialog):
    qtbot.addWidget(dialog)
    before = card.standing
    dialog.try_it()
    qtbot.waitUntil(lambda: dialog.result() == 1 or dialog.wrong.isVisibleTo(dialog), timeout=10_000)
    if dialog.result() == 1:
        qtbot.waitUntil(lambda: card.standing is not before, timeout=10_000)
        read(qtbot, card)
    return dialog


def forced(qtbot, context, card, round_id):
    dialog = BeginDialog(context, round_id, card.lines)
    for field in dialog.reasons.values():
        field.setText("主任同意后补")
    return carried(qtbot, card, dialog)


def packed(qtbot, context, card, round_id, path):
    forced(qtbot, context, card, round_id)
    before = card.standing
    made = packing.pack(context.ledger, context.actor, round_id, path)
    context.announce(made)
    qtbot.waitUntil(lambda: card.standing is not before, timeout=10_000)
    read(qtbot, card)
    return made


def test_only_the_next_deed_is_offered_and_the_others_say_why(card):
    assert card.begin.isEnabled() and card.begin.text().startswith("强行归档")
    assert card.pack.toolTip() == "先登记归档" and card.hand.toolTip() == "先生成归档包"
    assert "移交登记以后" in card.wipe.toolTip() and not card.wipe.isEnabled()
    assert card.foot.text().startswith("2 卷 ") and "还没有登记归档" in card.foot.text()


def test_every_open_check_asks_for_its_reason(qtbot, context, card, round_id):
    dialog = carried(qtbot, card, BeginDialog(context, round_id, card.lines))
    assert "未结账问题都已结转" in dialog.wrong.text() and packing.record_of(context.ledger.newest, round_id) is None
    assert forced(qtbot, context, card, round_id).result() == 1
    assert card.standing.state == "forced" and card.pack.isEnabled() and not card.begin.isEnabled()


def test_a_package_is_handed_over_read_and_the_round_cleared_by_two(qtbot, context, card, round_id, tmp_path):
    made = packed(qtbot, context, card, round_id, tmp_path / "第六轮.归档包")
    assert made.path.name in card.foot.text() and card.standing.step == 3
    dialog = HandOverDialog(context, card.standing.record.id)
    dialog.receiver.setText("县档案馆")
    carried(qtbot, card, dialog)
    assert card.standing.state == "handed" and card.wipe.isEnabled() and not card.hand.isEnabled()
    shown = ReadDialog(context, reading.read(made.path), made.archive.sha256)
    qtbot.addWidget(shown)
    assert len(shown.table.figures.lines) == len(made.archive.files)
    found = clearing.clearable(context.ledger, round_id)
    wipe = WipeDialog(context, round_id, found, package=made.path)
    wipe.typed.setText("别的轮次")
    wipe.second.names.setCurrentText("何宁")
    wipe.reason.setText("已移交")
    assert "没有清除任何内容" in carried(qtbot, card, wipe).wrong.text()
    wipe.typed.setText(found.round_name)
    carried(qtbot, card, wipe)
    assert card.standing.state == "wiped" and "已清除" in card.foot.text() and card.standing.step == 5


def test_a_clerk_sees_what_is_there_and_is_told_the_right(qtbot, context, card):
    context.seat(Actor("李建国", frozenset({Right.ENTER})))
    card.show_checks(card.lines)
    assert all("权限" in one.toolTip() for one in (card.begin, card.pack, card.hand, card.wipe))
    assert card.read.isEnabled()


def test_without_one_round_nothing_is_read(qtbot, context, card):
    card.show_round(None)
    assert card.standing is None and "只选一个轮次" in card.pack.toolTip() and not card.table.figures.lines


def test_the_list_of_handing_over_begins_with_volumes_files_and_what_is_missing(
    qtbot, context, card, round_id, tmp_path
):
    made = packed(qtbot, context, card, round_id, tmp_path / "第六轮.归档包")
    with qtbot.waitSignal(context.page_asked) as asked:
        card.paper.click()
    key, payload = asked.args
    assert key == "letters" and payload["kind"] == "archive_handover_list"
    page = LettersPage(context)
    qtbot.addWidget(page)
    page.open_with(payload)
    fields = page._tab("single").form().fields()
    assert [row["题"] for row in fields["案卷"]] == [one.title for one in card.standing.volumes]
    assert int(fields["电子件数"]) == len(made.archive.files)
    assert fields["缺件"] == ["未结账问题都已结转（主任同意后补）"]
