"""The pages and files that are generated from the sources of a home: limits, the list of tables, the JSON-LD contexts.

`thbgraph check` loads this file in a checkout, to tell which of them are not current.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from thbgraph.base.licences import LICENCES, NO_LICENCE
from thbgraph.base.namespaces import PREFIXES, THB
from thbgraph.base.terms import short
from thbgraph.base.triples import Facts
from thbgraph.build import homes
from thbgraph.build.source_files import Statement
from thbgraph.checking.generated import missing_terms

_DCTERMS, _OWL, _RDFS, _SKOS = (PREFIXES[name] for name in ("dcterms", "owl", "rdfs", "skos"))


def between(text: str, name: str, made: str) -> str:
    before, begin, rest = text.partition(f"<!-- {name}: written by make docs -->\n")
    _, end, after = rest.partition(f"<!-- /{name} -->")
    return f"{before}{begin}{made}{end}{after}"


def context(text: str, ontology: Iterable[ox.Quad]) -> str:
    """Returns the JSON-LD context with a key for each class and property of the ontology, and none for terms that went.

    A key that is there stays as somebody wrote it; a new one has the local name of its term.
    """
    stated = list(ontology)
    known = {short(quad.subject.value) for quad in stated if quad.predicate.value == _SKOS + "definition"}
    keys = json.loads(text)["@context"]
    meanings = {key: meaning if isinstance(meaning, str) else meaning["@id"] for key, meaning in keys.items()}
    kept = {key: keys[key] for key, name in meanings.items() if not name.startswith("thb:") or name in known}
    # What prov:Entity would be called is the key of thb:Entity.
    missing = {short(q.subject.value): q.object.value for q in missing_terms(keys, stated)}
    for name, kind in sorted(missing.items()):
        if name != "prov:Entity":
            is_link = kind == _OWL + "ObjectProperty"
            prefix, _, key = name.partition(":")
            key = key if key not in kept else prefix + key[0].upper() + key[1:]
            kept[key] = {"@id": name, "@type": "@id"} if is_link else name
    return _context_file(kept)


def plain_context(text: str) -> str:
    """Returns the context of plain JSON-LD, made of that of all JSON-LD.

    Texts are maps by language, dates have one key whatever their precision, and links are objects, which have labels.
    """
    keys = json.loads(text)["@context"]
    made: dict[str, object] = {"id": "@id", "type": "@type", "label": keys["label"]}
    for key, meaning in keys.items():
        given = {"@id": meaning} if isinstance(meaning, str) else dict(meaning)
        if given.get("@type") in ("xsd:gYearMonth", "xsd:gYear"):
            continue
        if given.get("@type") in ("@id", "@vocab") and "@container" not in given:
            del given["@type"]
        if given.pop("@language", None):
            given["@container"] = "@language"
        if key not in ("id", "label"):  # the prefix id is not needed: addresses are written in full
            made["kind" if key == "type" else key] = given["@id"] if len(given) == 1 else given
    return _context_file(made)


def _context_file(keys: Mapping[str, object]) -> str:
    lines = (f"    {json.dumps(key)}: {json.dumps(meaning)}" for key, meaning in keys.items())
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def _short_name(facts: Facts, thing: str) -> str:
    """Returns the shortest English name of a thing."""
    names = (fact.value for fact in facts.of(thing, _SKOS + "altLabel", _SKOS + "prefLabel"))
    english = [name.value for name in names if isinstance(name, ox.Literal) and name.language == "en"]
    return min(english, key=len, default=short(thing))


def limits(text: str, data: Iterable[ox.Quad]) -> str:
    """Returns the page on limits with the groups named of which no membership has a first day."""
    organization, role, start = (
        PREFIXES["org"] + "organization", PREFIXES["org"] + "role", PREFIXES["schema"] + "startDate",
    )  # fmt: skip
    facts = Facts(data, {organization, role, start, _SKOS + "altLabel", _SKOS + "prefLabel"})
    dated: dict[str, bool] = {}
    for fact in facts.with_property(organization):
        is_member = THB + "Member" in facts.texts(fact.thing, role)
        if is_member:
            dated[fact.text] = dated.get(fact.text, False) or bool(facts.about(fact.thing).get(start))
    names = sorted(_short_name(facts, group) for group, is_dated in dated.items() if not is_dated)
    before, begin, rest = text.partition("<!-- undated: written by make docs -->")
    _, end, after = rest.partition("<!-- /undated -->")
    listed = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return f"{before}{begin}Members of {listed} have no dates in the lists that name them{end}{after}"


#: The terms of tables that name no licence, by the words with which their metadata begin.
_RIGHTS = {
    NO_LICENCE: (
        "Facts from public pages and datasets that state no licence, or a share-alike or GPL one of which only facts "
        "were taken; nothing is licensed here"
    ),
    "© European Union": "Names from tables of the European Union, reuse under Commission Decision 2011/833/EU",
}


def _terms(rights: str) -> str:
    """Returns in full under which terms a table stands, by what its metadata say."""
    if rights in LICENCES:
        return f"{LICENCES[rights].title} (SPDX: {LICENCES[rights].spdx})"
    return next((terms for said, terms in _RIGHTS.items() if rights.startswith(said)), rights)


def licence(text: str, root: Path) -> str:
    """Returns the licence of the data with the tables listed by the terms that their metadata state."""
    tables: dict[str, list[str]] = {_terms(rights): [] for rights in (*_RIGHTS, *LICENCES)}
    for path in sorted((root / "data/tables").glob("*.csv-metadata.json")):
        tables.setdefault(_terms(_rights(path)), []).append(path.name.removesuffix(".csv-metadata.json"))
    before, start, rest = text.partition("which their sources in the graph name too:\n\n")
    _, end, after = rest.partition("\nThe licence follows.")
    listed = "".join(
        f"{textwrap.fill(terms + ':', 112)}\n"
        f"{textwrap.fill(' '.join(names), 112, initial_indent='  ', subsequent_indent='  ', break_on_hyphens=False)}\n"
        for terms, names in tables.items()
        if names
    )
    return f"{before}{start}{listed}{end}{after}"


def _rights(metadata: Path) -> str:
    """Returns the licence or rights that a table's metadata state."""
    said = json.loads(metadata.read_text(encoding="utf-8"))
    licence, rights = (said.get(_DCTERMS + name, {}) for name in ("license", "rights"))
    return str(licence.get("@id") or rights.get("@value", ""))


def pages_of(root: Path, ontology: Sequence[Statement], data: Sequence[ox.Quad]) -> dict[str, str]:
    """Gives what is generated from what a home states, by path."""
    keys = context(homes.read_text(root, "ontology/context.jsonld"), [one.quad for one in ontology])
    return {
        "LICENSE-DATA": licence(homes.read_text(root, "LICENSE-DATA"), root),
        "ontology/context.jsonld": keys,
        "ontology/plain.jsonld": plain_context(keys),
        "docs/limits.md": limits(homes.read_text(root, "docs/limits.md"), data),
    }
