"""From a request to papers: who gets one, words gathered per addressee, what the clerk typed laid over them (D7, D8).

Nothing here knows a kind by name: whom a paper is for, its rows and its sentence without cause stand in its declaration.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from db.queries import bases as basis_queries
from db.queries import papers as queries
from db.queries import rounds as round_queries
from db.reader import Reader
from db.records import Basis, FindingRow, RoundRow, UnitRow
from db.store import Ledger
from desktop.documents.figures import Figure
from desktop.documents.labels import LABELS, NAMED
from desktop.documents.recipe import OF_ROUNDS, TERM, Recipe
from desktop.documents.section_order import ORDER
from desktop.documents.sections import LEFT_OUT
from desktop.documents.style_check.writing import BULLETIN, species_of
from desktop.documents.vocabulary import ASSERTION, FLAG
from desktop.errors import KnownError
from desktop.ledgers.own_fields import is_own
from desktop.operations.change import Changes, change
from desktop.operations.papers import addressing, anonymous, catalogue, office, own_words, providers, snapshot, upward
from desktop.operations.papers import rows as row_rules
from desktop.operations.papers.gathered import Gathered, Request
from desktop.operations.papers.providers import listing, talk
from desktop.operations.papers.sheet import Occasion, Sheet
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Action, Actor
from desktop.rules.unit_names import full_name

NO_CAUSE = "no_cause"
"""The kind of refusal where nobody has cause for a paper."""
NUMBERS = ("问题编号", "finding_numbers")
ROWS = ("问题清单", "findings")
ADDRESSEE = ("主送", "addressee", "单位", "unit")
RECORD = ("约谈号", "talk")
_CHOOSING = {
    "field": "问题编号", "identifier": "finding_numbers", "type": "列表", "missing": "拦发",
    "source": "经办人选定的问题，永久编号", "unit": "", "level": "", "example": "",
}  # fmt: skip


def kinds(reader: Reader | None = None) -> list[dict[str, Any]]:
    """The catalogue of papers; a kind whose findings are chosen also tells that."""
    found = []
    for one in catalogue.recipes(reader):
        shown = one.as_json()
        if one.rows.chosen and not any(item["field"] == "问题编号" for item in shown["fields"]):
            shown["fields"] = [dict(_CHOOSING), *shown["fields"]]
        found.append(shown)
    return found


def gather(reader: Reader, request: Request) -> list[Gathered]:
    """The papers that a request means, in the office's order of units; raises KnownError where nobody has cause for one."""
    recipe = catalogue.recipe(reader, request.kind)
    request = replace(request, kind=recipe.kind)
    _may_read(recipe, request)
    if recipe.each:
        return _for_each(reader, recipe, request)
    if not request.everyone:
        return [_composed(reader, recipe, request, None)]
    prepared = queries.prepared(reader, recipe.kind)
    if not prepared:
        raise KnownError(f"没有备好的{recipe.title}。请先在“文书”中备好，或直接给出各项内容。")
    return [gather_prepared(reader, request, one, {**json.loads(one.fields), **request.given}) for one in prepared]


def alongside(reader: Reader, request: Request) -> list[Request]:
    """The requests for the kinds that go along where everyone gets a paper of the kind: typed words go with the kinds that have them."""
    if not request.everyone:
        return []
    recipes = (catalogue.recipe(reader, kind) for kind in catalogue.recipe(reader, request.kind).along)
    return [replace(request, kind=own.kind, given=_words_of(own, request.given)) for own in recipes]


def _may_read(recipe: Recipe, request: Request) -> None:
    """Who asks may read what the kind tells of others; a paper that went out is told again to nobody but the check of its figures."""
    if not request.again:
        recipe.require_reader(request.actor)


def gather_all(reader: Reader, request: Request) -> list[Gathered]:
    """The papers of a request, and behind them those of every kind that goes along with them."""
    return [one for wanted in (request, *alongside(reader, request)) for one in gather(reader, wanted)]


def _words_of(recipe: Recipe, given: Mapping[str, Any]) -> dict[str, Any]:
    known = {word for item in recipe.fields for word in (item.name, item.identifier)}
    return {name: value for name, value in given.items() if name in known}


def prepare(
    ledger: Ledger, actor: Actor, kind: str, name: str, fields: Mapping[str, Any], round_id: int | None = None
) -> Changes:
    """Keep what a clerk typed for a paper, to be used when it is made."""
    return prepare_anew(ledger, actor, kind, name, fields, round_id, None)


