"""A disc is what was signed, or every difference is told: changed, missing, slipped in, relabelled, signed by another, not signed."""

import hashlib
import json
import sys

import pytest

from tests.test_portable import ROOT

sys.path.insert(0, str(ROOT / ".packaging"))

import release

from desktop.exchange import update_file

PACKAGE = "inspection-ledger-0.1.0-windows-amd64.exe"


@pytest.fixture
def disc(tmp_path):
    """A folder as it goes onto a disc, and the public key of whoever signed it."""
    folder = tmp_path / "disc"
    (folder / "说明").mkdir(parents=True)
    (folder / PACKAGE).write_bytes(b"program")
    (folder / "inspection-ledger_0.1.0_amd64.deb").write_bytes(b"package")
    (folder / "说明" / "安装说明.txt").write_text("安装", encoding="utf-8")
    release.sign(folder, tmp_path / "key")
    return folder, bytes.fromhex((tmp_path / "key.pub").read_text(encoding="ascii").strip())


def edit(folder):
    told = json.loads((folder / release.MANIFEST).read_text(encoding="utf-8"))
    told["version"] = "9.9.9"
    (folder / release.MANIFEST).write_text(json.dumps(told), encoding="utf-8")


TAMPERED = {
    "changed": (lambda folder: (folder / PACKAGE).write_bytes(b"progrbm"), f"{PACKAGE} was changed"),
    "missing": (lambda folder: (folder / PACKAGE).unlink(), f"{PACKAGE} is missing"),
    "slipped in": (lambda folder: (folder / "run.exe").write_bytes(b"x"), "run.exe is not listed"),
    "relabelled": (edit, "was changed since"),
    "not signed": (lambda folder: (folder / release.SIGNATURE).unlink(), f"{release.SIGNATURE} is missing"),
    "signed by another": (lambda folder: release.sign(folder, folder.parent / "other"), "not signed with this key"),
}


@pytest.mark.parametrize("kind", TAMPERED)
def test_every_kind_of_tampering_is_told(disc, kind):
    folder, public = disc
    tamper, told = TAMPERED[kind]
    tamper(folder)

    faults = release.check(folder, public)

    assert len(faults) == 1 and told in faults[0]


def test_every_flipped_bit_of_the_manifest_and_its_signature_is_seen(disc):
    folder, public = disc
    for name in (release.MANIFEST, release.SIGNATURE):
        whole = (folder / name).read_bytes()
        for place in range(0, len(whole), 7):
            (folder / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert release.check(folder, public), (name, place)
        (folder / name).write_bytes(whole)
    assert release.check(folder, public) == []


def test_the_manifest_says_what_each_file_is_and_which_ledgers_it_opens(disc):
    from db.migrations import STEP_NAMES

    told = json.loads((disc[0] / release.MANIFEST).read_text(encoding="utf-8"))
    facts = {one["path"]: one for one in told["files"]}

    assert (told["schema"], told["min_from"]) == (STEP_NAMES[-1], release.OLDEST)
    assert facts[PACKAGE]["platform"] == "windows-amd64"
    assert facts["inspection-ledger_0.1.0_amd64.deb"]["platform"] == "linux-x86_64"
    assert facts[PACKAGE]["sha256"] == hashlib.sha256(b"program").hexdigest()
    assert len(facts[PACKAGE]["sm3"]) == 64 and facts["说明/安装说明.txt"]["platform"] == ""


def test_both_verbs_answer_with_their_exit_code(disc, capsys, tmp_path):
    folder, _public = disc

    assert release.main(["check", str(folder), str(tmp_path / "key.pub")]) == 0
    (folder / PACKAGE).write_bytes(b"x")
    assert release.main(["check", str(folder), str(tmp_path / "key.pub")]) == 1
    assert "was changed" in capsys.readouterr().err
    assert release.main(["sign", str(folder), str(tmp_path / "key")]) == 0
    assert release.main(["check", str(folder), str(tmp_path / "key.pub")]) == 0


def a_frozen_program(folder, monkeypatch, tmp_path):
    """A folder that looks frozen for Linux, with the key of `tmp_path / "key"` in its resources."""
    resources = folder / "_internal" / "resources"
    resources.mkdir(parents=True)
    (folder / release.NAME).write_bytes(b"\x7fELF" + bytes(14) + (0x3E).to_bytes(2, "little") + b"program")
    release.give_key(tmp_path / "key", resources)
    return folder


def test_an_update_is_made_of_a_folder_that_takes_updates_by_the_same_key(tmp_path, monkeypatch):
    frozen = a_frozen_program(tmp_path / "frozen", monkeypatch, tmp_path)
    made = release.update(frozen, tmp_path / "key", tmp_path)
    public = bytes.fromhex(release.public_of(release.key_of(tmp_path / "key")))

    with update_file.opened(made) as source:
        told = source.release(public)
        source.take(told, lambda _entry: len, lambda _entry: None)
    assert (told.platform, told.version, told.min_from) == ("linux-x86_64", release.version(), release.OLDEST)
    assert made.name == f"{release.NAME}-{release.version()}-linux-x86_64.xcupd"


def test_an_update_that_could_not_be_followed_by_another_is_not_made(tmp_path, monkeypatch):
    frozen = a_frozen_program(tmp_path / "frozen", monkeypatch, tmp_path)
    with pytest.raises(SystemExit, match="not frozen with this key"):
        release.update(frozen, tmp_path / "another", tmp_path)


def test_no_private_key_is_written_into_what_is_packed(tmp_path):
    (tmp_path / "resources").mkdir()
    written = release.give_key(tmp_path / "key", tmp_path / "resources").read_text(encoding="ascii")
    assert (tmp_path / "key").read_bytes().hex() not in written and len(bytes.fromhex(written.strip())) == 32
