"""S-1: every way in which one of three copies can be wrong ends with all of them right, as long as one is."""

import itertools
import os

import pytest

from db.mending import level
from db.pool import FileState, Pool
from db.pool_marks import FILE, Marks

KEY = b"k" * 32
DEEDS = ("keep", "cut", "flip", "lose")


def hurt(pool, sha256, deed):
    path = pool.path_of(sha256)
    content = path.read_bytes()
    if deed == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif deed == "flip":
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif deed == "lose":
        path.unlink()


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def pools(request, tmp_path):
    made = [Pool(tmp_path / name, request.param) for name in ("home", "copy", "other")]
    stored = made[0].add(b"scan" * 100)
    for pool in made[1:]:
        assert pool.adopt(made[0], stored.sha256)
    level([stored.sha256], Marks(made[0]), Marks(made[1]), [Marks(made[2])], mend_home=True)
    return made, stored.sha256


@pytest.mark.parametrize("deeds", list(itertools.product(DEEDS, repeat=3)))
def test_one_intact_copy_heals_the_others_and_none_is_told(pools, deeds):
    made, sha256 = pools
    intact = {pool.folder: pool.path_of(sha256).read_bytes() for pool in made}
    for pool, deed in zip(made, deeds, strict=True):
        hurt(pool, sha256, deed)
    untouched = [pool for pool, deed in zip(made, deeds, strict=True) if deed == "keep"]
    done = level([sha256], Marks(made[0]), Marks(made[1]), [Marks(made[2])], mend_home=True)
    if untouched:
        assert [pool.state(sha256) for pool in made[:2]] == [FileState.INTACT] * 2
        assert (done.lacking, done.unsound) == ((), ())
    else:
        assert (done.lacking, done.unsound) == ((sha256,), (sha256,))
        assert done.healed == ()
    assert {each.folder for each in done.healed} == (
        {
            pool.folder
            for pool, deed in zip(made[:2], deeds[:2], strict=True)
            if deed in ("cut", "flip") or (deed == "lose" and pool is made[0])
        }
        if untouched
        else set()
    )
    assert all(pool.path_of(sha256).read_bytes() == intact[pool.folder] for pool in untouched)


def test_a_ledger_open_for_reading_is_left_as_it_is_but_its_copy_is_right(pools):
    made, sha256 = pools
    hurt(made[0], sha256, "flip")
    done = level([sha256], Marks(made[0]), Marks(made[1]), mend_home=False)
    assert made[0].state(sha256) is FileState.CHANGED
    assert (done.lacking, done.unsound, done.healed) == ((), (sha256,), ())


def test_what_was_read_whole_and_not_touched_since_is_not_read_again(pools):
    made, sha256 = pools
    assert level([sha256], Marks(made[0]), Marks(made[1]), mend_home=True).read == 0
    os.utime(made[1].path_of(sha256))
    assert level([sha256], Marks(made[0]), Marks(made[1]), mend_home=True).read == 1


@pytest.mark.skipif(
    os.name == "nt", reason="no time of the last change of status there: found by the check, which reads every file"
)
def test_a_flip_whose_time_was_put_back_is_still_seen(pools):
    made, sha256 = pools
    path = made[1].path_of(sha256)
    was = path.stat()
    hurt(made[1], sha256, "flip")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert len(level([sha256], Marks(made[0]), Marks(made[1]), mend_home=True).healed) == 1


@pytest.mark.parametrize("rubbish", [b"", b"[]", b"{\xff", b'{"a": 1}'])
def test_marks_that_cannot_be_read_only_cost_time(pools, rubbish):
    made, sha256 = pools
    (made[1].folder / FILE).write_bytes(rubbish)
    assert level([sha256], Marks(made[0]), Marks(made[1]), mend_home=True).read == 1
