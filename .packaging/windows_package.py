"""The installer for Windows, frozen and tried under wine on Debian 12: installed, its selftest, the demonstration, an update and back, removed.

    python3 build_installer.py build --windows [DIR] [--tests[=ui,host,…]] [--trial]

DIR (build/windows) holds prefix and wheels between runs. What leaves is `dist/inspection-ledger-VERSION-windows-amd64.exe`. With `--tests` the
tests of every room run there as well, after the installer was tried (hours: a program under wine is several times slower). With `--trial`
the installer that lies in dist/ is tried again, and nothing is built.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import frozen_folder
import licences
import next_version
import trials
import wheelhouse
import wine_house
from ground import HERE, NAME, ROOT, Stop, files_of, run, run_python, version
from next_version import Later
from wine_house import PYTHON_EXE, REPO, Wine

PACKAGES = wine_house.PACKAGES
INSTALLED, MADE = "C:\\台账程序", "C:\\演示 一"
"""Where the trial installs and what it makes: Chinese and blanks in paths, as clerks have them. (No blank in the first: wine would put it in
quotes, which NSIS does not take.)"""

_CHANGING = ("windows", "repo", "Python311", "ProgramData", PureWindowsPath(MADE).name)
"""What wine changes by itself, what the freezing needs, and what the person made: the ledgers and this PC's settings."""
_FONTS = f"{REPO}\\.venv\\Lib\\site-packages\\pylopdf_fonts_zh_cn"
"""Off screen Qt for Windows looks for fonts beside itself, complains that there are none, and every test with a window fails of that."""
ROOMS = ("rules", "db", "ledgers", "statistics", "exchange", "paper", "documents", "operations", "host", "cli", "ui")


def build(arguments: Sequence[str]) -> int:
    """Freeze, put the original numpy back, pack, then try what was packed."""
    given = [one for one in arguments if not one.startswith("--")]
    folder = Path(given[0] if given else ROOT / "build" / "windows").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    wheels = wheelhouse.fetch("win_amd64", folder / "wheels")
    run_python(str(HERE / "icons.py"), str(ROOT / "build" / "icons"))
    wine = Wine(folder)
    wine.open()
    try:
        wine_house.set_up(wine, wheels)
        wine.keep_a_window()
        installer = lying_in_dist() if "--trial" in arguments else make(wine, folder / "next")
        try_installer(wine, installer, next_version.lying_in(folder / "next"))
        if rooms := rooms_of(arguments):
            wine_house.set_up(wine, wheels)  # freezing the next version left its sources in the prefix
            try_rooms(wine, rooms)
    finally:
        wine.close()
    frozen_folder.sum_packages(installer.parent)
    print(f"packed: {installer} ({installer.stat().st_size / 1e6:.0f} MB)")
    return 0


def lying_in_dist() -> Path:
    """The installer that an earlier run made."""
    installer = installer_of(version())
    if not installer.is_file():
        raise Stop(f"{installer} is not there: run the same command without --trial")
    return installer


def installer_of(one_version: str) -> Path:
    """Where the installer of a version lies."""
    return ROOT / "dist" / f"{NAME}-{one_version}-windows-amd64.exe"


def make(wine: Wine, kept: Path) -> Path:
    """The installer, and the update to a next version by which it is tried."""
    frozen = freeze(wine)
    installer = pack(frozen)
    print(f"folder: {size_of(frozen) / 1e6:.0f} MB", flush=True)
    make_next(wine, kept)
    return installer


def make_next(wine: Wine, kept: Path) -> None:
    """Freeze and sign the next version where this one was frozen; its numpy keeps the stand-in, since it only runs under wine."""
    version_next = next_version.write_into(wine.path(REPO))
    release = (f"{REPO}\\.venv\\Scripts\\python.exe", "-X", "utf8", f"{REPO}\\.packaging\\release.py")
    wine.run(*release, "key", "C:\\trial.key", seconds=600)
    print(f"freezing the next version, {version_next}, for the trial", flush=True)
    freeze_in(wine)
    wine.run(*release, "update", f"{REPO}\\dist\\{NAME}", "C:\\trial.key", seconds=1800)
    made = next(wine.path(f"{REPO}\\dist").glob(f"*-{version_next}-*.xcupd"))
    public = wine.path(f"{REPO}\\resources\\{next_version.KEY_FILE}").read_text(encoding="ascii").strip()
    next_version.kept_in(kept, made, version_next, public)
    wine.path("C:\\trial.key").unlink()


