"""What the pages of papers let the worker do: gather, check, draft, issue, read an edited file.

The templates are compiled in the worker and stay there; nothing here is called on the window's own thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.queries import findings as finding_queries
from db.queries import papers
from db.queries import rounds as round_queries
from db.reader import Reader
from db.records import FindingCriteria
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes
from desktop.rules.overdue import days_overdue
from desktop.rules.permissions import Action, Actor

if TYPE_CHECKING:
    from desktop.documents.figures import Entry
    from desktop.documents.sections import Outline
    from desktop.operations.papers.edited import Comparison
    from desktop.operations.papers.fetched import Fetched
    from desktop.operations.papers.gathered import Gathered, Request
    from desktop.operations.papers.issuing import Made
    from desktop.operations.papers.numbers import DocumentNumber
    from desktop.operations.papers.workshop import Workshop
    from desktop.ui.context import AppContext

CLOSED = ("done", "transferred")


@dataclass(frozen=True)
class Draft:
    """One checked paper of a batch. `blocking` words keep it from being issued, `marked` ones must be confirmed."""

    id: int
    gathered: Gathered
    round_name: str
    open_count: int | None
    overdue: int | None
    blocking: tuple[str, ...]
    marked: tuple[str, ...]
    data: bytes
    entries: tuple[Entry, ...]
    pages: int
    title: str
    number: str = ""
    sent: str = ""
    along: bool = False
    """Of another kind than the batch, which goes out with it."""
    outline: Outline | None = None
    """The sections of a kind whose sections may be left out."""
    quoted: tuple[str, ...] = ()
    """What it took over from the ledger."""

    @property
    def addressee(self) -> str:
        """主送."""
        return self.gathered.addressee

    @property
    def paper_for(self) -> str:
        """主送, with the record where the paper is about one, and with the kind of one that goes along."""
        told = self.gathered.entitled(self.addressee)
        return f"{told} · {self.gathered.recipe.title}" if self.along else told

    @property
    def shown_title(self) -> str:
        """The title as the register tells it."""
        return self.gathered.entitled(self.title)

    @property
    def state(self) -> str:
        """可签发, 缺项 or 请确认."""
        return "缺项" if self.blocking else "请确认" if self.marked else "可签发"


@dataclass(frozen=True)
class Issued:
    """What an issue left: the papers on disk, the folder, and what the ledger says was touched."""

    made: tuple[Made, ...]
    folder: Path
    changes: Changes
    listed: Path | None = None
    """The list that went out with them, where there is one."""
    unlisted: str = ""
    """Why the list that belongs to them is not there; they went out all the same."""


PaperKey = tuple[str, tuple[int, ...]]


def paper_key(one: Gathered) -> PaperKey:
    """By what a paper of a batch is known again when the batch is gathered anew: whom it is for, its record, and its findings."""
    return one.entitled(one.addressee), one.findings


class PaperDesk:
    """The presses of the open ledger, made when first wanted."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._workshop: Workshop | None = None
        self._went_out: list[Gathered] = []

    def check(
        self,
        request: Request,
        report: Callable[..., None] | None = None,
        given: Mapping[PaperKey, Mapping[str, Any]] | None = None,
    ) -> list[Draft]:
        """Everyone who is due a paper of the kind, each drafted and checked, and then the papers that go along with all of them.

        `given` are words that a clerk typed for one paper; it is gathered anew with them.
        """
        from desktop.operations.papers import catalogue, making

        reader = self._ledger.another_reader()
        try:
            recipe = catalogue.recipe(reader, request.kind)
            if recipe.each and request.round_id and not request.unit_ids:
                _need_units(reader, request.round_id)
            found = self._of_kind(reader, request, report, given or {})
            for along in making.alongside(reader, request):
                own = self._of_kind(reader, along, report, given or {})
                found += [replace(one, id=place, along=True) for place, one in enumerate(own, len(found) + 1)]
            return found
        finally:
            reader.close()

    def check_apart(self, request: Request) -> list[Draft]:
        """As `check`, over a connection of its own: for another thread than the writer's, which nothing waits for."""
        with self._ledger.apart() as own:
            desk = PaperDesk(own)
            desk._workshop = self._presses().over(own)
            return desk.check(request)

    def _of_kind(
        self,
        reader: Reader,
        request: Request,
        report: Callable[..., None] | None,
        given: Mapping[PaperKey, Mapping[str, Any]],
    ) -> list[Draft]:
        from desktop.operations.papers import catalogue, making, prepared_mentions

        recipe = catalogue.recipe(reader, request.kind)
        gathered = making.gather(reader, request)
        counts = _counts(reader, request)
        found = []
        for place, one in enumerate(gathered, 1):
            if report is not None:
                report(place, len(gathered), one.addressee)
            wanted = request
            if own := given.get(paper_key(one)):
                only = one.unit_id if recipe.per == "unit" else None
                wanted = replace(
                    request, given={**request.given, **own}, unit_ids=request.unit_ids if only is None else (only,)
                )
                one = making.gather(reader, wanted)[place - 1 if only is None else 0]
            [one], told = prepared_mentions.followed(self._presses(), reader, wanted, [one])
            found.append(self._drafted(reader, place, one, counts, tuple(each.sentence for each in told)))
        return found

    def as_prepared(self, request: Request, prepared_id: int) -> Draft | None:
        """The paper as it read on the day on which it was put by; None where that is today, or where it could not be made then."""
        from desktop.operations.papers import fetched

        with self._ledger.apart() as own:
            then = fetched.as_prepared(own.reader, request, prepared_id)
        if then is None:
            return None
        try:
            return self.check(then)[0]
        except KnownError:
            return None  # its round had no feedback yet, or its findings were entered later

    def fetched(self, old: Draft, new: Draft, given: Mapping[str, Any]) -> Fetched | None:
        """What fetching anew changes in a paper; None where every figure of the ledger is as it was."""
        from desktop.operations.papers import fetched

        return fetched.between((old.data, old.entries), (new.data, new.entries), given)

    def save_drafts(self, gathered: Sequence[Gathered], folder: Path) -> list[Path]:
        """Drafts on disk: no number is taken."""
        from desktop.operations.papers import issuing

        return [made.path for made in issuing.draft(self._presses(), gathered, folder)]

    def issue(
        self,
        ledger: Ledger,
        actor: Actor,
        gathered: Sequence[Gathered],
        folder: Path,
        number: str = "",
        purpose: str = "",
    ) -> Issued:
        """Issue those that were confirmed, of whatever kinds, all or none; `purpose` is what the register says they went out for."""
        from desktop.operations.papers import issuing

        self._refuse_twice(gathered)
        batches = [
            [one for one in gathered if one.kind == kind] for kind in dict.fromkeys(one.kind for one in gathered)
        ]
        waived = _confirmed(ledger, gathered)
        made = issuing.issue_all(
            ledger, actor, self._presses(), batches, folder, number=number, waived=waived, purpose=purpose
        )
        self._went_out += gathered
        return Issued(tuple(made), folder, touched(ledger, f"签发 {len(made)} 份文书"))

    def issue_package(
        self,
        ledger: Ledger,
        actor: Actor,
        batches: Sequence[Sequence[Gathered]],
        folder: Path,
        round_name: str,
        purpose: str = "",
    ) -> Issued:
        """本月督办包: letters of several kinds, all or none, then the list of what they name; one that the disk refuses is printed from the board."""
        from desktop.operations.papers import issuing
        from desktop.operations.supervision import monthly

        every = [one for batch in batches for one in batch]
        self._refuse_twice(every)
        made = issuing.issue_all(
            ledger, actor, self._presses(), batches, folder, waived=_confirmed(ledger, every), purpose=purpose
        )
        self._went_out += every
        changes = touched(ledger, f"签发本月督办包 {len(made)} 份")
        try:
            listed = monthly.put_out_list(ledger, actor, every, folder, round_name)
        except KnownError as error:
            return Issued(tuple(made), folder, changes, unlisted=str(error))
        both = {**changes.touched, **listed.changes.touched}
        return Issued(tuple(made), folder, replace(changes, touched=both), listed.path)

    def compare(self, one: Gathered, file: Path) -> Comparison:
        """How the file that the leader edited differs from the draft."""
        from desktop.operations.papers import edited

        return edited.compare(self._presses(), one, file)

    def issue_edited(
        self,
        ledger: Ledger,
        actor: Actor,
        one: Gathered,
        file: Path,
        folder: Path,
        number: str = "",
        accept_changes: bool = False,
        purpose: str = "",
    ) -> Issued:
        """Freeze the file that the leader approved; what is still tracked in it only where a person said to accept it."""
        from desktop.operations.papers import edited

        self._refuse_twice([one])
        made = edited.issue(
            ledger, actor, self._presses(), [one], file, folder, number=number, accept_changes=accept_changes,
            waived=_confirmed(ledger, [one]), purpose=purpose,
        )  # fmt: skip
        self._went_out.append(one)
        return Issued((made,), folder, touched(ledger, f"按改定稿签发 {made.addressee}"))

    def _refuse_twice(self, gathered: Sequence[Gathered]) -> None:
        """What a page still shows while it goes out, or after a list failed, goes out once."""
        if again := [one.addressee for one in gathered if any(one is other for other in self._went_out)]:
            more = f"等 {len(again)} 份" if again[1:] else ""
            raise KnownError(f"给{again[0]}的文书{more}刚刚已经签发，没有再签发。请在发文登记中核对。", "issued_twice")

    def _presses(self) -> Workshop:
        if self._workshop is None:
            from desktop.host.fonts import installed_families
            from desktop.operations.papers.workshop import Workshop

            self._workshop = Workshop(self._ledger, installed_families())
        return self._workshop

    def _drafted(
        self,
        reader: Reader,
        place: int,
        one: Gathered,
        counts: Mapping[int | None, Mapping[str, int]],
        told: tuple[str, ...] = (),
    ) -> Draft:
        press = self._presses().press(one.kind)
        paper = press.render(one.words, draft=True)
        name = round_queries.round_by_id(reader, one.round_id) if one.round_id else None
        own = counts.get(one.unit_id, {})
        return Draft(
            place, one, name.name if name is not None else "", own.get("open"), own.get("overdue"),
            tuple(str(missing) for missing in paper.missing if missing.blocks),
            (*told, *_sent_today(reader, one), *_office_words(reader, one), *(str(missing) for missing in paper.missing if not missing.blocks)),
            paper.data, paper.entries, paper.pages, paper.title,
            outline=press.template.outline if one.recipe.loose else None, quoted=paper.quoted,
        )  # fmt: skip


