"""The office's ledger with two who give the right, and a room in it with one member; the cost of passphrases is the least there is."""

import pytest

from db.keyslots import Kdf
from desktop.operations.leads.granting import Giver, Member, Pair, enable
from desktop.operations.leads.room import enter

CHEAP = Kdf(8, 1, 1)
WORD = "线索室里的口令九九九九x"
PAIR = Pair(Giver("方向阳", "管理人的授予口令一一x"), Giver("王敏", "审核人的授予口令二-7x"))


@pytest.fixture
def office(ledger):
    """People by their rights; a plain ledger, in which nobody has a passphrase."""
    from desktop.operations.change import change
    from desktop.rules.permissions import Action, Actor, Right

    with change(ledger, Actor("方向阳", frozenset(Right)), Action.MANAGE_USERS, "用户") as changes:
        changes.writer.insert("user", {"name": "方向阳", "may_manage": True})
        changes.writer.insert("user", {"name": "王敏", "may_enter": True, "may_review": True})
        changes.writer.insert("user", {"name": "李建国", "may_enter": True})
        changes.writer.insert("user", {"name": "赵平", "may_enter": True})
    return ledger


@pytest.fixture
def enabled(office):
    """The room exists and is closed."""
    enable(office, PAIR, Member("李建国", WORD), kdf=CHEAP)
    return office


@pytest.fixture
def room(enabled):
    """The room, open."""
    opened = enter(enabled, "李建国", WORD)
    yield opened
    opened.close()
