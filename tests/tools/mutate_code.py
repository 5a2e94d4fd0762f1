"""Seeded small mutations of the program, each tried against the tests that mirror its module: how many do the tests notice?

    python -m tests.tools.mutate_code --count 200 --seed 1 [--jobs 2] [--room rules] [--each-room] [--mirrored]

Works on copies of the checkout in a temporary folder; the checkout itself is never changed. First the chosen test files run on
the sound program: one that is not green kills nothing, and their times bound those of the mutants. Tests of callers, which may be long,
count as long as a module's stay within BUDGET seconds together; a slower one is left out. Each survivor is told as it is found, with its
place and what was changed; then a line for each room: killed by the mirrored test, by the tests of callers (the module has no
mirrored test of its own), by a hang, and survived. With `--each-room` the count is that of every room; with `--mirrored` only
the mirrored test counts, and a mutant of a module that has none survives.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from importlib.util import cache_from_source
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("rules", "ledgers", "operations", "exchange", "documents")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:randomly")
CALLERS = 6
"""So many test files of callers are tried for a module without a mirrored test."""
BUDGET = 30
"""So many seconds those of one module may take together."""
LONGEST = 600
"""So many seconds a mirrored test may take on the sound program."""
START, SLOWER = 60, 10
"""A mutant hangs that runs longer than seconds to start and so many times the sound time."""
_DECIDES_NOTHING = frozenset({"width", "mm", "sheet", "example"})
_SAMPLES = frozenset({"example", "sample_head"})
"""Functions whose values only a preview without a ledger shows."""
_COMPARE = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}


@dataclass(frozen=True)
class Mutant:
    """One change: the module, the line, what it was and became, and the module's new text."""

    path: Path
    line: int
    before: str
    after: str
    text: str


