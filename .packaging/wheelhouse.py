"""The packages of each platform as files with their sums: fetched once by explicit platform tags, installed offline.

pip on a newer system takes the newest tag silently (`manylinux_2_34` of cryptography on Debian 12), and such a wheel does not load on the
older desktops of offices. Here every file is named by its SHA-256 in `.packaging/wheels/PLATFORM.txt`, and nothing else is installed.
"""

import re
import subprocess
from pathlib import Path

from ground import HERE, LOCK, ROOT, Stop, run, sum_of, venv_python

_OLD_LINUX = ("manylinux2014", "manylinux2010", "manylinux1")


def tags(platform: str) -> list[str]:
    """The platform tags of wheels that run on every PC we deliver to, for pip."""
    if platform == "win_amd64":
        return [platform]
    machine = platform.removeprefix("linux_")
    newest = 28 if machine == "x86_64" else 31  # the wheels of Qt: 2.28 on x86_64, 2.31 on aarch64
    return [f"manylinux_2_{minor}_{machine}" for minor in range(newest, 4, -1)] + [
        f"{old}_{machine}" for old in _OLD_LINUX
    ]


PLATFORMS = ("linux_x86_64", "linux_aarch64", "win_amd64")


def sums_file(platform: str) -> Path:
    """The list of the wheels of a platform: name==version --hash=sha256:…"""
    return HERE / "wheels" / f"{platform}.txt"


def requirements(platform: str) -> list[str]:
    """The lines of the lock file that hold on a platform; markers are judged for it, not for the PC at hand."""
    machine, system = ("AMD64", "win32") if platform == "win_amd64" else (platform.removeprefix("linux_"), "linux")
    facts = {"platform_machine": machine, "sys_platform": system}
    kept = []
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        requirement, _semicolon, marker = line.partition(";")
        if requirement.strip() and not requirement.startswith("#") and holds(marker.strip(), facts):
            kept.append(requirement.strip())
    return kept


def holds(marker: str, facts: dict[str, str]) -> bool:
    """Whether a marker of the lock file holds: comparisons of one name with one text, joined by `and` or by `or`."""
    if not marker:
        return True
    if " or " in marker:
        return any(holds(part.strip(), facts) for part in marker.split(" or "))
    if " and " in marker:
        return all(holds(part.strip(), facts) for part in marker.split(" and "))
    found = re.fullmatch(r"(\w+) (==|!=) '([^']*)'", marker)
    if found is None or found[1] not in facts:
        raise Stop(f"the lock file has a marker that packing does not read: {marker}")
    return (facts[found[1]] == found[3]) == (found[2] == "==")


def fetch(platform: str, folder: Path) -> Path:
    """Every wheel of a platform in a folder, checked against its sum; what lies there already is not fetched again."""
    folder.mkdir(parents=True, exist_ok=True)
    if not missing(platform, folder):
        return folder
    chosen = [part for tag in tags(platform) for part in ("--platform", tag)]
    abis = [part for abi in ("cp311", "abi3", "none") for part in ("--abi", abi)]
    common = ["--python-version", "3.11", "--implementation", "cp", "--only-binary=:all:", "--no-deps"]
    listed = ["--require-hashes", "-r", str(sums_file(platform))]
    print(f"fetching the wheels for {platform}", flush=True)
    run([str(venv_python()), "-m", "pip", "download", "-q", *chosen, *abis, *common, "-d", str(folder), *listed])
    if wanting := missing(platform, folder):
        raise Stop(f"not in the wheelhouse of {platform}: {', '.join(wanting)}")
    return folder


def sums(platform: str) -> dict[str, str]:
    """SHA-256 → requirement, of every wheel of a platform."""
    lines = sums_file(platform).read_text(encoding="utf-8").splitlines()
    parts = [line.split(" --hash=sha256:") for line in lines if line and not line.startswith("#")]
    return {one_sum: requirement for requirement, one_sum in parts}


def missing(platform: str, folder: Path) -> list[str]:
    """The requirements whose wheel does not lie in a folder with the sum it should have."""
    there = {sum_of(path) for path in folder.glob("*.whl")}
    return [requirement for one_sum, requirement in sums(platform).items() if one_sum not in there]


def write_sums(platform: str, folder: Path) -> None:
    """Name every wheel of a folder by its sum, after the lock file was changed; fails where one is too many or too few."""
    names = {path: requirement_of(path) for path in sorted(folder.glob("*.whl"))}
    asked = {plain(line) for line in requirements(platform)}
    if strange := asked ^ {plain(line) for line in names.values()}:
        raise Stop(f"the wheels of {platform} are not those of the lock file: {', '.join(sorted(strange))}")
    lines = [f"{requirement} --hash=sha256:{sum_of(path)}\n" for path, requirement in names.items()]
    head = f"# The wheels of {platform} for CPython 3.11, by `build_installer.py wheels --anew`; requirements.lock says which.\n"
    sums_file(platform).write_text(head + "".join(lines), encoding="utf-8", newline="\n")


def requirement_of(wheel: Path) -> str:
    """`name==version` of a wheel's file name."""
    name, one_version = wheel.name.split("-")[:2]
    return f"{name}=={one_version}"


def plain(requirement: str) -> str:
    """A requirement as registries compare names."""
    return re.sub(r"[-_.]+", "-", requirement.split("==")[0]).lower() + "==" + requirement.split("==")[1]


def fetch_anew(platform: str, folder: Path) -> None:
    """Fetch by the lock file instead of by sums, then write the sums: only when a version was changed on purpose."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [part for tag in tags(platform) for part in ("--platform", tag)]
    abis = [part for abi in ("cp311", "abi3", "none") for part in ("--abi", abi)]
    common = ["--python-version", "3.11", "--implementation", "cp", "--only-binary=:all:", "--no-deps"]
    run(
        [
            str(venv_python()),
            "-m",
            "pip",
            "download",
            "-q",
            *chosen,
            *abis,
            *common,
            "-d",
            str(folder),
            *requirements(platform),
        ]
    )
    write_sums(platform, folder)


def install(python: Path, platform: str, folder: Path) -> None:
    """Into an environment, from the folder alone: `--no-index`, every file by its sum."""
    command = [str(python), "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--require-hashes"]
    command += ["--find-links", str(folder), "-r", str(sums_file(platform))]
    if subprocess.call(command, cwd=ROOT) != 0:
        raise Stop(f"the wheels of {platform} could not be installed from {folder}, see above")
