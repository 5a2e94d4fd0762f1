"""What kind of place a path is: a ledger belongs on the PC's own disk, not on a share, not on a stick, and not where the program itself lies."""

import ctypes
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop.host import versions

# fmt: off
_NETWORK_FILE_SYSTEMS = frozenset((
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs", "davfs2", "gfs2", "ocfs2", "fuse.sshfs",
    "fuse.glusterfs", "fuse.davfs2", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.rclone", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse",
))
# fmt: on
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4  # GetDriveTypeW

NETWORK_REASON = "此位置在网络共享盘上，多台电脑同时写入会损坏账本。请改选本机硬盘上的文件夹。"
REMOVABLE_REASON = "此位置在可移动磁盘上，拔出或接触不良会损坏账本。请改选本机硬盘上的文件夹，移动磁盘只用于备份。"
PROGRAM_REASON = (
    "此位置在程序自己的文件夹里，更新、重装或卸载程序时会一起删掉。请改选“文档”等自己的文件夹；"
    "账本已经在这里的，先把账本文件夹移到那里再打开。"
)


@dataclass(frozen=True)
class Place:
    """The disk under a path; `reason` says in Chinese why it suits no ledger, and is empty for the PC's own disk.

    `programs`: inside a folder that is emptied with the program.
    """

    network: bool
    removable: bool
    programs: bool = False

    @property
    def reason(self) -> str:
        if self.programs:
            return PROGRAM_REASON
        if self.network:
            return NETWORK_REASON
        return REMOVABLE_REASON if self.removable else ""


def look_at(path: Path) -> Place:
    """The place of a path on this PC; the path itself need not exist yet."""
    if _among_own(path):
        return Place(network=False, removable=False, programs=True)
    if sys.platform == "win32":
        return _on_windows(path)
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return Place(network=False, removable=False)
    return judge(_existing(path), mounts.read_text(encoding="utf-8", errors="surrogateescape"))


def _among_own(path: Path) -> bool:
    real = _existing(path)
    return any(real.is_relative_to(_existing(place)) for place in versions.own_places())


def judge(path: Path, mounts: str, blocks: Path = Path("/sys/class/block")) -> Place:
    """The place of an absolute path by a mount table in the form of /proc/mounts and the kernel's list of block devices."""
    device, kind = _mount_of(path, mounts)
    return Place(network=kind in _NETWORK_FILE_SYSTEMS, removable=_is_removable(device, blocks))


def _existing(path: Path) -> Path:
    """The path with links resolved: a link may lead from the own disk to a share."""
    return Path(os.path.realpath(path))


def _mount_of(path: Path, mounts: str) -> tuple[str, str]:
    """Device and file system of the mount a path lies on: the deepest mount point wins, the later one where two are equal."""
    found, depth = ("", ""), -1
    for line in mounts.splitlines():
        device, point, kind, *_ = [_unescape(word) for word in line.split(" ")] + ["", "", ""]
        if point and path.is_relative_to(point) and len(Path(point).parts) >= depth:
            found, depth = (device, kind), len(Path(point).parts)
    return found


def _unescape(word: str) -> str:
    r"""The mount table writes a blank as \040, byte by byte in octal."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code.group(1), 8)), word)


def _is_removable(device: str, blocks: Path) -> bool:
    """Whether the kernel calls the device, or the disk it is a part of, removable, or it hangs on USB."""
    if not device.startswith("/dev/"):
        return False
    block = (blocks / Path(device).name).resolve()
    if "usb" in "/".join(block.parts[:-1]):
        return True
    flags = [folder / "removable" for folder in (block, block.parent)]
    return any(flag.is_file() and flag.read_text(encoding="ascii").strip() == "1" for flag in flags)


def _on_windows(path: Path) -> Place:
    """Ask Windows for the kind of the drive; a path that begins with two backslashes is a share by itself."""
    drive = Path(os.path.abspath(path)).drive  # noqa: PTH100 - resolve() would turn a mapped letter into its share
    if drive.startswith("\\\\"):
        return Place(network=True, removable=False)
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined, unused-ignore]  # on Windows it is known
    return Place(network=kind == _DRIVE_REMOTE, removable=kind == _DRIVE_REMOVABLE)
