"""The room of leads on the command line: only with its passphrase; without it nothing here is in any answer (interfaces.md).

`records`, `record` and `figures` hand over to it where `--leads-passphrase-file` is given; `leads` gives and takes the right.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

from db.queries import rounds as round_queries
from db.reader import Reader
from db.store import Ledger
from desktop.cli import given as typed
from desktop.cli.answers import KNOWN_ERROR, Answer
from desktop.cli.figures import chosen_scope
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.record_rows import record_row
from desktop.cli.session import read_passphrase, reading, writing
from desktop.cli.usage import WrongUsage, count, usage_line
from desktop.errors import KnownError
from desktop.ledgers.leads import SHOWN
from desktop.ledgers.ways_out import DUMP, LIST_PDF
from desktop.operations.leads import book, checking, granting, work
from desktop.operations.leads.deeds import Asked, carry_out, deeds
from desktop.operations.leads.granting import Giver, Member, Pair
from desktop.operations.leads.letter import Letter, Second
from desktop.operations.leads.room import Room, enter
from desktop.operations.records.questions import Wanted, chosen
from desktop.operations.records.words import day as read_day
from desktop.rules.permissions import COMMAND_LINE

NAME = SHOWN.name
OPTION = "--leads-passphrase-file"
_LETTER = tuple(one.name for one in fields(Letter))
_GIVEN = ("enable", "grant", "take-back", "pass-on")
READ_BACK = "read-back"


def add_option(parser: argparse.ArgumentParser) -> None:
    """The option by which a command answers from the room."""
    parser.add_argument(OPTION, type=Path, default=None, help="存放线索口令的文件")


def is_asked(arguments: argparse.Namespace) -> bool:
    """Whether a command is to answer from the room."""
    return arguments.leads_passphrase_file is not None


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    leads = commands.add_parser(
        "leads",
        parents=[opening],
        help="线索：启用、授予、收回、更换授予人、日志、撤销、移交函、核对、打印、转出、读入",
    )
    leads.add_argument("ledger", type=Path)
    leads.add_argument("verb", choices=(*_GIVEN, READ_BACK, *_IN_ROOM))
    add_option(leads)
    leads.add_argument("--member", default="", metavar="NAME")
    for who in ("manager", "reviewer", "next-manager", "next-reviewer"):
        leads.add_argument(f"--{who}", default="", metavar="NAME")
        leads.add_argument(f"--{who}-word-file", type=Path, default=None, help="授予口令")
        leads.add_argument(f"--{who}-passphrase-file", type=Path, default=None, help="登录口令")
    leads.add_argument("--limit", type=count, default=0)
    leads.add_argument(
        "--lead", action="append", default=[], metavar="NUMBER", help="移交函里、打印的线索编号，可重复；打印不写为全部"
    )
    leads.add_argument("--set", action="append", default=[], metavar="K=V", help=f"移交函：{'、'.join(_LETTER)}")
    leads.add_argument("--second", default="", metavar="NAME", help="在场人")
    leads.add_argument("--second-passphrase-file", type=Path, default=None, help="在场人的线索口令")
    leads.add_argument("--out", type=Path, default=Path())
    leads.add_argument("--copies", type=count, default=1, help="打印的份数")
    leads.add_argument("--file", type=Path, default=None, help="读入的转出文件")
    leads.add_argument("--file-passphrase-file", type=Path, default=None, help="存放转出文件口令的文件")
    add_asked(leads)
    leads.set_defaults(run=_leads)


def records(arguments: argparse.Namespace, where: Mapping[str, str]) -> Answer:
    """The leads, without the names of persons."""
    if arguments.unit:
        raise WrongUsage(usage_line("records"), "用法不对：线索不按被巡察单位查，请去掉 --unit。")
    with _room(arguments) as room:
        day_asked = arguments.as_of or room.ledger.today()
        asked = Wanted(state=arguments.state, where=where, search=arguments.search)
        found = chosen(room.ledger.newest, SHOWN, day_asked, arguments.known_at, asked)
        names = round_names(room.office.reader, chosen_scope(room.office.reader, arguments).rounds)
        rows = [record_row(SHOWN, one) for one in found if not names or one.stored["round"] in names]
    if arguments.sort and rows and arguments.sort not in rows[0]:
        raise KnownError(f"没有“{arguments.sort}”这一栏，可按这些栏排：{'、'.join(rows[0])}。", "unknown_field")
    if arguments.sort:
        rows.sort(key=lambda row: (row[arguments.sort] is None, str(row[arguments.sort])))
    rows = rows[: arguments.limit or None]
    told = work.Count(sum(row["cases"] for row in rows), sum(row["persons"] for row in rows)).words
    lines = [
        f"{row['number']}  {row['moved_on']}  {row['cases']} 件 {row['persons']} 人  {row['moved_to']}" for row in rows
    ]
    return Answer(rows, [*lines, f"共 {told}"])


def record(arguments: argparse.Namespace, args: Mapping[str, Any]) -> Answer:
    """One deed on a lead; `show` answers the names, and is logged in the room."""
    known = deeds()
    if arguments.verb not in known:
        raise WrongUsage(
            usage_line("record"), f"用法不对：{NAME} 没有“{arguments.verb}”这一步。可用：{'、'.join(known)}。"
        )
    values = {name: value for name, value in args.items() if name not in ("number", "on", "reason")}
    asked = Asked(arguments.number, values, str(args.get("on") or ""), str(args.get("reason") or ""))
    with _room(arguments) as room:
        done = carry_out(room, arguments.verb, asked)
    told: dict[str, Any] = {"number": done.number, "state": done.state or None}
    if done.shown:
        told["names"] = done.shown
    return Answer(told, [f"{known[arguments.verb]}：{done.number}{'　' + done.shown if done.shown else ''}"])


def round_names(reader: Reader, rounds: Sequence[int]) -> tuple[str, ...]:
    """Rounds of the ledger by the names under which the room knows them."""
    found = (round_queries.round_by_id(reader, one) for one in rounds)
    return tuple(one.name for one in found if one is not None)


def figures(arguments: argparse.Namespace, rounds: Sequence[str]) -> list[work.Figure]:
    """The figures of the room that are asked for; all where none is named. `rounds` narrow both parts."""
    with _room(arguments) as room:
        found = work.figures(
            room,
            arguments.as_of or room.ledger.today(),
            arguments.known_at,
            rounds,
            arguments.all_sanctioned,
        )
    return [one for one in found if not arguments.files or one.name in arguments.files]


@contextmanager
def _room(arguments: argparse.Namespace) -> Iterator[Room]:
    """The room by its passphrase: of the person named, or whose passphrase it is."""
    name = "" if arguments.user == COMMAND_LINE.name else arguments.user
    with reading(arguments) as office:
        room = enter(office, name, read_passphrase(arguments.leads_passphrase_file, ""))
        try:
            yield room
        finally:
            room.close()


def _leads(arguments: argparse.Namespace) -> Answer:
    if arguments.verb in _GIVEN:
        with writing(arguments) as (office, _actor):
            return Answer({"done": arguments.verb}, [_give(arguments, office)])
    if arguments.verb == READ_BACK:
        with writing(arguments) as (office, _actor):
            return _read_back(arguments, office)
    if not is_asked(arguments):
        raise WrongUsage(usage_line("leads"), f"用法不对：{arguments.verb} 要用 {OPTION} 给出线索口令。")
    with _room(arguments) as room:
        return _IN_ROOM[arguments.verb](arguments, room)


def _undo(_arguments: argparse.Namespace, room: Room) -> Answer:
    title = book.undo(room).title
    return Answer({"undone": title.removeprefix("撤销：")}, [title])


def _log(arguments: argparse.Namespace, room: Room) -> Answer:
    rows = book.log(room, arguments.limit or 200)
    told = [{"at": one.recorded_at, "user": one.user_name, "title": one.title, "reason": one.reason} for one in rows]
    return Answer(told, [f"{one['at'][:16]}  {one['user']}  {one['title']}" for one in told])


def _check(_arguments: argparse.Namespace, room: Room) -> Answer:
    health = checking.check(room)
    lines = checking.told(health)
    if health.ok:
        return Answer(health.as_json(), lines)
    return Answer(health.as_json(), lines, KNOWN_ERROR, f"发现 {len(lines)} 处问题，请按上面逐条处理。")


def _print(arguments: argparse.Namespace, room: Room) -> Answer:
    from desktop.operations.leads import printing  # the makers of pages are heavy

    asked = asked_of(room.office, LIST_PDF, arguments)
    sheet = printing.Sheet(tuple(arguments.lead), copies=arguments.copies, asked=asked)
    left = printing.to_file(room, sheet, _second(arguments), _out(arguments))
    return Answer(
        {"path": str(left.path), "pages": left.made, "rows": left.rows}, [f"已存 {left.made} 页：{left.path}"]
    )


def _dump(arguments: argparse.Namespace, room: Room) -> Answer:
    from desktop.operations.leads import dumping

    lock = dumping.Lock(_file_word(arguments), _second(arguments))
    made = dumping.write(room, _out(arguments), lock, asked_of(room.office, DUMP, arguments))
    told = {"path": str(made.path), "contents": made.contents, "digest": made.digest}
    return Answer(told, [f"已转出线索台账：{made.path}"])


def _read_back(arguments: argparse.Namespace, office: Ledger) -> Answer:
    from desktop.operations.leads import dumping

    if arguments.file is None:
        raise WrongUsage(usage_line("leads"), "用法不对：缺少 --file（转出文件）。")
    pair = _pair(arguments, "manager", "reviewer")
    contents = dumping.read_back(office, pair, arguments.file, _file_word(arguments))
    return Answer({"contents": contents}, [f"已读入线索 {contents.get(NAME, 0)} 件（条）。"])


def _file_word(arguments: argparse.Namespace) -> str:
    if arguments.file_passphrase_file is None:
        raise WrongUsage(usage_line("leads"), "用法不对：缺少 --file-passphrase-file（转出文件的口令）。")
    return read_passphrase(arguments.file_passphrase_file, "")


def _out(arguments: argparse.Namespace) -> Path:
    out: Path = arguments.out
    if not out.name:
        raise WrongUsage(usage_line("leads"), "用法不对：缺少 --out（存到哪个文件）。")
    return out


def _second(arguments: argparse.Namespace) -> Second:
    if arguments.second_passphrase_file is None:
        raise WrongUsage(usage_line("leads"), "用法不对：缺少 --second-passphrase-file（在场人的线索口令）。")
    return Second(_said(arguments, "second"), read_passphrase(arguments.second_passphrase_file, ""))


def _refer(arguments: argparse.Namespace, room: Room) -> Answer:
    from desktop.operations.leads.referring import refer  # the makers of papers are heavy

    given = dict(typed.pair(text, "--set", "leads") for text in arguments.set)
    if strange := sorted(set(given) - set(_LETTER)):
        raise WrongUsage(
            usage_line("leads"), f"用法不对：移交函没有“{'、'.join(strange)}”这一栏。可用：{'、'.join(_LETTER)}。"
        )
    words: dict[str, Any] = {name: "" for name in ("addressee", "classification", "classified_by", "approval")} | given
    words["monthly"] = str(given.get("monthly", "")) in ("1", "是", "true")
    until = words.get("handle_by") or ""
    if until and (read := read_day(until)) is None:
        raise KnownError(f"“{until}”不是日期。请改成如 2026-09-05 的日期。", "not_a_date")
    if until:
        words["handle_by"] = read
    made = refer(room, arguments.lead, Letter(**words), _second(arguments), arguments.out)
    told = {"path": str(made.path), "number": made.number, "addressee": made.addressee, "sha256": made.sha256}
    return Answer(told, [f"{made.number}  {made.path}", *([made.unwritten] if made.unwritten else [])])


def _give(arguments: argparse.Namespace, office: Ledger) -> str:
    pair = _pair(arguments, "manager", "reviewer")
    if arguments.verb == "pass-on":
        granting.pass_on(office, pair, _pair(arguments, "next_manager", "next_reviewer"))
        return "授予人已更换。"
    name = _said(arguments, "member")
    if arguments.verb == "take-back":
        granting.take_back(office, pair, name)
        return f"已收回：{name}"
    if not is_asked(arguments):
        raise WrongUsage(usage_line("leads"), f"用法不对：要用 {OPTION} 给出 {name} 的线索口令。")
    member = Member(name, read_passphrase(arguments.leads_passphrase_file, ""))
    if arguments.verb == "enable":
        granting.enable(office, pair, member)
        return f"线索台账已启用，已授予：{name}"
    granting.grant(office, pair, member)
    return f"已授予：{name}"


def _pair(arguments: argparse.Namespace, manager: str, reviewer: str) -> Pair:
    return Pair(_giver(arguments, manager), _giver(arguments, reviewer))


def _giver(arguments: argparse.Namespace, who: str) -> Giver:
    word, passphrase = getattr(arguments, f"{who}_word_file"), getattr(arguments, f"{who}_passphrase_file")
    if word is None:
        raise WrongUsage(usage_line("leads"), f"用法不对：缺少 --{who.replace('_', '-')}-word-file（授予口令）。")
    return Giver(
        _said(arguments, who), read_passphrase(word, ""), "" if passphrase is None else read_passphrase(passphrase, "")
    )


def _said(arguments: argparse.Namespace, name: str) -> str:
    said = str(getattr(arguments, name))
    if not said:
        raise WrongUsage(usage_line("leads"), f"用法不对：缺少 --{name.replace('_', '-')}（姓名）。")
    return said


_IN_ROOM: dict[str, Callable[[argparse.Namespace, Room], Answer]] = {
    "log": _log,
    "undo": _undo,
    "refer": _refer,
    "check": _check,
    "print": _print,
    "dump": _dump,
}
"""What is done inside the room, with its passphrase."""
