"""系统·更新: an update from its file to the version that waits, the way back, what is refused, who may."""

import pytest

from desktop.host import versions
from desktop.operations.updating import installing
from desktop.rules.permissions import Actor, Right
from desktop.ui.pages.system import updates as updates_module
from tests import updates
from tests.builders import a_finding


@pytest.fixture
def program(tmp_path, monkeypatch, context):
    """This program with the key of the tests; a manager is at work."""
    found = updates.program(tmp_path)
    monkeypatch.setattr(updates_module, "this_program", lambda: found)
    updates.in_this_process(monkeypatch)
    context.actor = Actor("王敏", frozenset(Right))
    return found


@pytest.fixture
def part(qtbot, program, context):
    made = updates_module.UpdatesPart(context)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    return made


def until(qtbot, part, words):
    qtbot.waitUntil(lambda: words in part.told.text(), timeout=20_000)


def test_an_update_goes_from_its_file_to_the_version_that_waits(qtbot, part, program, context, tmp_path):
    a_finding(context.ledger)
    part.look_at(updates.update(tmp_path))
    until(qtbot, part, "更新到 0.2.0 吗")
    assert not program.folder.exists() and part.go_button.isVisible()

    part.go_button.click()
    assert not part.file_button.isEnabled()
    until(qtbot, part, "1 条问题的内容、条数、整改率都没有变")

    assert versions.read(program.folder).current.name == "0.2.0"
    assert "换用 0.2.0" in part.rows["version"].text.text()
    with qtbot.waitSignal(context.again_asked) as asked:
        part.go_button.click()
    assert asked.args == [context.ledger.folder]


def test_a_refused_update_stands_on_the_page_and_changes_nothing(qtbot, part, program, tmp_path):
    with qtbot.waitSignal(part.failed, timeout=20_000) as told:
        part.look_at(updates.update(tmp_path, key=updates.OTHER_KEY))

    assert "签名不符" in str(told.args[0]) and not program.folder.exists()
    assert part.file_button.isEnabled() and not part.go_button.isVisible()


def test_going_back_says_what_it_means_first(qtbot, part, program, tmp_path):
    placed = installing.place(program, updates.update(tmp_path), updates.nothing)
    installing.switch(program, placed, None, None, updates.nothing)
    part.refresh()
    part.rows["former"].button.click()
    until(qtbot, part, "换回 0.1.0？账本两个版本都能打开")

    part.go_button.click()
    until(qtbot, part, "已换回 0.1.0")
    assert versions.read(program.folder).current.name == "0.1.0"
    assert not part.rows["former"].button.isVisible()


def test_a_version_whose_files_are_gone_is_told_and_not_offered(part, program):
    versions.point(program.folder, versions.Pointer(versions.Version("0.3.0", program.schema), program.as_version))
    part.refresh()

    assert "0.3.0 的文件已经不在本机，现在用的是 0.1.0" in part.rows["version"].text.text()
    assert not part.rows["version"].button.isVisible()


def test_what_is_not_wanted_is_left(qtbot, part, tmp_path):
    part.look_at(updates.update(tmp_path))
    until(qtbot, part, "更新到 0.2.0 吗")
    part.leave_button.click()
    assert not part.go_button.isVisible() and part.told.text().startswith("选光盘")


def test_buttons_are_grey_with_their_reason(part, context, program, monkeypatch):
    context.actor = Actor("李建国", frozenset({Right.ENTER}))
    part.refresh()
    assert not part.disc_button.isEnabled() and "管理" in part.disc_button.toolTip()


def test_a_package_without_a_key_says_so(qtbot, program, context, tmp_path, monkeypatch):
    monkeypatch.setattr(updates_module, "this_program", lambda: updates.program(tmp_path, public=None))
    made = updates_module.UpdatesPart(context)
    qtbot.addWidget(made)
    made.refresh()
    assert "没有交付单位的公钥" in made.rows["key"].text.text() and not made.file_button.isEnabled()
