"""Words of progress → the state codes of the ledger: the nine rules of RULES §6 in their order, first hit wins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop.exchange.normalise import status_words as words
from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.normalise.plain_text import half_width, is_blank_word, squeezed, without_brackets
from desktop.exchange.normalise.ticks import chosen
from desktop.exchange.normalise.written_dates import DATE_INSIDE, without_dates

_YES, _NO = frozenset("是√✓✔☑"), frozenset("否×✕✗✘")
_CLAUSE_ENDS = re.compile("[，,、；;。！!？?：:\n—]+")
_EDGES = " \"'“”‘’。，,；;：:、！!？?．.·~～_*＊—–-《》<>"
_SHELLS = "（）()【】[]〔〕［］"
_LONGEST = 2000
_DATE = "\ue000"
_DEADLINE = re.compile("前$")
_SENTENCE_END = re.compile(r"[。；;！!\n]|(?<!\d)\.(?!\d)|\.(?!\d)")
_OWN_LIST = re.compile("[；;。\n](?:未|正在|已|部分|基本|尚).{0,6}[:：]")
_OPEN, _CLOSE = "（(【[〔", "）)】]〕"
_BACKWARDNESS = ("not_done", "not_started", "in_progress", "partly_done", "long_term", "basically_done", "done")
STATES = (*_BACKWARDNESS, "transferred")


@dataclass(frozen=True)
class StatusReading:
    """The state, the kind of fault (`unknown_status`), and the date that stood with a word of completion."""

    state: str | None = None
    fault: str | None = None
    completed: str | None = None


@dataclass(frozen=True)
class _Clause:
    """One clause without its dates; `due` says that a date in it is a deadline (…前)."""

    text: str
    dates: tuple[str, ...] = ()
    due: bool = False

    @property
    def done(self) -> bool:
        """Rule 9 for this clause alone; a deadline without 已 says when, not that."""
        share = words.PERCENT.match(self.text)
        if share is not None:
            return _of_share(float(share[1])) == "done"
        return words.is_exactly_done(self.text) and not (self.due and "已" not in self.text)


@dataclass(frozen=True)
class _Said:
    """A status without its dress: clauses outside brackets, and what the brackets say."""

    clauses: tuple[_Clause, ...]
    notes: tuple[str, ...] = ()
    verdict: bool = False
    dates: tuple[str, ...] = field(default=())


def read_status(
    value: object, is_percent: bool = False, *, verdict: bool = False, office: OfficeWords | None = None
) -> StatusReading:
    """A status cell; `verdict` is the office's own column, which closes only where the whole cell affirms."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        state = _of_share(float(value) * 100) if is_percent else None
        return StatusReading(state, None if state else "unknown_status")
    text = value if isinstance(value, str) else ("" if value is None else str(value))
    if is_blank_word(text):
        return StatusReading()
    return _judged(text, verdict, office)


def status_of(text: str) -> str | None:
    """The state of a written status as the unit reports it, or None where it is not recognised."""
    return _judged(text, False, None).state


def status_at_head(progress: str, office: OfficeWords | None = None) -> StatusReading:
    """The state a progress note begins with: a status word with a mark or bracket at once behind it (RULES §6)."""
    text = half_width(progress.strip())[:_LONGEST]
    if text[:1] in _OPEN:
        end = min((place for mark in _CLOSE if (place := text.find(mark)) > 0), default=-1)
        sentence = text[1:end] if end > 0 else ""
    else:
        end = min((found.start() for found in _SENTENCE_END.finditer(text)), default=len(text))
        sentence = text[:end]
    head = _undated(squeezed(re.split("[，,、：:（(【\\[—]", sentence)[0]).strip("-"))
    if office and office.state(head):
        return StatusReading(office.state(head))
    if not (words.HEAD_WORD.fullmatch(head) or words.REFERRAL_AT_HEAD.fullmatch(head)):
        return StatusReading()
    if re.match(f"{re.escape(head)}[:：]", squeezed(text)) and _OWN_LIST.search(text):
        return StatusReading()
    found = _judged(sentence, False, office)
    return found if found.state else StatusReading()


def most_backward(states: Iterable[str | None]) -> str | None:
    """The state of an item whose rows differ; `transferred` only where all rows are."""
    known = [state for state in states if state]
    if not known:
        return None
    rest = [state for state in known if state != "transferred"]
    return min(rest, key=_BACKWARDNESS.index) if rest else "transferred"


# -- a cell taken apart -----------------------------------------------------------------------------


def _judged(text: str, verdict: bool, office: OfficeWords | None) -> StatusReading:
    bare = squeezed(text)
    if len(bare) > _LONGEST:
        return StatusReading(None, "unknown_status")
    taught = office and next(
        filter(None, map(office.state, (bare, bare.strip(_EDGES), bare.strip(_EDGES + _SHELLS)))), None
    )
    if taught:
        return StatusReading(taught)
    choice = chosen(bare)
    said = _taken_apart(half_width(choice or ""), verdict)
    state = _by_rules(said)
    if state is None:
        return StatusReading(None, "unknown_status")
    return StatusReading(state, None, _completed(said) if state in ("done", "long_term") else None)


