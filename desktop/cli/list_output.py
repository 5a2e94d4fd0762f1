"""Commands that write lists to files: export, print."""

from __future__ import annotations

import argparse
import platform
from dataclasses import replace
from pathlib import Path
from typing import Any

from db.reader import Reader
from db.store import Ledger
from desktop import settings
from desktop.cli.answers import Answer
from desktop.cli.figures import add_basis, add_moment, add_scope, as_of, chosen_basis, chosen_scope
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.session import writing
from desktop.cli.usage import count
from desktop.errors import KnownError
from desktop.host.paths import settings_file
from desktop.ledgers import books
from desktop.ledgers.leaving import kept_inside
from desktop.ledgers.ways_out import DUMP, FINDING_BOOK, LIST_PDF, RECORD_BOOK
from desktop.operations import dumping
from desktop.operations.lists import exporting, printing, register_sheet
from desktop.operations.lists.sending import Wish, export_shown
from desktop.operations.lists.view import STATUSES, Filters, View, view
from desktop.operations.own_fields import own_fields
from desktop.operations.records import exporting as record_exporting
from desktop.operations.records import own_lists
from desktop.operations.records import printing as record_printing
from desktop.operations.records.own_rows import OWN_ROWS
from desktop.operations.records.questions import Wanted, chosen
from desktop.rules import basis as rules
from desktop.rules.permissions import Actor

LISTS = ("findings", "finding")


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    export = commands.add_parser("export", parents=[opening], help="导出清单")
    printed = commands.add_parser("print", parents=[opening], help="打印清单")
    for command, told in ((export, "写到哪里；以 .docx 结尾的写成 Word 表格"), (printed, "写到哪里")):
        command.add_argument("ledger", type=Path)
        command.add_argument("list", choices=list_names() if command is export else print_names())
        command.add_argument("--out", type=Path, required=True, help=told)
        command.add_argument("--columns", default="")
        command.add_argument("--title", default="")
        command.add_argument("--group-by", default="")
        add_asked(command)
        add_filters(command)
    export.set_defaults(run=_export)
    printed.add_argument("--paper", choices=("A4", "A3"), default="A4")
    printed.add_argument("--landscape", action="store_true")
    printed.add_argument("--copies", type=count, default=0)
    printed.add_argument("--pages", default="")
    printed.add_argument("--period", default="", help="登记簿的期间，如 2026-10；不写为本月")
    printed.add_argument("--machine-mark", default="", help="登记簿上的本机密级；不写用本机标定")
    printed.add_argument("--record", default="", help="一条记录的记录表，如 约谈〔2026〕1号")
    printed.set_defaults(run=_print)
    dumped = commands.add_parser("dump", parents=[opening], help="转出全部内容（公开格式）")
    dumped.add_argument("ledger", type=Path)
    dumped.add_argument("--out", type=Path, required=True)
    add_asked(dumped)
    dumped.set_defaults(run=_dump)


def list_names() -> tuple[str, ...]:
    """Every book that can be exported and printed; the finding ledger under its plural too."""
    return (*LISTS, *OWN_ROWS, *(one.name for one in books.declared()))


def print_names() -> tuple[str, ...]:
    """What can be printed: those, and the register of prints and exports as the form that is signed (papers/32)."""
    return (*list_names(), register_sheet.NAME)


