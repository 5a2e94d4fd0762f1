"""What breaks on another system is read from the source: text whose encoding the system chooses, dates that its C library refuses, other doors.

On a clerk's Windows the code page is 936: a file, a pipe or a console opened without an encoding speaks it, and `strftime` fails on any Chinese.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import PROGRAM, ROOT, TESTS, at, name_of, tree

PACKING = [*sorted((ROOT / ".packaging").glob("*.py")), ROOT / "build_installer.py"]
EVERYTHING = [*PROGRAM, *TESTS, *PACKING]
STARTERS = {"run", "Popen", "call", "check_call", "check_output"}
DOOR = "desktop/host/children.py"
"""The one module of the program that starts other programs."""


def calls(path: Path) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call with the name it is called by and the name of what it is asked of."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            of = getattr(node.func, "value", None)
            yield (
                node,
                getattr(node.func, "attr", getattr(node.func, "id", "")),
                getattr(of, "id", getattr(of, "attr", "")),
            )


def given(call: ast.Call) -> dict[str | None, ast.expr]:
    return {one.arg: one.value for one in call.keywords}


def test_text_files_are_read_and_written_in_a_stated_encoding():
    faults = [at(path, call) for path in EVERYTHING for call, name, of in calls(path) if is_unstated(call, name, of)]

    assert faults == []


def is_unstated(call: ast.Call, name: str, of: str) -> bool:
    """Whether a call opens, reads or writes text without saying in which encoding."""
    if None in given(call) or "encoding" in given(call):
        return False
    if name == "read_text":
        return not call.args
    if name == "write_text":
        return len(call.args) < 2
    if name == "fdopen" or (name == "open" and (isinstance(call.func, ast.Name) or of == "io")):
        return "b" not in mode_of(call, 1)
    if name == "open":  # of a path: its first argument is a mode, if it is one at all
        return any(isinstance(one, ast.Constant) for one in call.args[:1]) and is_text_mode(mode_of(call, 0))
    return name in ("NamedTemporaryFile", "TemporaryFile") and "b" not in (mode_of(call, 0) or "w+b")


def mode_of(call: ast.Call, place: int) -> str:
    """The mode that a call names, as far as it is written down."""
    chosen = given(call).get("mode", call.args[place] if len(call.args) > place else ast.Constant("r"))
    return str(chosen.value) if isinstance(chosen, ast.Constant) else "b"


def is_text_mode(mode: str) -> bool:
    return bool(mode) and set(mode) <= set("rwaxt+") and mode not in ("r", "w")


def test_a_look_for_text_without_encoding_finds_each_form():
    def found(code: str) -> bool:
        call = ast.parse(code).body[0].value
        of = getattr(call.func, "value", None)
        return is_unstated(
            call, getattr(call.func, "attr", getattr(call.func, "id", "")), getattr(of, "id", getattr(of, "attr", ""))
        )

    assert all(
        map(
            found,
            [
                "open(p)",
                "open(p, 'w')",
                "p.read_text()",
                "p.write_text(x)",
                "os.fdopen(h, 'r')",
                "io.open(p)",
                "p.open('wt')",
            ],
        )
    )
    stated = [
        "open(p, 'rb')",
        "open(p, encoding='utf-8')",
        "p.read_text('utf-8')",
        "p.write_text(x, encoding='ascii')",
        "p.open('rb')",
        "os.fdopen(h, 'r+b')",
    ]
    assert not any(map(found, stated))


def test_text_of_other_programs_is_read_in_a_stated_encoding():
    faults = [
        at(path, call)
        for path in EVERYTHING
        for call, name, of in calls(path)
        if of == "subprocess"
        and name in STARTERS
        and {"text", "universal_newlines", "errors"} & set(given(call))
        and "encoding" not in given(call)
    ]

    assert faults == []


def test_no_date_is_formatted_with_more_than_ascii():
    """The C library of Windows answers `%m月` with "Illegal byte sequence"."""
    faults = [
        at(path, node)
        for path in EVERYTHING
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FormattedValue | ast.Call)
        and any("%" in one and not one.isascii() for one in formats(node))
    ]

    assert faults == []


def formats(node: ast.AST) -> Iterator[str]:
    """The date formats of an f-string's part or of a call of strftime."""
    if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
        yield "".join(str(part.value) for part in node.format_spec.values if isinstance(part, ast.Constant))
    if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
        "strftime",
        "strptime",
    ):
        yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_other_programs_are_started_through_one_door():
    """It gives them the session's library path and caches, and UTF-8."""
    faults = [
        f"{name_of(path)}: {call.func.attr}"
        for path in PROGRAM
        if name_of(path) != DOOR
        for call, name, of in calls(path)
        if (of == "subprocess" and name in STARTERS)
        or (of == "os" and (name in ("system", "popen") or name.startswith(("spawn", "exec", "fork"))))
        or name in ("startDetached", "QProcess", "openUrl")
    ]

    assert faults == []


def test_what_only_posix_has_is_asked_for_only_where_it_is():
    """Modules that Windows lacks are imported inside a branch or a function, never at the top of a module."""
    absent = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "posix", "readline"}
    faults = [
        at(path, node)
        for path in EVERYTHING
        for node in tree(path).body
        if (isinstance(node, ast.Import) and {one.name for one in node.names} & absent)
        or (isinstance(node, ast.ImportFrom) and node.module in absent)
    ]

    assert faults == []
