"""What every installed package is tried with, on whatever system it was installed: ledgers of each released version, an update and the way back,
and what removing leaves."""

import json
import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ground import ROOT, Stop
from next_version import KEY_FILE, Later

SAMPLES = ROOT / "tests" / "samples" / "ledgers"
DAY = "2026-06-05"
"""The day for which the samples say their rate."""


def try_former_ledgers(program: Callable[..., str], place: Path, inside: Callable[[Path], str]) -> int:
    """Open a ledger of each released version with the installed program: brought up to date, sound, its rate what it was. How many there are.

    `program` runs it with arguments, `place` is a folder as this PC sees it, `inside` says a path of it as the program sees it.
    """
    samples = sorted(SAMPLES.glob("*.zip"))
    for sample in samples:
        folder = place / f"{sample.stem} 的账本"
        if (
            not folder.exists()
        ):  # what a package tried before has left is opened as it is; an older copy would be told as one
            with zipfile.ZipFile(sample) as archive:
                archive.extractall(folder)
        ledger = inside(folder / "office.ledger")
        program("backup", ledger, "--to", inside(folder / "外置盘"))  # opens it for writing: that brings it up to date
        told = answer(program("rate", ledger, "--as-of", DAY, "--json"))["total"]
        known = json.loads(sample.with_suffix(".json").read_text(encoding="utf-8"))["rate"]
        if f"{told['rate']}（{told['numerator']}/{told['denominator']}）" != known:
            raise Stop(f"the ledger of {sample.stem} had the rate {known}, the installed program says {told}")
        if not answer(program("check", ledger, "--json"))["ok"]:
            raise Stop(f"the ledger of {sample.stem} is not sound after it was brought up to date")
    return len(samples)


SECRET = "Trial-Passphrase-2026"
"""Of the encrypted ledger that is updated; the program finds it in LEDGER_PASSPHRASE."""
_BY = ("--user", "管理员")
_SCRIPT = {
    "steps": [
        {"do": "unit.add", "args": {"name": "县民政局党组", "short": "县民政局"}, "as": "u"},
        {"do": "round.add", "args": {"name": "十五届县委第六轮（常规）", "feedback_on": "2026-03-18"}, "as": "r"},
        {
            "do": "finding.add",
            "args": {"round": "$r", "unit": "$u", "text": "欠缴党费", "due_on": "2026-06-30"},
            "as": "f",
        },
        {"do": "finding.add", "args": {"round": "$r", "unit": "$u", "text": "台账不实", "due_on": "2026-06-30"}},
        {"do": "finding.measure", "args": {"number": "$f", "text": "补缴"}},
    ]
}


@contextmanager
def knowing(resources: Path, later: Later) -> Iterator[None]:
    """An installed program that takes the updates of the trial for as long as it lasts; afterwards its files are those that were installed."""
    file = resources / KEY_FILE
    former = file.read_bytes() if file.exists() else None
    file.write_text(later.public + "\n", encoding="ascii", newline="\n")
    try:
        yield
    finally:
        if former is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(former)


def try_update(
    program: Callable[..., str],
    place: Path,
    inside: Callable[[Path], str],
    later: Later,
    while_later: Callable[[], None],
) -> str:
    """An encrypted ledger before, with and after the next version: refused when damaged, tried, used, and 换回; the version to which it went back.

    `program` finds SECRET in its environment; `while_later` is called while the next version is in use. What is in `place` stays.
    """
    place.mkdir(parents=True, exist_ok=True)
    ledger, disc = place / "office.ledger", inside(later.update)
    script = place / "办理.json"
    script.write_text(json.dumps(_SCRIPT, ensure_ascii=False), encoding="utf-8")
    program("new", inside(ledger), "--office", "试验办", "--recovery-sheet", inside(place / "恢复单.txt"))
    program("play", inside(ledger), inside(script), *_BY)
    before = _total(program, inside(ledger))
    _refuse_tampered(program, later.update, inside)
    told = answer(program("update", "check", disc, "--json"))
    base = told["from"]
    done = answer(program("update", "install", disc, "--ledger", inside(ledger), *_BY, "--json"))
    if (told["version"], done["version"], done["former"]) != (later.version, later.version, base):
        raise Stop(
            f"the update to {later.version} says that it is {told['version']}, and {done['former']} became {done['version']}"
        )
    _expect(
        later.version in _refused(program, "update", "check", disc),
        f"{later.version} was installed and is not the version in use",
    )
    program(
        "backup", inside(ledger), "--to", inside(place / "外置盘"), *_BY
    )  # opens it for writing: that brings it up to date
    _expect(_total(program, inside(ledger)) == before, f"{later.version} reads another rate than {base} did")
    while_later()
    went = answer(program("update", "back", "--ledger", inside(ledger), *_BY, "--json"))
    _expect(went["version"] == base, f"the way back led to {went['version']}, not to {base}")
    restored = inside(place / re.split(r"[\\/]", went["restored"])[-1])
    _expect(
        _total(program, restored) == before, f"the ledger restored for {base} has another rate than before the update"
    )
    _expect(answer(program("check", restored, *_BY, "--json"))["ok"], f"the ledger restored for {base} is not sound")
    said = _refused(program, "rate", inside(ledger), *_BY)
    _expect(later.version in said, f"{base} does not say that the ledger needs {later.version}:\n{said}")
    program("update", "clear")
    return str(went["version"])


