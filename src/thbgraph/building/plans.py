"""The plans of evidence of queries that were cited before, kept beside the build that they belong to.

Reading a query takes longer than answering it. A plan depends on the query's text and on the program alone,
and another program is another build. So is other data: that all rows of a query were given again by what is cited
for them, which takes as long, is noted in its plan, too.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..evidence.path_witness import Path as PropertyPath
from ..evidence.plan import AbsentPattern, Limited, MarkedPart, Plan, QueryPlan, Relaxed
from .files import by_age, read_regular, write_whole

#: All that a kept plan consists of: whoever can write to the cache shall not make us run anything else.
_CLASSES = {
    (made.__module__, made.__qualname__): made
    for made in (
        *(AbsentPattern, Limited, Relaxed, MarkedPart, Plan, PropertyPath, QueryPlan),
        *(ox.NamedNode, ox.BlankNode, ox.Literal),
    )
}

#: How many plans are kept, some 20 kB each: each day that a question is asked about has a text of its own.
_KEPT = 500
#: A plan has fewer bytes, of which the first are a checksum.
_LONGEST, _CHECKSUM = 10_000_000, 64
_NAME = re.compile("[0-9a-f]{64}")


def plan_of(text: str, folder: Path) -> QueryPlan:
    """Gives the plan of a query: the one kept in a folder, else a new one, which is then kept there.

    Raises RequestError for what evidence does not cover.
    """
    kept = _kept(_file_of(text, folder))
    if kept is not None:
        return kept
    from ..evidence.planner import query_plan

    made = query_plan(text)
    keep_plan(made, text, folder)
    return made


def keep_plan(plan: QueryPlan, text: str, folder: Path) -> None:
    """Keeps the plan of a query in a folder, in place of one that is there."""
    with suppress(OSError):  # keeping it only saves time
        folder.mkdir(exist_ok=True)
        if not folder.is_symlink():
            _keep(plan, _file_of(text, folder))


def _file_of(text: str, folder: Path) -> Path:
    return folder / hashlib.sha256(text.encode()).hexdigest()


def _kept(file: Path) -> QueryPlan | None:
    """Reads a plan; None where there is none, or not the one that was written."""
    try:
        content = read_regular(file, _LONGEST)
        checksum, pickled = content[:_CHECKSUM], content[_CHECKSUM:]
        if hashlib.blake2b(pickled).digest() == checksum:
            kept = _Reader(io.BytesIO(pickled)).load()
            return kept if isinstance(kept, QueryPlan) else None
    except (OSError, EOFError, pickle.UnpicklingError):
        pass
    return None


def _keep(plan: QueryPlan, file: Path) -> None:
    pickled = pickle.dumps(plan)
    write_whole(file, hashlib.blake2b(pickled).digest() + pickled)
    plans = [path for _, path in by_age(file.parent) if _NAME.fullmatch(path.name)]
    for old in plans[:-_KEPT]:
        old.unlink(missing_ok=True)


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a plan")
        return _CLASSES[module, name]