def _confirmed(ledger: Ledger, gathered: Sequence[Gathered]) -> tuple[str, ...]:
    """Words in red: the pages show them as 请确认 and ask before they issue, so what comes here was confirmed."""
    from desktop.operations.papers.contracts import marked_words

    return tuple(word for one in gathered for word in marked_words(ledger.writing(), one))


def _need_units(reader: Reader, round_id: int) -> None:
    if not papers.unit_ids_of_round(reader, round_id):
        raise KnownError("本轮还没有列入单位，不知道发给谁。请先在“轮次与单位”中列入单位。")


def _sent_today(reader: Reader, one: Gathered) -> tuple[str, ...]:
    """A paper that went out to the same addressee on the same day: a second one is rarely meant."""
    from desktop.operations.papers import asked_twice

    told = asked_twice.told(reader, one)
    return (told,) if told else ()


def _office_words(reader: Reader, one: Gathered) -> tuple[str, ...]:
    """What 机关设置 has not said: 巡督〔2026〕1号 tells nobody whose number it is, 抄送：秦望舒 who that is."""
    from desktop.operations.papers.contracts import office_words

    return office_words(reader, one)


def touched(ledger: Ledger, title: str) -> Changes:
    """The announcement of an action whose operation tells only what it made; called in the worker, right after it."""
    writer = ledger.writing()
    tables = {table: frozenset(ids) for table, ids in writer.touched.items()}
    return Changes(0, title, writer, tables, writer.last_recorded_at() or "")


