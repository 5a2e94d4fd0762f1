"""A damaged dump: every fault is told at once in Chinese, with its place and what helps, and nothing is entered."""

from __future__ import annotations

import copy
import json
import random
import re
import zlib

import pytest

from db.digest import file_digest
from db.store import create_ledger
from desktop.errors import KnownError
from desktop.ledgers.chases import CHASES
from desktop.ledgers.table_words import table_word
from desktop.operations import dump_file, dumping, evidence, office, undo
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed

MUTANTS = 240
STRANGE = (None, "", "x", "改过", 0, -1, 7, 2**70, 1.5, True, [], {}, [None], {"id": 1})


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What a dump of an office says that has a bit of everything: events, evidence, measures, settings, an edit, an undo."""
    from tests.conftest import SteppingClock

    place = tmp_path_factory.mktemp("dump")
    ledger = create_ledger(place / "office.ledger", None, SteppingClock("2026-06-05T09:00:00"))
    finding = claimed(ledger, a_finding(ledger, measures_=2))
    (place / "纪要.pdf").write_bytes(b"minutes")
    evidence.add_files(ledger, EVERYONE, finding, [place / "纪要.pdf"])
    office.set_up(ledger, EVERYONE, {"county": "云岭县"})
    a_finding(ledger, text="又一个问题", unit_id=ledger.reader.value("select id from unit"))
    undo.undo(ledger, EVERYONE)
    made = dumping.write(ledger, EVERYONE, place / "全部.json")
    ledger.close()
    return json.loads(made.path.read_text("utf-8"))


@pytest.fixture
def empty(tmp_path, clock):
    made = create_ledger(tmp_path / "空.ledger", None, clock)
    yield made
    made.close()


def summed(content):
    return {**content, "sum": dump_file.sum_of(content)}


def refusal(ledger, tmp_path, content):
    """The refusal of a dump that says so much, None where it is taken."""
    path = tmp_path / "坏.json"
    path.write_text(json.dumps(content), "utf-8")
    try:
        dumping.told(ledger.reader, path)
    except KnownError as error:
        return error
    return None


def is_a_sentence(error):
    text = str(error)
    return bool(re.search("[一-鿿]", text)) and "请" in text and text.startswith("坏.json") and "Error" not in text


def test_what_is_whole_has_no_fault(said, empty, tmp_path):
    assert refusal(empty, tmp_path, said) is None


def spots(value, path=()):
    """Every place in what a dump says."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from spots(child, (*path, key))


def mutant(said, chance):
    """One change at one place: a value of another kind, one dropped, one doubled, one more, a number that names another row."""
    found = copy.deepcopy(said)
    depth = chance.choice([1, 2, 3, 3, 4, 4, 4])
    spot = chance.choice([one for one in spots(found) if len(one) == depth])
    *way, last = spot
    holder = found
    for key in way:
        holder = holder[key]
    kind = chance.choice(["drop", "double", "strange", "strange", "number", "more"])
    if kind == "drop":
        del holder[last]
    elif kind == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[last]))
    elif kind == "number" and type(holder[last]) is int:
        holder[last] += chance.choice([1, -1, 1000])
    elif kind == "more" and isinstance(holder, dict):
        holder["又一个"] = 1
    else:
        holder[last] = chance.choice(STRANGE)
    return found, spot


def test_no_mutant_is_taken_or_breaks_the_program(said, empty, tmp_path):
    """Whatever is changed after the dump was written: a sentence, and the ledger is as it was."""
    chance, before = random.Random(5), file_digest(empty.reader)
    for _number in range(MUTANTS):
        spoiled, spot = mutant(said, chance)
        error = refusal(empty, tmp_path, spoiled)
        assert (error is None) == (json.dumps(spoiled) == json.dumps(said)), spot  # True is no 1
        assert error is None or is_a_sentence(error), (spot, str(error))
    assert file_digest(empty.reader) == before and not list(empty.pool.hashes())


def test_a_mutant_with_a_new_sum_is_refused_or_sound(said, empty, tmp_path):
    """Who writes the sum anew meets the shape, the links and the schema: never an error of the program."""
    chance = random.Random(6)
    for _number in range(MUTANTS):
        spoiled, spot = mutant(said, chance)
        if spot[0] == "sum":
            continue
        error = refusal(empty, tmp_path, summed(spoiled))
        assert error is None or is_a_sentence(error), (spot, str(error))


