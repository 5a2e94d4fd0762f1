"""The index of two-character words over every text of the findings, held in memory and built from the ledger (S1).

It only narrows: it answers which findings may hold a word, and a text that was changed since stays in it under its former words, so
whoever asks verifies each answer in the ledger. Nothing is stored that can be computed; nothing in it outlives the window.
Words of one character have no pair and are not narrowed. Full text of SQLite splits no Chinese, and its trigrams find no word of two
characters, so each text goes in as its pairs of neighbouring characters (performance.md §3, measured there against the others).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from threading import Lock

from db.driver import connect
from db.reader import Reader

_BATCH = 500
"""Findings read at a time: their texts are some hundred kilobytes."""
_LATER = 1 << 40
"""Entries above belong to texts that were written after the index was built."""
_SIGNS = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}
"""The tokenizer cuts at the signs of ASCII; they go in as characters that no text uses. It folds the case of ASCII as LIKE does."""
_HANGING = (
    ("measure", "finding_id", ("text", "leader", "department", "owner", "standard")),
    ("finding_event", "finding_id", ("text", "reason")),
    ("evidence", "finding_id", ("title", "file_name", "paper")),
)
"""Tables of a finding's own texts beside the finding itself: table, column that names it, columns that are searched."""
_LOGGED = json.dumps(["finding", "problem", *(table for table, _finding, _columns in _HANGING)])


class SearchIndex:
    """Built by `bring_up`, which also adds what was written since; both threads that search and the one that builds may call it."""

    def __init__(self, fields: Iterable[str]) -> None:
        self._tables = (("finding", "id", tuple(fields)), *_HANGING)
        self._lock = Lock()
        self._connection = connect(":memory:", isolation_level=None, check_same_thread=False)
        self._seq = -1
        self._later: list[int] = []
        self._empty()

    @property
    def built(self) -> bool:
        """Whether it can narrow anything."""
        return self._seq >= 0

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        with self._lock:
            pages, page = (
                self._connection.execute(f"pragma {name}").fetchone()[0] for name in ("page_count", "page_size")
            )
        return int(pages * page)

    def bring_up(self, reader: Reader, stop: Callable[[], bool] = lambda: False) -> None:
        """Take in everything that the ledger says now; a build that is stopped leaves nothing behind."""
        with self._lock:
            seq = int(reader.value("select coalesce(max(seq), 0) from change_log"))
            if seq == self._seq:
                return
            if 0 <= self._seq < seq:
                self._add(self._written(reader))
            elif not self._build(reader, stop):
                return
            self._seq = seq

    def candidates(self, word: str) -> set[int] | None:
        """The findings that may hold the word in one of their texts; None where the index cannot tell."""
        pairs = _pairs(word)
        if not pairs or not self.built:
            return None
        with self._lock:
            rows = self._connection.execute("select rowid from pair where pair match ?", (_asked(pairs),)).fetchall()
            return {row if row < _LATER else self._later[row - _LATER] for (row,) in rows}

    def changed(self) -> set[int]:
        """The findings of which something was written since it was built."""
        with self._lock:
            return set(self._later)

    def leading(self, words: Iterable[str], after: int, most: int) -> list[int] | None:
        """The first so many findings after one that may hold every word, those that were changed left out; None where it cannot tell."""
        pairs = set().union(*map(_pairs, words))
        if not pairs or not self.built:
            return None
        with self._lock:
            rows = self._connection.execute(
                "select rowid from pair where pair match ? and rowid > ? and rowid < ? order by rowid limit ?",
                (_asked(pairs), after, _LATER, most),
            ).fetchall()
        return [row for (row,) in rows]

    def close(self) -> None:
        """Let go of the memory."""
        with self._lock:
            self._connection.close()

    def _empty(self) -> None:
        self._connection.execute("drop table if exists pair")
        self._connection.execute(
            "create virtual table pair using fts5(pairs, content='', detail=none, columnsize=0, tokenize='ascii')"
        )
        self._seq, self._later = -1, []

    def _build(self, reader: Reader, stop: Callable[[], bool]) -> bool:
        self._empty()
        last = int(reader.value("select coalesce(max(id), 0) from finding"))
        self._connection.execute("begin")
        for begin in range(1, last + 1, _BATCH):
            if stop():
                self._connection.execute("rollback")
                return False
            of: dict[int, set[str]] = {}
            for finding, text in self._texts(reader, begin, begin + _BATCH - 1):
                of.setdefault(finding, set()).update(_pairs(text))
            self._insert((finding, pairs) for finding, pairs in of.items() if pairs)
        self._connection.execute("commit")
        return True

    def _texts(self, reader: Reader, first: int, last: int) -> Iterator[tuple[int, str]]:
        for table, finding, columns in self._tables:
            for row in reader.tuples(
                f"select {finding}, {', '.join(columns)} from [{table}] where {finding} between ? and ?", (first, last)
            ):
                yield from ((row[0], str(text)) for text in row[1:] if text)
        yield from reader.tuples(
            "select finding.id, problem.text from finding join problem on problem.id = finding.parent_id"
            " where finding.id between ? and ?",
            (first, last),
        )

    def _written(self, reader: Reader) -> list[tuple[int, str]]:
        """The texts of the rows that were written since, with their findings."""
        rows: dict[str, list[int]] = {}
        for table, row in reader.tuples(
            "select distinct table_name, row_id from change_log"
            " where seq > ? and table_name in (select value from json_each(?))",
            (self._seq, _LOGGED),
        ):
            rows.setdefault(table, []).append(row)
        found: list[tuple[int, str]] = []
        for table, finding, columns in self._tables:
            for row in reader.tuples(
                f"select {finding}, {', '.join(columns)} from [{table}] where id in (select value from json_each(?))",
                (json.dumps(rows.get(table, [])),),
            ):
                found += [(row[0], str(text)) for text in row[1:] if text]
        if rows.get("problem") or rows.get("finding"):
            found += reader.tuples(
                "select finding.id, problem.text from finding join problem on problem.id = finding.parent_id"
                " where problem.id in (select value from json_each(?)) or finding.id in (select value from json_each(?))",
                (json.dumps(rows.get("problem", [])), json.dumps(rows.get("finding", []))),
            )
        return found

    def _add(self, texts: Iterable[tuple[int, str]]) -> None:
        of: dict[int, set[str]] = {}
        for finding, text in texts:
            of.setdefault(finding, set()).update(_pairs(text))
        self._connection.execute("begin")
        self._insert((_LATER + len(self._later) + place, pairs) for place, pairs in enumerate(of.values()))
        self._connection.execute("commit")
        self._later += of

    def _insert(self, entries: Iterable[tuple[int, set[str]]]) -> None:
        self._connection.executemany(
            "insert into pair (rowid, pairs) values (?, ?)", [(row, " ".join(pairs)) for row, pairs in entries]
        )


def _asked(pairs: Iterable[str]) -> str:
    return " AND ".join(f'"{pair}"' for pair in sorted(pairs))


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters, as the tokenizer leaves them whole."""
    plain = text.translate(_SIGNS)
    return {one + other for one, other in pairwise(plain)}
