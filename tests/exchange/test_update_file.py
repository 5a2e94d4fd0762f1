"""An update is what was signed to its last byte, or it is refused with its reason."""

import io
import json
import random
import struct
import time
import zipfile

import pytest

from desktop.errors import KnownError, Refused
from desktop.exchange import update_file
from desktop.exchange.update_file import MANIFEST, SIGNATURE, Entry
from tests import updates


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return updates.update(tmp_path_factory.mktemp("update"))


def read(path, public=updates.PUBLIC):
    """Every byte of every file of an update, by name."""
    taken = {}
    with update_file.opened(path) as source:
        release = source.release(public)
        source.take(release, lambda entry: taken.setdefault(entry.path, io.BytesIO()).write, lambda _entry: None)
    return release, {name: data.getvalue() for name, data in taken.items()}


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def put_together(path, parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_an_update_says_what_it_is_and_gives_every_file(whole):
    release, files = read(whole)

    assert (release.version, release.platform) == ("0.2.0", "linux-x86_64")
    assert files["_internal/lib.so.1"] == b"library" * 500
    links, programs = (1, 1) if updates.LINKS else (0, 2)
    told = [("lib.so.1", False)] * links + [("", False)] + [("", True)] * programs
    assert [(one.link, one.runs) for one in release.entries] == told


def test_it_is_the_same_twice(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = (updates.update(tmp_path / name) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def changed_file(parts):
    return {**parts, "app/_internal/lib.so.1": b"librarx" * 500}


def relabelled(parts):
    told = {**json.loads(parts[MANIFEST]), "version": "9.9"}
    return {**parts, MANIFEST: json.dumps(told).encode()}


def signed_by_another(parts):
    return {**parts, SIGNATURE: updates.OTHER_KEY.sign(parts[MANIFEST])}


def without(name):
    return lambda parts: {key: data for key, data in parts.items() if key != name}


TAMPERED = {
    "a file was changed": (changed_file, "changed"),
    "a file grew": (lambda parts: {**parts, "app/_internal/lib.so.1": b"library" * 501}, "changed"),
    "a file is missing": (without("app/_internal/lib.so.1"), "missing"),
    "a file was slipped in": (lambda parts: {**parts, "app/run.sh": b"x"}, "surplus"),
    "a file was slipped in beside": (lambda parts: {**parts, "run.sh": b"x"}, "surplus"),
    "the list was changed": (relabelled, "signature"),
    "not signed": (without(SIGNATURE), "unsigned"),
    "no list": (without(MANIFEST), "unsigned"),
    "signed by another": (signed_by_another, "signature"),
    "half a signature": (lambda parts: {**parts, SIGNATURE: parts[SIGNATURE][:40]}, "signature"),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_every_kind_of_tampering_is_refused_with_a_remedy(whole, tmp_path, kind):
    tamper, reason = TAMPERED[kind]
    path = put_together(tmp_path / "update.xcupd", tamper(parts_of(whole)))

    with pytest.raises(Refused) as refused:
        read(path)

    assert refused.value.reason == reason
    assert str(refused.value).endswith("。") and ("光盘" in str(refused.value))


@pytest.mark.parametrize("part", [0, 1, 40, 400, -1, -30])
def test_a_truncated_update_is_refused(whole, tmp_path, part):
    path = tmp_path / "update.xcupd"
    path.write_bytes(whole.read_bytes()[:part])

    with pytest.raises(Refused) as refused:
        read(path)

    assert refused.value.reason == "truncated"


def flipped(data, chance):
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def overwritten(data, chance):
    place = chance.randrange(len(data))
    return data[:place] + chance.randbytes(chance.choice((1, 2, 4, 8))) + data[place:]


def cut(data, chance):
    first, second = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:first] + data[second:]


def damaged(whole, path, number):
    """What is read of an update that was damaged somewhere: the whole of it where the damage means nothing, or a refusal in words."""
    chance = random.Random(number)
    path.write_bytes(chance.choice((flipped, flipped, overwritten, cut))(whole.read_bytes(), chance))
    try:
        return read(path)  # a bit that means nothing: a time, a comment
    except KnownError as error:
        assert "update.xcupd" in str(error) and str(error).endswith("。")
        return None


def test_no_damage_changes_what_is_taken_and_every_one_is_told_in_words(whole, tmp_path):
    expected = read(whole)
    assert all(damaged(whole, tmp_path / "update.xcupd", number) in (None, expected) for number in range(40))


def at(record, offset, value):
    """A change in every record of a zip of one kind, as many bytes as the value has."""

    def change(data):
        place = data.find(record)
        while place >= 0:
            data = data[: place + offset] + value + data[place + offset + len(value) :]
            place = data.find(record, place + 4)
        return data

    return change


STRANGE = {
    "encrypted": (at(b"PK\1\2", 8, b"\1\0"), "truncated"),
    "strongly encrypted": (at(b"PK\1\2", 8, b"\x40\0"), "truncated"),
    "packed by LZMA": (at(b"PK\1\2", 10, b"\x0e\0"), "truncated"),
    "packed by BZIP2": (at(b"PK\1\2", 10, b"\x0c\0"), "truncated"),
    "packed in a way that nobody knows": (at(b"PK\1\2", 10, b"\x63\0"), "truncated"),
    "bad data": (lambda data: data[:45] + b"\xff" * 60 + data[105:], "truncated"),
    "says to unpack to terabytes": (at(b"PK\1\2", 24, b"\xff\xff\xff\x7f"), "too_large"),
    "a list that would fill the memory": (at(b"PK\5\6", 12, b"\xff\xff\xff\x7f"), "truncated"),
    "a list that begins before the file": (at(b"PK\5\6", 16, b"\xff\xff\xff\x7f"), "truncated"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_a_strange_zip_is_refused_before_anything_of_it_is_believed(whole, tmp_path, kind):
    change, reason = STRANGE[kind]
    path = tmp_path / "update.xcupd"
    path.write_bytes(change(whole.read_bytes()))

    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.reason == reason and str(refused.value).endswith("。")


def test_a_directory_that_claims_the_whole_memory_is_not_read(whole, tmp_path):
    """Also where the larger numbers of zip64 claim it."""
    data = whole.read_bytes()
    end = len(data) - 22
    claims = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 4, 4, 2**40, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    path = tmp_path / "update.xcupd"
    path.write_bytes(data[:end] + claims + locator + data[end:])
    with pytest.raises(Refused, match="不完整"):
        read(path)


def test_an_update_of_too_many_files_is_not_looked_into(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(update_file, "MOST_FILES", 2)
    with pytest.raises(Refused, match="过多"):
        read(whole)


def test_files_that_come_twice_are_told_however_many_there_are():
    infos = [zipfile.ZipInfo(f"app/{number // 2}") for number in range(40_000)]
    archive = type("Archive", (), {"infolist": lambda _self: infos})()
    begun = time.process_time()

    assert len(update_file._ZipOf(archive).names()) == 40_000
    assert time.process_time() - begun < 1


def test_what_unpacks_to_more_than_its_list_says_is_not_unpacked(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(update_file, "_BLOCK", 1000)
    parts = parts_of(whole)
    path = put_together(tmp_path / "update.xcupd", {**parts, "app/_internal/lib.so.1": b"x" * 1_000_000})
    taken = []
    with update_file.opened(path) as source:
        release = source.release(updates.PUBLIC)
        with pytest.raises(Refused):
            source.take(release, lambda _entry: lambda block: taken.append(len(block)), lambda _entry: None)

    assert sum(taken) < 10_000


OUTSIDE = [
    Entry("../out", 1, "", ""), Entry("/etc/out", 1, "", ""), Entry("a\\..\\out", 1, "", ""), Entry("c:out", 1, "", ""),
    Entry("lib", 1, "", "", link="../out"), Entry("lib", 1, "", "", link="/etc"), Entry("a/b", 1, "", "", link="../../x"),
    Entry("", 1, "", ""), Entry("/", 1, "", ""), Entry(".", 1, "", ""), Entry("a//b", 1, "", ""), Entry("a/./b", 1, "", ""),
    Entry("lib", 1, "", "", link="/"), Entry("a/b", 1, "", "", link=".."), Entry("a/b", 1, "", "", link="."),
]  # fmt: skip


@pytest.mark.parametrize("entry", OUTSIDE, ids=lambda one: f"{one.path}>{one.link}")
def test_nothing_leaves_the_folder_of_its_version(entry):
    assert not update_file.stays_inside([entry])


FILE = Entry("d/x", 1, "", "")
TOGETHER = {
    "a name twice": [FILE, FILE],
    "a file below a file": [Entry("d", 1, "", ""), FILE],
    "a file below a link": [Entry("d", 1, "", "", link="e"), FILE],
    "a link below a link": [Entry("d", 1, "", "", link="e"), Entry("d/y", 1, "", "", link="x")],
    "a link by way of a link": [Entry("l", 1, "", "", link="a/b"), Entry("m", 1, "", "", link="l/y"), Entry("a/b/c", 1, "", "")],
    "a link by way of a link and up": [Entry("a/l", 1, "", "", link="../b/c"), Entry("m", 1, "", "", link="a/l/../../out")],
    "a link to itself": [Entry("l", 1, "", "", link="l")],
    "links in a circle": [Entry("l", 1, "", "", link="m"), Entry("m", 1, "", "", link="l")],
    "a link to nothing": [FILE, Entry("l", 1, "", "", link="e")],
    "a link to nothing in a folder that is there": [FILE, Entry("l", 1, "", "", link="d/y")],
    "a link to a link to nothing": [FILE, Entry("l", 1, "", "", link="m"), Entry("m", 1, "", "", link="d/y")],
    "a link that is written oddly": [FILE, Entry("l", 1, "", "", link="d//x")],
    "a link up after a name": [FILE, Entry("d/y", 1, "", "", link="x/../x")],
}  # fmt: skip


@pytest.mark.parametrize("kind", TOGETHER)
def test_names_alone_say_where_everything_ends_up(kind):
    assert not update_file.stays_inside(TOGETHER[kind])


@pytest.mark.parametrize(
    "entries",
    [
        [Entry("a/b", 1, "", "")],
        [Entry("a/b", 1, "", "", link="../c"), Entry("c", 1, "", "")],
        [Entry("a", 1, "", "", link="b/c"), Entry("b/c", 1, "", "")],
        [Entry("a", 1, "", "", link="b"), Entry("b/c", 1, "", "")],
        [
            Entry("lib.so", 1, "", "", link="lib.so.1"),
            Entry("lib.so.1", 1, "", "", link="lib.so.1.2"),
            Entry("lib.so.1.2", 1, "", ""),
        ],
    ],
)
def test_what_stays_in_it_is_taken(entries):
    assert update_file.stays_inside(entries)


NOT_A_LIST = [
    b"", b"7", b"{}", b'"files"', b'{"files": "xy"}', b'{"files": [7]}', b"[" * 20_000, b"\xff",
    *(json.dumps({"version": "1", "platform": "", "schema": "", "min_from": "", "files": [one]}).encode() for one in (
        {"path": 5, "size": 1, "sha256": "", "sm3": ""}, {"path": "x", "size": "1", "sha256": "", "sm3": ""},
        {"path": "x", "size": -1, "sha256": "", "sm3": ""}, {"path": "x", "size": 1, "sha256": None, "sm3": ""},
        {"path": "x", "size": 1, "sha256": "", "sm3": "", "link": 5}, {"path": "x", "size": 1, "sha256": "", "sm3": "", "y": 1},
    )),
]  # fmt: skip


@pytest.mark.parametrize("content", NOT_A_LIST, ids=range(len(NOT_A_LIST)))
def test_whatever_is_signed_that_is_no_list_is_told_as_such(tmp_path, content):
    path = put_together(tmp_path / "disc.zip", {MANIFEST: content, SIGNATURE: updates.KEY.sign(content)})
    with pytest.raises(Refused) as refused:
        read(path)
    assert refused.value.reason == "not_an_update"


def test_a_list_of_another_kind_is_told(whole, tmp_path):
    content = json.dumps({"version": "1", "files": [{"path": "x", "platform": ""}]}).encode()
    path = put_together(tmp_path / "disc.zip", {MANIFEST: content, SIGNATURE: updates.KEY.sign(content)})

    with pytest.raises(Refused) as refused:
        read(path)

    assert refused.value.reason == "not_an_update"
