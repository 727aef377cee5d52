"""Full text: an index of texts (SQLite FTS5), in a file of the build or in memory, and what in it has words of another.

Words are stemmed; case, accents and slips do not matter. Source: SQLite FTS5 Extension, porter and unicode61 tokenizers.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from math import log
from pathlib import Path
from threading import local
from typing import NamedTuple

from ..base.errors import REBUILD, StoreError
from ..base.namespaces import MEMO
from ..base.printing import having_room
from ..base.suggestions import near
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS

_TOKENS = 'tokenize = "porter unicode61 remove_diacritics 2"'
_SCHEMA = f"""
CREATE VIRTUAL TABLE line USING fts5(thing UNINDEXED, place UNINDEXED, text, names, around, {_TOKENS});
CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID;
"""
#: The shortest word of which a beginning counts, and how alike a word must be that another is a slip of.
_SHORTEST, _SLIP = 4, 0.75
#: Of a text so many words are looked for, each in so many lines.
MOST_WORDS, _MOST_LINES = 40, 400
#: How much better a line is that is about something named, and which part of the best a line must come to.
_NAMED, _LEAST = 1.25, 0.45
#: What a word counts that is around a line, of one in it.
_AROUND = 0.3
#: So many letters of what a line tells are shown.
_MOST_TOLD = 400
#: What the stemmer takes for another word than its singular.
_SINGULARS = {"children": "child", "women": "woman", "men": "man"}
#: A past form that the stemmer takes for another verb: who founded something did not find it.
_FOUND = re.compile(r"\bfound\b", re.IGNORECASE)
#: Where each thread stems texts.
_own = local()


class Line(NamedTuple):
    """What is said of a thing, and the graph that says it (`place`): a fact a line, and what the thing is called there.

    `around` is what else those may call it, and what is near to it, who look for it.
    Found, its words are between asterisks, and `share` is how many of those that were looked for it has.
    """

    thing: str
    place: str
    text: str
    names: str = ""
    around: str = ""
    share: float = 0.0


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
        raise StoreError(f"the index at {path} cannot be read ({error})", REBUILD) from None


@contextmanager
def in_memory(lines: Iterable[Line]) -> Iterator[sqlite3.Connection]:
    """Makes an index in memory."""
    with closing(sqlite3.connect(":memory:")) as database:
        _fill(database, lines)
        yield database


def _fill(database: sqlite3.Connection, lines: Iterable[Line]) -> None:
    rows = list(lines)
    words = {word for line in rows for word in fold(f"{line.text} {line.names} {line.around}").split()}
    database.executescript(_SCHEMA)
    database.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?)", (row[:5] for row in rows))
    database.executemany("INSERT INTO word VALUES (?)", [(word,) for word in sorted(words)])


def best_lines(database: sqlite3.Connection, text: str, most: int, named: Collection[str] = ()) -> list[Line]:
    """Returns the lines that have words of a text, the best first, each with the facts that have them.

    A line is as good as its words are many and rare (BM25), and those of the passage in which it stands, better where it is
    about something that the text has `named`; one that has not half of the words, and is not nearly half as good as the best,
    is left out.
    """
    given = fold(text).split()
    telling = [word for word in given if word not in FUNCTION_WORDS] or given
    words = list(dict.fromkeys(_corrected(telling, database)))
    ranks: dict[int, dict[str, float]] = {}
    passages: dict[str, dict[str, float]] = {}
    standing: dict[int, str] = {}
    for word in words:
        ranked = "SELECT rowid, thing, place, bm25(line, 0, 0, 1, 1, ?) AS weight FROM line WHERE line MATCH ? ORDER BY weight LIMIT ?"
        for row, thing, place, weight in database.execute(ranked, (_AROUND, _pattern([word]), _MOST_LINES)):
            rank = -weight * (_NAMED if thing in named else 1)
            ranks.setdefault(row, {})[word] = rank
            standing[row] = place
            if place.startswith(MEMO):
                passage = passages.setdefault(place, {})
                passage[word] = max(passage.get(word, 0.0), rank)
    scores = {row: _score(found) + _score(passages.get(standing[row], found)) for row, found in ranks.items()}
    least = _LEAST * max(scores.values(), default=0.0)
    good = (row for row, score in scores.items() if score >= least or 2 * len(ranks[row]) >= len(words))
    best = sorted(good, key=lambda row: (-scores[row], row))[:most]
    marked = "SELECT thing, place, highlight(line, 2, '*', '*') FROM line WHERE line MATCH ? AND rowid = ?"
    found = ((row, *database.execute(marked, (_pattern(words), row)).fetchone()) for row in best)
    return [
        Line(thing, place, _line_of(facts.split("\n")), share=len(ranks[row]) / len(words))
        for row, thing, place, facts in found
    ]


def _score(ranks: Mapping[str, float]) -> float:
    """Returns how good a text is that has some words, each as good as it is rare."""
    return sum(ranks.values()) * len(ranks)


def rarity(database: sqlite3.Connection, words: Iterable[str]) -> dict[str, float]:
    """Returns how rare each of some folded words is: the more, the fewer lines have it, and the fewer it may say or is around of."""
    (lines,) = database.execute("SELECT COUNT(*) FROM line_docsize").fetchone()
    having = "SELECT COUNT(*) FROM line WHERE line MATCH ?"

    def rare(pattern: str) -> float:
        (count,) = database.execute(having, (pattern,)).fetchone()
        return log(1 + lines / (1 + count))

    patterns = {word: _pattern([word]) for word in words}
    return {word: (rare(one) + rare(f"{{text names}}: ({one})")) / 2 for word, one in patterns.items()}


def is_recorded(database: sqlite3.Connection, word: str) -> bool:
    """Says whether a line has a folded word, in some form of it."""
    return bool(database.execute("SELECT 1 FROM line WHERE line MATCH ? LIMIT 1", (f'"{word}"',)).fetchone())


def is_written(database: sqlite3.Connection, word: str) -> bool:
    """Says whether a line has a folded word as it stands."""
    return bool(database.execute("SELECT 1 FROM word WHERE text = ?", (word,)).fetchone())


def _line_of(facts: Sequence[str]) -> str:
    """Joins the facts that tell most: those with words that were looked for, the first, and as many short ones as have room.

    Dots behind them stand for others.
    """
    in_order = sorted(facts, key=lambda fact: ("*" not in fact, fact != facts[0], len(fact)))
    kept = having_room(in_order, _MOST_TOLD)
    return "; ".join(sorted(kept, key=facts.index)) + (" ..." if len(kept) < len(facts) else "")


def stems(texts: Iterable[str]) -> list[list[str]]:
    """Returns the stems of each text, in order.

    >>> stems(["Handbooks on children", "a handbook, child"])
    [['handbook', 'on', 'child'], ['a', 'handbook', 'child']]
    >>> stems(["what they found", "who founded it"])
    [['what', 'thei', 'find'], ['who', 'found', 'it']]
    """
    rows = [*enumerate(_FOUND.sub("find", text) for text in texts)]
    found: list[list[str]] = [[] for _ in rows]
    with _stemming() as database:
        database.executemany("INSERT INTO line(rowid, text) VALUES (?, ?)", rows)
        for term, line in database.execute("SELECT term, doc FROM stem ORDER BY doc, offset"):
            found[line].append(_SINGULARS.get(term, term))
    return found


@contextmanager
def _stemming() -> Iterator[sqlite3.Connection]:
    """Gives an empty index of lines and its stems; each thread makes one for all that it stems."""
    if (database := getattr(_own, "database", None)) is None:
        database = sqlite3.connect(":memory:")
        database.execute(f"CREATE VIRTUAL TABLE line USING fts5(text, content='', {_TOKENS})")
        database.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(line, instance)")
    _own.database = None  # until it is empty again
    yield database
    database.execute("INSERT INTO line(line) VALUES ('delete-all')")
    _own.database = database


def _pattern(words: Iterable[str]) -> str:
    """Returns the FTS5 query for any of some words, or for what begins so."""
    return " OR ".join(f'"{word}"*' if len(word) >= _SHORTEST else f'"{word}"' for word in words) or '""'


def _corrected(words: Sequence[str], database: sqlite3.Connection) -> list[str]:
    """Replaces each word that no text has, be it as a beginning, by those of which it may be a slip."""
    corrected: list[str] = []
    for word in words[:MOST_WORDS]:
        known = database.execute("SELECT 1 FROM word WHERE text BETWEEN ? AND ?", (word, word + "\U0010ffff"))
        if len(word) <= _SHORTEST or known.fetchone():
            corrected.append(word)
        else:
            there = database.execute("SELECT text FROM word WHERE length(text) >= ?", (_SHORTEST,))
            corrected += near(word, (text for (text,) in there), alike=_SLIP) or [word]
    return corrected
