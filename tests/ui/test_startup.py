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
WORD = "correct-horse-battery-1"
BEFORE_LOGIN = (*HEAVY, "cryptography", "sqlcipher3", "db.store", "desktop.operations.ledgers")
"""What the login has no need of: it shows who may come in, which stands in the open in the file of the keys."""
CODE = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.ui.app import Program
application = QApplication([])
program = Program(application, datetime.now)
program.enter(Path(sys.argv[1]))
from desktop.ui.entry.login_page import LoginPage
assert isinstance(program.entry.stack.currentWidget(), LoginPage)
print([name for name in %r if name in sys.modules])
from desktop.operations import ledgers
ledger, actor = ledgers.open_as(Path(sys.argv[1]), "管理员", sys.argv[2], clock=datetime.now)
window = program.open(ledger, actor)
for _ in range(5):
    application.processEvents()
assert not window.grab().isNull()
print([name for name in %r if name in sys.modules])
window.close()
"""


def test_neither_before_the_login_nor_after_the_first_paint_a_heavy_library_is_loaded(tmp_path, clock):
    from db.keyslots import Kdf
    from desktop.operations import ledgers

    folder = tmp_path / "office.ledger"
    sheet, cheap = tmp_path / "恢复单.txt", Kdf(memory_kib=64, passes=1, lanes=1)
    ledgers.new_ledger(folder, clock=clock, passphrase=WORD, recovery_sheet=sheet, kdf=cheap).ledger.close()
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INSPECTION_LEDGER_HOME": str(tmp_path / "home")}

    answer = subprocess.run(
        [sys.executable, "-c", CODE % (BEFORE_LOGIN, HEAVY), str(folder), WORD],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )

    assert answer.returncode == 0, answer.stderr
    assert [ast.literal_eval(line) for line in answer.stdout.strip().splitlines()[-2:]] == [[], []]
