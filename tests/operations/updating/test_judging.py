"""What may be installed here: on the disc, for this PC, later than what runs; everything else is refused with reason and remedy."""

import pytest

from desktop.errors import Refused
from desktop.host import versions
from desktop.host.versions import Pointer, Version
from desktop.operations.updating import judging
from tests import updates


def reason(program, path):
    with pytest.raises(Refused) as refused:
        judging.check(program, path)
    assert str(refused.value).endswith("。")
    return refused.value.reason


def test_an_update_is_verified_to_its_last_file(tmp_path):
    told = []
    judged = judging.check(updates.program(tmp_path), updates.update(tmp_path), lambda *one: told.append(one[:2]))

    assert judged.release.version == "0.2.0" and told == [(1, 3), (2, 3), (3, 3)]


def test_nothing_is_written_by_looking(tmp_path):
    path = updates.update(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    judging.check(updates.program(tmp_path), path)

    assert sorted(tmp_path.rglob("*")) == before


REFUSED = {
    "another platform": ({"platform": "windows-amd64"}, "platform"),
    "older": ({"version": "0.0.9"}, "older"),
    "the same": ({"version": "0.1.0"}, "same"),
    "too far": ({"version": "0.9.0", "min_from": "0.5.0"}, "too_far"),
    "ledgers of a former kind": ({"schema": "m0001_the_ledger"}, "schema"),
    "a version that is none": ({"version": "../0.2"}, "not_an_update"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_signed_and_yet_not_for_this_program_is_refused(tmp_path, kind):
    about, expected = REFUSED[kind]
    path = updates.update(tmp_path, **about) if "/" not in about.get("version", "") else strange(tmp_path, about)

    assert reason(updates.program(tmp_path), path) == expected


def strange(tmp_path, about):
    path = tmp_path / "strange.xcupd"
    told = {"platform": "linux-x86_64", "min_from": "0.1.0", "schema": "m9", **about}
    updates.update_file.write(path, updates.frozen(tmp_path / "app"), told, updates.KEY.sign, updates.MOMENT)
    return path


def test_a_foreign_update_is_refused(tmp_path):
    assert reason(updates.program(tmp_path), updates.update(tmp_path, key=updates.OTHER_KEY)) == "signature"


def test_a_package_without_a_key_takes_no_updates(tmp_path):
    assert reason(updates.program(tmp_path, public=None), updates.update(tmp_path)) == "no_key"


def test_a_version_before_the_one_in_use_is_refused_also_where_it_is_later_than_what_runs(tmp_path):
    program = updates.program(tmp_path)
    versions.point(program.folder, Pointer(Version("0.3.0", "m1"), Version("0.1.0", "m1")))

    assert reason(program, updates.update(tmp_path)) == "older"


def test_a_version_whose_files_are_gone_may_be_laid_down_again_and_an_older_one_not(tmp_path):
    program = updates.program(tmp_path)
    versions.point(program.folder, Pointer(Version("0.3.0", "m1"), program.as_version))

    assert judging.judge(program, updates.update(tmp_path, "0.3.0")).release.version == "0.3.0"
    with pytest.raises(Refused, match=r"比本机在用的 0\.3\.0 旧.*0\.3\.0 的文件已经不在本机") as refused:
        judging.judge(program, updates.update(tmp_path, "0.2.0"))
    assert refused.value.reason == "older"
    updates.frozen(program.place_of("0.3.0") / versions.APP)
    assert reason(program, updates.update(tmp_path, "0.3.0")) == "same"


def test_of_a_disc_the_latest_for_this_pc_is_taken(tmp_path):
    disc = tmp_path / "disc"
    (disc / "更新").mkdir(parents=True)
    for version, platform in (("0.2.0", "linux-x86_64"), ("0.10.0", "linux-x86_64"), ("0.11.0", "windows-amd64")):
        updates.update(tmp_path, version, platform=platform).rename(disc / "更新" / f"a-{version}-{platform}.xcupd")

    assert judging.found_in(disc, "linux-x86_64").name == "a-0.10.0-linux-x86_64.xcupd"


def test_a_disc_that_has_none_for_this_pc_is_told(tmp_path):
    assert reason(updates.program(tmp_path), tmp_path / "missing") == "not_found"
    assert reason(updates.program(tmp_path), tmp_path) == "nothing_there"
    updates.update(tmp_path, platform="windows-amd64")
    assert reason(updates.program(tmp_path), tmp_path) == "platform"


def test_a_folder_that_an_update_was_unpacked_into_is_one(tmp_path):
    import zipfile

    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(updates.update(tmp_path)) as archive:
        archive.extractall(folder)
    if updates.LINKS:
        link = folder / "app" / "_internal" / "lib.so"
        link.unlink()
        link.symlink_to("lib.so.1")

    assert judging.check(updates.program(tmp_path), folder).release.version == "0.2.0"
    (folder / "app" / "slipped-in").write_bytes(b"")
    assert reason(updates.program(tmp_path), folder) == "surplus"
