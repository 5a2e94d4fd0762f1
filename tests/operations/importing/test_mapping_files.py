"""E4, K17: mappings and words as a file that an office may edit; what no list could be read by is refused entry by entry, whole."""

import json

import pytest

from db.digest import content_digest
from db.queries import lists
from desktop.errors import KnownError
from desktop.operations.importing import mapping_files, mappings, office_words
from desktop.operations.importing.pointing import MARK
from tests.builders import EVERYONE


@pytest.fixture
def office(ledger):
    office_words.teach(ledger, EVERYONE, {("state", "整好了"): "done", ("amount", "金额"): "万元"})
    mappings.remember(ledger, EVERYONE, "问题|哪家|备|注", {"哪家": "unit", "问题": "text", "备|注": ""})
    mappings.remember(ledger, EVERYONE, f"{MARK}次|哪家", {"2": "unit"})
    return ledger


def edited(office, tmp_path, change):
    path = mapping_files.write_file(office, EVERYONE, tmp_path / "方案.json")
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def test_what_is_written_is_read_back_as_it_was_by_a_ledger_that_knows_nothing(office, tmp_path):
    path = mapping_files.write_file(office, EVERYONE, tmp_path / "方案.json")
    had = mapping_files.remembered(office.reader)
    office_words.forget_both(
        office,
        EVERYONE,
        [one[0] for one in lists.mappings(office.reader)],
        [one[0] for one in lists.office_words(office.reader)],
    )
    assert mapping_files.remembered(office.reader).words == {}
    mapping_files.read_file(office, EVERYONE, path)

    assert mapping_files.remembered(office.reader) == had and had.words and had.mappings


def test_an_edit_by_hand_is_taken(office, tmp_path):
    def add(content):
        content["words"].append({"kind": "deadline", "word": "长期", "meaning": "long_term"})

    assert "用语 3 个" in mapping_files.read_file(office, EVERYONE, edited(office, tmp_path, add)).title
    assert ("deadline", "长期", "long_term") in [one[1:] for one in lists.office_words(office.reader)]


WRONG = {
    "a state that is none": lambda said: said["words"].append({"kind": "state", "word": "妥", "meaning": "fine"}),
    "a head that is no field": lambda said: said["words"].append(
        {"kind": "head", "word": "妥", "meaning": "drop_table"}
    ),
    "no text": lambda said: said["words"].append({"kind": "state", "word": 3, "meaning": "done"}),
    "said otherwise before": lambda said: said["words"].append({"kind": "amount", "word": "金额", "meaning": "元"}),
    "a field that is none": lambda said: said["mappings"].append({"heads": "甲|乙", "mapping": {"甲": "colour"}}),
    "a head that is not there": lambda said: said["mappings"].append({"heads": "甲|乙", "mapping": {"丙": "unit"}}),
    "no heads": lambda said: said["mappings"].append({"heads": "", "mapping": {"甲": "unit"}}),
    "no column": lambda said: said["mappings"].append({"heads": f"{MARK}甲", "mapping": {"0": "unit"}}),
    "nothing mapped": lambda said: said["mappings"].append({"heads": "甲", "mapping": {}}),
    "no entry": lambda said: said["mappings"].append("甲"),
    "no section": lambda said: said.pop("words"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_an_entry_that_no_list_could_be_read_by_is_told_with_its_place_and_nothing_is_taken(office, tmp_path, kind):
    path = edited(office, tmp_path, WRONG[kind])
    before = content_digest(office.reader)
    with pytest.raises(KnownError, match="没有导入"):
        mapping_files.read_file(office, EVERYONE, path)
    assert content_digest(office.reader) == before


def test_all_faults_are_told_at_once(office, tmp_path):
    def spoil(content):
        for one in ("a state that is none", "no text", "a field that is none"):
            WRONG[one](content)

    with pytest.raises(KnownError) as told:
        mapping_files.content_of(edited(office, tmp_path, spoil))
    assert "有 3 处" in str(told.value) and all(
        place in str(told.value) for place in ("第 3 个用语", "第 4 个用语", "第 3 个对应方案")
    )


def test_a_file_that_is_missing_or_endless_is_a_sentence(tmp_path):
    with pytest.raises(KnownError, match="打不开"):
        mapping_files.content_of(tmp_path / "没有.json")
    endless = tmp_path / "长.json"
    endless.write_bytes(b" " * (9 * 1024 * 1024))
    with pytest.raises(KnownError, match="不是对应方案"):
        mapping_files.content_of(endless)
