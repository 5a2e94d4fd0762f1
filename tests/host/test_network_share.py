import sys
from pathlib import Path

import pytest

from desktop.host import network_share

MOUNTS = """\
/dev/sda2 / ext4 rw 0 0
proc /proc proc rw 0 0
/dev/sda3 /home ext4 rw 0 0
//server/office /mnt/office cifs rw 0 0
10.0.0.2:/data /home/li/data nfs4 rw 0 0
/dev/sdb1 /media/li/U\\040DISK vfat rw 0 0
portal /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
"""


@pytest.fixture
def blocks(tmp_path):
    """The kernel's list of disks: sda is inside, sdb hangs on USB, sdc is a card in a reader that calls itself removable."""
    if sys.platform == "win32":
        pytest.skip("mount tables and lists of block devices are Linux's")
    for disk, bus, flag in (("sda", "pci0/ata1", "0"), ("sdb", "pci0/usb1", "0"), ("sdc", "pci0/mmc", "1")):
        part = tmp_path / "devices" / bus / disk / f"{disk}1"
        part.mkdir(parents=True)
        (part.parent / "removable").write_text(flag + "\n", encoding="utf-8")
        (tmp_path / "class").mkdir(exist_ok=True)
        for name, target in ((disk, part.parent), (f"{disk}1", part)):
            (tmp_path / "class" / name).symlink_to(target)
    return tmp_path / "class"


@pytest.mark.parametrize("path", ["/mnt/office/a.ledger", "/home/li/data/x", "/run/user/1000/gvfs/smb-share"])
def test_a_share_is_refused_with_its_reason(path, blocks):
    place = network_share.judge(Path(path), MOUNTS, blocks)

    assert place.network
    assert "网络共享" in place.reason


@pytest.mark.parametrize("path", ["/home/li/账本.ledger", "/var/lib", "/mnt/office2/x"])
def test_the_pcs_own_disk_is_fine(path, blocks):
    assert network_share.judge(Path(path), MOUNTS, blocks).reason == ""


@pytest.mark.parametrize("device", ["/dev/sdb1", "/dev/sdc1", "/dev/sdc"])
def test_a_stick_or_card_is_refused_with_its_reason(device, blocks):
    place = network_share.judge(Path("/media/x/a.ledger"), f"{device} /media/x vfat rw 0 0\n", blocks)

    assert place.removable
    assert "可移动磁盘" in place.reason


def test_a_mount_point_with_a_blank_is_recognised(blocks):
    assert network_share.judge(Path("/media/li/U DISK/a.ledger"), MOUNTS, blocks).removable


def test_of_two_mounts_on_one_point_the_later_one_counts(blocks):
    mounts = "/dev/sda2 /mnt ext4 rw 0 0\n//server/x /mnt cifs rw 0 0\n"

    assert network_share.judge(Path("/mnt/a"), mounts, blocks).network


def test_this_pcs_temporary_folder_can_be_looked_at(tmp_path):
    assert network_share.look_at(tmp_path / "not made yet" / "a.ledger").network is False


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A frozen program that was started by the base, as after an update, and the folder of this user's data."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "数据" / "versions" / "0.2.0" / "app" / "inspection-ledger"))
    monkeypatch.setenv("INSPECTION_LEDGER_BASE", str(tmp_path / "opt" / "inspection-ledger" / "inspection-ledger"))
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "数据"))
    (tmp_path / "opt" / "inspection-ledger").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    "inside",
    ["opt/inspection-ledger", "opt/inspection-ledger/_internal/县办.ledger", "数据/versions", "数据/versions/0.1.0"],
)
def test_what_goes_with_the_program_is_no_place_for_a_ledger(installed, inside):
    assert network_share.look_at(installed / inside).reason == network_share.PROGRAM_REASON


@pytest.mark.parametrize("beside", ["opt/inspection-ledger-2/县办.ledger", "数据/县办.ledger", "文档/县办.ledger"])
def test_beside_the_program_is(installed, beside):
    assert network_share.look_at(installed / beside).programs is False


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_into_the_programs_folder_is_seen_through(installed):
    (installed / "近路").symlink_to(installed / "opt" / "inspection-ledger")

    assert network_share.look_at(installed / "近路" / "县办.ledger").programs


def test_a_checkout_may_hold_its_demonstration(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path))

    assert (
        network_share.look_at(network_share.versions.paths.program_folder() / "demo" / "demo.ledger").programs is False
    )


def test_a_profile_that_takes_nothing_is_no_hindrance(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "file" / "数据"))

    assert network_share.look_at(tmp_path / "县办.ledger").programs is False