def _dump(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        made = dumping.write(ledger, actor, arguments.out, asked_of(ledger, DUMP, arguments))
    document = {"path": str(made.path), "contents": made.contents, "digest": made.digest}
    return Answer(document, [f"已转出全部内容：{made.path}", dumping.WHOLE, dumping.NOT_CARRIED])


def add_filters(command: argparse.ArgumentParser) -> None:
    """The filters that `findings` has too."""
    add_scope(command)
    add_moment(command)
    add_basis(command)
    command.add_argument("--status", default="")
    command.add_argument("--overdue", action="store_true")
    command.add_argument("--search", default="")
    command.add_argument("--limit", type=count, default=0)


def shown_view(ledger: Ledger, reader: Reader, arguments: argparse.Namespace) -> View:
    """The view that the filters mean, with its scope in words."""
    scope = chosen_scope(reader, arguments)
    words = [arguments.round, arguments.unit, arguments.status, "逾期" if arguments.overdue else "", arguments.search]
    said = "；".join(word for word in words if word)
    if arguments.status and arguments.status not in STATUSES:
        raise KnownError(f"没有“{arguments.status}”这种状态。可用：{'、'.join(STATUSES)}。")
    filters = Filters(
        scope.rounds, scope.units, arguments.status, arguments.overdue, arguments.search, arguments.limit, said
    )
    basis = rules.title(chosen_basis(reader, arguments))
    return view(reader, filters, as_of(ledger, arguments), arguments.known_at, basis)


def names_in(text: str) -> tuple[str, ...]:
    """The names of a list with commas, full-width ones too."""
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())


def _export(arguments: argparse.Namespace) -> Answer:
    if arguments.list not in LISTS:
        return _export_records(arguments)
    with writing(arguments) as (ledger, actor):
        shown = shown_view(ledger, ledger.writing(), arguments)
        title = arguments.title or "问题台账"
        keys = names_in(arguments.columns) or exporting.USUAL
        asked = asked_of(ledger, FINDING_BOOK, arguments)
        made = export_shown(ledger, actor, shown, Wish(arguments.out, title, keys, arguments.group_by, asked))
    return Answer({"path": str(made.path), "rows": made.rows}, [f"已导出 {made.rows} 条：{made.path}"])