def freeze_in(wine: Wine) -> None:
    """The program that lies in the prefix, frozen there; it has passed its selftest under wine."""
    wine.run(
        PYTHON_EXE, f"{REPO}\\build_installer.py", "freeze", seconds=3600, echo=True,
        SOURCE_DATE_EPOCH=str(frozen_folder.commit_time()),
    )  # fmt: skip


def freeze(wine: Wine) -> Path:
    """The frozen folder with the wheels' own files, licences and sums; it has passed its selftest under wine."""
    icons = wine.path(f"{REPO}\\build\\icons")
    shutil.copytree(ROOT / "build" / "icons", icons, dirs_exist_ok=True)
    freeze_in(wine)
    folder = ROOT / "build" / f"{NAME}-windows" / NAME
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(wine.path(f"{REPO}\\dist\\{NAME}"), folder)
    wine_house.put_original_back(folder)
    licences.gather(folder)
    frozen_folder.write_sums(folder, [path for path in files_of(folder) if not path.name.endswith("SUMS")])
    return folder


def pack(frozen: Path) -> Path:
    """The installer for one user, by NSIS."""
    target = installer_of(version())
    target.parent.mkdir(exist_ok=True)
    given = {"APP": frozen, "OUT": target, "VERSION": version(), "ICON": ROOT / "build" / "icons" / "program.ico"}
    options = ["-V2", "-WX", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in given.items())]
    run(
        ["makensis", *options, str(HERE / "windows.nsi")],
        extra={"SOURCE_DATE_EPOCH": str(frozen_folder.commit_time()), "LC_ALL": "C.UTF-8"},
    )
    return target


def try_installer(wine: Wine, installer: Path, later: Later) -> None:
    """Install without a question, selftest, the demonstration to its end, former ledgers, an update and back, remove.

    What is left is what the person made; it is removed while a version by update file is in use.
    """
    for left in (wine.path(INSTALLED), wine.path(MADE)):
        shutil.rmtree(left, ignore_errors=True)
    changing = (*_CHANGING, *(f"users/{person.name}/Temp" for person in wine.path("C:\\users").iterdir()))
    before = trials.files_below(wine.drive, changing)
    wine.run(f"Z:{installer}", "/S", f"/D={INSTALLED}", seconds=900)
    try_over_itself(wine, installer)
    wine_house.use_stand_in(wine.path(f"{INSTALLED}\\app"))

    def program(*asked: str, **more: str) -> str:
        own = {"INSPECTION_LEDGER_HOME": f"{MADE}\\设置"}
        return wine.run(f"{INSTALLED}\\app\\{NAME}-cli.exe", *asked, seconds=3600, **own, **more)

    def inside(path: Path) -> str:
        return "C:\\" + "\\".join(path.relative_to(wine.drive).parts)

    _pass_selftest(program)
    program("demo", MADE)
    health = trials.answer(program("check", f"{MADE}\\demo.ledger", "--json"))
    print(f"demonstration under wine: made to its end, its ledger sound: {health['ok']}", flush=True)
    if not health["ok"]:
        raise Stop("the ledger that the demonstration made under wine is not sound")
    former = trials.try_former_ledgers(program, wine.path(MADE) / "旧账本", inside)
    print(f"former ledgers opened under wine with equal rates: {former}", flush=True)
    disc = Path(shutil.copy(later.update, wine.path(MADE)))
    here = replace(later, update=disc)
    with trials.knowing(wine.path(f"{INSTALLED}\\app\\_internal\\resources"), here):
        back = trials.try_update(
            lambda *asked: program(*asked, LEDGER_PASSPHRASE=trials.SECRET),
            wine.path(MADE) / "更新",
            inside,
            here,
            lambda: None,
        )
        print(
            f"under wine six kinds of tampered updates refused, {later.version} installed, and back to {back}",
            flush=True,
        )
        wine.run(
            f"{INSTALLED}\\app\\{NAME}-cli.exe", "update", "install", inside(disc), seconds=3600
        )  # among the person's own settings
    wine.run(f"{INSTALLED}\\uninstall.exe", "/S", f"_?={INSTALLED}", seconds=900)
    own = PureWindowsPath(INSTALLED).name
    # told where it lies (`_?=`), the uninstaller runs in its place and cannot take itself away
    left = trials.files_below(wine.drive, changing) - before - {own, f"{own}/uninstall.exe"}
    home = PureWindowsPath(wine.run("cmd", "/c", "echo %LOCALAPPDATA%").strip())
    settings = "/".join(home.parts[1:]) + f"/{NAME}"
    left = {name for name in left if name != settings and not name.startswith(f"{settings}/")}
    if wine.path(f"C:\\{settings}").joinpath("versions").exists():
        raise Stop("removing left the version that came by an update file")
    if left:
        raise Stop(f"removing left {len(left)} files, such as {sorted(left)[0]}")
    print("removed under wine: the ledgers, their backups and the settings are left, nothing else", flush=True)


