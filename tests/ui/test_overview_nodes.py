"""The nodes of a round on the first page: each says what the ledger counts of it, and of no other."""

from db.queries.rounds import rounds
from desktop.ledgers import books
from desktop.operations.change import change
from desktop.operations.records import verbs
from desktop.rules.permissions import Action
from desktop.ui.pages.overview.nodes import round_nodes
from tests.builders import EVERYONE
from tests.ui.office import an_office


def test_the_end_of_the_months_is_over_by_its_own_day_where_the_report_is_due_earlier(context):
    an_office(context.ledger)
    [one] = rounds(context.reader)
    with change(context.ledger, EVERYONE, Action.EDIT_UNIT, "规则") as changes:
        rule = {"round_id": one.id, "event": "整改进展报告", "days": 2, "unit": "month"}
        changes.writer.insert("deadline_rule", rule)
    unit = context.reader.value("select id from unit order by id limit 1")
    said = {"unit": unit, "round": one.id, "kind": "report", "received_on": "2026-06-01"}
    verbs.add(context.ledger, EVERYONE, books.as_declared("submission"), said)
    nodes = {node.key: node for node in round_nodes(context.reader, one, context.as_of)}

    assert nodes["report"].note.endswith(" 家") and nodes["report"].running
    assert nodes["end"].title == "集中整改期满" and " · " not in nodes["end"].note and not nodes["end"].running
