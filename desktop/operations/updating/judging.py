"""Whether an update may be installed here: found on a disc, signed, whole, for this PC, later than what runs, with ledgers that it can bring along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import KnownError, Refused, reason_of
from desktop.exchange import update_file
from desktop.exchange.update_file import APP, MANIFEST, SUFFIX, Entry, Release, Source
from desktop.host.versions import is_version, order_of
from desktop.operations.updating.program import Program

NO_KEY = (
    "这个安装包里没有交付单位的公钥，辨不出更新的真假，因此不能用更新文件升级。"
    "请用光盘里的安装程序重新安装，账本和设置不受影响。"
)
_SYSTEMS = {"linux": "Linux", "windows": "Windows"}


@dataclass(frozen=True)
class Judged:
    """An update that may be installed: where it is and what its signed list says."""

    path: Path
    release: Release


def check(program: Program, path: Path, told: Callable[[int, int, Entry], object] | None = None) -> Judged:
    """Verify an update to its last byte without writing anything. Refused, with its reason, where it may not be installed."""
    judged = judge(program, path)
    count = len(judged.release.entries)
    seen: list[Entry] = []

    def tell(entry: Entry) -> None:
        seen.append(entry)
        if told is not None:
            told(len(seen), count, entry)

    with update_file.opened(judged.path) as source:
        source.take(judged.release, lambda _entry: len, tell)
    return judged


def judge(program: Program, path: Path) -> Judged:
    """Everything that the list of an update decides; its files are not read yet."""
    if program.public is None:
        raise Refused("no_key", NO_KEY)
    found = found_in(path, program.platform)
    with update_file.opened(found) as source:
        release = fitting(program, source, found.name)
    return Judged(found, release)


def fitting(program: Program, source: Source, name: str) -> Release:
    """The signed list of an open update, where it is meant for this program."""
    if program.public is None:
        raise Refused("no_key", NO_KEY)
    release = source.release(program.public)
    _refuse_stranger(program, release, name)
    _refuse_order(program, release)
    return release


def _refuse_stranger(program: Program, release: Release, name: str) -> None:
    if not is_version(release.version) or not is_version(release.min_from):
        raise Refused("not_an_update", f"“{name}”没有写明版本，没有改动。{update_file.ASK_AGAIN}")
    if release.platform != program.platform:
        raise Refused(
            "platform",
            f"这份更新适用于 {system_word(release.platform)}，本机是 {system_word(program.platform)}。没有改动。"
            f"请在光盘里选文件名带“{program.platform}”的一份。",
        )


def _refuse_order(program: Program, release: Release) -> None:
    used = program.pointer().current or program.as_version
    if release.version in (used.name, program.version) and program.has(release.version):
        raise Refused("same", f"本机用的已经是 {release.version}，不用更新。")
    if order_of(release.version) < max(used.order, order_of(program.version)):
        remedy = (
            "要用以前的版本，请用“换回上一版”。"
            if program.has(used.name)
            else f"{used.name} 的文件已经不在本机，请用它的更新文件重新装上，或装更新的版本。"
        )
        raise Refused("older", f"这份更新是 {release.version}，比本机在用的 {used.name} 旧。没有改动。{remedy}")
    if order_of(program.version) < order_of(release.min_from):
        raise Refused(
            "too_far",
            f"这份更新要从 {release.min_from} 或以后的版本升级，本机是 {program.version}。没有改动。"
            f"请先更新到 {release.min_from}，再装这一份。",
        )
    if release.schema < program.schema:  # steps are numbered: m0022… comes before m0023…
        raise Refused(
            "schema",
            f"这份更新的账本格式（{release.schema[:5]}）比本机的（{program.schema[:5]}）旧，装上会打不开账本。没有改动。"
            "请向交付单位索取新的更新。",
        )


def found_in(path: Path, platform: str) -> Path:
    """The update itself: the file, a folder that one was unpacked into, or the one for this PC on a disc (its latest).

    On a disc updates are told by their names (`…-linux-x86_64.xcupd`); what is in them is verified afterwards in any case.
    """
    if not path.is_dir():
        if not path.exists():
            raise Refused("not_found", f"找不到“{path}”。请核对光盘是否放好、位置是否正确。")
        return path
    if (path / MANIFEST).is_file() and (path / APP).is_dir():
        return path
    try:
        there = sorted(one for pattern in (f"*{SUFFIX}", f"*/*{SUFFIX}") for one in path.glob(pattern))
    except OSError as error:
        raise KnownError(f"“{path}”读不出来：{reason_of(error)}。请核对光盘是否放好。") from error
    if not there:
        raise Refused(
            "nothing_there", f"“{path}”里没有更新文件（以 {SUFFIX} 结尾）。请选光盘的根目录，或直接选更新文件。"
        )
    ours = [one for one in there if platform in one.name]
    if not ours:
        raise Refused(
            "platform",
            f"“{path}”里的更新都不是给本机（{system_word(platform)}）的。没有改动。请向交付单位索取文件名带“{platform}”的更新。",
        )
    return max(ours, key=lambda one: (_named_version(one), one.name))


def _named_version(path: Path) -> tuple[int, ...]:
    return max((order_of(part) for part in path.stem.split("-")), default=())


def system_word(platform: str) -> str:
    """A platform as people say it: 'Linux（x86_64）'."""
    system, _, machine = platform.partition("-")
    return f"{_SYSTEMS.get(system, system)}（{machine or '未注明'}）"
