"""新文种: a clerk makes a kind by copying the nearest one; declaration and Word file stand in the ledger, no code (D1)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.queries import paper_kinds
from db.reader import Reader
from db.store import Ledger
from desktop.documents import assertions, declaration
from desktop.documents.frames import has_frame
from desktop.documents.lexicon import WORDS
from desktop.documents.marked_copy import marked_copy
from desktop.documents.recipe import Copies, Issuer, Recipe, Rows
from desktop.documents.render import save
from desktop.documents.template import body_lines
from desktop.documents.template_faults import Fault
from desktop.documents.trials import trials
from desktop.documents.vocabulary import ASSERTION, FLAG, Field
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.papers import catalogue, template_copies
from desktop.operations.papers.rows import view_test
from desktop.operations.papers.workshop import Workshop, check_file
from desktop.rules.permissions import Action, Actor

ORGANS = {"office": "领导小组办公室", "leading_group": "领导小组", "county_office": "县委办公室"}
PER = {"unit": "每个单位一份", "department": "每个主管部门一份", "leader": "每位县领导一份", "finding": "每个问题一份"}
FORMS = {"letter": "信函", "red": "红头文件", "internal": "白头", "table": "横表", "sheet": "表单", "record": "记录"}
_SERIES = re.compile(r"[\w]{1,12}〔\{年\}〕\{号\}号")


@dataclass(frozen=True)
class Wish:
    """What a clerk decides about a new kind; everything else is copied from the kind that it is like.

    `series` is the pattern or only its characters (巡办函); `per` empty keeps how the nearest kind finds its addressees.
    `ticks` are assertions that the clerk must answer on every paper, `copies` who gets 抄送; None keeps the nearest kind's.
    """

    like: str
    title: str
    series: str
    organ: str = "office"
    group: str = ""
    form: str = ""
    per: str = ""
    rows: Rows | None = None
    ticks: tuple[str, ...] | None = None
    copies: Copies | None = None


def tickable() -> tuple[Field, ...]:
    """The assertions that only a clerk can make: what a kind may ask to be ticked."""
    return tuple(field for field in WORDS.values() if field.kind == FLAG and field.level == ASSERTION and field.typed)


@dataclass(frozen=True)
class Checked:
    """Faults that keep a template from being put in force, clauses that nothing proves, and what was written for the clerk.

    `trials` are the trial prints, `marked` a copy of the template with its faults as comments.
    """

    faults: tuple[Fault, ...]
    unproven: tuple[str, ...]
    trials: tuple[Path, ...] = ()
    marked: Path | None = None


def begin(ledger: Ledger, actor: Actor, wish: Wish) -> tuple[str, Changes]:
    """Declare a kind; it can be made once a template of it is in force. Returns its fixed name."""
    reader = ledger.writing()
    recipe = _declared(reader, wish)
    with change(ledger, actor, Action.EDIT_TEMPLATE, f"新文种 {recipe.title}") as changes:
        row = {"kind": recipe.kind, "title": recipe.title, "declaration": declaration.written(recipe)}
        changes.writer.insert("paper_kind", row)
        series = {"kind": recipe.kind, "pattern": recipe.issuers[0].series, "year": int(changes.known_on[:4])}
        changes.writer.insert("number_series", series)
    return recipe.kind, changes


def begun(reader: Reader) -> tuple[Recipe, ...]:
    """The office's own kinds, those without a template too."""
    return catalogue.recipes(reader, begun=True)


def first_template(ledger: Ledger, actor: Actor, kind: str, folder: Path) -> Path:
    """The Word file to begin with: the template in use of the kind that the new one is like, under the new title."""
    recipe = catalogue.recipe(ledger.writing(), kind, begun=True)
    return template_copies.save_copy(ledger, actor, kind, folder / f"{recipe.title}.docx")


def check(workshop: Workshop, reader: Reader, kind: str, file: Path, folder: Path) -> Checked:
    """All faults at once; where there are none, the shortest, the longest and the emptiest paper are printed for looking at."""
    recipe = catalogue.recipe(reader, kind, begun=True)
    faults = check_file(file, kind, reader)
    data = file.read_bytes()
    if faults:
        return Checked(tuple(faults), (), marked=with_comments(file, faults, folder))
    unproven = assertions.unproven(body_lines(data, file.name), recipe.fields)
    told = tuple(f"第{place}段：{clause.partition('：')[2]}" for place, clause in unproven)
    press = workshop.try_out(recipe, data, file.name)
    printed = tuple(
        save(press.render(words, draft=True).data, folder, f"{recipe.title}_试印_{title}.docx")
        for title, words in trials(recipe).items()
    )
    return Checked((), told, printed)


def with_comments(file: Path, faults: Sequence[Fault], folder: Path) -> Path:
    """A copy of a template with every fault as a Chinese comment at its paragraph (D5)."""
    return save(marked_copy(file.read_bytes(), file.name, faults), folder, f"{file.stem}_批注.docx")


def _new_kind(reader: Reader, title: str) -> str:
    """A name that two copies of a ledger do not give to two kinds."""
    mark = hashlib.sha256(title.encode("utf-8")).hexdigest()[:4]
    return f"own_{len(paper_kinds.all_kinds(reader)) + 1}_{mark}"


def _declared(reader: Reader, wish: Wish) -> Recipe:
    """The declaration that the wish means; raises KnownError for a name or series that is taken or not one."""
    like, title = catalogue.recipe(reader, wish.like), wish.title.strip()
    taken = {one for recipe in catalogue.recipes(reader, begun=True) for one in (recipe.kind, recipe.title)}
    if not title:
        raise KnownError("文种名称是空的。请起一个名称，如“整改提示函”。")
    if title in taken or title in catalogue.titles(reader).values():
        raise KnownError(f"已有名为“{title}”的文种。请换一个名称。")
    rows = wish.rows or like.rows
    if rows.view:
        view_test(reader, rows.view, "2000-01-01")
    form = wish.form or like.form
    if not has_frame(form):
        raise KnownError(f"“{form}”这种形式还没有版式框架。请选：{'、'.join(FORMS.values())}。")
    recipe = replace(
        like,
        kind=_new_kind(reader, title),
        title=title,
        form=form,
        group=wish.group.strip() or like.group,
        issuers=(Issuer(wish.organ, _series(wish.series)),),
        per=wish.per or like.per,
        rows=rows,
        ticks=like.ticks if wish.ticks is None else _ticks(wish.ticks),
        copies=wish.copies or like.copies,
        no_cause=f"没有要出{title}的问题" if wish.rows or wish.per else like.no_cause,
        own=True,
        like=like.like or like.kind,
        along=(),
    )
    return declaration.read(declaration.written(recipe))


def _ticks(names: tuple[str, ...]) -> tuple[str, ...]:
    known = {field.name for field in tickable()}
    for name in names:
        if name not in known:
            raise KnownError(f"“{name}”不是要经办人勾选的事项。可选：{'、'.join(sorted(known))}。")
    return names


def _series(text: str) -> str:
    """巡办函 → 巡办函〔{年}〕{号}号; a whole pattern stays as it is."""
    wanted = text.strip()
    pattern = wanted if "{号}" in wanted else f"{wanted}〔{{年}}〕{{号}}号"
    if not _SERIES.fullmatch(pattern):
        raise KnownError(f"文号代字“{wanted}”不合格式。请只写代字，如“巡办函”；县的代字由机关设置加在前面。")
    return pattern
