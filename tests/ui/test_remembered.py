"""W-5: columns that were chosen come again at the next start, for every grid of every page."""

from desktop.ui.frame.main_window import MainWindow
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.remembered import Remembered
from desktop.ui.pages import PAGES
from tests.ui.office import an_office


def test_every_grid_in_sight_has_its_columns_again_after_a_restart(qtbot, context):
    """W-5: columns are not lost at restart; walks the grids of all pages."""
    an_office(context.ledger, count=3)
    changed, found = {}, {}
    for kept in (changed, found):
        window = MainWindow(context, PAGES)
        qtbot.addWidget(window)
        window.show()
        for key in window.entries:
            window.show_page(key)
            qtbot.waitUntil(lambda: not context.jobs.running, timeout=20_000)
            for table in window.pages[key].findChildren(LedgerTableView):
                memory = table.findChild(Remembered)
                names = [column.field for column in table.model.columns]
                if memory is not None and len(names) > 2:
                    if kept is changed:
                        names = [names[0], names[2], names[1]]
                        table._set_columns(names, 0)
                        memory.keep()
                    kept[f"{key}.{table.table.name}"] = names
        window.hide()

    assert {"findings.findings", "rounds.rounds"} <= set(changed)
    assert {name: found[name] for name in changed} == changed


def test_columns_of_a_saved_view_are_not_taken_for_ones_own(qtbot, context):
    """W-5: a saved view keeps its columns for itself."""
    an_office(context.ledger, count=3)
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.show()
    window.show_page("findings")
    table = window.pages["findings"].table
    table.keeps_columns = False

    table._set_columns(["number", "text"], 0)
    table.findChild(Remembered).keep()

    assert "tables" not in context.settings.window
