"""期初建账 of a round is declared complete once, by who may, and 撤销 opens it again (ledger.md §3)."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations import undo
from desktop.operations.importing.opening import declare_complete
from tests.builders import EVERYONE, a_round

NAME = "十五届县委第六轮（常规）"


def test_the_opening_of_a_round_ends_once(ledger, clerk, reviewer):
    a_round(ledger, NAME), a_round(ledger, "十五届县委第七轮")
    with pytest.raises(Forbidden):
        declare_complete(ledger, clerk, NAME)
    with pytest.raises(KnownError):
        declare_complete(ledger, reviewer, "没有这轮")
    declare_complete(ledger, reviewer, NAME)
    assert ledger.reader.column("select opening_closed from round order by id") == (1, 0)
    with pytest.raises(KnownError):
        declare_complete(ledger, reviewer, NAME)
    undo.undo(ledger, EVERYONE)
    declare_complete(ledger, reviewer, NAME)