def _total(program: Callable[..., str], ledger: str) -> tuple[str, int, int]:
    told = answer(program("rate", ledger, *_BY, "--as-of", DAY, "--json"))["total"]
    return told["rate"], told["numerator"], told["denominator"]


def _cut(update: Path, target: Path) -> None:
    with update.open("rb") as source, target.open("wb") as file:
        file.write(source.read(update.stat().st_size // 2))


def _flipped(update: Path, target: Path) -> None:
    """In the middle of its largest file: not every byte around the files means something."""
    with zipfile.ZipFile(update) as archive:
        largest = max(archive.infolist(), key=lambda one: one.compress_size)
    content = bytearray(update.read_bytes())
    content[largest.header_offset + 30 + len(largest.filename.encode()) + largest.compress_size // 2] ^= 1
    target.write_bytes(content)


def _with(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path, Path], None]:
    """An update written anew, whole as a zip, after somebody changed what is in it."""

    def write(update: Path, target: Path) -> None:
        with zipfile.ZipFile(update) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            parts = {one.filename: source.read(one) for one in source.infolist()}
            change(parts)
            for name, data in parts.items():
                archive.writestr(name, data)

    return write


def _exchanged(parts: dict[str, bytes]) -> None:
    name = max(parts, key=lambda one: len(parts[one]))
    parts[name] = bytes(reversed(parts[name]))


def _relabelled(parts: dict[str, bytes]) -> None:
    parts["manifest.json"] = parts["manifest.json"].replace(b'"version"', b'"version":"9.9.9","former"', 1)


def _signed_otherwise(parts: dict[str, bytes]) -> None:
    parts["manifest.sig"] = bytes(reversed(parts["manifest.sig"]))


TAMPERED: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "one byte is another": (_flipped, "没有改动"),
    "it was cut off": (_cut, "不完整"),
    "a file was exchanged": (_with(_exchanged), "与清单不符"),
    "a file was slipped in": (_with(lambda parts: parts.update({"app/run.sh": b"x"})), "多出清单上没有的文件"),
    "its list was changed": (_with(_relabelled), "签名不符"),
    "it was signed by another": (_with(_signed_otherwise), "签名不符"),
}
"""Six kinds of tampering, and what the program says of each."""


def _refuse_tampered(program: Callable[..., str], update: Path, inside: Callable[[Path], str]) -> None:
    """None of the six is taken, each is told by its own sentence, and nothing has changed."""
    for kind, (tamper, sentence) in TAMPERED.items():
        tampered = update.with_name(f"tampered-{update.name}")
        tamper(update, tampered)
        said = _refused(program, "update", "install", inside(tampered))
        tampered.unlink()
        _expect(
            sentence in said and "没有改动" in said, f"an update of which {kind} was refused with other words:\n{said}"
        )


def _refused(program: Callable[..., str], *asked: str) -> str:
    """What the program says where it does not do what it is asked; Stop where it does it."""
    try:
        program(*asked)
    except Stop as reason:
        return str(reason)
    raise Stop(f"{' '.join(asked[:2])} should have been refused")


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Stop(otherwise)


def answer(said: str) -> dict[str, Any]:
    """The JSON that a command printed; what libraries complain of stands around it."""
    return json.loads(said[said.index("{") : said.rindex("}") + 1])  # type: ignore[no-any-return]


def files_below(folder: Path, without: Collection[str] = ()) -> set[str]:
    """Every file, link and folder below a folder by its path inside, except what lies in the named parts of it."""
    found, open_folders = set(), [folder]
    while open_folders:
        for path in open_folders.pop().iterdir():
            name = path.relative_to(folder).as_posix()
            if name not in without:
                found.add(name)
                if path.is_dir() and not path.is_symlink():
                    open_folders.append(path)
    return found
