"""Queries as trees: what is read is as it was written, in several threads, too."""

from __future__ import annotations

import subprocess
import sys

IN_THREADS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from thbgraph.sparql.query_tree import nodes, read, triples

def written(number):
    tree = read(f'SELECT ?s {{ ?s <urn:p{number}> "007"^^<http://www.w3.org/2001/XMLSchema#integer> }}')
    return [str(t[2]) for node in nodes(tree) if node.name == "TriplesBlock" for t in triples(node)]

sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(4) as threads:
    assert list(threads.map(written, range(40))) == [["007"]] * 40
import rdflib
assert rdflib.NORMALIZE_LITERALS
"""


def test_queries_are_read_in_several_threads() -> None:
    # In a process of its own: once a parser has read something, the first of its races is over.
    done = subprocess.run([sys.executable, "-c", IN_THREADS], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