def _export_records(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        listed = _listed(ledger, actor, arguments)
        title = arguments.title or listed.register.title
        names, asked = names_in(arguments.columns), asked_of(ledger, RECORD_BOOK, arguments)
        made = record_exporting.export_shown(
            ledger, actor, listed, arguments.out, title, names, asked, arguments.group_by.strip()
        )
    lines = [f"已导出 {made.rows} 条：{made.path}", *_inside(listed, arguments)]
    return Answer({"path": str(made.path), "rows": made.rows}, lines)


def _inside(listed: record_exporting.Listed, arguments: argparse.Namespace) -> list[str]:
    """Which columns stay inside, where the caller named none; a named one is refused."""
    told = "" if arguments.columns else kept_inside(listed.register.all_fields)
    return [told] if told else []


def _print_records(arguments: argparse.Namespace) -> Answer:
    if arguments.record:
        return _print_sheet(arguments)
    with writing(arguments) as (ledger, actor):
        listed = _listed(ledger, actor, arguments)
        plan = printing.Plan(
            arguments.title or listed.register.title, arguments.paper, True if arguments.paper == "A3" else arguments.landscape or not arguments.columns,
            names_in(arguments.columns), classification=asked_of(ledger, LIST_PDF, arguments).mark,
        )  # fmt: skip
        pages = record_printing.layout(ledger.writing(), listed, plan, ledger.today())
        chosen_pages = _page_range(arguments.pages)
        job = _job(ledger, arguments)
        left = record_printing.write(ledger, actor, listed, plan, pages, arguments.out, job, pages=chosen_pages)
        path, number = left.path, left.made
    document = {"path": str(path), "pages": number, "rows": len(listed.records)}
    return Answer(document, [f"已排 {len(listed.records)} 条，{number} 页：{path}", *_inside(listed, arguments)])


def _print_sheet(arguments: argparse.Namespace) -> Answer:
    """The sheet of one record, to be signed by hand."""
    with writing(arguments) as (ledger, actor):
        listed = _listed(ledger, actor, arguments)
        found = [one for one in listed.records if one.number == arguments.record]
        if not found:
            raise KnownError(f"{listed.register.title}里没有“{arguments.record}”。请核对编号。", "unknown_record")
        one = replace(listed, records=found, total=None)
        plan = printing.Plan(
            arguments.title or f"{one.register.title}记录表",
            arguments.paper,
            False,
            (),
            classification=asked_of(ledger, LIST_PDF, arguments).mark,
        )
        pages = record_printing.record_sheet(ledger.writing(), one, plan, ledger.today())
        left = record_printing.write(ledger, actor, one, plan, pages, arguments.out, _job(ledger, arguments))
        path, number = left.path, left.made
    lines = [f"已排 {found[0].number}，{number} 页：{path}", *_inside(one, arguments)]
    return Answer({"path": str(path), "pages": number, "rows": 1}, lines)


def _listed(ledger: Ledger, actor: Actor, arguments: argparse.Namespace) -> record_exporting.Listed:
    """The records that the filters mean; `--status` is a state of the book."""
    reader, moment = ledger.writing(), as_of(ledger, arguments)
    scope = chosen_scope(reader, arguments)
    wanted = Wanted(scope.rounds, scope.units, arguments.status, search=arguments.search, asker=actor)
    if arguments.list in OWN_ROWS:
        own = own_lists.listed(ledger, arguments.list, moment, arguments.known_at, wanted)
        said = _said(arguments)
        return replace(own, records=own.records[: arguments.limit or None], scope=said)
    register = books.book(reader, arguments.list)
    found = chosen(reader, register, moment, arguments.known_at, wanted)
    total = len(chosen(reader, register, moment, arguments.known_at))
    return record_exporting.Listed(register, found[: arguments.limit or None], moment, _said(arguments), total)


def _said(arguments: argparse.Namespace) -> str:
    """The criteria in words."""
    return "；".join(word for word in (arguments.round, arguments.unit, arguments.status, arguments.search) if word)


def _print_register(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        of = register_sheet.period(arguments.period or ledger.today()[:7])
        grade = arguments.machine_mark or settings.load(settings_file()).machine_mark
        machine = register_sheet.Machine(platform.node(), grade)
        asked = asked_of(ledger, LIST_PDF, arguments)
        left = register_sheet.write(ledger, actor, of, machine, arguments.out, asked)
    document = {"path": str(left.path), "pages": left.made, "rows": left.rows}
    return Answer(document, [f"已排{register_sheet.title_of(of)} {left.rows} 条，{left.made} 页：{left.path}"])


def _print(arguments: argparse.Namespace) -> Answer:
    if arguments.list == register_sheet.NAME:
        return _print_register(arguments)
    if arguments.list not in LISTS:
        return _print_records(arguments)
    from desktop.paper.finding_list import column_keys

    with writing(arguments) as (ledger, actor):
        reader = ledger.writing()
        shown = shown_view(ledger, reader, arguments)
        own = own_fields(reader)
        columns = column_keys(names_in(arguments.columns), own)
        plan = printing.Plan(
            arguments.title or "巡察反馈问题清单", arguments.paper, True if arguments.paper == "A3" else arguments.landscape or not arguments.columns,
            columns, group_by=column_keys([arguments.group_by], own)[0] if arguments.group_by else "",
            classification=asked_of(ledger, LIST_PDF, arguments).mark,
        )  # fmt: skip
        pages = printing.layout(reader, shown, plan, ledger.today())
        chosen_pages = _page_range(arguments.pages)
        job = _job(ledger, arguments)
        left = printing.write(ledger, actor, shown, plan, pages, arguments.out, job, pages=chosen_pages)
        path, count = left.path, left.made
    document = {"path": str(path), "pages": count, "rows": len(shown.rows)}
    return Answer(document, [f"已排 {len(shown.rows)} 条，{count} 页：{path}"])


def _job(ledger: Ledger, arguments: argparse.Namespace) -> printing.Job:
    """The next copy numbers, and what the print is for."""
    asked = asked_of(ledger, LIST_PDF, arguments)
    return printing.Job(printing.next_copies(ledger.writing(), arguments.copies), asked.purpose, asked.destination)


def _page_range(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, _mark, last = text.replace("—", "-").partition("-")
    try:
        return int(first), int(last or first)
    except ValueError as error:
        raise KnownError(f"--pages {text} 不是页码范围。请写成 3-5。") from error
