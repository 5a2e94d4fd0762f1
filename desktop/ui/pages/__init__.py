"""The pages of the window, in the order of the rail; a page that this version lacks is absent.

Each is imported when it is first shown, so that the window opens without the heavy modules.
"""

from __future__ import annotations

from desktop.ui.page import PageEntry

PAGES: tuple[PageEntry, ...] = ()
