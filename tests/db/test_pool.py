"""E3: the pool keeps one file per content, encrypted with the ledger, and notices every change."""

import os

import pytest

from db.pool import FileChanged, FileMissing, FileState, Pool, TooLarge

KEY, LATER = b"k" * 32, b"l" * 32


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def pool(request, tmp_path):
    return Pool(tmp_path / "files", request.param)


def test_what_goes_in_comes_out_and_the_same_content_is_kept_once(pool):
    first, again = pool.add("佐证".encode()), pool.add("佐证".encode())
    assert (first.is_new, again.is_new, first.size) == (True, False, 6)
    assert pool.read(first.sha256).decode() == "佐证"
    assert pool.hashes() == (first.sha256,)


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 1024 * 1024 + 1])
def test_files_of_every_size_survive(pool, tmp_path, size):
    source = tmp_path / "扫描件.pdf"
    source.write_bytes(os.urandom(size))
    stored = pool.add(source)
    pool.copy_out(stored.sha256, tmp_path / "back.pdf")
    assert (tmp_path / "back.pdf").read_bytes() == source.read_bytes()


def test_the_limit_is_kept_and_nothing_half_stays(pool, tmp_path):
    with pytest.raises(TooLarge) as refused:
        pool.add(b"x" * 11, limit=10)
    assert refused.value.limit == 10
    assert not pool.folder.exists()


def test_a_changed_and_a_missing_file_are_told_apart(pool):
    stored = pool.add(b"evidence")
    path = pool.path_of(stored.sha256)
    assert pool.state(stored.sha256) is FileState.INTACT
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert pool.state(stored.sha256) is FileState.CHANGED
    with pytest.raises(FileChanged):
        pool.read(stored.sha256)
    path.unlink()
    assert pool.state(stored.sha256) is FileState.MISSING
    with pytest.raises(FileMissing):
        pool.read(stored.sha256)


def test_a_changed_file_is_healed_by_adding_it_again(pool):
    stored = pool.add(b"evidence")
    pool.path_of(stored.sha256).write_bytes(b"rubbish")
    assert pool.add(b"evidence").is_new
    assert pool.read(stored.sha256) == b"evidence"


def test_an_encrypted_file_shows_nothing_and_every_bit_counts(tmp_path):
    pool = Pool(tmp_path, KEY)
    stored = pool.add(b"secret words")
    path = pool.path_of(stored.sha256)
    whole = path.read_bytes()
    assert b"secret" not in whole
    for bit in range(len(whole) * 8):
        content = bytearray(whole)
        content[bit // 8] ^= 1 << bit % 8
        path.write_bytes(bytes(content))
        assert pool.state(stored.sha256) is FileState.CHANGED


def test_a_cut_off_piece_is_noticed(tmp_path):
    pool = Pool(tmp_path, KEY)
    stored = pool.add(b"x" * (2 * 1024 * 1024))
    path = pool.path_of(stored.sha256)
    path.write_bytes(path.read_bytes()[: 21 + 1024 * 1024 + 16])
    assert pool.state(stored.sha256) is FileState.CHANGED


def test_files_under_a_former_key_stay_readable(tmp_path):
    stored = Pool(tmp_path, KEY).add(b"old")
    assert Pool(tmp_path, LATER, (KEY,)).read(stored.sha256) == b"old"
    assert Pool(tmp_path, LATER).state(stored.sha256) is FileState.CHANGED


def spoilt(pool, sha256, place=-1):
    path = pool.path_of(sha256)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))


def test_a_copy_is_adopted_only_where_it_is_intact(pool, tmp_path):
    """S-1: what is damaged at the source never takes a place."""
    other = Pool(tmp_path / "backup", pool._key)
    stored = pool.add(b"evidence")
    assert other.adopt(pool, stored.sha256)
    assert other.path_of(stored.sha256).read_bytes() == pool.path_of(stored.sha256).read_bytes()
    spoilt(pool, stored.sha256)
    spoilt(other, stored.sha256)
    before = other.path_of(stored.sha256).read_bytes()
    assert not other.adopt(pool, stored.sha256)
    assert other.path_of(stored.sha256).read_bytes() == before
    assert not other.adopt(Pool(tmp_path / "none", pool._key), stored.sha256)


def test_a_copy_under_a_key_that_the_target_lacks_is_sealed_anew(tmp_path):
    """S-1: a restored ledger of former times reads what it took from the present one."""
    source, target = Pool(tmp_path / "now", LATER, (KEY,)), Pool(tmp_path / "then", KEY)
    stored = source.add(b"evidence")
    assert target.adopt(source, stored.sha256)
    assert Pool(tmp_path / "then", KEY).read(stored.sha256) == b"evidence"


@pytest.mark.skipif(os.name == "nt", reason="links need an administrator there")
def test_a_link_in_the_pool_is_no_file_of_ours(pool, tmp_path):
    """S-9"""
    stored = pool.add(b"evidence")
    path = pool.path_of(stored.sha256)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert pool.state(stored.sha256) is FileState.CHANGED


def test_hidden_names_tell_nothing_of_the_content_and_are_found_after_a_change_of_keys(tmp_path):
    former, present = b"1" * 32, b"2" * 32
    kept = Pool(tmp_path, former, hides_names=True).add(b"a letter")
    assert not list(tmp_path.glob(f"*/{kept.sha256}"))
    later = Pool(tmp_path, present, (former,), hides_names=True)
    assert later.read(kept.sha256) == b"a letter"
    assert not later.add(b"a letter").is_new
    assert Pool(tmp_path, present, hides_names=True).state(kept.sha256) is FileState.MISSING
