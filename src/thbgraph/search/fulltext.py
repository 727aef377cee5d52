"""Full text: an index of texts (SQLite FTS5), in a file of the build or in memory, and what in it has words of another.

Words are stemmed; case, accents and slips do not matter. Source: SQLite FTS5 Extension, porter and unicode61 tokenizers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from ..naming.folding import fold
from ..naming.mentions import FUNCTION_WORDS
from ..words.errors import StoreError
from ..words.suggestions import near

_SCHEMA = """
CREATE VIRTUAL TABLE line
USING fts5(thing UNINDEXED, place UNINDEXED, text, tokenize = "porter unicode61 remove_diacritics 2");
CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID;
"""
#: The shortest word of which a beginning counts, and how alike a word must be that another is a slip of.
_SHORTEST, _SLIP = 4, 0.75
#: Of a text so many words are looked for, each in so many lines.
_MOST_WORDS, _MOST_LINES = 40, 400


class Line(NamedTuple):
    """A text that is said of a thing, and the graph that says it (`place`); found, its words are between asterisks."""

    thing: str
    place: str
    text: str


def write_index(path: Path, lines: Iterable[Line]) -> None:
    """Writes an index of lines to a new file."""
    with closing(sqlite3.connect(path)) as database:
        _fill(database, lines)
        database.execute("INSERT INTO line(line) VALUES ('optimize')")
        database.commit()


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens the index in a file, to be read only; raises StoreError where it cannot be read."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as database:
            yield database
    except sqlite3.Error as error:
        raise StoreError(
            f"the index at {path} cannot be read ({error}); run: thbgraph build --force"
        ) from None


@contextmanager
def in_memory(lines: Iterable[Line]) -> Iterator[sqlite3.Connection]:
    """Makes an index in memory."""
    with closing(sqlite3.connect(":memory:")) as database:
        _fill(database, lines)
        yield database


def _fill(database: sqlite3.Connection, lines: Iterable[Line]) -> None:
    rows = list(lines)
    words = {word for line in rows for word in fold(line.text).split()}
    database.executescript(_SCHEMA)
    database.executemany("INSERT INTO line VALUES (?, ?, ?)", rows)
    database.executemany("INSERT INTO word VALUES (?)", [(word,) for word in sorted(words)])


def best_lines(database: sqlite3.Connection, text: str, most: int) -> list[Line]:
    """Returns the lines that have at least half of the words of a text: those with more first, of these the best."""
    given = fold(text).split()
    telling = [word for word in given if word not in FUNCTION_WORDS] or given
    words = list(dict.fromkeys(_corrected(telling, database)))
    ranks: dict[int, tuple[int, float]] = {}
    for word in words:
        ranked = "SELECT rowid, bm25(line) FROM line WHERE text MATCH ? ORDER BY rank LIMIT ?"
        for row, rank in database.execute(ranked, (_pattern([word]), _MOST_LINES)):
            count, total = ranks.get(row, (0, 0.0))
            ranks[row] = count - 1, total + rank
    least = (len(words) + 1) // 2
    best = sorted((row for row in ranks if -ranks[row][0] >= least), key=lambda row: (ranks[row], row))[:most]
    marked = "SELECT thing, place, highlight(line, 2, '*', '*') FROM line WHERE text MATCH ? AND rowid = ?"
    return [Line(*database.execute(marked, (_pattern(words), row)).fetchone()) for row in best]


def stems(database: sqlite3.Connection, words: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """Returns the stems of each line of an index in memory, and of some words, their slips corrected."""
    asked = " ".join(_corrected(words, database))
    database.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(line, instance)")
    last = database.execute("INSERT INTO line(text) VALUES (?)", (asked,)).lastrowid or 1
    found: list[list[str]] = [[] for _ in range(last)]
    for term, line in database.execute("SELECT term, doc FROM stem"):
        found[line - 1].append(term)
    return found[:-1], found[-1]


def _pattern(words: Iterable[str]) -> str:
    """Returns the FTS5 query for any of some words, or for what begins so."""
    return " OR ".join(f'"{word}"*' if len(word) >= _SHORTEST else f'"{word}"' for word in words) or '""'


def _corrected(words: Sequence[str], database: sqlite3.Connection) -> list[str]:
    """Replaces each word that no text has, be it as a beginning, by those of which it may be a slip."""
    corrected: list[str] = []
    for word in words[:_MOST_WORDS]:
        known = database.execute("SELECT 1 FROM word WHERE text BETWEEN ? AND ?", (word, word + "\U0010ffff"))
        if len(word) < _SHORTEST or known.fetchone():
            corrected.append(word)
        else:
            there = database.execute("SELECT text FROM word WHERE length(text) >= ?", (_SHORTEST,))
            corrected += near(word, (text for (text,) in there), alike=_SLIP) or [word]
    return corrected
