"""A dump of everything is known by its mark, looked at as it would be entered, and told what it does not carry."""

import pytest

from db.digest import content_digest
from db.store import create_ledger
from desktop.errors import KnownError
from desktop.operations import dumping
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.dump_files import DUMP, look, take
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_round
from tests.operations.importing.test_files import dump  # noqa: F401


def test_it_is_told_what_it_holds_and_what_it_does_not_carry(ledger, dump):  # noqa: F811
    seen = look(ledger, EVERYONE, Wanted(dump), Options())
    assert seen.dry_run and seen.lines == ["可读入全部内容：问题 1 条。", dumping.NOT_CARRIED] and seen.form == "dump"
    taken = take(ledger, EVERYONE, Wanted(dump), Options())
    assert not taken.dry_run and taken.lines[0] == "已读入全部内容：问题 1 条。"
    assert taken.dump.digest == content_digest(ledger.reader) and taken.dump.contents["finding"] == 1


def test_a_ledger_that_holds_anything_is_told_so_before_anything_is_entered(ledger, dump):  # noqa: F811
    a_round(ledger)
    with pytest.raises(KnownError, match="空账本"):
        look(ledger, EVERYONE, Wanted(dump), Options())


@pytest.mark.parametrize(
    ("content", "known"), [({"form": "dump"}, True), ({"form": "x"}, False), ({}, False), ([{"form": "dump"}], False)]
)
def test_a_dump_is_known_by_its_mark(content, known):
    assert DUMP.knows(content) is known


def test_everything_of_a_ledger_without_findings_is_none(ledger, clock, tmp_path):
    other = create_ledger(tmp_path / "空.ledger", None, clock)
    path = dumping.write(other, EVERYONE, tmp_path / "空.json").path
    other.close()
    assert look(ledger, EVERYONE, Wanted(path), Options()).lines[0] == "可读入全部内容：问题 0 条。"
