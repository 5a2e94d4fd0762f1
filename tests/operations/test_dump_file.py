"""A dump as a file: its one way of being written, what is no dump, and how many faults one sentence names."""

import json
from pathlib import Path

import pytest

from db import dump
from desktop.errors import KnownError
from desktop.operations import dumping
from desktop.operations.dump_file import Damaged, checked, opened, sum_of, text_of
from tests.builders import EVERYONE, a_finding

PATH = Path("全部.json")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "里的错1。没有读入"), (2, "有 2 处不对：错1；错2。"), (30, "错30。没有读入"), (31, "错30……。没有读入")],
)
def test_faults_are_named_up_to_thirty_and_counted(count, said):
    error = Damaged(PATH, [f"错{place}" for place in range(1, count + 1)])
    assert said in str(error) and "错31" not in str(error) and len(error.faults) == count
    assert (f"有 {count} 处不对" in str(error)) is (count > 1) and {fault.kind for fault in error.faults} == {"corrupt"}


def test_the_same_content_is_the_same_text_whatever_its_order_and_its_sum_leaves_out_itself():
    one, other = {"甲": 1, "乙": [2]}, {"乙": [2], "甲": 1}
    assert text_of(one) == text_of(other) == '{"乙":[2],"甲":1}'.encode()
    assert sum_of(one) == sum_of({**other, "sum": "别的"}) != sum_of({**one, "甲": 2})


def test_a_text_with_half_a_character_is_written_and_read_again(tmp_path):
    path = tmp_path / "半.json"
    path.write_bytes(text_of({"甲": "\ud83d"}))
    assert opened(path) == {"甲": "\ud83d"}


@pytest.mark.parametrize(
    ("content", "kind"), [(b"{", "corrupt"), (b"NaN", "corrupt"), (b"\xff", "corrupt"), (b"[" * 100_000, "corrupt")]
)
def test_what_is_no_json_is_told_with_its_name(tmp_path, content, kind):
    path = tmp_path / "坏.json"
    path.write_bytes(content)
    with pytest.raises(KnownError, match="坏.json") as refused:
        opened(path)
    assert refused.value.kind == kind


def test_a_file_is_read_up_to_its_bound_and_no_further(tmp_path):
    path = tmp_path / "大.json"
    path.write_bytes(b"\xef\xbb\xbf[1]")
    assert opened(path, 6) == [1]
    with pytest.raises(KnownError, match="超过 1 GB") as refused:
        opened(path, 5)
    assert refused.value.kind == "too_large"
    with pytest.raises(KnownError, match="打不开"):
        opened(tmp_path / "没有.json")


@pytest.mark.parametrize(
    "said", [[], {}, {"form": "x", "tables": {}}, {"form": "dump"}, {"form": "dump", "tables": []}]
)
def test_what_is_no_dump_is_told_so(ledger, said):
    with pytest.raises(KnownError, match="不是转出的全部内容"):
        checked(ledger.reader, PATH, said)


def test_a_dump_of_another_version_is_not_read(ledger):
    steps = list(dump.steps(ledger.reader))
    for other in (steps[:-1], [*steps, "m9999"], None):
        with pytest.raises(KnownError, match="另一版本") as refused:
            checked(ledger.reader, PATH, {"form": "dump", "tables": {}, "steps": other})
        assert refused.value.kind == "version"


def test_a_dump_is_whole_only_under_its_own_sum(ledger, tmp_path):
    a_finding(ledger)
    path = dumping.write(ledger, EVERYONE, tmp_path / "全部.json").path
    said = json.loads(path.read_text("utf-8"))
    assert checked(ledger.reader, path, said).whole
    assert not checked(ledger.reader, path, {**said, "sum": "0" * 64}).whole