def drop_prepared(ledger: Ledger, actor: Actor, prepared_id: int) -> Changes:
    """Put a prepared paper into the recycle bin."""
    with change(ledger, actor, Action.PREPARE_PAPER, "移除待发件") as changes:
        changes.writer.update("prepared_paper", prepared_id, {"removed_in": changes.action_id})
    return changes


def prepare_anew(
    ledger: Ledger,
    actor: Actor,
    kind: str,
    name: str,
    fields: Mapping[str, Any],
    round_id: int | None,
    before: int | None,
) -> Changes:
    """Prepare a paper; the one that it replaces goes into the recycle bin with the same action, and comes back with its undo."""
    recipe = catalogue.recipe(ledger.writing(), kind)
    _entered(recipe, fields)
    with change(ledger, actor, Action.PREPARE_PAPER, f"备好{recipe.title} {name}") as changes:
        row = {"kind": recipe.kind, "round_id": round_id, "name": name, "fields": dict(fields)}
        changes.writer.insert("prepared_paper", row)
        if before is not None:
            changes.writer.update("prepared_paper", before, {"removed_in": changes.action_id})
    return changes


def snapshot_of(reader: Reader, request: Request, rounds: tuple[int, ...]) -> snapshot.Snapshot:
    """The one snapshot of a request. A paper tells what was known on its own date unless told otherwise."""
    known_at = request.known_at.isoformat() if request.known_at else None
    return snapshot.take(reader, _basis(reader, request), rounds, request.as_of.isoformat(), known_at)


def _for_each(reader: Reader, recipe: Recipe, request: Request) -> list[Gathered]:
    one = _round(reader, request)
    known_at = request.known_at.isoformat() if request.known_at else None
    as_of = request.as_of.isoformat()
    everyone = addressing.everyone(reader, recipe, one.id, as_of, known_at) if request.everyone else ()
    wanted = request.unit_ids or everyone
    if not wanted and not (request.everyone and recipe.per == "letter"):
        raise KnownError(f"{recipe.title}要指明单位（--unit），或用 --all 给每个应发的单位各出一件。")
    occasion = Occasion(reader, request, recipe, snapshot_of(reader, request, (one.id,)), one)
    typed = _entered(recipe, request.given)
    found = [_finished(replace(sheet, typed=typed)) for sheet in addressing.sheets(occasion, wanted)]
    if not found:
        who = "所选单位" if request.unit_ids else "本轮各单位"
        raise KnownError(f"{who}{recipe.no_cause}。请核对轮次、单位和截止日期。", NO_CAUSE)
    return found


def gather_prepared(reader: Reader, request: Request, one: queries.Prepared, fields: Mapping[str, Any]) -> Gathered:
    """A paper that was put by, with `fields` as the words that were typed for it."""
    recipe = catalogue.recipe(reader, one.kind)
    own = replace(request, kind=recipe.kind, round_id=request.round_id or one.round_id, given=fields)
    return _composed(reader, recipe, own, one.id)


def _composed(reader: Reader, recipe: Recipe, request: Request, prepared_id: int | None) -> Gathered:
    """One paper from what is typed, what its record says, and what the ledger tells."""
    record = _record(reader, recipe, request.given)
    given = {**record, **request.given}
    known_at = request.known_at.isoformat() if request.known_at else None
    rows: list[FindingRow] = []
    if recipe.rows.chosen:
        wanted = _given(given, NUMBERS) or _given(given, ROWS)
        rows = row_rules.chosen(reader, recipe.title, wanted, request.as_of.isoformat(), known_at)
        _of_this_nature(recipe, rows)
        rows = row_rules.ordered(sorted(rows, key=lambda row: row.number), recipe.rows.order, request.as_of.isoformat())
    one = _round(reader, replace(request, round_id=request.round_id or (rows[0].round_id if rows else None)))
    rounds = (one.id, *dict.fromkeys(row.round_id for row in rows if row.round_id != one.id))
    if recipe.per == TERM:
        rounds = _of_term(reader, one, request)
    occasion = Occasion(reader, request, recipe, snapshot_of(reader, request, rounds), one)
    sheet = _composed_sheet(occasion, rows, given)
    typed, taken = _entered(recipe, request.given), _entered(recipe, record)
    return _finished(replace(sheet, typed=typed, record=taken), prepared_id)


def _of_term(reader: Reader, one: RoundRow, request: Request) -> tuple[int, ...]:
    """The rounds of the same term that had given feedback by the date; the one that was asked for comes first."""
    day = request.as_of.isoformat()
    found = [
        other.id
        for other in round_queries.rounds(reader)
        if other.term_id == one.term_id and other.feedback_on and other.feedback_on <= day
    ]
    return tuple(dict.fromkeys((one.id, *found))) if one.id in found else tuple(found) or (one.id,)


