"""E1: one key for each PC of a ledger; packages of a key are taken where it signed here or was trusted."""

import pytest

from db.lock import Machine
from db.queries import packages
from desktop.exchange.package_file import fingerprint, new_secret
from desktop.operations.change import change
from desktop.operations.packages import senders
from desktop.rules.permissions import Action
from tests.builders import EVERYONE


@pytest.fixture
def changes(ledger):
    with change(ledger, EVERYONE, Action.RECEIVE, "试") as begun:
        yield begun


def test_a_pc_has_one_key_and_another_pc_another(changes, monkeypatch):
    monkeypatch.setattr(senders, "this_machine", lambda: Machine("甲机", "m1"))
    first = senders.own_key(changes.writer)
    assert senders.own_key(changes.writer) == first and len(set(first)) == 2
    monkeypatch.setattr(senders, "this_machine", lambda: Machine("乙机", "m2"))
    assert senders.own_key(changes.writer) != first

    assert packages.signing_key(changes.writer, "m1") == first
    assert changes.writer.value("select count(*) from signing_key") == 2


def test_keys_of_this_ledger_and_keys_trusted_here_are_known_and_no_others(changes):
    _secret, own = senders.own_key(changes.writer)
    _secret, other = new_secret()
    assert senders.is_known(changes.writer, own) and not senders.is_known(changes.writer, other)

    senders.trust(changes, other, "乙机")
    assert senders.is_known(changes.writer, other)


def test_a_key_is_entered_once_and_a_key_of_this_ledger_never(changes):
    _secret, own = senders.own_key(changes.writer)
    _secret, other = new_secret()
    for public in (own, other, other):
        senders.trust(changes, public, "乙机")

    assert changes.writer.tuples("select public, name from known_sender") == ((other, "乙机"),)


@pytest.mark.parametrize("typed", [str, str.upper, lambda text: text.replace("-", ""), lambda text: f" {text}\n"])
def test_a_fingerprint_is_typed_with_or_without_hyphens_in_any_case(typed):
    _secret, public = new_secret()
    told = fingerprint(public)

    assert (
        senders.same(typed(told), public)
        and not senders.same(typed(told)[:-2], public)
        and not senders.same("", public)
    )
