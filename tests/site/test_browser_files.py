"""What the scripts of the site do, under Node: the golden answers in the browser's engine, and search by names."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from thbgraph.answers.answer_formats import to_csv
from thbgraph.graph.knowledge_graph import KnowledgeGraph
from thbgraph.naming.folding import fold
from thbgraph.site.browser_files import _in_order, graph_file, names_file
from whole import WHOLE

ROOT = Path(__file__).resolve().parents[2]
#: What people type, and the end of the path of what they mean.
SPELLINGS = {
    "grta": "id/greta", "moldva": "id/mda", "finnland": "id/fin", "Suomi": "id/fin", "Финляндия": "id/fin", "芬兰": "id/fin",
    "فنلندا": "id/fin", "cote d'ivoire": "id/civ", "Türkiye": "id/tur", "CETS 197": "id/cets-197", "palermo": "id/palermo-protocol",
    "council of europe conventoin": "id/cets-197", "unicef": "id/unicef", "refugess": "id/unhcr", "labor organization": "id/ilo",
    "children rights convention": "id/crc", "osce": "id/osce", "baltic sea states": "id/cbss", "2-14": "memo/2-14",
    "not bound": "ask/not-bound",
}  # fmt: skip
GOLDEN = """
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { answer, open, start } from "./dist/engine.js";
await start(gunzipSync(readFileSync("dist/oxigraph.wasm.gz")));
const store = open(gunzipSync(readFileSync("graph.trig.gz")).toString(), true);
const queries = JSON.parse(readFileSync(0));
console.log(JSON.stringify(queries.map((query) => { try { return answer(store, query); } catch (error) { return String(error); } })));
"""
SEARCH = """
import { readFileSync } from "node:fs";
import { fold } from "./src/fold.js";
import { Names } from "./src/names.js";
const { entries, texts, names } = JSON.parse(readFileSync(0));
const known = new Names(entries);
console.log(JSON.stringify({ folded: names.map(fold), found: texts.map((text) => known.find(text, 3).map((one) => one.path)) }));
"""


def node(web: Path, program: str, given: object) -> Any:
    """Runs a program in the folder of the scripts, and reads what it prints."""
    (web / "program.mjs").write_text(program, encoding="utf-8")
    done = subprocess.run(
        ["node", "program.mjs"], cwd=web, input=json.dumps(given), capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def answered(graph: KnowledgeGraph, web: Path) -> dict[str, Any]:
    """The answers of a third of the questions in the browser's engine, by name; of all where all is held."""
    (web / "graph.trig.gz").write_bytes(graph_file(graph))
    names = [*graph.questions][:: 1 if WHOLE else 3]
    queries = [graph.query(name) for name in names]
    return dict(zip(names, node(web, GOLDEN, queries), strict=True))


def test_every_golden_answer_is_equal_in_the_browsers_engine(
    graph: KnowledgeGraph, answered: dict[str, Any]
) -> None:
    differing = {}
    for name, found in answered.items():
        solutions = ox.parse_query_results(json.dumps(found), format=ox.QueryResultsFormat.JSON)
        text = to_csv(graph._answering.read(solutions))
        golden = (ROOT / f"queries/answers/{name}.csv").read_text(encoding="utf-8")
        if text.replace("\r\n", "\n") != golden:
            differing[name] = text
    assert differing == {}


@pytest.fixture(scope="module")
def searched(graph: KnowledgeGraph, web: Path) -> Any:
    entries = json.loads(names_file(graph))
    names = sorted({*graph.index.labels.values(), *SPELLINGS, *hostile()})
    given = {"entries": entries, "texts": [*SPELLINGS], "names": names}
    return {**node(web, SEARCH, given), "names": names}


def hostile() -> list[str]:
    """Texts in many forms, one for each letter of Latin, Greek and Cyrillic.

    U+034F is a mark that joins nothing, which JavaScript cannot tell from those that do.
    """
    letters = (f"x{chr(code)}y" for code in range(0x21, 0x530) if code != 0x34F)
    return ["ﬁ Straße ΣΊΣΥΦΟΣ", "a_b-c’d", "ÇA ÖÜß", "Ⅳ ½ ①", *letters]


def test_twenty_spellings_are_found_among_the_first_three(searched: Any) -> None:
    missed = {
        text: found
        for text, found in zip(SPELLINGS, searched["found"], strict=True)
        if SPELLINGS[text] not in found
    }
    assert len(SPELLINGS) == 20 and missed == {}


def test_names_are_folded_as_the_program_does_it(searched: Any) -> None:
    names = searched["names"]
    differing = [
        (name, fold(name), folded)
        for name, folded in zip(names, searched["folded"], strict=True)
        if fold(name) != folded
    ]
    assert differing == []


def test_the_graph_is_the_same_bytes_whatever_blank_nodes_are_called() -> None:
    lists = "<x:a> <x:p> _:{} <x:g> .\n_:{} <x:p> _:{} <x:g> .\n_:{} <x:p> <x:b> <x:g> .\n"
    one, other = (
        list(ox.parse(lists.format(*names), format=ox.RdfFormat.N_QUADS)) for names in ("xxyy", "yyxx")
    )
    assert one != other and _in_order(one) == _in_order(list(reversed(other)))
