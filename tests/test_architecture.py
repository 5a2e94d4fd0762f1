"""The laws of the house, read from the source: what a reviewer would have to remember is checked here instead."""

import ast
import gc
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = sorted([*ROOT.glob("db/**/*.py"), *ROOT.glob("desktop/**/*.py")])
TESTS = sorted(path for path in ROOT.glob("tests/**/*.py") if "samples" not in path.parts)
EVERYTHING = [*PROGRAM, *TESTS, *sorted(ROOT.glob(".packaging/*.py")), ROOT / "build_installer.py"]

TOP_LEVEL = {
    "desktop",
    "resources",
    "db",
    "templates_docx",
    "tests",
    "build_installer.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "requirements.lock",
}
MADE_BY_US = {"build", "dist", "demo", "out", "__pycache__"}

LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 400, 60

# Rooms to which today is an argument. A file may read the clock only with its reason written here.
WITHOUT_CLOCK = (
    "db/queries",
    "desktop/rules",
    "desktop/ledgers",
    "desktop/exchange",
    "desktop/documents",
    "desktop/paper",
    "desktop/statistics",
)
CLOCK_ALLOWED: dict[str, str] = {}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "strftime"),
    ("QDate", "currentDate"),
    ("QDateTime", "currentDateTime"),
}

NETWORK = re.compile(
    r"^(socket|socketserver|ssl|http|ftplib|smtplib|imaplib|poplib|telnetlib|xmlrpc|asyncio|urllib\.request|urllib3|requests|httpx|aiohttp"
    r"|websockets|PySide6\.(QtNetwork|QtWebEngine\w*|QtWebSockets|QtHttpServer))(\.|$)"
)
SQL = re.compile(
    r"^\s*(with\s+\w+.*\bas\s*\(|select\s.*\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s"
    r"|create\s+(temp\s+)?(table|view|index|trigger)\s|drop\s+\w+\s|alter\s+table\s|pragma\s+\w)",
    re.IGNORECASE | re.DOTALL,
)
VAGUE = ("utils", "helpers", "helper", "manager", "service", "base", "common", "misc")
HEAVY = (
    "docx",
    "docxtpl",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "matplotlib",
    "numpy",
    "pandas",
    "sqlite_utils",
    "lxml",
)


@cache
def tree(path: Path) -> ast.Module:
    text = path.read_text(encoding="utf-8")
    gc.disable()  # what is collected while CPython 3.11 makes a tree may run Python, and then it fails (recursion depth mismatch)
    try:
        return ast.parse(text)
    finally:
        gc.enable()


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def at(path: Path, node: ast.AST) -> str:
    return f"{name_of(path)}:{getattr(node, 'lineno', 0)}"


def in_rooms(path: Path, rooms: tuple[str, ...]) -> bool:
    return any(name_of(path).startswith(room + "/") for room in rooms)


def imported(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """Every module a file imports, with `from package import module` told as package.module too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node, node.module
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def method_calls(path: Path) -> Iterator[tuple[ast.Call, ast.Attribute]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func


def texts(path: Path) -> Iterator[ast.Constant]:
    """String literals that are not docstrings."""
    docstrings = set()
    for node in ast.walk(tree(path)):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            docstrings |= {id(line.value) for line in body if isinstance(line, ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def test_the_import_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0


def test_the_top_level_holds_exactly_what_the_issue_says():
    entries = {
        path.name for path in ROOT.iterdir() if not path.name.startswith(".") and not path.name.endswith(".egg-info")
    }

    assert entries - MADE_BY_US == TOP_LEVEL


def test_queries_are_run_only_in_db():
    faults = [
        at(path, call)
        for path in PROGRAM
        if in_rooms(path, ("desktop",))
        for call, method in method_calls(path)
        if method.attr in ("query", "execute", "executemany", "executescript")
    ]

    assert faults == []


def test_sql_is_written_only_in_db():
    faults = [
        at(path, text)
        for path in PROGRAM
        if in_rooms(path, ("desktop",))
        for text in texts(path)
        if SQL.search(text.value)
    ]

    assert faults == []


def test_tables_are_written_only_by_operations_and_db():
    faults = [
        at(path, call)
        for path in PROGRAM
        if in_rooms(path, ("desktop",)) and not in_rooms(path, ("desktop/operations",))
        for call, method in method_calls(path)
        if method.attr in ("insert", "insert_all", "update", "upsert", "begin_action", "delete_draft")
        and len(call.args) >= 2
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]

    assert faults == []


def test_rooms_without_a_clock_get_today_as_an_argument():
    faults = [
        at(path, call)
        for path in PROGRAM
        if in_rooms(path, WITHOUT_CLOCK) and name_of(path) not in CLOCK_ALLOWED
        for call, method in method_calls(path)
        if (getattr(method.value, "id", getattr(method.value, "attr", "")), method.attr) in CLOCKS
    ]

    assert faults == []


def test_the_list_of_files_that_may_read_the_clock_names_no_stranger():
    assert [name for name in CLOCK_ALLOWED if not (ROOT / name).exists()] == []


def test_no_slow_or_deaf_widgets_of_qt_are_used():
    """QTableWidget copies every row, QSortFilterProxyModel sorts in Python calls, ResizeToContents measures every row."""
    slow = {"QTableWidget", "QSortFilterProxyModel", "ResizeToContents"}
    faults = [
        at(path, node)
        for path in PROGRAM
        for node in ast.walk(tree(path))
        if getattr(node, "id", getattr(node, "attr", getattr(node, "name", None))) in slow
    ]

    assert faults == []


def test_tests_type_no_chinese_by_key_clicks():
    """QTest.keyClicks aborts the whole run on a character above ASCII; commit it by QInputMethodEvent or setText."""
    faults = [
        at(path, call)
        for path in TESTS
        for call, method in method_calls(path)
        if method.attr in ("keyClicks", "keyClick")
        for argument in ast.walk(call)
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and not argument.value.isascii()
    ]

    assert faults == []


def test_paper_paints_without_widgets_or_printers():
    """An import contract cannot say this: import-linter sees PySide6 as one thing."""
    faults = [
        f"{at(path, node)} {module}"
        for path in PROGRAM
        if in_rooms(path, ("desktop/paper",))
        for node, module in imported(path)
        if module.startswith("PySide6.") and module.split(".")[1] not in ("QtCore", "QtGui")
    ]

    assert faults == []


def test_the_program_opens_no_socket():
    """A7: nothing that could reach a network is imported, Qt's own network module included."""
    faults = [
        f"{at(path, node)} {module}" for path in PROGRAM for node, module in imported(path) if NETWORK.match(module)
    ]

    assert faults == []


def test_no_error_is_swallowed_in_silence():
    faults = [
        at(path, node)
        for path in EVERYTHING
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and swallows(node)
    ]
    faults += [
        at(path, call)
        for path in PROGRAM
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) == "suppress"
        if {getattr(argument, "id", "") for argument in call.args} & {"Exception", "BaseException"}
    ]

    assert faults == []


