"""The presses of the office: each kind's template, the office's own before the shipped one, with the fonts of this PC."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from copy import copy
from functools import cache, lru_cache
from pathlib import Path

from db.queries import papers as queries
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.documents.assertions import unproven
from desktop.documents.contract import LETTERS
from desktop.documents.fonts import FontChoice, choose_fonts
from desktop.documents.frames import frame_path
from desktop.documents.recipe import Recipe
from desktop.documents.render import Press
from desktop.documents.template import (
    addressed_to,
    body_lines,
    check_template,
    compile_template,
    tag_names,
    tagged_trees,
    untagged,
)
from desktop.documents.template_faults import Fault
from desktop.documents.template_reference import reference_faults
from desktop.documents.template_store import FOLDER, TemplateStore
from desktop.documents.trials import trial_faults
from desktop.documents.vocabulary import Field
from desktop.errors import KnownError, reason_of
from desktop.ledgers.file_properties import of_office
from desktop.operations import template_files
from desktop.operations.change import Changes, change
from desktop.operations.papers import addressing, catalogue
from desktop.rules.permissions import Action, Actor

_SHORTEST_WORDS = 4
TEMPLATES = Path(__file__).resolve().parents[3] / "templates_docx"


class Workshop:
    """Holds compiled templates: one press for each content of a template file."""

    def __init__(self, ledger: Ledger, installed_fonts: Collection[str] = ()) -> None:
        self._ledger, self._keeps = ledger, ledger.writer is not None
        self.fonts: FontChoice = choose_fonts(installed_fonts)
        self._presses: dict[tuple[str, str, str, tuple[Field, ...]], Press] = {}

    @property
    def ledger_id(self) -> str:
        """What tells the ledger of these papers from others; drafts bear it."""
        return setting(self._reader, "ledger_id")

    @property
    def today(self) -> str:
        """The day of the ledger's clock, ISO."""
        return self._ledger.today()

    @property
    def _reader(self) -> Reader:
        return self._ledger.newest

    def over(self, ledger: Ledger) -> Workshop:
        """The same presses over another connection to the ledger, for another thread than the writer's."""
        found = copy(self)
        found._ledger = ledger
        return found

    def press(self, kind: str) -> Press:
        """The press of a kind, compiled anew only where its template has changed."""
        recipe = catalogue.recipe(self._reader, kind)
        digest, name = queries.template_of(self._reader, recipe.kind) or shipped(recipe.kind)
        return self._compiled(recipe, lambda: template_bytes(self._ledger, recipe.kind), name, digest)

    def try_out(self, recipe: Recipe, data: bytes, name: str) -> Press:
        """A press for a file that is not in force."""
        return self._compiled(recipe, lambda: data, name, hashlib.sha256(data).hexdigest())

    def _compiled(self, recipe: Recipe, data: Callable[[], bytes], name: str, digest: str) -> Press:
        office = of_office(self._reader).office
        key = (recipe.kind, digest, office, recipe.office_words)
        found = self._presses.get(key)
        if found is None:
            store = TemplateStore(self._ledger.folder / FOLDER, self._ledger.key if self._keeps else None)
            template = compile_template(data(), name, digest, recipe.fields, self.fonts, recipe.form, office, store)
            found = Press(recipe, template)
            self._presses[key] = found
        return found


def form_words(recipe: Recipe) -> tuple[str, ...]:
    """The fixed words of the shipped form of a kind and of its frame: what they say is nobody's finding."""
    return _fixed_words(TEMPLATES / f"{recipe.like or recipe.kind}.docx", frame_path(recipe.form))


@cache
def _fixed_words(*files: Path) -> tuple[str, ...]:
    lines = (line for path in files if path.is_file() for line in body_lines(path.read_bytes(), path.name))
    return tuple(dict.fromkeys(word for line in lines for word in untagged(line) if len(word) >= _SHORTEST_WORDS))


def template_bytes(ledger: Ledger, kind: str) -> bytes:
    """The template in use of a kind: the office's own, else the shipped one."""
    own = queries.template_of(ledger.newest, kind)
    if own is not None:
        return ledger.pool.read(own[0])
    return shipped_bytes(kind)


def shipped_bytes(kind: str) -> bytes:
    """The template that the program brings along for a kind."""
    return _shipped_file(kind).read_bytes()


def shipped(kind: str) -> tuple[str, str]:
    """The hash of the shipped template and its name."""
    path = _shipped_file(kind)
    return _hash(path, path.stat().st_mtime_ns), path.name