def _pass_selftest(program: Callable[..., str]) -> None:
    report = trials.answer(program("selftest", "--json"))
    failed = [step for step in report["steps"] if not step["ok"]]
    print(f"installed under wine: selftest {len(report['steps']) - len(failed)} of {len(report['steps'])}", flush=True)
    if failed:
        told = json.dumps(failed, ensure_ascii=False)
        raise Stop(f"the installed program did not pass its selftest under wine: {told}")


def try_over_itself(wine: Wine, installer: Path) -> None:
    """What is installed is replaced whole by installing again, and neither that nor removing touches it while its window is open."""
    again, remove = (
        (f"Z:{installer}", "/S", f"/D={INSTALLED}"),
        (f"{INSTALLED}\\uninstall.exe", "/S", f"_?={INSTALLED}"),
    )
    before = trials.files_below(wine.path(INSTALLED))
    wine.run(*again, seconds=900)
    if trials.files_below(wine.path(INSTALLED)) != before:
        raise Stop("installing the same version again did not lead to the same files")
    wine_house.use_stand_in(wine.path(f"{INSTALLED}\\app"))
    with wine.running(f"{INSTALLED}\\app\\{NAME}.exe", INSPECTION_LEDGER_HOME=f"{MADE}\\设置"):
        for asked in (again, remove):
            try:
                wine.run(*asked, seconds=900)
            except Stop as reason:
                if "ended with 2" not in str(reason) or trials.files_below(wine.path(INSTALLED)) != before:
                    raise
            else:
                raise Stop(f"{asked[0]} did its work below a window that is open")
    wine_house.put_original_back(wine.path(f"{INSTALLED}\\app"))
    print(
        "installed under wine again over itself; refused, and to be removed too, while its window is open", flush=True
    )


def rooms_of(arguments: Sequence[str]) -> Sequence[str]:
    """Which tests are asked for: all rooms, those named (a room, or one file of it as `ui/test_theme.py`), or none."""
    named = [one.removeprefix("--tests=") for one in arguments if one.startswith("--tests=")]
    return ROOMS if "--tests" in arguments else [room for one in named for room in one.split(",") if room]


def try_rooms(wine: Wine, rooms: Sequence[str]) -> None:
    """The tests of every room by Python for Windows, its streams and files in code page 936; all are run, also after one that failed."""
    failed = []
    for room in rooms:
        options = ("-n", "0", "-p", "no:cacheprovider", "-rfE", "--tb=short", "-m", "not acceptance and not rendering")
        try:
            said = wine.run(
                f"{REPO}\\.venv\\Scripts\\python.exe", "-m", "pytest", *options, f"tests/{room}", seconds=4 * 3600, inside=REPO,
                PYTHONDONTWRITEBYTECODE="1", WINEQT_QPA_FONTDIR=_FONTS,
            )  # fmt: skip
        except Stop as reason:
            said = str(reason)
            failed.append(room)
            print(said, flush=True)
        print(f"tests of {room} under wine: {said.strip().splitlines()[-1]}", flush=True)
    if failed:
        raise Stop(f"under wine the tests of {', '.join(failed)} did not all pass, see above")


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in files_of(folder) if not path.is_symlink())