def finding_ids(reader: Reader, numbers: Sequence[str]) -> tuple[int, ...]:
    """The findings of permanent numbers, in the same order."""
    found = (finding_queries.finding_id_by_number(reader, number) for number in numbers)
    return tuple(one for one in found if one is not None)


def why_not_put_out(context: AppContext, action: Action) -> str:
    """Why a report or a list may not go out. It tells of a past day as well as of today, so 回看 is no reason."""
    return context.why_not(action) or (context.why_not(None, writes=True) if context.reads_only else "")


def numbers_text(pattern: str, year: int, taken: Sequence[int]) -> str:
    """`云巡督〔2026〕1—5 号`; numbers that are not in a row are told one by one."""
    runs: list[list[int]] = []
    for number in taken:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return pattern.replace("{年}", str(year)).replace("{号}号", f"{told} 号").replace("{号}", told)


def taken_text(taken: Sequence[DocumentNumber]) -> str:
    """占用 云巡督〔2026〕1—5 号, of several series each; or that papers of the kind bear no number."""
    series: dict[tuple[str, int], list[int]] = {}
    for one in taken:
        if one.text:
            series.setdefault((one.pattern, one.year or 0), []).append(one.seq or 0)
    told = "；".join(numbers_text(pattern, year, own) for (pattern, year), own in series.items())
    return f"占用 {told}" if told else "不编文号"


def output_folder(chosen: str, ledger: Ledger, *inner: str) -> Path:
    """Where papers and lists are written: the folder of the preferences, else 文书 beside the ledger."""
    place = Path(chosen) if chosen else ledger.folder.parent / "文书"
    return place.joinpath(*inner)


def _counts(reader: Reader, request: Request) -> dict[int | None, dict[str, int]]:
    """What each unit of the round has open and overdue on the day."""
    if request.round_id is None:
        return {}
    known_at = request.known_at.isoformat() if request.known_at else None
    day = request.as_of.isoformat()
    rows = finding_queries.list_findings(reader, FindingCriteria(rounds=(request.round_id,)), day, known_at)
    open_rows = Counter(row.unit_id for row in rows if row.verdict not in CLOSED)
    late = Counter(row.unit_id for row in rows if days_overdue(row, day))
    return {row.unit_id: {"open": open_rows[row.unit_id], "overdue": late[row.unit_id]} for row in rows}
