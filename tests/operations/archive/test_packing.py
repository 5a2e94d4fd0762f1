"""M4, S6, page 25: the package of a round is written whole, read back, and entered; refused packages leave nothing."""

import json
import zipfile

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.ledgers import books
from desktop.operations import archiving, evidence
from desktop.operations.archive import packing, reading
from desktop.operations.archive.contents import Contents, sums
from desktop.operations.health.line import Stands
from desktop.operations.papers import registering
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE
from tests.operations.health.sound_office import a_sound_office, plant

CLERK = Actor("赵录入", frozenset({Right.ENTER}))


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


def reasons(ledger, office, but=()):
    lines = packing.open_checks(archiving.examined(ledger, office[0]))
    return "\n".join(f"{line.words}：已由主任同意后补" for line in lines if line.key not in but)


def packed(ledger, office, folder):
    packing.begin(ledger, EVERYONE, office[0], reasons(ledger, office))
    return packing.pack(ledger, EVERYONE, office[0], folder / packing.file_name(ledger.reader, office[0]))


def test_a_package_holds_rows_log_lists_and_files_and_reads_back_as_the_ledger_says(ledger, office, tmp_path):
    made = packed(ledger, office, tmp_path)
    again = reading.read(made.path)
    assert again == made.archive and not again.faults and set(sums(Contents(ledger, office[0]))) <= again.sums
    paths = [one.path for one in again.files]
    assert {"数据/登记.json", "日志/操作日志.txt", "清单/问题台账.xlsx"} <= set(paths) and len(paths) == len(set(paths))
    rows = json.loads(reading.content(made.path, "数据/登记.json"))
    assert all(
        number in json.dumps(rows, ensure_ascii=False) for number in ledger.reader.column("select number from finding")
    )
    assert "登记" in reading.content(made.path, "日志/操作日志.txt").decode()
    record = packing.record_of(ledger.newest, office[0])
    assert (record.state, record.stored["package_sha256"]) == ("packed", again.sha256)
    assert (
        record.stored["package_files"]
        == len(paths)
        == sum(int(part.split(" ")[-1]) for part in again.law.split(" = ")[1].split(" + "))
    )
    entry = ledger.newest.tuples("select way, sha256, rows from export_record")[-1]
    assert entry == ("archive_package", again.sha256, len(paths))
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == reading.SUFFIX) == [made.path.name]


def test_what_was_open_is_told_in_the_package_with_its_reason(ledger, office, tmp_path):
    about = packed(ledger, office, tmp_path).archive.about
    wrong = packing.open_checks(archiving.examined(ledger, office[0]))
    assert [one["check"] for one in about["checks"] if one["stands"] == Stands.WRONG] == [one.words for one in wrong]
    assert len(about["missing"]) == len(wrong) and all("已由主任同意后补" in one for one in about["missing"])
    assert {one["title"] for one in about["volumes"]} >= {"问题清单"}


def test_an_open_check_without_a_reason_refuses_and_leaves_nothing(ledger, office, tmp_path):
    packing.begin(ledger, EVERYONE, office[0])
    with pytest.raises(KnownError, match="未结账问题都已结转"):
        packing.pack(ledger, EVERYONE, office[0], tmp_path / "包.归档包")
    with pytest.raises(KnownError, match="未结账问题都已结转"):
        packing.begin(ledger, EVERYONE, office[0], "没有未签发的草稿：无")
    assert not list(tmp_path.glob("*.归档包")) and packing.record_of(ledger.newest, office[0]).state == "checked"


def lose(ledger, sha):
    next(
        one for one in ledger.pool.folder.rglob("*") if one.is_file() and sha in one.as_posix().replace("/", "")
    ).unlink()


def a_scan(ledger, office, folder):
    scan = folder / "收据.pdf"
    scan.write_bytes(b"%PDF receipt")
    evidence.add_files(ledger, EVERYONE, office[2][0], [scan])
    return ledger.newest.value("select sha256 from evidence order by id desc limit 1")