def _composed_sheet(occasion: Occasion, rows: list[FindingRow], given: Mapping[str, Any]) -> Sheet:
    recipe, request, reader = occasion.recipe, occasion.request, occasion.reader
    own = {one.id for one in occasion.rounds}
    scope: list[FindingRow] = rows or [row for row in occasion.shot.rows if row.round_id in own]
    name = str(_given(given, ADDRESSEE) or "")
    _not_upward(occasion, name)
    if request.unaddressed and not name and rows:
        return Sheet(occasion, None, "", scope, rows)
    if recipe.addressee in ("unit", "department"):
        unit = addressing.unit_of(reader, recipe, name, request.unit_ids, request.issued_on.isoformat())
        _of_this_unit(recipe, unit.id, rows)
        if recipe.addressee == "unit" and not rows:
            return _about_unit(occasion, unit, [row for row in scope if row.unit_id == unit.id])
        return Sheet(occasion, unit, full_name(unit.name, occasion.county), scope, rows or scope)
    chosen = rows or addressing.fitting(occasion, scope)
    if not rows and not (occasion.shot.counted() and (chosen or not recipe.rows.drawn)):
        raise KnownError(
            f"{request.as_of.isoformat()} 时“{occasion.round.name}”{recipe.no_cause}。请改截止日期或轮次。", NO_CAUSE
        )
    return Sheet(occasion, None, name or recipe.addressed_to or recipe.title, scope, chosen)


def _not_upward(occasion: Occasion, names: str) -> None:
    """A bulletin does not go upward; one that went out is told again to whomever it went to."""
    title = occasion.recipe.title
    bars = species_of(title) == BULLETIN and not occasion.request.again
    if bars and (name := upward.above(names, occasion.county)):
        raise KnownError(
            f"{title}以“特此通报”作结，只发下级和有关单位，“主送”不能是“{name}”。"
            "向上级和县领导报告的，请另出汇报或报告；送其阅知的，写在“抄送”里。"
        )


def _about_unit(occasion: Occasion, unit: UnitRow, scope: list[FindingRow]) -> Sheet:
    """A paper about everything that the round has of its unit; KnownError where that is nothing."""
    recipe = occasion.recipe
    if not scope:
        name = unit.party_short or unit.name
        raise KnownError(f"{name}{recipe.no_cause}。请核对单位、轮次和截止日期。", NO_CAUSE)
    chosen = addressing.fitting(occasion, scope)
    return Sheet(occasion, unit, full_name(unit.name, occasion.county), scope, chosen)


def _of_this_unit(recipe: Recipe, unit_id: int, rows: list[FindingRow]) -> None:
    """A paper to the unit that answers for its findings may name none of another unit's (papers/10, 差错1)."""
    foreign = [row.number for row in rows if row.unit_id != unit_id]
    if recipe.addressee == "unit" and foreign:
        raise KnownError(f"问题{'、'.join(foreign[:3])}不是这个单位的。请核对“单位”和“问题编号”。")


def _of_this_nature(recipe: Recipe, rows: list[FindingRow]) -> None:
    """A notice of what is to be put right at once names no other finding (papers/07, 差错6)."""
    other = [row.number for row in rows if recipe.rows.nature and row.nature not in recipe.rows.nature]
    if other:
        wanted = "、".join(listing.NATURE_WORDS[one] for one in recipe.rows.nature)
        raise KnownError(f"问题{'、'.join(other[:3])}的整改性质不是{wanted}。请先在台账中核定，或另选问题。")


def _record(reader: Reader, recipe: Recipe, given: Mapping[str, Any]) -> dict[str, Any]:
    number = str(_given(given, RECORD) or "") if recipe.per == "talk" else ""
    return words_of_record(reader, number, recipe) if number else {}


def words_of_record(reader: Reader, number: str, recipe: Recipe) -> dict[str, Any]:
    """What the record behind a composed paper says, by the words of the kind."""
    found = talk.record_of(reader, number)
    if found is None:
        raise KnownError(f"约谈登记中没有“{number}”。请核对编号，或不填“约谈号”、直接填写各项。")
    words = {name: value for name, value in found.items() if not is_own(name)}
    return {**words, **own_words.of_record(recipe, found)}


