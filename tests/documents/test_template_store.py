"""What was made of a template is kept under the ledger's key, believed only as it was written, and makes the same paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents import template, template_store
from desktop.documents.fonts import choose_fonts
from desktop.documents.recipes import recipe_of
from desktop.documents.render import Press
from desktop.documents.template import compile_template
from desktop.documents.template_store import Prepared, TemplateStore
from tests.documents.papers import TEMPLATES

KEY, OTHER = bytes(32), bytes([1]) * 32
RECIPE = recipe_of("supervision_letter")
DATA = (TEMPLATES / "supervision_letter.docx").read_bytes()
MADE_FROM = ("甲", 1)
PREPARED = Prepared({"word/document.xml": b"<a/>"}, {"word/document.xml": "<a>{{主送}}</a>"})


@pytest.fixture(autouse=True)
def begun_anew():
    """As after a new start of the program: nothing is compiled yet."""
    template._COMPILED.clear()


def _compiled(store, office=""):
    return compile_template(DATA, "a.docx", "", RECIPE.fields, choose_fonts([]), RECIPE.form, office, store)


def test_a_template_that_was_kept_is_not_judged_or_put_together_again_and_prints_the_same_bytes(tmp_path, monkeypatch):
    first = Press(RECIPE, _compiled(TemplateStore(tmp_path, KEY), "青岩县委巡察办")).render(
        RECIPE.sample(), draft=False
    )
    template._COMPILED.clear()
    monkeypatch.setattr(template, "_read_faults", None)
    monkeypatch.setattr(template, "_prepared", None)

    again = Press(RECIPE, _compiled(TemplateStore(tmp_path, KEY), "青岩县委巡察办")).render(
        RECIPE.sample(), draft=False
    )

    assert again.data == first.data


def test_a_template_is_compiled_once_a_run_and_anew_where_anything_of_it_has_changed():
    once = _compiled(None)
    changed = compile_template(DATA, "a.docx", "1", RECIPE.fields, choose_fonts([]), RECIPE.form)

    assert _compiled(None) is once
    assert changed is not once and _compiled(None, "青岩县委巡察办") is not once


def test_a_run_keeps_no_more_templates_than_an_office_has(monkeypatch):
    monkeypatch.setattr(template, "_MOST_KEPT", 1)
    for office in ("甲", "乙", "丙"):
        _compiled(None, office)

    [kept] = template._COMPILED
    assert kept.endswith("'丙')")


def test_what_is_kept_comes_back_under_its_own_name_alone(tmp_path):
    TemplateStore(tmp_path, KEY).keep(MADE_FROM, PREPARED)

    assert TemplateStore(tmp_path, KEY).find(MADE_FROM) == PREPARED
    assert TemplateStore(tmp_path, KEY).find(("乙", 1)) is None


def test_a_file_of_another_ledger_or_under_another_name_is_not_believed(tmp_path):
    TemplateStore(tmp_path, OTHER).keep(MADE_FROM, PREPARED)
    store = TemplateStore(tmp_path, KEY)
    assert store.find(MADE_FROM) is None

    store.keep(MADE_FROM, PREPARED)
    [path] = tmp_path.iterdir()
    store.keep(("乙", 1), PREPARED)
    [other] = [one for one in tmp_path.iterdir() if one != path]
    other.replace(path)
    assert store.find(MADE_FROM) is None


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: b"", lambda data: data[:20] + b"x" + data[21:]])
def test_a_damaged_file_is_made_anew(tmp_path, harm):
    store = TemplateStore(tmp_path, KEY)
    store.keep(MADE_FROM, PREPARED)
    [path] = tmp_path.iterdir()
    path.write_bytes(harm(path.read_bytes()))

    assert store.find(MADE_FROM) is None
    store.keep(MADE_FROM, PREPARED)
    assert store.find(MADE_FROM) == PREPARED


def test_a_ledger_without_a_key_keeps_nothing(tmp_path):
    store = TemplateStore(tmp_path / "templates", None)
    store.keep(MADE_FROM, PREPARED)

    assert store.find(MADE_FROM) is None and not (tmp_path / "templates").exists()


def test_nothing_of_the_office_is_kept(tmp_path):
    store = TemplateStore(tmp_path, KEY)
    kept = []
    store.keep = lambda _made_from, prepared: kept.append(prepared)
    _compiled(store, "青岩县委巡察办")

    [prepared] = kept
    assert not [part for part, content in prepared.parts.items() if "青岩县委巡察办".encode() in content]


def test_a_disk_that_refuses_costs_nothing_but_time(tmp_path):
    (tmp_path / "templates").write_bytes(b"")
    TemplateStore(tmp_path / "templates", KEY).keep(MADE_FROM, PREPARED)


def test_every_module_of_the_room_that_prepares_is_part_of_the_name(monkeypatch):
    """A template is not read as another version of the program made it, whatever was changed there."""
    read = []
    monkeypatch.setattr(template_store, "find_spec", lambda name: read.append(name))
    template_store._makers.__wrapped__()
    room = Path(template_store.__file__).parent
    assert set(read) == {f"desktop.documents.{path.stem}" for path in room.glob("*.py")} - {
        "desktop.documents.__init__"
    }


def test_of_too_many_the_oldest_of_our_own_go_and_what_else_lies_there_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(template_store, "_MOST_KEPT", 1)
    other = tmp_path / "说明.txt"
    other.write_text("不是模板", "utf-8")
    store = TemplateStore(tmp_path, KEY)
    for number in range(3):
        store.keep(("甲", number), PREPARED)
    assert other.exists() and len(list(tmp_path.iterdir())) == 2
