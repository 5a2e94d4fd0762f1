"""Opening the window loads nothing heavy, and is quick (performance.md §4)."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "docx",
    "docxtpl",
    "openpyxl",
    "matplotlib",
    "numpy",
    "pandas",
    "sqlite_utils",
    "lxml",
    "xlsxwriter",
    "python_calamine",
)
CODE = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.operations import ledgers
from desktop.ui.app import Program
application = QApplication([])
program = Program(application, datetime.now)
program.enter()
ledger, actor = ledgers.open_as(Path(sys.argv[1]), "管理员", clock=datetime.now)
window = program.open(ledger, actor)
for _ in range(5):
    application.processEvents()
assert not window.grab().isNull()
print([name for name in %r if name in sys.modules])
window.close()
"""


def test_after_the_first_paint_no_heavy_library_is_loaded(tmp_path, clock):
    from desktop.operations import ledgers

    folder = tmp_path / "office.ledger"
    ledgers.new_ledger(folder, clock=clock, plain=True).ledger.close()
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INSPECTION_LEDGER_HOME": str(tmp_path / "home")}

    answer = subprocess.run(
        [sys.executable, "-c", CODE % (HEAVY,), str(folder)],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )

    assert answer.returncode == 0, answer.stderr
    assert ast.literal_eval(answer.stdout.strip().splitlines()[-1]) == []
