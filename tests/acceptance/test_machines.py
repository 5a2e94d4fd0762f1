"""E1, E2: a thousand random histories on three copies, exchanged in random order in memory, and thirty through signed package files."""

import random

import pytest

from db import audit
from desktop.operations.packages import receiving, sending
from tests import exchanged
from tests.builders import EVERYONE

pytestmark = pytest.mark.acceptance


def the_same(made):
    assert len({copy.digest for copy in made}) == 1
    assert len({str(copy.conflicts) for copy in made}) == 1
    for copy in made:
        log = audit.read_log(copy.ledger.reader)
        assert log.broken_at is None and not [*audit.rows_against_log(copy.ledger.reader, log)]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(50))
def test_a_thousand_histories_in_memory_end_alike(tmp_path, part):
    """Every tenth is watched from outside: whatever two copies said without knowing of each other is on the list."""
    for seed in range(part * 20, part * 20 + 20):
        if seed % 10:
            the_same(exchanged.one_history(tmp_path, f"long {seed}", steps=60))
            continue
        witness = exchanged.Witness(tmp_path, f"long {seed}", steps=60)
        made = witness.history()
        the_same(made)
        assert not witness.in_conflict() - {tuple(one[:3]) for one in made[0].conflicts}


@pytest.mark.parametrize("seed", range(30))
def test_thirty_through_signed_files_end_alike(tmp_path, seed):
    """Files that come late, twice or never; each is opened by its signature, its sender and the past in common."""
    for name in "甲乙丙":
        (tmp_path / name / "files").mkdir(parents=True)
    made, dice, files = exchanged.copies(tmp_path, f"file {seed}"), random.Random(seed), []
    for copy in made:
        copy.ledger.folder = tmp_path / copy.name
    for _ in range(40):
        dice.choice(made).step()
        if dice.random() < 0.12:
            source, target = dice.sample(made, 2)
            files.append((source, packed(source, tmp_path)))
            source, path = dice.choice(files)
            taken(target, source, path)
    for _ in range(2):
        for source in made:
            path = packed(source, tmp_path)
            for target in made:
                if target is not source:
                    taken(target, source, path)
    the_same(made)


def packed(source, folder):
    return sending.send(source.ledger, EVERYONE, folder / f"{source.name}.xcpkg").path


def taken(target, source, path):
    exchanged.agree(target, source)
    try:
        opened = receiving.open_file(target.ledger, path)
    except receiving.UnknownSender as unknown:
        opened = receiving.open_file(target.ledger, path, trusted=unknown.fingerprint)
    receiving.receive(target.ledger, EVERYONE, opened.content, opened.sender)
