"""A5, A6: nothing leaves but by a declared way. Who may write a file or call a printer is read from the source, as the laws of the house are."""

import ast
from pathlib import Path

import pytest

from desktop.ledgers import ways_out
from desktop.ledgers.ways_out import BY_NAME, REGISTERED, WAYS
from desktop.rules.permissions import TABLE

ROOT = Path(__file__).resolve().parents[1]
ROOMS = sorted(path for room in ("operations", "cli", "ui") for path in ROOT.glob(f"desktop/{room}/**/*.py"))
WRITERS = {
    "write_bytes", "write_text", "savefig", "copy_out", "copyfile", "copyfileobj", "copy2", "copytree", "write_workbook", "write_list", "write_word_table", "write_sample",
    "write_return_book", "write_pdf", "write_annotated_copy", "written_whole", "replacing", "save_paper", "print_files", "print_sheet",
    "print_", "QPrinter", "QPrintDialog", "QPdfWriter", "ZipFile", "save_png", "toPdf",
}  # fmt: skip
"""What writes to the disk or prints, by the name by which it is called."""
MODES = ("w", "x", "a")
OF_A_ROOM = {("atomic", "write"), ("backup", "make")}
OTHERWISE = {
    "desktop.operations.archive.reading": "opens an archive package that left, for reading only",
    "desktop.operations.updating.installing": "a version of the program, out of its signed file, into this user's folder of versions",
    "desktop.operations.importing.keeping": "the file of a kept import, in a temporary folder for our own reader",
}
"""Modules that write and let nothing out, with the reason."""


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def writes(tree):
    """The calls in a module that write a file or print."""
    renders = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "desktop.documents.render"
        for name in node.names
        if name.name == "save"
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        modes = [
            one.value for one in (*node.args, *(key.value for key in node.keywords)) if isinstance(one, ast.Constant)
        ]
        room = getattr(getattr(node.func, "value", None), "id", "")
        opens = name == "open" and any(isinstance(mode, str) and mode[:1] in MODES and len(mode) < 4 for mode in modes)
        if (
            name in WRITERS
            or (room, name) in OF_A_ROOM
            or opens
            or (isinstance(node.func, ast.Name) and name in renders)
        ):
            yield name, node.lineno


def writing_modules():
    found = {}
    for path in ROOMS:
        if told := list(writes(ast.parse(path.read_text("utf-8")))):
            found[module_of(path)] = told
    return found


def test_who_writes_a_file_or_prints_stands_in_a_declared_way():
    """A5: a new way out that nobody declared fails here."""
    declared = {module for way in WAYS for module in way.written_by}

    assert writing_modules().keys() - OTHERWISE.keys() == declared, "declare the way in ledgers/ways_out.py"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("path.write_bytes(data)", True), ("path.open('wb')", True), ("open(path, 'x')", True), ("path.open()", False),
        ("from desktop.documents.render import save\nsave(data, folder, name)", True), ("views.save(ledger)", False),
        ("atomic.write(path, data)", True), ("shutil.copyfile(a, b)", True), ("QPrinter()", True), ("path.read_bytes()", False),
    ],
)  # fmt: skip
def test_the_reading_of_the_source_sees_every_kind_of_writing(text, seen):
    assert bool(list(writes(ast.parse(text)))) is seen


def test_the_register_of_what_left_is_written_in_one_place():
    """A5"""
    places = {
        module_of(path)
        for path in ROOMS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and called(node) in ("insert", "insert_all")
        for one in node.args
        if isinstance(one, ast.Constant) and one.value == "export_record"
    }

    assert places == {"desktop.operations.outgoing"}


def test_every_way_is_used_and_every_use_is_of_a_declared_way():
    """A5: the constants of `ways_out` that code names; a way that nobody takes is not declared for show."""
    names = {name for name, value in vars(ways_out).items() if isinstance(value, ways_out.WayOut)}
    used = {
        node.id
        for path in [*ROOMS]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id in names
    }

    assert used == {name for name in names if getattr(ways_out, name) in REGISTERED}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_way_says_who_may_and_what_it_is_for_or_why_no_register_tells_of_it(way):
    """A5"""
    assert way.action in TABLE and way.written_by and BY_NAME[way.name] is way
    assert bool(way.purpose) != bool(way.elsewhere)
    assert not (way.elsewhere and way.asks)
