"""The printers of a PC, on which pages are painted from memory: no file lies between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QPagedPaintDevice


class Printers(Protocol):
    """The printers of a PC; tests give their own that print into a file."""

    def names(self) -> Sequence[str]:
        """The names to choose from, the usual one first."""
        ...

    def device(self, name: str, title: str) -> QPagedPaintDevice:
        """A device that is ready to be painted on; called in the worker."""
        ...


class PrintersOfThisPc:
    """The printers that the system knows."""

    def names(self) -> Sequence[str]:
        """The default printer first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        every = list(QPrinterInfo.availablePrinterNames())
        return sorted(every, key=lambda name: (name != usual, name))

    def device(self, name: str, title: str) -> QPagedPaintDevice:
        """A printer in high resolution."""
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        printer.setDocName(title)
        return printer