class _Places(ast.NodeVisitor):
    """Nodes that can be changed; docstrings, annotations and decorators are left alone, and what decides nothing.

    That are widths of columns, and the invented values of samples (`example` of a word, a recipe's preview): any other number
    would be as good a sample, no paper of a ledger has them, and their agreement with each other is tested with the papers.
    """

    def __init__(self) -> None:
        self.found: list[ast.AST] = []

    def generic_visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef) and node.name in _SAMPLES:
            return
        if isinstance(node, (ast.Compare, ast.BoolOp, ast.BinOp, ast.IfExp)) or (
            isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        ):
            self.found.append(node)
        if isinstance(node, ast.Constant) and (type(node.value) is int or isinstance(node.value, bool)):
            self.found.append(node)
        if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
            self.found.append(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params", "bases", "keywords"):
                if name == "keywords" and isinstance(node, ast.Call):
                    for keyword in value:
                        if keyword.arg not in _DECIDES_NOTHING:
                            self.visit(keyword.value)
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self.visit(child)


def changed(node: ast.AST, choose: random.Random) -> ast.AST | None:
    """The node with one small change, or None where there is none to make."""
    new = copy.deepcopy(node)
    if isinstance(new, ast.Compare) and type(new.ops[0]) in _COMPARE:
        new.ops[0] = _COMPARE[type(new.ops[0])]()
        return new
    if isinstance(new, ast.BoolOp):
        new.op = ast.Or() if isinstance(new.op, ast.And) else ast.And()
        return new
    if isinstance(new, ast.BinOp) and type(new.op) in _ARITHMETIC:
        new.op = _ARITHMETIC[type(new.op)]()
        return new
    if isinstance(new, ast.UnaryOp):
        return new.operand
    if isinstance(new, ast.IfExp):
        new.body, new.orelse = new.orelse, new.body
        return new
    if isinstance(new, ast.Constant):
        new.value = (not new.value) if isinstance(new.value, bool) else new.value + choose.choice((-1, 1))
        return new
    if isinstance(new, ast.Return):
        new.value = ast.Constant(None)
        return new
    return None


def mutants(path: Path, choose: random.Random) -> Iterator[Mutant]:
    """The mutants of one module, in random order."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    places = _Places()
    places.visit(tree)
    choose.shuffle(places.found)
    for node in places.found:
        new = changed(node, choose)
        if new is None or not hasattr(node, "lineno"):
            continue
        before, after = ast.get_source_segment(source, node), ast.unparse(ast.fix_missing_locations(new))
        if before is None or before == after:
            continue
        text = _replaced(source, node, f"({after})" if isinstance(node, ast.expr) else after)
        yield Mutant(path, node.lineno, before, after, text)


def _replaced(source: str, node: ast.AST, new: str) -> str:
    lines = source.encode().splitlines(keepends=True)  # columns of the tree count bytes
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset  # type: ignore[attr-defined]
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset  # type: ignore[attr-defined]
    whole = source.encode()
    return (whole[:start] + new.encode() + whole[end:]).decode()


def mirrored_test(module: Path) -> Path | None:
    """The test file of the module's own name, in the folder of its room."""
    parts = module.relative_to(ROOT / "desktop").with_suffix("").parts
    test = ROOT.joinpath("tests", *parts[:-1], f"test_{parts[-1]}.py")
    return test if test.is_file() else None


def _tests_of_callers(module: Path) -> list[Path]:
    """Tests that import the module, those of its own folder first; where none does, those of its folder."""
    parts = module.relative_to(ROOT / "desktop").with_suffix("").parts
    name, room = ".".join(("desktop", *parts)), ".".join(("desktop", *parts[:-1]))
    folder = ROOT.joinpath("tests", *parts[:-1])
    found = []
    for test in sorted((ROOT / "tests").rglob("test_*.py"), key=lambda test: (test.parent != folder, test)):
        if {"acceptance", "bench", "ui"} & set(test.relative_to(ROOT).parts):
            continue
        text = test.read_text("utf-8")
        if f"from {name} import" in text or any(
            f"from {room} import" in line and parts[-1] in line.replace(",", " ").split() for line in text.splitlines()
        ):
            found.append(test)
    return found or sorted(folder.glob("test_*.py"))


class Outcome(Enum):
    """What became of a mutant."""

    MIRRORED = "by the mirrored test"
    CALLERS = "by the tests of callers"
    HUNG = "by a hang"
    SURVIVED = "survived"


class Bench:
    """Copies of the checkout, each used by one mutant at a time, and how long each test file takes there."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self._copies: Queue[Path] = Queue()
        self._seconds: dict[str, float | None] = {}
        for number in range(jobs):
            place = folder / str(number)
            shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", "dist"))
            self._copies.put(place)

    def tests_of(self, module: Path, only_mirrored: bool = False) -> tuple[Path, ...]:
        """The mirrored test of a module; else, unless only that counts, the nearest short tests that import it."""
        own = mirrored_test(module)
        if own is not None:
            return () if self._measured(own, LONGEST) is None else (own,)
        found: list[Path] = []
        left = float(BUDGET)
        for test in () if only_mirrored else _tests_of_callers(module)[:CALLERS]:
            seconds = self._measured(test, BUDGET)
            if seconds is not None and seconds <= left:
                found.append(test)
                left -= seconds
        return tuple(found)

    def _measured(self, test: Path, bound: float) -> float | None:
        """How long a test file takes on the sound program, tried once; None where it fails or takes longer than the bound."""
        name = str(test.relative_to(ROOT))
        if name not in self._seconds:
            place, start = self._copies.get(), time.monotonic()
            try:
                run = subprocess.run([*PYTEST, "-x", name], cwd=place, capture_output=True, timeout=bound, check=False)
                self._seconds[name] = time.monotonic() - start if run.returncode == 0 else None
            except subprocess.TimeoutExpired:
                self._seconds[name] = None
            finally:
                self._copies.put(place)
            if self._seconds[name] is None:
                print(f"left out {name}: on the sound program it fails or takes over {bound:.0f} s", flush=True)
        return self._seconds[name]

    def outcome(self, mutant: Mutant, tests: tuple[Path, ...]) -> Outcome:
        """Try one mutant; a module without any test survives."""
        if not tests:
            return Outcome.SURVIVED
        files = [str(test.relative_to(ROOT)) for test in tests]
        bound = START + SLOWER * sum(self._seconds[file] or 0 for file in files)
        place = self._copies.get()
        target = place / mutant.path.relative_to(ROOT)
        sound = target.read_text("utf-8")
        try:
            _write(target, mutant.text)
            run = subprocess.run([*PYTEST, "-x", *files], cwd=place, capture_output=True, timeout=bound, check=False)
        except subprocess.TimeoutExpired:
            return Outcome.HUNG
        finally:
            _write(target, sound)
            self._copies.put(place)
        if run.returncode in (0, 5):
            return Outcome.SURVIVED
        return Outcome.MIRRORED if mirrored_test(mutant.path) else Outcome.CALLERS


def _write(module: Path, text: str) -> None:
    """Without the compiled form, which a change within one second and of equal size would leave in use."""
    module.write_text(text, "utf-8")
    Path(cache_from_source(str(module))).unlink(missing_ok=True)


def chosen(count: int, seed: int, rooms: tuple[str, ...]) -> list[Mutant]:
    """So many mutants spread over the modules of the rooms."""
    choose = random.Random(seed)
    modules = sorted(
        path for room in rooms for path in (ROOT / "desktop" / room).rglob("*.py") if path.stem != "__init__"
    )
    queues = {path: mutants(path, random.Random(f"{seed} {path.name}")) for path in modules}
    found: list[Mutant] = []
    while queues and len(found) < count:
        path = choose.choice(list(queues))
        mutant = next(queues[path], None)
        if mutant is None:
            del queues[path]
        else:
            found.append(mutant)
    return found


def told(todo: list[Mutant], results: list[Outcome]) -> float:
    """Print the figures of each room and of all; the share that was killed."""
    by_room: dict[str, Counter[Outcome]] = {}
    for mutant, outcome in zip(todo, results, strict=True):
        by_room.setdefault(mutant.path.relative_to(ROOT).parts[1], Counter())[outcome] += 1
    by_room["all"] = sum(by_room.values(), Counter())
    for room, counts in by_room.items():
        parts = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)
        print(f"{room}: {1 - counts[Outcome.SURVIVED] / counts.total():.1%} killed: {parts}")
    bare = {mutant.path for mutant in todo if mirrored_test(mutant.path) is None}
    print(f"{len(bare)} of {len({mutant.path for mutant in todo})} modules have no mirrored test")
    return 1 - by_room["all"][Outcome.SURVIVED] / len(results)


def main() -> int:
    """Try them all; exit 0 where nine of ten are killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--room", action="append", choices=ROOMS)
    parser.add_argument("--each-room", action="store_true")
    parser.add_argument("--mirrored", action="store_true")
    given = parser.parse_args()
    rooms = tuple(given.room or ROOMS)
    portions = [(room,) for room in rooms] if given.each_room else [rooms]
    todo = [mutant for portion in portions for mutant in chosen(given.count, given.seed, portion)]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.jobs)
        own_first = sorted({mutant.path for mutant in todo}, key=lambda module: (mirrored_test(module) is None, module))
        tests = {module: bench.tests_of(module, given.mirrored) for module in own_first}

        def tried(mutant: Mutant) -> Outcome:
            outcome = bench.outcome(mutant, tests[mutant.path])
            if outcome is Outcome.SURVIVED:
                place = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
                print(f"survived {place}: {mutant.before!r} -> {mutant.after!r}", flush=True)
            return outcome

        with ThreadPoolExecutor(given.jobs) as pool:
            results = list(pool.map(tried, todo))
    return 0 if told(todo, results) >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