def _taken_apart(bare: str, verdict: bool) -> _Said:
    outside, notes = without_brackets(bare.strip(_EDGES))
    if not outside.strip(_EDGES):
        outside, notes = "".join(notes) or bare.strip(_EDGES + _SHELLS), []
    marked, dates = without_dates(outside.strip(_EDGES), _DATE)
    clauses, taken = [], 0
    for piece in _CLAUSE_ENDS.split(marked):
        count = piece.count(_DATE)
        own = tuple(dates[taken : taken + count])
        taken += count
        words_alone = re.sub(f"(?:于|在)?{_DATE}", "", piece).strip(_EDGES)
        if words_alone or own:
            clauses.append(_Clause(words_alone, own, any(_DEADLINE.search(date) for date in own)))
    alone = tuple(note for note in notes if DATE_INSIDE.fullmatch(note))
    return _Said(tuple(clauses), tuple(note for note in notes if note not in alone), verdict, alone)


def _undated(text: str) -> str:
    marked, _dates = without_dates(text, _DATE)
    return re.sub(f"(?:于|在)?{_DATE}", "", marked)


def _completed(said: _Said) -> str | None:
    """The date before or behind a word of completion; one in brackets only where nothing else stands there."""
    for place, clause in enumerate(said.clauses):
        if not clause.done:
            continue
        behind = said.clauses[place + 1] if place + 1 < len(said.clauses) else _Clause("")
        for dates in (clause.dates, behind.dates if not behind.text else (), said.dates):
            if dates:
                return dates[-1]
    return None


# -- the nine rules ---------------------------------------------------------------------------------


def _by_rules(said: _Said) -> str | None:
    clauses = [clause for clause in said.clauses if clause.text]
    whole = "".join(clause.text for clause in clauses)
    if len(whole) == 1 and (whole in _YES or whole in _NO):
        return "done" if whole in _YES else "not_done"
    for rule in (_not_started, _referred, _denied, _intended, _halfway, _going_on):
        if state := rule(clauses, said.verdict):
            return state
    return _affirmed(clauses, said)


def _not_started(clauses: list[_Clause], _verdict: bool) -> str | None:
    plain = (words.NO_NEGATION.sub("□", clause.text) for clause in clauses)
    return "not_started" if any(words.NOT_STARTED.search(text) for text in plain) else None


def _referred(clauses: list[_Clause], _verdict: bool) -> str | None:
    for place, clause in enumerate(clauses):
        if found := words.REFERRED.match(clause.text):
            behind = clause.text[found.end() :] + "".join(later.text for later in clauses[place + 1 :])
            if not words.DONE_LATER.search(behind):
                return "transferred"
        elif words.NOT_YET_REFERRED.search(clause.text):
            return "in_progress"
    return None


def _denied(clauses: list[_Clause], verdict: bool) -> str | None:
    for place, clause in enumerate(clauses):
        text = words.NO_NEGATION.sub(lambda found: "□" * len(found[0]), clause.text)
        if not (words.NEGATED.search(text) or words.SENT_BACK.fullmatch(text)):
            continue
        later = clauses[place + 1 :]
        if not any(one.done for one in later):
            return "not_done"
        if verdict:
            return "not_done"
        return _by_rules(_Said(tuple(later)))
    return None


def _intended(clauses: list[_Clause], verdict: bool) -> str | None:
    for place, clause in enumerate(clauses):
        text = words.NO_INTENTION.sub(lambda found: "□" * len(found[0]), clause.text)
        if words.INTENDED.search(text) or words.ONLY_WAITING.fullmatch(text):
            reported = any(one.done for one in clauses[:place])
            return "done" if reported and not verdict else "in_progress"
    return None


def _halfway(clauses: list[_Clause], _verdict: bool) -> str | None:
    for state, sign in (
        ("basically_done", words.BASICALLY),
        ("partly_done", words.PARTLY),
        ("long_term", words.STANDING),
    ):
        if any(sign.search(clause.text) for clause in clauses):
            return state
    return None


def _going_on(clauses: list[_Clause], verdict: bool) -> str | None:
    for place, clause in enumerate(clauses):
        if words.GOING_ON.search(clause.text):
            reported = any(one.done for one in clauses[:place])
            return "done" if reported and not verdict else "in_progress"
    return None


def _affirmed(clauses: list[_Clause], said: _Said) -> str | None:
    whole = "，".join(clause.text for clause in clauses)
    if counted := _counted(whole):
        return counted
    if said.verdict:
        clauses = [
            _Clause(text, clause.dates, clause.due)
            for clause in clauses
            if (text := words.CHECKED.sub("", clause.text))
        ]
    done = [clause.done for clause in clauses]
    if said.verdict:
        return "done" if done and all(done) and not any(_doubtful(note) for note in said.notes) else _share_of(clauses)
    return "done" if any(done) else _share_of(clauses)


def _doubtful(note: str) -> bool:
    """A remark in brackets that takes back what stands before it."""
    denied = words.NEGATED.search(words.NO_NEGATION.sub("□", note)) or words.NOT_STARTED.search(note)
    return bool(denied or words.INTENDED.search(note) or re.search("待|需|尚|如|须|后", note))


def _share_of(clauses: list[_Clause]) -> str | None:
    shares = [_of_share(float(found[1])) for clause in clauses if (found := words.PERCENT.match(clause.text))]
    return most_backward(state for state in shares if state != "done") if shares else None


def _counted(whole: str) -> str | None:
    """完成3项，共5项 and 2/3: some of all."""
    found = words.SOME_OF_ALL.search(whole) or words.FRACTION.match(whole)
    if not found:
        return None
    groups = found.groupdict()
    some, total = groups.get("some") or groups.get("some2"), groups.get("all") or groups.get("all2")
    return "partly_done" if 0 < int(some or 0) < int(total or 0) else None


def _of_share(percent: float) -> str | None:
    if not 0 <= percent <= 100:
        return None
    return "done" if percent == 100 else "not_started" if percent == 0 else "in_progress"
