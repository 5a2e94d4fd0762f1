"""Evidence: files by their hash, paper by its reference, and what the gate is told of each (L7)."""

import errno

import pytest

from db.pool import FileState, TooLarge
from desktop.errors import KnownError
from desktop.operations import evidence, undo
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding


@pytest.fixture
def scans(tmp_path):
    found = []
    for name, content in (("会议纪要.pdf", b"minutes"), ("缴款凭证.jpg", b"receipt"), ("纪要副本.pdf", b"minutes")):
        path = tmp_path / name
        path.write_bytes(content)
        found.append(path)
    return found


def pieces(ledger):
    return list(
        ledger.reader.tuples("select finding_id, measure_id, title, file_name, paper from evidence order by id")
    )


def test_each_file_is_a_piece_of_its_own_and_equal_content_is_kept_once(ledger, scans):
    one = a_finding(ledger, measures_=1)
    measure = ledger.reader.value("select id from measure")
    evidence.add_files(ledger, EVERYONE, one, scans, measure)

    assert pieces(ledger) == [(one, measure, path.stem, path.name, "") for path in scans]
    assert ledger.reader.value("select count(*) from pool_file") == 2
    assert evidence.faults(ledger, one) == []


def test_paper_needs_its_name_and_its_file_reference(ledger):
    one = a_finding(ledger)
    for title, paper in (("", "卷3"), ("凭证", ""), (" ", "卷3"), ("凭证", " ")):
        with pytest.raises(KnownError):
            evidence.add_paper(ledger, EVERYONE, one, title, paper)
    assert pieces(ledger) == []
    evidence.add_paper(ledger, EVERYONE, one, "凭证", "卷3")
    assert pieces(ledger) == [(one, None, "凭证", "", "卷3")]
    assert evidence.faults(ledger, one) == [], "paper has no file that could change"


@pytest.mark.parametrize(
    "deed, word", [(lambda path: path.unlink(), "缺失"), (lambda path: path.write_bytes(b"other"), "已变动")]
)
def test_a_file_that_is_gone_or_changed_is_told_by_its_title(ledger, scans, deed, word):
    one, other = a_finding(ledger), a_finding(ledger)
    evidence.add_files(ledger, EVERYONE, one, scans[:1])
    evidence.add_files(ledger, EVERYONE, other, scans[1:2])
    sha256 = ledger.reader.value("select sha256 from evidence where finding_id = ?", (one,))
    assert evidence.state_word(ledger, sha256) == "未改动"
    [kept] = [path for path in ledger.files.rglob("*") if path.is_file() and path.name.startswith(sha256)]
    kept.chmod(0o600)
    deed(kept)

    assert evidence.state_word(ledger, sha256) == word
    assert evidence.faults(ledger, one) == [f"佐证“会议纪要”{word}"]
    assert evidence.faults(ledger, other) == []


def test_what_was_removed_proves_nothing_and_comes_back(ledger, scans):
    one = a_finding(ledger)
    evidence.add_files(ledger, EVERYONE, one, scans[:1])
    evidence.remove(ledger, EVERYONE, 1, "放错")
    standing = "select count(*) from evidence where removed_in is null"
    assert ledger.reader.value(standing) == 0
    undo.undo(ledger, EVERYONE)
    assert ledger.reader.value(standing) == 1


def test_each_piece_has_the_words_of_its_state():
    assert set(evidence.STATE_WORDS) == set(FileState)


class Failing:
    def __init__(self, error):
        self.error = error

    def add(self, _source):
        raise self.error

    def add_all(self, _contents):
        raise self.error


@pytest.mark.parametrize(
    "error, said",
    [
        (TooLarge(300 * 1024 * 1024), "300 MB"),
        (OSError(errno.ENOSPC, "x"), "磁盘空间不足"),
        (OSError(errno.EACCES, "x"), "占用"),
    ],
)
def test_a_file_that_cannot_be_kept_says_why_s2(ledger, tmp_path, error, said):
    """S-2"""
    with pytest.raises(KnownError, match=said), change(ledger, EVERYONE, Action.ADD_EVIDENCE, "试") as changes:
        evidence.keep_file(changes, Failing(error), tmp_path / "纪要.pdf")
    if not isinstance(error, TooLarge):
        with pytest.raises(KnownError, match=said), change(ledger, EVERYONE, Action.ADD_EVIDENCE, "试") as changes:
            evidence.keep_files(changes, Failing(error), [b"x"])
    assert ledger.reader.value("select count(*) from pool_file") == 0


def test_many_contents_are_kept_in_their_order_each_once(ledger):
    with change(ledger, EVERYONE, Action.ADD_EVIDENCE, "试") as changes:
        kept = evidence.keep_files(changes, ledger.pool, [b"a", b"bb", b"a"])
    assert [one.size for one in kept] == [1, 2, 1]
    assert list(ledger.reader.tuples("select size from pool_file order by id")) == [(1,), (2,)]


def test_what_was_added_is_told_for_the_window(ledger, scans):
    one = a_finding(ledger)
    changes = evidence.add_files(ledger, EVERYONE, one, scans)
    assert changes.title.endswith("添加佐证 3 份") and changes.touches("evidence")
