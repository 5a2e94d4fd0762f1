"""Which version is started: the pointer's where it is later and there, else this one; no state of the pointer stops the program."""

import json
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.host import paths, versions
from desktop.host.versions import Pointer, Version
from tests import updates

OLD, NEW = Version("0.1.0", "m0001_the_ledger"), Version("0.10.0", "m0009_x")


@pytest.fixture
def folder(tmp_path):
    """Versions with 0.10.0 in its place, and the pointer on it."""
    found = tmp_path / "versions"
    updates.frozen(found / NEW.name / versions.APP)
    versions.point(found, Pointer(NEW, OLD))
    return found


def test_the_pointer_says_what_was_written(folder):
    assert versions.read(folder) == Pointer(NEW, OLD)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_the_later_version_is_started(folder):
    assert versions.chosen("0.9.9", folder) == versions.program_of(folder, "0.10.0")


@pytest.mark.parametrize("own", ["0.10.0", "0.10.1", "1.0"])
def test_the_same_or_an_earlier_one_is_not(folder, own):
    assert versions.chosen(own, folder) is None


BROKEN = [
    "",
    "{",
    "[]",
    "{}",
    '{"current": {"name": "../x", "schema": ""}, "former": null}',
    '{"current": 1, "former": null}',
    "\0",
    '{"current": {"name": 5, "schema": ""}, "former": null}',
    '{"current": {"name": null, "schema": ""}, "former": null}',
    '{"current": {"name": "0.10.0", "schema": 7}, "former": null}',
    '{"current": {"name": "０.１０.０", "schema": ""}, "former": null}',
    "[" * 20_000,
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_pointer_that_cannot_be_understood_starts_the_installed_program(folder, content):
    (folder / versions.POINTER).write_text(content, encoding="utf-8")

    assert versions.read(folder) == Pointer()
    assert versions.chosen("0.1.0", folder) is None


NOTHING_ELSE = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
NAMES = st.sampled_from(["0.10.0", "0.2", "1", "../x", "0.1.0\n"])
ENTRY = st.fixed_dictionaries({"name": NAMES | NOTHING_ELSE, "schema": st.just("m1") | NOTHING_ELSE})
ANY_JSON = st.recursive(
    NOTHING_ELSE | NAMES | ENTRY,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["current", "former", "name", "schema", "x"]), inner, max_size=5)
        | st.fixed_dictionaries({"current": ENTRY | inner, "former": ENTRY | inner})
    ),
    max_leaves=8,
)


def understood(folder, told):
    """Read a pointer that holds this: what it says, or nothing, and in no case an exception."""
    (folder / versions.POINTER).write_text(json.dumps(told), encoding="utf-8")
    found = versions.read(folder)
    if found == Pointer():
        assert versions.chosen("0.1.0", folder) is None
    else:
        assert all(one is None or (versions.is_version(one.name) and one.order) for one in vars(found).values())
        assert found == Pointer(*(told[key] and Version(**told[key]) for key in ("current", "former")))
        assert versions.chosen("0.1.0", folder) in (None, versions.program_of(folder, "0.10.0"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=ANY_JSON)
def test_whatever_the_pointer_holds_it_is_one_of_versions_or_none(folder, told):
    understood(folder, told)


def test_a_version_that_is_gone_is_not_started(folder):
    versions.program_of(folder, "0.10.0").unlink()
    assert versions.chosen("0.1.0", folder) is None


def test_what_is_no_version_names_no_folder():
    assert [versions.is_version(name) for name in ("0.1.0", "1.2", "1", "a.b", "0.1.0/..", "1..2", "")] == [
        True, True, False, False, False, False, False,
    ]  # fmt: skip


def test_only_a_frozen_program_hands_over_and_only_once(folder, monkeypatch):
    became = []
    monkeypatch.setattr(
        versions.children, "become", lambda command, environ, wait: became.append((command, environ)) or 0
    )
    home = {paths.HOME_VARIABLE: str(folder.parent)}
    monkeypatch.setattr(versions, "own_version", lambda: "0.1.0")

    assert versions.hand_over(["rate", "x.ledger"], home) is None and not became
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert versions.hand_over(["rate", "x.ledger"], home) == 0
    ((command, handed),) = became
    assert command == [str(versions.program_of(folder, "0.10.0")), "rate", "x.ledger"]
    assert versions.hand_over([], handed) is None  # the one that was started goes on itself
    assert versions.base_version(handed) == "0.1.0"
    assert versions.hand_over(["update", "back"], home) is None  # the way back needs no other version


def test_a_version_that_cannot_be_started_leaves_the_installed_one_at_work(folder, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(versions, "own_version", lambda: "0.1.0")

    def refuse(*_command, **_how):
        raise PermissionError("not allowed")

    monkeypatch.setattr(versions.children, "become", refuse)
    assert versions.hand_over([], {paths.HOME_VARIABLE: str(folder.parent)}) is None


def test_the_version_is_the_project_s():
    assert versions.is_version(versions.own_version())


def test_starting_again_goes_by_the_installed_program(monkeypatch):
    started = []
    monkeypatch.setenv("INSPECTION_LEDGER_BASE", "/opt/program")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(versions.children, "start_version", lambda *how: started.append(how))
    versions.start_again(["x.ledger"])

    ((command, environ),) = started
    assert command == ["/opt/program", "x.ledger"] and "INSPECTION_LEDGER_BASE" not in environ
