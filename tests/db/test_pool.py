"""E3: the pool keeps one file per content, encrypted with the ledger, and notices every change."""

import os

import pytest

from db.pool import FileChanged, FileMissing, FileState, Pool, TooLarge, copy_new

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


def test_only_what_is_new_is_copied(pool, tmp_path):
    first = pool.add(b"first")
    assert copy_new(pool.folder, tmp_path / "backup", frozenset({first.sha256})) > 0
    second = pool.add(b"second one")
    wanted = frozenset({first.sha256, second.sha256})
    assert copy_new(pool.folder, tmp_path / "backup", wanted) == pool.path_of(second.sha256).stat().st_size
    assert copy_new(pool.folder, tmp_path / "backup", wanted) == 0


@pytest.mark.parametrize("count", [0, 1, 30])
def test_many_contents_go_in_together_and_come_out_one_by_one(pool, count):
    contents = [f"第{number}件".encode() for number in range(count)]
    kept = pool.add_all([*contents, *contents[:1]])
    assert [pool.read(each.sha256) for each in kept] == [*contents, *contents[:1]]
    assert sum(each.is_new for each in kept) == count
    assert len(pool.hashes()) == count


def test_of_a_batch_with_one_that_is_too_large_nothing_stays(pool):
    with pytest.raises(TooLarge):
        pool.add_all([b"small", b"x" * 11], limit=10)
    assert not pool.folder.exists()
