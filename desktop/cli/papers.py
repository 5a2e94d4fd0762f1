"""Commands on papers: kinds, document, template."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from db.reader import Reader
from db.store import Ledger
from desktop.cli.answers import KNOWN_ERROR, Answer
from desktop.cli.figures import round_named
from desktop.cli.given import given
from desktop.cli.ledger_commands import day
from desktop.cli.session import reading, writing
from desktop.errors import KnownError
from desktop.host.fonts import installed_families
from desktop.operations.ledgers import asker
from desktop.operations.papers.gathered import Request
from desktop.operations.unit_lookup import unit_named

_OFFICE_NAMED = "发出的一份文档属性改为本办公室，送签的原件原样留存在账本中。"


def add_commands(commands: Any, shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    kinds = commands.add_parser("kinds", parents=[opening], help="文种")
    kinds.add_argument("ledger", type=Path, nargs="?")
    kinds.set_defaults(run=_kinds)
    document = commands.add_parser("document", parents=[opening], help="出文书")
    document.add_argument("ledger", type=Path)
    document.add_argument("kind")
    document.add_argument("--round", default="")
    document.add_argument("--unit", action="append", default=[])
    document.add_argument("--all", action="store_true", help="每个应发的各出一件，随件的文种一并出")
    document.add_argument("--set", action="append", default=[], metavar="K=V")
    document.add_argument("--set-file", type=Path)
    document.add_argument("--as-of", type=day)
    document.add_argument("--known-at", type=day)
    document.add_argument("--date", type=day)
    document.add_argument("--basis", default="")
    document.add_argument("--out", type=Path, default=Path())
    deed = document.add_mutually_exclusive_group()
    deed.add_argument("--draft", action="store_true")
    deed.add_argument("--issue", action="store_true")
    deed.add_argument("--register", type=Path)
    document.add_argument("--number", default="")
    document.add_argument("--file", type=Path)
    document.add_argument("--waive", action="append", default=[], metavar="FIELD", help="标红而确认免填的字段")
    document.add_argument("--purpose", default="", help="用途，记入打印导出登记；密级用 --set 密级=…")
    document.set_defaults(run=_document)
    template = commands.add_parser("template", parents=[opening], help="模板")
    template.add_argument("ledger", type=Path)
    template.add_argument("deed", choices=("check", "fields", "install"))
    template.add_argument("files", nargs="*")
    template.set_defaults(run=_template)


def _kinds(arguments: argparse.Namespace) -> Answer:
    """The program's kinds; with a ledger also those that its clerks made."""
    from desktop.operations.papers.making import kinds

    if arguments.ledger is None:
        known = kinds()
    else:
        with reading(arguments) as ledger:
            known = kinds(ledger.reader)
    return Answer(known, [f"{one['kind']}  {one['title']}" for one in known])


def _document(arguments: argparse.Namespace) -> Answer:
    if arguments.register is not None:
        return _registered(arguments)
    if arguments.issue:
        with writing(arguments) as (ledger, actor):
            return _issued(ledger, actor, arguments)
    with reading(arguments) as ledger:
        return _drafted(ledger, arguments)


def _drafted(ledger: Ledger, arguments: argparse.Namespace) -> Answer:
    from desktop.operations.papers import issuing, making, prepared_mentions
    from desktop.operations.papers.workshop import Workshop

    workshop, request = Workshop(ledger, installed_families()), _request(ledger, arguments)
    gathered = making.gather_all(ledger.reader, request)
    gathered, told = prepared_mentions.followed(workshop, ledger.reader, request, gathered)
    _sound, blocked = issuing.sort_out(gathered)
    made = issuing.draft(workshop, gathered, arguments.out)
    return _with_mentions(_answer(made, blocked, [f"已出草稿 {len(made)} 份，未编号，未登记。"]), told)


