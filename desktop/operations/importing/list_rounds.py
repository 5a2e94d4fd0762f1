"""Which round each row of a list belongs to: its own (a 轮次 column, a sheet per round), else the one that was chosen (RULES §11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from db.queries import imports as queries
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing.judgement import Options


@dataclass
class Rounds:
    """The rounds of a list by the name that it gives them ('' is the chosen one); `unknown` are not in the ledger yet."""

    ids: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    feedback: dict[int, str | None] = field(default_factory=dict)

    def id_of(self, finding: FindingDraft) -> int | None:
        """The round of a row, None while it must be made."""
        return self.ids.get(written(finding))

    def feedback_of(self, finding: FindingDraft) -> str | None:
        """The feedback date of the row's round."""
        return self.feedback.get(self.id_of(finding) or 0)


def written(finding: FindingDraft) -> str:
    """The round that a row names, as the list writes it; '' where it names none."""
    return str(finding.round or "").strip()


def rounds_of(reader: Reader, findings: Iterable[FindingDraft], options: Options) -> Rounds:
    """Find the rounds of a list by name or code; `options.rounds` tells which round a written name means."""
    known = queries.rounds(reader)
    by_name = {key: row.id for row in known for key in (_bare(row.name), _bare(row.code))}
    result = Rounds(feedback={row.id: row.feedback_on for row in known})
    for name in dict.fromkeys(written(finding) for finding in findings):
        wanted = options.rounds.get(name, name) if name else options.round_name
        if name or wanted:
            found = by_name.get(_bare(wanted))
        else:
            found = known[0].id if len(known) == 1 else None
        if found is not None:
            result.ids[name] = found
        elif name or wanted:
            result.unknown.append(wanted)
    result.unknown = list(dict.fromkeys(result.unknown))
    return result


def refuse_unnamed(reader: Reader, findings: Iterable[FindingDraft], options: Options) -> None:
    """Raise KnownError where rows name no round, none was chosen and there is more than one."""
    known = queries.rounds(reader)
    if options.round_name or len(known) < 2 or all(written(finding) for finding in findings):
        return
    raise KnownError(
        f"账本中有 {len(known)} 个轮次，请指明清单属于哪一轮（--round）：{'、'.join(row.name for row in known)}。"
    )


def _bare(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）")
