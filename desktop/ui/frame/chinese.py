"""Qt speaks Chinese: its file dialogs, message boxes and the menus of text fields come from Qt's own zh_CN translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_FILES = ("qtbase_zh_CN",)  # build_installer.py keeps this file in the package


def speak_chinese(application: QCoreApplication) -> bool:
    """Install Qt's Chinese texts for as long as the application lives; False where the file is not there."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    done = True
    for name in _FILES:
        translator = QTranslator(application)
        done = translator.load(name, folder) and application.installTranslator(translator) and done
    return done