@lru_cache(maxsize=64)
def _hash(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _shipped_file(kind: str) -> Path:
    path = TEMPLATES / f"{kind}.docx"
    if not path.is_file():
        raise KnownError("这个文种还没有启用模板。请先在“模板检查”里检查并启用。")
    return path


def check_file(path: Path, kind: str = "", reader: Reader | None = None) -> list[Fault]:
    """All faults of a clerk's template at once; the kind is found in the file's name or its tags unless given."""
    data, recipe = _read(path, kind, reader)
    return _faults(data, path.name, recipe)


def unproven_clauses(path: Path, kind: str = "", reader: Reader | None = None) -> list[str]:
    """Clauses that assert what no word of the kind proves (P-3), each with its paragraph: for the clerk to look at, no fault."""
    data, recipe = _read(path, kind, reader)
    found = unproven(body_lines(data, path.name), recipe.fields)
    return [f"第{place}段：{clause.partition('：')[2]}" for place, clause in found]


def _faults(data: bytes, name: str, recipe: Recipe) -> list[Fault]:
    """What the reader finds; what was lost against the shipped template; then a trial print with words of every size.

    A letter also says whom it is for: its 主送 line stands by itself.
    """
    faults = check_template(data, name, recipe.fields, recipe.form)
    if faults and all(fault.paragraph == 0 for fault in faults):
        return faults
    faults += _against_shipped(data, name, recipe)
    faults += _without_addressee(data, name, recipe)
    return faults or trial_faults(data, name, recipe, choose_fonts([]))


def _against_shipped(data: bytes, name: str, recipe: Recipe) -> list[Fault]:
    path = TEMPLATES / f"{recipe.kind}.docx"
    if not path.is_file():
        return []
    return reference_faults(name, tagged_trees(data, name), tagged_trees(path.read_bytes(), path.name), recipe.fields)


def _without_addressee(data: bytes, name: str, recipe: Recipe) -> list[Fault]:
    if recipe.form not in LETTERS:
        return []
    wanted = addressing.addressee_word(recipe)
    if not any(addressed_to(line, wanted) for line in body_lines(data, name)):
        line = f"{{{{{wanted}}}}}："
        return [Fault(name, 0, "", f"没有主送行“{line}”", "请在标题下另起一段补上")]
    return []


def _read(path: Path, kind: str, reader: Reader | None) -> tuple[bytes, Recipe]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnownError(f"模板 {path} 读不出来：{reason_of(error)}。请核对路径，或先在 WPS 中关闭它。") from error
    return data, catalogue.recipe(reader, kind, begun=True) if kind else _recipe_for(
        path, data, catalogue.recipes(reader, begun=True)
    )


def _recipe_for(path: Path, data: bytes, known: tuple[Recipe, ...]) -> Recipe:
    """The recipe that the file's name says, else the one whose own fields its tags use most."""
    named = [recipe for recipe in known if recipe.kind in path.stem or recipe.title in path.stem]
    if len(named) == 1:
        return named[0]
    used = set(tag_names(data, path.name))
    scores = sorted((len(used & {field.name for field in recipe.fields}) for recipe in known), reverse=True)
    if not scores[0] or scores[0] == scores[1]:
        titles = "、".join(f"{recipe.kind}（{recipe.title}）" for recipe in known)
        raise KnownError(f"看不出模板 {path.name} 是哪个文种的。请在文件名中写上文种：{titles}。")
    return max(known, key=lambda recipe: len(used & {field.name for field in recipe.fields}))


def install(ledger: Ledger, actor: Actor, path: Path, kind: str = "", reason: str = "") -> Changes:
    """Take a clerk's template into the ledger as the next version of its kind; refused while it has faults."""
    data, recipe = _read(path, kind, ledger.writing())
    refuse_faulty(data, path.name, recipe)
    title = f"启用{recipe.title}模板 {path.name}"
    with change(ledger, actor, Action.EDIT_TEMPLATE, title, reason=reason.strip()) as changes:
        template_files.put_in_force(changes, ledger, recipe.kind, path.name, path)
    return changes


def refuse_faulty(data: bytes, name: str, recipe: Recipe) -> None:
    """Raise KnownError for a template that has faults, with the first five."""
    faults = _faults(data, name, recipe)
    if faults:
        raise KnownError(
            f"模板“{name}”有 {len(faults)} 处要改，未启用：{'；'.join(str(fault) for fault in faults[:5])}。"
        )
