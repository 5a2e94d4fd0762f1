"""E1: what opens a package: an agreed passphrase, the key of the encrypted ledger, or what only the copies of a plain one hold."""

from dataclasses import replace

import pytest

from db.queries import log
from desktop.errors import KnownError
from desktop.exchange import package_file
from desktop.exchange.package_file import KEY, PASSPHRASE, PAST
from desktop.ledgers.stored_words import NOT_SHOWN, value_words
from desktop.operations import undo
from desktop.operations.outgoing import Asked
from desktop.operations.packages import receiving, sending
from desktop.operations.packages.receiving import Sender
from tests import exchanged
from tests.builders import EVERYONE


@pytest.fixture
def pair(tmp_path):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    two.claim()
    exchanged.agree(one, two)
    return one, two


def opened(ledger, path, passphrase=""):
    with pytest.raises(receiving.UnknownSender) as unknown:
        receiving.open_file(ledger, path, passphrase)
    return receiving.open_file(ledger, path, passphrase, trusted=unknown.value.fingerprint)


def test_the_first_lock_is_the_strictest_that_there_is(pair):
    ledger = pair[0].ledger
    assert [lock for lock, _opens in sending.locks(ledger, "")] == [PAST]
    keyed = replace(ledger, key=b"k" * 32, earlier_keys=(b"a" * 32, b"b" * 32))
    assert [lock for lock, _opens in sending.locks(keyed, "口令")] == [PASSPHRASE, KEY, KEY, KEY, PAST]


def test_a_colleague_who_has_the_former_key_too_opens_what_was_locked_with_it(pair, tmp_path):
    one, two = pair
    sender = replace(two.ledger, key=b"k" * 32)
    path = sending.send(sender, EVERYONE, tmp_path / "b.xcpkg").path
    assert package_file.opened(path).head.lock == KEY
    knows = replace(one.ledger, key=b"n" * 32, earlier_keys=(b"k" * 32,))
    assert opened(knows, path).content["nodes"]
    for stranger in (one.ledger, replace(one.ledger, key=b"x" * 32)):
        with pytest.raises(KnownError) as refused:
            opened(stranger, path)
        assert refused.value.kind == "closed"


def test_a_sender_once_trusted_is_known_and_a_package_is_never_written_over(pair, tmp_path):
    one, two = pair
    first = sending.send(two.ledger, EVERYONE, tmp_path / "b.xcpkg", Asked(destination="甲机"))
    told = opened(one.ledger, first.path)
    assert told.head.receiver == "甲机" and told.head.contents["finding"] == 1
    receiving.receive(one.ledger, EVERYONE, told.content, told.sender)
    two.claim()
    second = sending.send(two.ledger, EVERYONE, tmp_path / "b.xcpkg")
    assert second.path.name == "b(2).xcpkg" and second.fingerprint == first.fingerprint
    exchanged.agree(one, two)
    again = receiving.open_file(one.ledger, second.path)
    receiving.receive(one.ledger, EVERYONE, again.content, again.sender)
    assert one.digest == two.digest
    assert two.ledger.reader.value("select count(*) from export_record where title = '数据包'") == 2


def test_no_reader_of_the_log_is_told_the_signing_key(pair, tmp_path):
    two = pair[1]
    sending.send(two.ledger, EVERYONE, tmp_path / "b.xcpkg")
    secret, public = two.ledger.reader.tuples("select secret, public from signing_key")[0]
    told = [str((one.field, one.old, one.new)) for one in log.history_of_row(two.ledger.reader, "signing_key", 1)]
    assert any(public in line for line in told) and not any(secret in line for line in told)
    assert value_words("signing_key", "secret", secret) == NOT_SHOWN


def test_a_receipt_cannot_be_undone_and_work_before_it_still_can(pair):
    one, two = pair
    one.claim()
    claim = one.ledger.reader.value("select max(id) from action")
    exchanged.agree(two, one)
    exchanged.agree(one, two)
    _plan, changes = receiving.receive(one.ledger, EVERYONE, two.package(), Sender("乙", "0" * 64))
    with pytest.raises(KnownError) as refused:
        undo.undo(one.ledger, EVERYONE, changes.action_id)
    assert refused.value.kind == "final" and "接收" in str(refused.value)
    assert undo.last_undoable(one.ledger.reader).id == claim
    undo.undo(one.ledger, EVERYONE, claim)
    exchanged.end([one, two])
    assert one.digest == two.digest
