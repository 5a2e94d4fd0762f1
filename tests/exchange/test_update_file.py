"""An update is what was signed to its last byte, or it is refused with its reason."""

import io
import json
import random
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
    assert [(one.link, one.runs) for one in release.entries] == [("lib.so.1", False), ("", False), ("", True)]


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


def test_no_flipped_bit_changes_what_is_taken(whole, tmp_path):
    path, data, chance = tmp_path / "update.xcupd", whole.read_bytes(), random.Random(5)
    expected = read(whole)
    for place in chance.sample(range(len(data)), 12):
        path.write_bytes(data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :])
        try:
            assert read(path) == expected  # a bit that means nothing: a time, a comment
        except KnownError as error:
            assert "update.xcupd" in str(error)


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
    Entry("", 1, "", ""),
]  # fmt: skip


@pytest.mark.parametrize("entry", OUTSIDE, ids=lambda one: f"{one.path}>{one.link}")
def test_nothing_leaves_the_folder_of_its_version(entry):
    assert not update_file._is_inside(entry)


@pytest.mark.parametrize(
    "entry", [Entry("a/b", 1, "", ""), Entry("a/b", 1, "", "", link="../c"), Entry("a", 1, "", "", link="b/c")]
)
def test_what_stays_in_it_is_taken(entry):
    assert update_file._is_inside(entry)


def test_a_list_of_another_kind_is_told(whole, tmp_path):
    content = json.dumps({"version": "1", "files": [{"path": "x", "platform": ""}]}).encode()
    path = put_together(tmp_path / "disc.zip", {MANIFEST: content, SIGNATURE: updates.KEY.sign(content)})

    with pytest.raises(Refused) as refused:
        read(path)

    assert refused.value.reason == "not_an_update"
