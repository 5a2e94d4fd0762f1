"""An update whose list is of an enemy's making, signed all the same: what is accepted of it stays in its folder, by writing and by leading."""

import json
import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256, SM3, Hash
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.exchange import update_file
from desktop.operations.updating import installing
from tests import updates

pytestmark = pytest.mark.skipif(not updates.LINKS, reason="nobody makes links on Windows without a right")
NAMES = st.lists(st.sampled_from(["a", "b", "..", ".", "", "c", "out"]), min_size=1, max_size=4).map("/".join)
PLAIN = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map("/".join)
WAYS = st.sampled_from(["/etc/out", "../../out", "../..", "a/../../..", "b", "../b", "../a/c"]) | NAMES
LISTS = st.lists(st.tuples(PLAIN | NAMES, st.just("") | WAYS), min_size=1, max_size=5)
"""Names, and where those lead that are links."""


def sum_of(data, kind):
    one = Hash(kind)
    one.update(data)
    return one.finalize().hex()


def signed(path, files):
    """An update that lists these files and links and holds them."""
    content = {name: update_file.link_content(link) if link else b"x" for name, link in files}
    listed = [
        {"path": name, "size": len(data := content[name]), "link": link, "runs": not link}
        | {"sha256": sum_of(data, SHA256()), "sm3": sum_of(data, SM3())}
        for name, link in files
    ]
    about = {"version": "0.2.0", "platform": "linux-x86_64", "schema": "m1", "min_from": "0.1.0"}
    told = json.dumps({**about, "files": listed}).encode()
    parts = {update_file.MANIFEST: told, update_file.SIGNATURE: updates.KEY.sign(told)}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (parts | {f"app/{name}": data for name, data in content.items()}).items():
            archive.writestr(name, data)
    return path


def accepted(path, target):
    """Whether an update was laid down in the folder of its version."""
    try:
        with update_file.opened(path) as source:
            work = installing._unpack(source, source.release(updates.PUBLIC), target, updates.nothing)
            installing._give_name(work, target)
    except Refused:
        return False
    return True


def stays_inside(files):
    """Lay an update down and look at all there is afterwards; whether it was accepted."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(os.path.realpath(place))
        versions = folder / "pc" / "versions"
        versions.mkdir(parents=True)
        target = versions / "0.2.0"
        taken = accepted(signed(folder / "strange.xcupd", files), target)

        assert {path.name for path in folder.iterdir()} == {"pc", "strange.xcupd"}
        assert [*(folder / "pc").iterdir()] == [versions] and [*versions.iterdir()] == [target] * taken
        app = target / "app"
        there = [one for one in app.rglob("*") if one.is_symlink() or one.is_file()]
        assert {one.relative_to(app).as_posix() for one in there} == {name for name, _link in files if taken}
        assert all(Path(os.path.realpath(one)).is_relative_to(app) and one.exists() for one in there)
    return taken


@settings(max_examples=20, deadline=None)
@given(files=LISTS)
def test_no_update_writes_or_leads_outside_its_folder(files):
    stays_inside(files)


def test_what_stays_inside_is_laid_down():
    assert stays_inside([("a/b", ""), ("c", "a/b"), ("b/x", "../c")])