def swallows(handler: ast.ExceptHandler) -> bool:
    """A bare except, or one for every exception that neither raises nor calls anything."""
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    if not {getattr(kind, "id", "") for kind in kinds} & {"Exception", "BaseException"}:
        return False
    return not any(isinstance(node, ast.Raise | ast.Call) for line in handler.body for node in ast.walk(line))


def test_no_file_or_class_has_a_name_that_says_nothing():
    words = re.compile(rf"(^|_)({'|'.join(VAGUE)})$", re.IGNORECASE)
    endings = re.compile(r"(Utils|Helpers?|Manager|Service|Base|Common)$")
    faults = [
        name_of(path)
        for path in PROGRAM
        if any(words.search(part) for part in path.relative_to(ROOT).with_suffix("").parts)
    ]
    faults += [
        f"{at(path, node)} {node.name}"
        for path in PROGRAM
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and endings.search(node.name)
    ]

    assert faults == []


def test_no_file_is_longer_than_a_reader_bears():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in EVERYTHING}

    assert {name: length for name, length in lengths.items() if length > LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_a_screen():
    functions = [
        (at(path, node), node.end_lineno - node.lineno + 1)
        for path in EVERYTHING
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert [(place, length) for place, length in functions if length > LINES_OF_A_FUNCTION] == []


def test_every_module_and_public_thing_says_its_purpose():
    faults = [name_of(path) for path in PROGRAM if not ast.get_docstring(tree(path))]
    faults += [
        f"{at(path, node)} {node.name}"
        for path in PROGRAM
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert faults == []


def test_no_path_of_one_machine_and_no_registry_is_written_down():
    # put together here, so that this file does not name them either
    places = re.compile(
        "|".join(
            [
                "/wor" + "k/",
                "/opt/(x?venv|pypi|wheels|rendering)",
                "/ro" + "ot/",
                "python" + "hosted",
                r"pypi\." + "org",
            ]
        )
    )
    endings = {".py", ".md", ".toml", ".lock", ".txt", ".qss", ".json", ".css", ""}
    files = [
        *EVERYTHING,
        *ROOT.glob("[!.]*.*"),
        *ROOT.glob(".ci/*"),
        *ROOT.glob("resources/**/*"),
        *ROOT.glob("tests/tools/*.py"),
    ]
    faults = [
        name_of(path)
        for path in files
        if path.is_file()
        and path.suffix in endings
        and places.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert faults == []


START = ROOT / "desktop" / "ui" / "app.py"
if START.exists():  # the window comes with its own room

    def test_the_window_starts_without_the_heavy_libraries():
        """They cost the clerk half a second at every start; each is imported where it is first needed."""
        assert loaded_by("import desktop.ui.app") == []


if any(ROOT.glob("desktop/cli*")):

    def test_the_command_line_starts_without_qt_and_the_heavy_libraries():
        assert loaded_by("import desktop.cli", also=("PySide6.QtWidgets",)) == []


def loaded_by(statement: str, also: tuple[str, ...] = ()) -> list[str]:
    """Which of the heavy libraries a fresh interpreter has loaded after one statement."""
    code = f"import sys; {statement}; print([name for name in {HEAVY + also!r} if name in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return ast.literal_eval(answer.stdout.strip().splitlines()[-1])


def test_every_module_can_be_imported() -> None:
    """Pages and dialogs are imported when first shown, so that a wrong name would be met only by the clerk."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in PROGRAM if path.stem != "__main__"]
    faults = []
    for name in names:
        try:
            importlib.import_module(name.removesuffix(".__init__"))
        except ImportError as error:
            faults.append(f"{name}: {error}")
    assert not faults