def test_a_file_that_was_cut_or_flipped_anywhere_is_told(said, empty, tmp_path):
    """Truncated, a byte changed, packed, in another code: a sentence each time."""
    path, chance, before = tmp_path / "坏.json", random.Random(7), file_digest(empty.reader)
    whole = dump_file.text_of(said)
    spoiled = [whole[: chance.randrange(len(whole))] for _number in range(20)]
    for _number in range(20):
        place = chance.randrange(len(whole))
        spoiled.append(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
    for content in [*spoiled, b"", zlib.compress(whole), whole.decode("utf-8").encode("utf-16"), whole + b"}"]:
        path.write_bytes(content)
        with pytest.raises(KnownError) as refused:
            dumping.read_back(empty, EVERYONE, path)
        assert is_a_sentence(refused.value), str(refused.value)
    assert file_digest(empty.reader) == before and not list(empty.pool.hashes())


def damaged_everywhere(said):
    """A dump with one fault of every kind, and what must be told of each."""
    found = copy.deepcopy(said)
    tables = found["tables"]
    del tables["finding"][0]["text"]
    tables["finding"][0]["unit_id"] = 999
    tables["measure"].append(copy.deepcopy(tables["measure"][0]))
    tables["measure"][1]["seq"] = "第二"
    tables["unit"][0]["kind"] = None
    tables["secret"] = []
    del tables["team"]
    found["actions"][0]["recorded_at"] = "昨天"
    found["log"][0][2] = 999
    found["log"][1].pop()
    found["more"] = 1
    found["files"] = {"0" * 64: "eA==", "1" * 64: "!"}
    found["sum"] = "abc"
    return found


def test_every_fault_is_told_at_once_with_its_place(said, empty, tmp_path):
    error = refusal(empty, tmp_path, damaged_everywhere(said))
    told = [str(fault) for fault in error.faults]

    for place, what in [
        ("“问题”第 1 行", "缺少栏目"), ("“问题”第 1 行", "所指的“单位”不在其中"), ("“整改措施”第 3 行", "重复"), ("“整改措施”第 2 行", "类型不对"),
        ("“单位”第 1 行", "不能空着"), ("“secret”", "没有的内容"), (f"“{table_word('team')}”", "缺失"), ("“操作记录”第 1 行", "时间不对"),
        ("“操作日志”第 1 行", "不在其中"), ("“操作日志”第 2 行", "不成样子"), ("“more”", "不是转出时有的"), ("附件 00000000", "与登记的不符"),
        ("附件 11111111", "读不出来"), ("“sum”", "不是校验值"),
    ]:  # fmt: skip
        assert any(one.startswith(place) and what in one for one in told), (place, what, told)
    assert f"有 {len(told)} 处不对" in str(error) and str(error).endswith("请重新转出，或换一份没有改动过的文件。")


def test_what_only_the_ledger_refuses_is_told_row_by_row(said, empty, tmp_path):
    """Days that are none and a file that is not there: all of them, though the sum is right."""
    found = copy.deepcopy(said)
    found["tables"]["finding_event"][0]["effective_on"] = "昨天"
    found["tables"]["round"][0]["leading_group_on"] = "从前"
    found["files"] = {}
    told = [str(fault) for fault in refusal(empty, tmp_path, summed(found)).faults]

    rows, files = told[:-1], told[-1]
    assert {one[:4] for one in rows} == {"“轮次”", "“整改进"} and all("前后不符" in one for one in rows), told
    assert files.startswith("附件 ") and files.endswith("缺失")


def test_reading_back_refuses_as_looking_does(said, empty, tmp_path):
    path = tmp_path / "坏.json"
    path.write_text(json.dumps(damaged_everywhere(said)), "utf-8")
    before = file_digest(empty.reader)
    with pytest.raises(KnownError) as looked:
        dumping.told(empty.reader, path)
    with pytest.raises(KnownError) as refused:
        dumping.read_back(empty, EVERYONE, path)
    assert str(refused.value) == str(looked.value)
    assert file_digest(empty.reader) == before and not list(empty.pool.hashes())


def test_a_dump_of_rate_cases_comes_back_as_one(said, empty, tmp_path):
    """The mark 试算 goes along, so that arithmetic never becomes work; marks of the other ledger do not."""
    found = copy.deepcopy(said)
    last = max(row["id"] for row in found["tables"]["setting"])
    found["tables"]["setting"].append({"id": last + 1, "name": "trial", "value": "1"})
    path = tmp_path / "试算.json"
    path.write_text(json.dumps(summed(found)), "utf-8")
    dumping.read_back(empty, EVERYONE, path)
    with pytest.raises(KnownError):
        a_finding(empty)
    found["tables"]["setting"][-1]["name"] = "ledger_id"
    assert "只由程序自己写" in str(refusal(empty, tmp_path, summed(found)))


@pytest.mark.parametrize(
    "spoil, sound",
    [({}, True), ({"register": "没有的账册"}, False), ({"record_id": 999}, False), ({"register": "talk"}, False)],
)
def test_what_names_a_record_of_a_book_names_one_that_is_there(ledger, empty, tmp_path, spoil, sound):
    unit, round_id = a_unit(ledger, "县审计局党组"), a_round(ledger)
    verbs.add(ledger, EVERYONE, CHASES, {"unit": unit, "round": round_id, "on": "2026-06-01", "person": "某"})
    content = json.loads(dumping.write(ledger, EVERYONE, tmp_path / "全部.json").path.read_text("utf-8"))
    [step] = content["tables"]["record_event"]
    step.update(spoil)
    error = refusal(empty, tmp_path, summed(content))

    assert (error is None) == sound and (sound or "所属的账册记录不在其中" in str(error))