def _issued(ledger: Ledger, actor: Any, arguments: argparse.Namespace) -> Answer:
    from desktop.operations.papers import asked_twice, drafts, edited, issuing, making, prepared_mentions
    from desktop.operations.papers.workshop import Workshop

    workshop = Workshop(ledger, installed_families())
    request = _request(ledger, arguments)
    if arguments.file is not None:
        request = drafts.as_drafted(request, arguments.file, workshop.ledger_id, workshop.today)
    gather = making.gather if arguments.file is not None else making.gather_all
    gathered = gather(ledger.writing(), request)
    waived = tuple(arguments.waive)
    sound, blocked = issuing.sort_out(gathered, ledger.writing(), waived)
    if not sound:
        lacking = "；".join(f"{one.addressee}缺{'、'.join(one.missing)}" for one in blocked)
        said = f"没有签发：{lacking}。{_remedies(gathered, blocked)}"
        return Answer(_document_json([], blocked), [], KNOWN_ERROR, said)
    omitted: list[asked_twice.LeftOut] = []
    if request.everyone and arguments.file is None:
        sound, omitted = asked_twice.fresh(ledger.writing(), sound)
    told: list[Any] = []
    if arguments.file is None:  # a file that comes back is as its reader left it
        sound, told = prepared_mentions.followed(workshop, ledger.writing(), request, sound)
        prepared_mentions.refuse_unsure(told)
    given: dict[str, Any] = {"number": arguments.number, "waived": waived, "purpose": arguments.purpose}
    if arguments.file is not None:
        made = [edited.issue(ledger, actor, workshop, sound, arguments.file, arguments.out, **given)]
    else:
        made = issuing.issue(ledger, actor, workshop, sound, arguments.out, **given)
    answer = _answer(made, blocked, [f"已签发 {len(made)} 份：{made[0].number}{'起' if len(made) > 1 else ''}。"])
    further = [_OFFICE_NAMED] if arguments.file is not None else []
    further += [_remedies(gathered, blocked)] if blocked else []
    if omitted:
        further.append(f"没有重复出：{asked_twice.named(omitted)}。")
        answer.document["left_out"] = [{"addressee": one.addressee, "number": one.number} for one in omitted]
    return _with_mentions(replace(answer, lines=[*answer.lines, *further]), told)


def _with_mentions(answer: Answer, told: Sequence[Any]) -> Answer:
    """An answer that also tells how mentions in what was typed for prepared papers followed."""
    if told:
        answer.document["mentions"] = [{"addressee": one.addressee, "told": one.sentence} for one in told]
    return replace(answer, lines=[*answer.lines, *(f"{one.addressee}：{one.sentence}" for one in told)])


def _remedies(gathered: list[Any], blocked: list[Any]) -> str:
    """Kind by kind what helps: a run may hold papers of several kinds."""
    recipes = {one.kind: one.recipe for one in gathered}
    kinds = dict.fromkeys(one.kind for one in blocked)
    return "".join(_remedy(recipes[kind], [one for one in blocked if one.kind == kind]) for kind in kinds)


def _remedy(recipe: Any, blocked: list[Any]) -> str:
    """Where the lacking words are filled in, and which of them may be waived by what."""
    from desktop.operations.papers.contracts import remedies

    words = tuple(dict.fromkeys(word for one in blocked for word in one.missing))
    waivable = dict.fromkeys(word for one in blocked for word in one.waivable)
    said = f"{remedies(recipe, words)}。"
    if waivable:
        said += f"确实不填的，加 {' '.join(f'--waive {word}' for word in waivable)} 后再签发。"
    return said


def _registered(arguments: argparse.Namespace) -> Answer:
    from desktop.operations.papers import registering

    with writing(arguments) as (ledger, actor):
        request = _request(ledger, arguments)
        made = registering.register_sent(ledger, actor, request, arguments.register, arguments.number)
    return _answer([made], [], [f"已补登：{made.number or '未编号'} {made.addressee}。"])


def _answer(made: list[Any], blocked: list[Any], lines: list[str]) -> Answer:
    lines = [*lines, *(f"{one.number} {one.path}".strip() for one in made if not one.unwritten)]
    lines += [f"{one.addressee}：缺{'、'.join(one.missing)}" for one in blocked]
    return Answer(_document_json(made, blocked), lines, complaint="".join(one.unwritten for one in made))


def _document_json(made: list[Any], blocked: list[Any]) -> dict[str, Any]:
    files = [
        {
            "path": None if one.unwritten else str(one.path),
            "addressee": one.addressee,
            "number": one.number or None,
            "sha256": one.sha256,
            **({"unwritten": one.unwritten} if one.unwritten else {}),
        }
        for one in made
    ]
    edited = [{"path": str(one.path), "changes": list(one.changes)} for one in made if one.changes]
    lacking = [{"addressee": one.addressee, "missing": list(one.missing)} for one in blocked]
    return {"files": files, "blocked": lacking, "edited": edited}


