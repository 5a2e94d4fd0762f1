"""A purge takes the words out of what packages brought too, and two ledgers of which one was purged are not brought together again."""

from datetime import timedelta

import pytest

from db import audit
from db.digest import all_tables
from desktop.operations import findings, purging, users
from desktop.operations.packages.plan import NotReceived
from desktop.rules.permissions import Right
from tests import exchanged
from tests.builders import EVERYONE

SECRET = "张某某举报"


def everything(reader):
    return "".join(str(reader.tuples(f"select * from [{table}]")) for table in all_tables(reader))


def test_no_word_of_a_purged_row_is_left_and_the_log_proves_itself(tmp_path):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    two.add_finding()
    new = two.ledger.reader.value("select max(id) from finding")
    findings.edit(two.ledger, EVERYONE, [new], {"remark": SECRET, "owner": SECRET})
    exchanged.agree(one, two)
    one.receive(two.package())
    for copy in (one, two):
        findings.edit(
            copy.ledger,
            EVERYONE,
            [copy.ledger.reader.value("select max(id) from finding")],
            {"owner": f"{SECRET}{copy.name}"},
        )
    exchanged.agree(one, two)
    one.receive(two.package())
    assert SECRET in everything(one.ledger.reader) and one.conflicts
    users.add(one.ledger, EVERYONE, EVERYONE.name, [Right.MANAGE])
    users.add(one.ledger, EVERYONE, "王敏", [Right.REVIEW])
    findings.remove(one.ledger, EVERYONE, [one.ledger.reader.value("select max(id) from finding")], "录错了")
    one.ledger.clock.now += timedelta(days=800)
    purging.empty_bin(one.ledger, EVERYONE, one.ledger.clock.now.date(), second="王敏", passphrase="", reason="满两年")

    assert SECRET not in everything(one.ledger.reader)
    log = audit.read_log(one.ledger.reader)
    assert log.broken_at is None and not [*audit.rows_against_log(one.ledger.reader, log)]
    exchanged.agree(two, one)
    for source, target in ((one, two), (two, one)):
        with pytest.raises(NotReceived) as refused:
            target.receive(source.package())
        assert refused.value.kind == "purged"
    third = exchanged.Copy(
        "丙", exchanged.in_memory(tmp_path, exchanged.Ticking(one.ledger.clock.now, 3), one.ledger), 3
    )
    third.add_finding()  # a new full copy goes on
    exchanged.agree(one, third)
    one.receive(third.package())
    assert one.digest == third.digest


def test_words_that_only_a_receipt_holds_are_gone_too(tmp_path):
    """A purge of what was received without a conflict."""
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    two.add_finding()
    new = two.ledger.reader.value("select max(id) from finding")
    findings.edit(two.ledger, EVERYONE, [new], {"remark": SECRET})
    exchanged.agree(one, two)
    one.receive(two.package())
    assert SECRET in everything(one.ledger.reader) and not one.conflicts
    users.add(one.ledger, EVERYONE, EVERYONE.name, [Right.MANAGE])
    users.add(one.ledger, EVERYONE, "王敏", [Right.REVIEW])
    findings.remove(one.ledger, EVERYONE, [one.ledger.reader.value("select max(id) from finding")], "录错了")
    one.ledger.clock.now += timedelta(days=800)
    purging.empty_bin(one.ledger, EVERYONE, one.ledger.clock.now.date(), second="王敏", passphrase="", reason="满两年")

    assert SECRET not in everything(one.ledger.reader)
