"""What the scripts and the type of the site do: the golden answers in the browser's engine, search by names, pages on paper."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from thbgraph.base.terms import with_stable_blanks
from thbgraph.graph.knowledge_graph import KnowledgeGraph
from thbgraph.names.folding import fold
from thbgraph.results.render.csv import to_csv
from thbgraph.site.browser_files import graph_file, names_file
from thbgraph.site.drawing import STYLE
from thbgraph.site.pages import Site
from whole import WHOLE, sample

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
    """The answers of a sixth of the questions in the browser's engine, by name; of all where all is held."""
    (web / "graph.trig.gz").write_bytes(graph_file(graph))
    names = [*graph.questions][:: 1 if WHOLE else 6]
    queries = [graph.questions.query(name) for name in names]
    return dict(zip(names, node(web, GOLDEN, queries), strict=True))


def test_a_section_is_found_as_what_it_is(graph: KnowledgeGraph) -> None:
    kinds = {path: (label, kind) for label, kind, path, *_ in json.loads(names_file(graph))}
    assert kinds["memo/3"] == ("memo 3: OSCE and OSCE PA", "part of the memo")
    assert kinds["memo/2-14"][1] == "part of the memo"


@pytest.mark.slow
def test_every_golden_answer_is_equal_in_the_browsers_engine(
    graph: KnowledgeGraph, answered: dict[str, Any]
) -> None:
    differing = {}
    for name, found in answered.items():
        solutions = ox.parse_query_results(json.dumps(found), format=ox.QueryResultsFormat.JSON)
        text = to_csv(graph._queries.read(solutions))
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
    assert one != other and {*with_stable_blanks(one)} == {*with_stable_blanks(reversed(other))}


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
#: The width of A4 in pixels, within the margins that Chromium leaves.
SHEET = 718
MEASURE = """<script>
document.fonts.ready.then(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  document.title = `widths ${scrollWidth} ${clientWidth}`;
});
</script>"""
#: Pages of many columns or long words.
WIDE = [
    "adopted-instruments",
    "events",
    "links-by-passage",
    "record-of-a-state",
    "status-matrix",
    "where-sources-end",
]


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize(
    "path", sample([*(f"ask/{name}" for name in WIDE), "id/cets-197", "id/fin", "report/matrix"], 4)
)
def test_on_paper_a_page_is_not_wider_than_its_sheet(web: Path, site: Site, path: str) -> None:
    """The rules for paper hold here in all media, and those for screens in none, since a browser prints to a file alone."""
    html = re.sub(r"<script.*?</script>|<link[^>]*>", "", site.page(path, {}), flags=re.DOTALL)
    style = STYLE.replace("@media print", "@media all").replace("@media screen", "@media speech")
    head = f'<link rel="stylesheet" href="fonts.css"><style>{style}</style></head>'
    page = web / "dist" / "page.html"
    page.write_text(html.replace("</head>", head) + MEASURE, encoding="utf-8")
    found = re.search(r"<title>widths (\d+) (\d+)</title>", drawn(web, page, SHEET))
    if found is None:
        pytest.skip("Chromium draws nothing here")
    needed, given = map(int, found.groups())
    assert needed <= given == SHEET


#: Between a phone and a page: the widths at which no table may be cut off.
BETWEEN = (641, 700, 768, 900, 1020)
CUT = """<script>
addEventListener("load", () => {
  const cut = [...document.querySelectorAll("iframe")].filter((frame) => {
    const boxes = [...frame.contentDocument.querySelectorAll(".wide")];
    return !boxes.length || boxes.some((box) => box.scrollWidth > box.clientWidth);
  });
  document.title = `cut [${cut.map((frame) => frame.width)}]`;
});
</script>"""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("path", ["id/cets-197", "id/fin", "ask/signed-not-ratified", "sources"])
def test_between_a_phone_and_a_page_no_table_is_cut_off(web: Path, site: Site, path: str) -> None:
    html = re.sub(r"<script.*?</script>|<link[^>]*>|<meta http.*?>", "", site.page(path, {}), flags=re.DOTALL)
    head = f'<link rel="stylesheet" href="fonts.css"><style>{STYLE}</style></head>'
    (web / "dist" / "page.html").write_text(html.replace("</head>", head), encoding="utf-8")
    frames = (f'<iframe src="page.html" width="{width}" height="900"></iframe>' for width in BETWEEN)
    page = web / "dist" / "frames.html"
    page.write_text("".join(frames) + CUT, encoding="utf-8")
    found = re.search(r"<title>cut (.*?)</title>", drawn(web, page, 1200))
    if found is None:
        pytest.skip("Chromium draws nothing here")
    assert found[1] == "[]"


def drawn(web: Path, page: Path, width: int) -> str:
    """Returns a page as Chromium has it once its scripts have run."""
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--allow-file-access-from-files",
        "--hide-scrollbars",
    ]
    options += [
        f"--window-size={width},1100",
        "--virtual-time-budget=9000",
        f"--user-data-dir={web / 'user'}",
    ]
    command = [str(CHROMIUM), *options, "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout


#: Opens the second note of the first row that has two, then its first, closes that, and says what stands below the row each time.
CLICK = """<script>
addEventListener("load", () => {
  const rows = [...document.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("sup a")]);
  const [first, ...others] = rows.find((marks) => marks.some((mark) => mark.hash !== marks[0].hash));
  const second = others.find((mark) => mark.hash !== first.hash);
  const seen = () => first.closest("tr").nextElementSibling.dataset.note ?? "none";
  const said = [second, first, first].map((mark) => (mark.click(), seen()));
  document.title = said.join(" ") + " " + [first.hash, second.hash].join(" ");
});
</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_on_a_phone_a_note_opens_below_the_row_of_its_mark(web: Path, site: Site) -> None:
    html = re.sub(
        r"<script.*?</script>|<link[^>]*>", "", site.page("ask/signed-not-ratified", {}), flags=re.DOTALL
    )
    script = (
        f"<style>{STYLE}</style><script>{(web / 'dist' / 'tools.js').read_text(encoding='utf-8')}</script>"
    )
    page = web / "dist" / "phone.html"
    page.write_text(html.replace("</head>", script + CLICK + "</head>"), encoding="utf-8")
    found = re.search(r"<title>(.*?)</title>", drawn(web, page, 500))
    if found is None:
        pytest.skip("Chromium draws nothing here")
    opened, other, closed, first, second = found[1].split()
    assert (opened, other, closed) == (second, first, "none")