def _request(ledger: Ledger, arguments: argparse.Namespace) -> Request:
    today = ledger.today()
    reader = ledger.newest
    return Request(
        kind=arguments.kind,
        issued_on=date.fromisoformat(arguments.date or today),
        as_of=date.fromisoformat(arguments.as_of or arguments.date or today),
        round_id=_round_id(reader, arguments.round),
        unit_ids=tuple(dict.fromkeys(_unit_id(reader, name) for name in arguments.unit)),
        everyone=arguments.all,
        given=given(arguments.set_file, arguments.set, "document"),
        basis_name=arguments.basis,
        known_at=date.fromisoformat(arguments.known_at) if arguments.known_at else None,
        actor=asker(ledger, arguments.user),
    )


def _round_id(reader: Reader, name: str) -> int | None:
    return round_named(reader, name) if name else None


def _unit_id(reader: Reader, name: str) -> int:
    found = unit_named(reader, name)
    if found is None:
        raise KnownError(f"名册中没有单位“{name}”。请核对全称或别名。")
    return found


def _template(arguments: argparse.Namespace) -> Answer:
    from desktop.operations.papers import workshop

    if arguments.deed == "fields":
        listed = _fields(arguments)
        return Answer(
            listed, [f"{{{{{line['field']}}}}}  {line['type']}  {line['missing']}  {line['source']}" for line in listed]
        )
    if not arguments.files:
        raise KnownError(f"template {arguments.deed} 要写出模板文件。请在后面给出 .docx 的路径。")
    with reading(arguments) as ledger:
        faults = [fault for path in arguments.files for fault in _faults_of(Path(path), ledger.reader)]
        told = [] if faults else _unproven(arguments.files, ledger.reader)
    if faults:
        document: dict[str, Any] = {"faults": [fault.as_json() for fault in faults]}
        return Answer(document, [str(fault) for fault in faults], KNOWN_ERROR, _sum_of(faults))
    if arguments.deed == "install":
        with writing(arguments) as (ledger, actor):
            for path in arguments.files:
                workshop.install(ledger, actor, Path(path))
        lines = [f"已启用 {path}" for path in arguments.files]
        return Answer({"installed": arguments.files, "faults": [], "unproven": told}, lines + _to_look_at(told))
    return Answer({"faults": [], "unproven": told}, ["模板没有发现问题。", *_to_look_at(told)])


def _unproven(files: Sequence[str], reader: Reader) -> list[dict[str, str]]:
    """Clauses that assert what the ledger does not know: no faults, but the clerk should see them."""
    from desktop.operations.papers import workshop

    return [
        {"template": Path(path).name, "clause": clause}
        for path in files
        for clause in workshop.unproven_clauses(Path(path), "", reader)
    ]


def _to_look_at(told: Sequence[Mapping[str, str]]) -> list[str]:
    return [f"{one['template']} {one['clause']}——台账不能证明，请核对或放进断言条件里" for one in told]


def _faults_of(path: Path, reader: Reader) -> list[Any]:
    """The faults of one file; a file that cannot be read at all is one fault, so that the others are still told."""
    from desktop.documents.template_faults import Fault
    from desktop.operations.papers import workshop

    try:
        return list(workshop.check_file(path, "", reader))
    except KnownError as error:
        return [Fault(path.name, 0, "", str(error))]


def _sum_of(faults: list[Any]) -> str:
    first = faults[0]
    said = f"模板 {first.template} {first}" if first.tag or first.paragraph else first.message.rstrip("。")
    return f"{said}。{f'共 {len(faults)} 处要改，' if len(faults) > 1 else ''}模板没有启用。"


def _fields(arguments: argparse.Namespace) -> list[Any]:
    """The words of the kinds that were named, or of all kinds of the ledger."""
    from desktop.operations.papers import catalogue

    with reading(arguments) as ledger:
        wanted = arguments.files or [recipe.kind for recipe in catalogue.recipes(ledger.reader)]
        found = [catalogue.recipe(ledger.reader, Path(kind).stem) for kind in wanted]
    return [line for recipe in found for line in recipe.as_json()["fields"]]