def _finished(sheet: Sheet, prepared_id: int | None = None) -> Gathered:
    """The words of a sheet with what was typed over them, and what the register keeps."""
    recipe, request, unit = sheet.recipe, sheet.request, sheet.unit
    words = anonymous.hidden(sheet, _with_typed(recipe, providers.words_of(sheet), sheet.typed))
    rows = [row for one in sheet.shot.counted() for row in one.rows] if recipe.per in OF_ROUNDS else sheet.chosen
    if left_out := request.given.get(LEFT_OUT):
        words[LEFT_OUT] = _titles(recipe, left_out, "不能略去")
    if order := request.given.get(ORDER):
        words[ORDER] = _titles(recipe, order, "不能换次序")
    label = (unit.party_short or unit.name) if unit is not None else ""
    if not label:
        label = office.round_words(sheet.occasion.round) if not recipe.guarded else sheet.addressee
    uses_basis = any(field.name == "口径" for field in recipe.fields)
    reply_by = words.get("回复期限")
    return Gathered(
        kind=recipe.kind, words=words, addressee=sheet.addressee, file_label=label, issued_on=request.issued_on,
        as_of=request.as_of, round_id=sheet.occasion.round.id, unit_id=unit.id if unit is not None else None,
        findings=tuple(row.id for row in rows), known_at=sheet.shot.known_at, reply_by=reply_by,
        basis_id=(sheet.shot.basis.id or None) if uses_basis else None,
        basis_text=basis_rules.title(sheet.shot.basis) if uses_basis else "",
        copies=tuple(str(one) for one in words.get("抄送") or ()), prepared_id=prepared_id,
        declared=recipe, own_series=recipe.series(sheet.issuer),
    )  # fmt: skip


def _titles(recipe: Recipe, titles: Any, refused: str) -> tuple[str, ...]:
    """The sections that a paper goes without, or their order; which of them may be is known where the Word file is."""
    if not recipe.loose:
        raise KnownError(f"{recipe.title}的各部分是规定的，{refused}。")
    return tuple(map(str, titles if isinstance(titles, (list, tuple)) else [titles]))


def _round(reader: Reader, request: Request) -> RoundRow:
    """The round that is named, else the one fed back last."""
    if request.round_id is not None:
        found = round_queries.round_by_id(reader, request.round_id)
        if found is None:
            raise KnownError("这个轮次已不在账本中。请另选轮次。")
        return found
    day = request.as_of.isoformat()
    fed_back = [one for one in round_queries.rounds(reader) if one.feedback_on and one.feedback_on <= day]
    if not fed_back:
        raise KnownError("账本中还没有反馈过的轮次。请先登记轮次和反馈日期。")
    return max(fed_back, key=lambda one: (one.feedback_on or "", one.id))


def _basis(reader: Reader, request: Request) -> Basis:
    named = request.basis_name
    if request.basis_id is not None and (own := basis_queries.basis_by_id(reader, request.basis_id)) is not None:
        return own
    found = basis_queries.basis_by_name(reader, named) if named else basis_queries.default_basis(reader)
    if found is None:
        raise KnownError(f"没有名为“{named}”的口径。请在“系统—口径”中核对。")
    return found


def _entered(recipe: Recipe, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, by the types of the words; what only chooses rows and addressee is no word of the paper."""
    choosing = {LABELS, NAMED, LEFT_OUT, ORDER, *NUMBERS, *ADDRESSEE, *(RECORD if recipe.per == "talk" else ())}
    if recipe.rows.chosen:
        choosing |= set(ROWS)
    elif recipe.addressee not in ("unit", "department"):
        choosing -= {"单位", "unit"}
    return recipe.enter({name: value for name, value in given.items() if name not in choosing})


def _with_typed(recipe: Recipe, words: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What the clerk typed lies over what was gathered; an inner list (下步 of 未销清单) is laid row by row, by 编号."""
    known = {field.name: field for field in recipe.fields}
    found = dict(words)
    for name, value in typed.items():
        present, field = found.get(name), known[name]
        computed = field.kind == FLAG and field.level == ASSERTION and not field.typed
        if computed or (isinstance(present, Figure) and present.rows and value is not None):
            raise KnownError(f"“{name}”由台账算出，不能改写。台账有误的，请先在台账中更正。")
        if name == "未销清单" and isinstance(present, list) and isinstance(value, list):
            found[name] = _by_number(present, value)
        else:
            found[name] = value
    return found


def _by_number(present: list[dict[str, Any]], typed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    own = {str(row.get("编号")): row for row in typed}
    return [
        {**row, **{key: value for key, value in own.get(str(row["编号"]), {}).items() if key == "下步"}}
        for row in present
    ]


def _given(typed: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((typed[name] for name in names if typed.get(name)), None)
