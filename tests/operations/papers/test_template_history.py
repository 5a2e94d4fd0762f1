"""模板的版本: who, when, why and which file; what was changed; the way back is a new version and nothing is lost."""

import pytest

from desktop.documents.text_changes import GONE, NEW
from desktop.errors import KnownError
from desktop.operations import undo
from desktop.operations.papers import own_kinds
from desktop.operations.papers.own_kinds import Wish
from desktop.operations.papers.template_history import SHIPPED, bring_back, difference, versions
from desktop.operations.papers.workshop import install, template_bytes
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE
from tests.operations.papers.test_workshop import KIND, edited

WHO = Actor("林知远", frozenset(Right))


@pytest.fixture
def changed(office, tmp_path):
    """Two versions of the office's own."""
    found = office[0]
    install(found, WHO, edited(tmp_path, "督办函.docx", "现予督办", "特此督办"), KIND, "按主任意见改语气")
    install(found, EVERYONE, edited(tmp_path, "督办函二.docx", "现予督办", "现督办"), KIND)
    return found


def states(ledger):
    return [(one.title, one.state) for one in versions(ledger.reader, KIND)]


def test_every_version_tells_who_put_it_in_force_when_and_why(changed):
    newest, first, shipped = versions(changed.reader, KIND)
    assert (first.user_name, first.reason, first.file_name) == ("林知远", "按主任意见改语气", "督办函.docx")
    assert first.recorded_at.startswith("2026-10-09") and len(first.sha256) == 64 and newest.reason == ""
    assert states(changed) == [("第 2 版", "现用"), ("第 1 版", "以前用过"), ("程序自带", "以前用过")]
    assert shipped.id == SHIPPED


def test_the_difference_tells_the_words_of_the_paragraphs_that_were_changed(changed):
    newest, first, _shipped = versions(changed.reader, KIND)
    found = difference(changed, KIND, SHIPPED, first.id)
    told = [(piece.kind, piece.text) for one in found.paragraphs for piece in one.pieces if piece.kind in (GONE, NEW)]
    assert told and set(told) == {(GONE, "现予"), (NEW, "特此")}
    assert found.told() == f"改 {len(found.paragraphs)} 段。"
    back = difference(changed, KIND, newest.id, newest.id)
    assert back.same_file and "没有差异" in back.told()


def test_a_version_that_differs_in_looks_alone_says_so(office, tmp_path):
    install(office[0], EVERYONE, edited(tmp_path, "督办函.docx", 'w:val="left"', 'w:val="start"'), KIND)
    own = edited(tmp_path, "督办函.docx", "<w:body>", "<w:body> ")
    install(office[0], EVERYONE, own, KIND)
    found = difference(office[0], KIND, SHIPPED, versions(office[0].reader, KIND)[0].id)
    assert not found.same_file and found.told() == "文字逐段相同，只有版式、格式不同。"


def test_going_back_is_a_new_version_with_its_reason_and_erases_nothing(changed, tmp_path):
    newest, first, _shipped = versions(changed.reader, KIND)
    bring_back(changed, WHO, KIND, first.id, "新写法没有通过")
    found = versions(changed.reader, KIND)
    assert states(changed)[:3] == [("第 3 版", "现用"), ("第 2 版", "以前用过"), ("第 1 版", "以前用过")]
    assert found[0].sha256 == first.sha256 and found[0].reason == "新写法没有通过"
    assert template_bytes(changed, KIND) == (tmp_path / "督办函.docx").read_bytes()
    assert found[1].sha256 == newest.sha256


def test_the_shipped_one_comes_back_and_the_offices_own_stay_listed_and_can_follow_again(changed):
    newest = versions(changed.reader, KIND)[0]
    bring_back(changed, WHO, KIND, SHIPPED, "随程序升级")
    assert states(changed) == [("第 2 版", "已停用"), ("第 1 版", "已停用"), ("程序自带", "现用")]
    bring_back(changed, WHO, KIND, newest.id, "还是用自己的")
    assert states(changed)[0] == ("第 3 版", "现用") and len(states(changed)) == 4


def test_an_installing_that_was_undone_stays_listed_as_given_up(changed):
    action = changed.reader.value("select max(id) from action")
    undo.undo(changed, EVERYONE, action)
    assert states(changed)[:2] == [("第 2 版", "已停用"), ("第 1 版", "现用")]


@pytest.mark.parametrize(
    ("which", "reason", "said"),
    [(0, "再用", "现在用的就是第 2 版"), (1, "  ", "没有写为什么"), (None, "再用", "没有这一版")],
)
def test_what_cannot_be_brought_back_is_refused_and_changes_nothing(changed, which, reason, said):
    wanted = 99 if which is None else versions(changed.reader, KIND)[which].id
    with pytest.raises(KnownError, match=said):
        bring_back(changed, EVERYONE, KIND, wanted, reason)
    assert len(versions(changed.reader, KIND)) == 3


def test_who_may_not_change_templates_may_not_go_back(changed):
    first = versions(changed.reader, KIND)[1]
    with pytest.raises(KnownError, match="管理"):
        bring_back(changed, Actor("录入员", frozenset({Right.ENTER})), KIND, first.id, "想换")


def test_a_kind_of_the_offices_own_has_no_shipped_version(office, tmp_path):
    kind, _changes = own_kinds.begin(office[0], EVERYONE, Wish(KIND, "整改提示单", "巡提"))
    assert versions(office[0].reader, kind) == ()
    install(office[0], EVERYONE, own_kinds.first_template(office[0], EVERYONE, kind, tmp_path), kind)
    assert [one.title for one in versions(office[0].reader, kind)] == ["第 1 版"]
