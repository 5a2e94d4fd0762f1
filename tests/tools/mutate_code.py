"""Seeded small mutations of the program, each tried against the tests that mirror its module: how many do the tests notice?

    python -m tests.tools.mutate_code --count 200 --seed 1 [--jobs 2] [--room rules]

Works on copies of the checkout in a temporary folder; the checkout itself is never changed. Prints each survivor with its
place and what was changed, then one line: killed, survived, the share. A mutant that hangs counts as killed.
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
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("rules", "ledgers", "operations", "exchange", "documents")
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
    """Nodes that can be changed; docstrings, annotations and decorators are left alone."""

    def __init__(self) -> None:
        self.found: list[ast.AST] = []

    def generic_visit(self, node: ast.AST) -> None:
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


def tests_of(module: Path) -> list[str]:
    """The mirrored test of a module; else the tests that import it."""
    parts = module.relative_to(ROOT / "desktop").with_suffix("").parts
    mirrored = ROOT.joinpath("tests", *parts[:-1], f"test_{parts[-1]}.py")
    if mirrored.is_file():
        return [str(mirrored.relative_to(ROOT))]
    name, room = ".".join(("desktop", *parts)), ".".join(("desktop", *parts[:-1]))
    found = []
    for test in sorted((ROOT / "tests").rglob("test_*.py")):
        if {"acceptance", "bench", "ui"} & set(test.relative_to(ROOT).parts):
            continue
        text = test.read_text("utf-8")
        if f"from {name} import" in text or any(
            f"from {room} import" in line and parts[-1] in line.replace(",", " ").split() for line in text.splitlines()
        ):
            found.append(str(test.relative_to(ROOT)))
    return found or [str(one.relative_to(ROOT)) for one in sorted(ROOT.joinpath("tests", *parts[:-1]).glob("test_*.py"))]


def killed(mutant: Mutant, copy_of: Path, seconds: int) -> bool:
    """Whether the tests of the module notice."""
    target = copy_of / mutant.path.relative_to(ROOT)
    sound = target.read_text("utf-8")
    target.write_text(mutant.text, "utf-8")
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:randomly", *tests_of(mutant.path)],
            cwd=copy_of, capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
        return run.returncode not in (0, 5)
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(sound, "utf-8")


def chosen(count: int, seed: int, rooms: tuple[str, ...]) -> list[Mutant]:
    """So many mutants spread over the modules of the rooms."""
    choose = random.Random(seed)
    modules = sorted(path for room in rooms for path in (ROOT / "desktop" / room).rglob("*.py") if path.stem != "__init__")
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


def main() -> int:
    """Try them all; exit 0 where nine of ten are killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--room", action="append", choices=ROOMS)
    given = parser.parse_args()
    todo = chosen(given.count, given.seed, tuple(given.room or ROOMS))
    with tempfile.TemporaryDirectory() as folder:
        copies: Queue[Path] = Queue()
        for number in range(given.jobs):
            place = Path(folder, str(number))
            shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", "demo", "dist"))
            copies.put(place)

        def tried(mutant: Mutant) -> bool:
            place = copies.get()
            try:
                return killed(mutant, place, given.seconds)
            finally:
                copies.put(place)

        with ThreadPoolExecutor(given.jobs) as pool:
            results = list(pool.map(tried, todo))
    for mutant, dead in zip(todo, results, strict=True):
        if not dead:
            print(f"survived {mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.before!r} -> {mutant.after!r}")
    share = sum(results) / max(len(results), 1)
    print(f"{sum(results)} killed, {len(results) - sum(results)} survived, {share:.1%}")
    return 0 if share >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
