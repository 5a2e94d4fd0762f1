"""Commands that ask the ledger: findings as they stood, and why a rate changed between two dates."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.queries.findings import FLAGS, numbers_of
from desktop.cli.answers import Answer
from desktop.cli.figures import add_basis, add_scope, chosen_basis, chosen_scope
from desktop.cli.ledger_commands import day
from desktop.cli.list_output import add_filters, names_in, shown_view
from desktop.cli.session import reading
from desktop.ledgers.field import Field
from desktop.ledgers.findings import FIELDS, STORED, FindingLine, chosen_fields
from desktop.ledgers.told import told_text
from desktop.operations.own_fields import own_fields
from desktop.rules import basis as rules
from desktop.rules.change_causes import Moment
from desktop.rules.rate import Rate
from desktop.statistics.explain import explain


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    findings = commands.add_parser("findings", parents=[opening], help="问题台账")
    findings.add_argument("ledger", type=Path)
    add_filters(findings)
    findings.add_argument("--columns", default="")
    findings.set_defaults(run=_findings)
    change = commands.add_parser("explain", parents=[opening], help="整改率变动说明")
    change.add_argument("ledger", type=Path)
    change.add_argument("--from", dest="first", type=day, required=True)
    change.add_argument("--to", dest="last", type=day, required=True)
    change.add_argument("--known-at", type=day, default=None)
    add_basis(change)
    add_scope(change)
    change.set_defaults(run=_explain)


def _findings(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        shown = shown_view(ledger, ledger.reader, arguments)
        own = own_fields(ledger.reader)
    chosen = chosen_fields(names_in(arguments.columns), own)
    if chosen:
        told = [{field.name: told_text(field, line) for field in chosen} for line in shown.lines]
        rows = ["  ".join(texts.values()) for texts in told]
        return Answer(told, ["  ".join(field.head for field in chosen), *rows, f"共 {len(rows)} 条"])
    document = [finding_row(line, own) for line in shown.lines]
    lines = [
        f"{row['number']}  {row['unit']}  {row['state']}  {row['due_on'] or ''}  {row['text']}" for row in document
    ]
    return Answer(document, [*lines, f"共 {len(lines)} 条"])


def finding_row(line: FindingLine, own: Sequence[Field]) -> dict[str, Any]:
    """Every stored field by its name, own ones too, then what the contract of the command names otherwise or computes."""
    row = line.row
    levels = (row.category1, row.category2, row.category3, row.category4)
    computed = (
        "claim", "claim_on", "verdict", "verdict_on", "extensions", "reopened", "measures_done", "measures_total", "evidence_count",
        "given_on", "feedback_on", "last_on",
    )  # fmt: skip
    return {
        **{field.name: getattr(line, field.name) for field in FIELDS},
        **{name: getattr(row, name) for name in (*STORED, *computed)},
        **{field.name: getattr(line, field.name) for field in own},
        **{name: bool(getattr(row, name)) for name in (*FLAGS, "opening")},
        "unit": row.unit_name,
        "co_units": json.loads(row.co_units),
        "round": row.round_name,
        "category": " / ".join(level for level in levels if level),
        "parent": row.parent_text or None,
        "measures": line.measure_list,
        "state": line.state_word,
        "due_on": line.due or None,
        "overdue_days": line.overdue,
        "progress": row.last_text,
        "other": json.loads(row.other),
    }


def _explain(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        told = explain(
            ledger.reader,
            chosen_basis(ledger.reader, arguments),
            Moment(arguments.first, arguments.known_at),
            Moment(arguments.last, arguments.known_at),
            scope=chosen_scope(ledger.reader, arguments),
        )
        numbers = numbers_of(ledger.reader, [finding for cause in told.causes for finding in cause.findings])
    causes = [
        {
            "cause": cause.cause,
            "numerator": cause.numerator,
            "denominator": cause.denominator,
            "findings": [numbers[finding] for finding in cause.findings],
        }
        for cause in told.causes
    ]
    document = {
        "from": arguments.first,
        "to": arguments.last,
        "known_at": arguments.known_at,
        "basis": {"name": told.basis.name, "version": told.basis.version, **rules.to_words(told.basis)},
        "before": _counts(told.rate_before),
        "after": _counts(told.rate_after),
        "causes": causes,
    }
    lines = [f"{told.rate_before.with_counts} → {told.rate_after.with_counts}"]
    lines += [f"{c.cause}：分子 {c.numerator:+d}，分母 {c.denominator:+d}，{len(c.findings)} 条" for c in told.causes]
    return Answer(document, [*lines, told.basis_text])


def _counts(rate: Rate) -> dict[str, Any]:
    return {"numerator": rate.numerator, "denominator": rate.denominator, "rate": rate.text}
