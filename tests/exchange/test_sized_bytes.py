"""What came from elsewhere is read as far as a PC holds it, and told in words where it is not what it was."""

import zlib

import pytest

from desktop.errors import KnownError
from desktop.exchange import sized_bytes


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(sized_bytes, "LARGEST", 1000)


def test_a_file_up_to_the_limit_is_read_and_one_byte_more_is_not(tmp_path, small):
    path = tmp_path / "甲.xcpkg"
    path.write_bytes(b"a" * 1000)
    assert sized_bytes.whole(path) == b"a" * 1000

    path.write_bytes(b"a" * 1001)
    with pytest.raises(KnownError, match="甲.xcpkg 超过 1 GB，不读"):
        sized_bytes.whole(path)


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path):
    with pytest.raises(KnownError, match="没有.xcsuo 打不开（.+）。请核对文件。"):
        sized_bytes.whole(tmp_path / "没有.xcsuo")


@pytest.mark.parametrize("size", [0, 1, 1000])
def test_content_up_to_the_limit_is_unpacked(small, size):
    assert sized_bytes.unpacked(zlib.compress(b"a" * size), "数据包", "") == b"a" * size


@pytest.mark.parametrize("size", [1001, 10**6])
def test_content_that_unpacks_to_more_is_not_unpacked_however_small_it_was(small, size):
    with pytest.raises(KnownError, match="数据包的内容超过 1 GB，不读。"):
        sized_bytes.unpacked(zlib.compress(b"a" * size), "数据包", "")


@pytest.mark.parametrize("damaged", [b"", b"no zlib", zlib.compress(b"abc" * 99)[:-3]])
def test_content_that_is_damaged_or_cut_is_told_with_what_helps(damaged):
    with pytest.raises(KnownError, match="数据包的内容不能读，没有接收。请重新打包。"):
        sized_bytes.unpacked(damaged, "数据包", "请重新打包。")