def test_a_lost_piece_of_evidence_needs_its_reason_and_is_told_as_missing(ledger, office, tmp_path):
    sha = a_scan(ledger, office, tmp_path)
    packing.begin(ledger, EVERYONE, office[0], reasons(ledger, office))
    lose(ledger, sha)
    with pytest.raises(KnownError, match="佐证都在、没有变动"):
        packing.pack(ledger, EVERYONE, office[0], tmp_path / "包.归档包")
    assert not list(tmp_path.glob("*.归档包"))


def test_a_forced_package_names_the_piece_that_it_cannot_hold(ledger, office, tmp_path):
    sha = a_scan(ledger, office, tmp_path)
    lose(ledger, sha)
    made = packed(ledger, office, tmp_path).archive
    assert sha not in made.sums and any("收据" in one and "缺失" in one for one in made.about["missing"])


def test_a_paper_whose_file_is_lost_refuses_the_package_with_its_sum(ledger, office, tmp_path):
    sha = a_scan(ledger, office, tmp_path)
    paper = SentPaper(
        "supervision_letter", "督办函", "巡督〔2026〕1号", "2026-05-01", "县城管局", office[1][0], office[0], []
    )
    registering.register(ledger, EVERYONE, paper)
    plant(ledger, "letter", 1, sha256=sha, file_name="督办函.docx")
    packing.begin(ledger, EVERYONE, office[0], reasons(ledger, office) + "\n佐证都在、没有变动：待补")
    lose(ledger, sha)
    with pytest.raises(KnownError, match=sha[-4:].upper()):
        packing.pack(ledger, EVERYONE, office[0], tmp_path / "包.归档包")
    assert not list(tmp_path.glob("*.归档包"))


@pytest.mark.parametrize("harm", ["lost", "changed", "more"])
def test_a_package_that_was_tampered_with_tells_which_file(ledger, office, tmp_path, harm):
    path = packed(ledger, office, tmp_path).path
    other = tmp_path / "改过.归档包"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            if harm != "lost" or not name.startswith("日志"):
                new.writestr(name, b"x" if harm == "changed" and name.startswith("日志") else old.read(name))
        if harm == "more":
            new.writestr("夹带.txt", b"x")
    [fault] = reading.read(other).faults
    assert ("夹带" if harm == "more" else "操作日志") in fault
    with pytest.raises(KnownError, match="没有清除"):
        reading.require_whole(reading.read(other), {}, "没有清除任何内容。")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"no zip"])
def test_what_is_no_package_is_refused_in_words(tmp_path, content):
    path = tmp_path / "别的.归档包"
    path.write_bytes(content)
    with pytest.raises(KnownError, match="不是归档包"):
        reading.read(path)
    with pytest.raises(KnownError, match="读不出来"):
        reading.read(tmp_path / "没有.归档包")


def test_no_other_way_in_makes_a_packed_or_wiped_record(ledger, office):
    packing.begin(ledger, EVERYONE, office[0], reasons(ledger, office))
    register, record = books.book(ledger.newest, "archive"), packing.record_of(ledger.newest, office[0])
    with pytest.raises(KnownError, match="不能只改状态"):
        verbs.take(ledger, EVERYONE, register, record.id, register.step("pack"))
    with pytest.raises(KnownError, match="不能只改状态"):
        verbs.take(ledger, EVERYONE, register, record.id, register.step("pack"), {"package_sha256": "0" * 64})
    with pytest.raises(KnownError, match="已经登记归档"):
        verbs.add(ledger, EVERYONE, register, {"round": office[0], "checked_on": ledger.today()})
    assert packing.record_of(ledger.newest, office[0]).state == "forced"


def test_a_clerk_packs_nothing(ledger, office, tmp_path):
    packing.begin(ledger, EVERYONE, office[0], reasons(ledger, office))
    with pytest.raises(Forbidden):
        packing.pack(ledger, CLERK, office[0], tmp_path / "包.归档包")
    assert not list(tmp_path.glob("*.归档包"))
