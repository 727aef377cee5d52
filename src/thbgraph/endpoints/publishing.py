"""Publishing a build to an engine: what differs is staged, held against the build, and switched to in one request.

A graph of the engine's notes, which no query of ours finds, has a hash of each graph that was published. A graph with that
hash and size is left alone. What makes another of each other graph, triples that go and triples that come, is written
under names of its own first, and read back. One update then moves all of it to its place. An engine that makes an update
whole or not at all shows its readers the old build or the new one.

Where nothing was published before, and where an engine refuses that update, as at a limit of its own, or would not end,
graphs are written in their places one after the other. Meanwhile the notes say which build is to come, and whoever connects
is told. Every step may be taken again. The notes name who publishes, too: whoever begins later takes over, since the first may have been killed;
what the first still sends does nothing then, or it finds out and stops. An engine whose default graph is that of all graphs together gets ours under a name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import merge
from itertools import chain
from secrets import token_hex
from typing import NamedTuple

from ..base.errors import EndpointError, RequestError
from ..base.namespaces import ALL_GRAPH, BASE, BUILD, PREFIXES
from ..base.progress import Progress, silent
from ..stores.answer_parts import answer_parts
from ..stores.lines import Lines, SortedLines, by_graph, triples
from .client import EngineClient
from .endpoint import Endpoint
from .graph_content import GraphContent, GraphDifference
from .probe import COMING, NOTES, Published, coming, identity
from .upload import ONE_THREAD, PART, PASSING, GraphUpload, part_done, within

#: What every graph is called that is not in its place yet; no query of ours finds such names.
STAGED = "urn:thbgraph:staged:"
_HASH, _PUBLISHER = "urn:thbgraph:sha256", "urn:thbgraph:publisher"
_ANY = "?s ?p ?o"
#: So many triples that are read back are sorted at once: some 25 MB.
_SORTED = 100_000
#: So many graphs are noted at once, which takes Jena as long as one; one of more than so many triples is noted as soon as it is there.
_NOTED, _LARGE = 100, 100_000
#: The most graphs that Virtuoso gets in one update, of three statements for each: of 4,800 statements it made no end in 90 s.
_MANY = 300


class Publication(NamedTuple):
    """What was published, or would be: a build by digest, how many graphs and triples, how many graphs had to be written, and what was there before."""

    url: str
    digest: str
    graphs: int
    triples: int
    written: int
    before: str


class _Plan(NamedTuple):
    """What is to be done: what each graph is to hold, how many triples each has now, which are others, and which build was there."""

    digest: str
    contents: Mapping[str, GraphContent]
    sizes: Mapping[str, int]
    differing: Sequence[str]
    before: Published | None

    @property
    def leaving(self) -> dict[str, int]:
        """The graphs that the new build no longer has, and how many triples each has."""
        return {name: size for name, size in self.sizes.items() if name not in self.contents}


class Publisher:
    """Publishes builds to one engine, whose query service, updates and Graph Store have addresses of their own."""

    def __init__(
        self,
        url: str,
        updates: str | None = None,
        graphs: str | None = None,
        client: EngineClient | None = None,
    ) -> None:
        """Takes the addresses; that of updates is by default beside the query service. Raises RequestError for none."""
        self._endpoint = Endpoint(url, client)
        self._writer = GraphUpload(self._endpoint.client, updates or _beside(url), graphs, self._hold)
        self._is_union, self._written = False, set[str]()
        self._tell: Callable[[str], None] = lambda doing: None
        #: What the notes say while it is this one that publishes.
        self._turn = f'<{BUILD}> <{_PUBLISHER}> "{token_hex(8)}"'
        self._is_my_turn = f"GRAPH <{NOTES}> {{ {self._turn} }}"

    def publish(
        self, parts: Sequence[Lines], digest: str, progress: Progress = silent, dry_run: bool = False
    ) -> Publication:
        """Publishes a build, given as parts of which the first alone has several graphs; with `dry_run` only says what it would do.

        Raises RequestError where the default graph holds what is not ours, EndpointError where the engine fails, which
        says what readers see then, and where somebody else began to publish meanwhile.
        """
        progress(1, 1, "comparing")
        if not dry_run:
            self._take_over()
        interrupted, before = coming(self._endpoint), identity(self._endpoint)
        if before is None and not interrupted and (found := self._other_content()):
            if not dry_run:
                self._give_up()
            raise RequestError(found, "publish to a dataset of its own")
        self._is_union = self._takes_all_together(before is not None or dry_run)
        if self._is_union:  # as on Virtuoso
            self._writer.limit(ONE_THREAD)
        plan = self._planned(digest, _contents(parts), before, progress)
        self._written.clear()
        if not dry_run:
            if plan.differing or plan.leaving or interrupted:
                self._stage_hashes(plan)
                # An engine like Virtuoso is not asked for an update that it would not end.
                is_too_much = self._is_union and len(plan.differing) > _MANY
                if before is None or interrupted or is_too_much or not self._switch(plan, progress):
                    self._write_in_place(plan, progress)
                self._refuse_unlike(plan)
            self._drop(self._graphs(STAGED), progress)
            self._give_up()
        return Publication(
            self._endpoint.url,
            digest,
            len(plan.contents),
            sum(content.size for content in plan.contents.values()),
            len(plan.differing if dry_run else self._written),
            "" if before is None else before.digest,
        )

    def unpublish(self, staged_only: bool = False, progress: Progress = silent) -> int:
        """Drops what was published, or only what runs that were ended have left; returns how many graphs.

        Raises EndpointError.
        """
        is_ours = identity(self._endpoint) is not None or bool(coming(self._endpoint))
        has_default = is_ours and not staged_only and self._endpoint.default_graph is None
        self._take_over()
        sizes = self._graphs(STAGED)
        if not staged_only:
            sizes |= self._graphs(BASE)
        if has_default:
            sizes[""] = self._size_of_default()
        self._drop(sizes, progress)
        if staged_only:
            self._give_up()
        else:
            self._writer.update(f"DROP SILENT GRAPH <{NOTES}>")
        return len(sizes)

    # What there is

    def _planned(
        self, digest: str, contents: Mapping[str, GraphContent], before: Published | None, progress: Progress
    ) -> _Plan:
        """Compares what is there with what is wanted by size and noted hash."""
        sizes, kept_hashes = self._graphs(BASE), self._hashes()
        if not self._is_union:
            sizes[ALL_GRAPH] = self._size_of_default()
        differing = [
            name
            for name in self._each(contents, "comparing", progress)
            if sizes.get(name, 0) != contents[name].size or kept_hashes.get(name) != contents[name].digest
        ]
        return _Plan(digest, contents, sizes, differing, before)

    def _graphs(self, start: str) -> dict[str, int]:
        """Returns how many triples each named graph has whose name starts so."""
        rows = self._endpoint.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", True)
        sizes = {str(row["g"].value): int(row["n"].value) for row in rows}
        return {name: size for name, size in sorted(sizes.items()) if name.startswith(start)}

    def _size_of_default(self) -> int:
        (count,) = self._endpoint.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", True)
        return int(count["n"].value)

    def _hashes(self) -> dict[str, str]:
        """Returns the hash that each graph had when it was published."""
        rows = self._endpoint.rows(f"SELECT ?g ?hash {{ GRAPH <{NOTES}> {{ ?g <{_HASH}> ?hash }} }}", True)
        return {row["g"].value: row["hash"].value for row in rows}

    def _other_content(self) -> str:
        """Says that an engine holds another memo, or that its default graph, if it has one of its own, holds what is not ours."""
        build = f'?build <{PREFIXES["dcterms"]}identifier> ?digest FILTER(STRENDS(STR(?build), "/void#build") && ?build != <{BUILD}>)'
        for row in self._endpoint.rows(f"SELECT ?build {{ GRAPH ?g {{ {build} }} }} LIMIT 1", True):
            return f"{self._endpoint.url} holds another memo, {row['build']}"
        alone = "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } } LIMIT 1"
        if [*self._endpoint.rows(alone)]:
            return f"the default graph of {self._endpoint.url} holds what thbgraph did not put there, and would lose it"
        return ""

    def _take_over(self) -> None:
        """Begins to publish in the place of whoever did."""
        other = f"GRAPH <{NOTES}> {{ <{BUILD}> <{_PUBLISHER}> ?other }}"
        self._writer.update(f"DELETE WHERE {{ {other} }} ;\nINSERT DATA {{ {self._is_my_turn} }}")

    def _give_up(self) -> None:
        """Says that nobody publishes any more."""
        self._writer.update(f"DELETE DATA {{ {self._is_my_turn} }}")

    def _each(self, names: Collection[str], doing: str, progress: Progress) -> Iterator[str]:
        """Yields graphs one after the other, and has it told what is done with each, and with its parts."""
        for number, name in enumerate(names, 1):
            graph = f"<{name}>" if name else "the default graph"
            self._tell = partial(_told, progress, number, len(names), graph)
            self._tell(doing)
            yield name

    def _hold(self, done: str = "") -> None:
        """Tells what is done of a graph; raises EndpointError where somebody else began to publish meanwhile."""
        if done:
            self._tell(done)
        if not self._endpoint.ask(f"ASK {{ {self._is_my_turn} }}", "ASK", True):
            raise EndpointError(
                f"somebody else began to publish to {self._endpoint.url}",
                "run the same command again when that has ended",
                url=self._endpoint.url,
            )

    def _takes_all_together(self, is_known: bool) -> bool:
        """Says whether the engine's default graph is that of all graphs together: as it was published, or as it finds a triple of one."""
        is_union = self._endpoint.default_graph is not None
        self._endpoint.default_graph = None
        if is_known:
            return is_union
        return self._endpoint.ask(f"ASK {{ {self._turn} }}", "ASK", True) is True

    def _read(self, graph: str, size: int) -> GraphContent:
        """Reads what a graph of some size holds, a large one in parts."""

        pattern = within(graph, _ANY)

        def lines() -> Iterator[bytes]:
            count = 0
            for part in answer_parts(self._endpoint.streamed, pattern, size):
                if done := part_done(count, size, "read from"):
                    self._tell(done)
                for row in self._endpoint.streamed(f"SELECT {_ANY} {{ {part} {pattern} }}"):
                    count += 1
                    yield f"{row['s']} {row['p']} {row['o']} .\n".encode()

        return GraphContent(SortedLines(lines(), _SORTED))

    # The switch

    def _switch(self, plan: _Plan, progress: Progress) -> bool:
        """Stages what differs, and moves it to its places in one update; says whether the engine took that, else all is as before.

        What stays is not touched: Virtuoso's log loses what a transaction both takes out and puts in. An update that
        comes late, when nothing is staged any more, does nothing. Raises EndpointError.
        """
        assert plan.before is not None
        staging, staged = _staging(plan.digest), self._graphs(STAGED)
        differences: dict[str, GraphDifference] = {}
        for name in self._each(plan.differing, "writing", progress):
            found = differences[name] = self._difference(plan, name)
            for kind, content in (("gone", found.gone), ("new", found.new)):
                graph = f"{staging}{kind}:{name}"
                if content.size and not (
                    staged.get(graph) == content.size
                    and self._read(graph, content.size).digest == content.digest
                ):
                    self._written.add(name)
                    self._writer.replace(graph, content)
                    self._verify(graph, content)
        updates = " ;\n".join(self._updates(plan, staging, differences))
        old, new = plan.before.digest[:12], plan.digest[:12]
        progress(1, 1, f"switching: readers see build {old} until this ends, then build {new}")
        try:
            self._writer.update(updates)
        except EndpointError as error:
            if self._holds(plan):  # the answer alone was lost
                pass
            elif error.status is not None and error.status not in PASSING:
                return False  # it was refused, as at a limit
            else:
                raise EndpointError(
                    error.message,
                    f"readers see build {old} or, once the engine is done, {new}: run the same command again",
                    url=self._endpoint.url,
                ) from None
        return True

    def _difference(self, plan: _Plan, name: str) -> GraphDifference:
        """Compares a graph, where it is read, with what it should be."""
        size = plan.sizes.get(name, 0)
        there = self._read(self._place(name), size) if size else GraphContent(tuple)
        return GraphDifference.between(there, plan.contents[name])

    def _updates(
        self, plan: _Plan, staging: str, differences: Mapping[str, GraphDifference]
    ) -> Iterator[str]:
        """Yields what takes out of the places what goes, and puts in what comes."""
        if plan.leaving:  # Virtuoso takes no VALUES without a row
            yield _emptying(plan.leaving, self._is_my_turn)
        for name, found in differences.items():
            place, new = self._place(name), within(f"{staging}new:{name}", _ANY)
            if found.gone.size:
                gone = within(f"{staging}gone:{name}", _ANY)
                yield f"DELETE {{ {within(place, _ANY)} }} WHERE {{ {gone} {self._is_my_turn} }}"
            if found.is_blank_gone:
                is_blank = "FILTER(isBlank(?s) || isBlank(?o))"
                unchanged = f"FILTER NOT EXISTS {{ {new} }}" if found.new.blank else ""
                yield f"DELETE {{ {within(place, _ANY)} }} WHERE {{ {within(place, _ANY)} {is_blank} {unchanged} {self._is_my_turn} }}"
            if found.new.size:
                yield f"INSERT {{ {within(place, _ANY)} }} WHERE {{ {new} {self._is_my_turn} }}"
        if differences:
            yield self._unnoted(plan)
            hashes = within(_staged_hashes(plan), _ANY)
            yield f"INSERT {{ {within(NOTES, _ANY)} }} WHERE {{ {hashes} {self._is_my_turn} }}"

    # In place

    def _write_in_place(self, plan: _Plan, progress: Progress) -> None:
        """Makes each graph what it should be, one after the other; whoever connects meanwhile is told."""
        is_coming = f"GRAPH <{NOTES}> {{ <{BUILD}> <{COMING}> ?o }}"
        none_comes = f"DELETE {{ {is_coming} }} WHERE {{ {is_coming} {self._is_my_turn} }}"
        comes = f'INSERT {{ GRAPH <{NOTES}> {{ <{BUILD}> <{COMING}> "{plan.digest}" }} }}'
        self._writer.update(f"{none_comes} ;\n{comes} WHERE {{ {self._is_my_turn} }}")
        self._writer.update(self._unnoted(plan))
        doing = f"publishing: readers are told that build {plan.digest[:12]} is to come:"
        done = list[str]()
        for name in self._each(plan.differing, doing, progress):
            place, content = self._place(name), plan.contents[name]
            found = self._difference(plan, name)
            if found.new.size or found.gone.size or found.is_blank_gone:
                self._written.add(name)
                self._writer.change(place, found)
                self._verify(place, content)
            done.append(name)
            if content.size > _LARGE or len(done) == _NOTED or name == plan.differing[-1]:
                self._note(plan, done)
                done.clear()
        self._drop(plan.leaving, progress)
        self._writer.update(none_comes)

    def _place(self, name: str) -> str:
        """Returns where readers find a graph."""
        return "" if name == ALL_GRAPH and not self._is_union else name

    def _stage_hashes(self, plan: _Plan) -> None:
        """Writes the hashes of what differs under a name of its own, so that the update that moves graphs notes them."""
        lines = sorted(_hash_of(plan, name) for name in plan.differing)
        self._writer.replace(_staged_hashes(plan), GraphContent(lambda: lines))

    def _unnoted(self, plan: _Plan) -> str:
        """Writes what takes out the hashes of graphs that become others; Virtuoso takes no VALUES of a thousand."""
        old, new = within(NOTES, f"?g <{_HASH}> ?old"), within(_staged_hashes(plan), f"?g <{_HASH}> ?new")
        return f"DELETE {{ {old} }} WHERE {{ {new} {old} FILTER(?old != ?new) {self._is_my_turn} }}"

    def _note(self, plan: _Plan, names: Iterable[str]) -> None:
        """Notes the hashes of graphs that took their places."""
        hashes = b"".join(_hash_of(plan, name) for name in names).decode()
        self._writer.update(f"INSERT {{ {within(NOTES, hashes)} }} WHERE {{ {self._is_my_turn} }}")

    # Afterwards

    def _verify(self, graph: str, content: GraphContent) -> None:
        """Holds a graph that was written against what it should be."""
        found = self._read(graph, content.size)
        if found.digest != content.digest:
            wrong = GraphDifference.between(found, content)
            first = next(chain(wrong.new.lines(), wrong.gone.lines()), b"").decode().strip()[:200]
            raise EndpointError(
                f"{self._endpoint.url} holds {found.size} triples in <{graph or ALL_GRAPH}> where {content.size} were "
                f"written, or others, such as {first}",
                "run the same command again",
                url=self._endpoint.url,
            )

    def _holds(self, plan: _Plan) -> bool:
        """Says whether what readers see now is the whole build, by digest and by the number of triples of each graph."""
        found, sizes = identity(self._endpoint), self._graphs(BASE)
        self._endpoint.default_graph = None
        if not self._is_union:
            sizes[ALL_GRAPH] = self._size_of_default()
        wanted = {name: content.size for name, content in plan.contents.items()}
        return found is not None and found.digest == plan.digest and sizes == wanted

    def _refuse_unlike(self, plan: _Plan) -> None:
        self._hold()
        if not self._holds(plan):
            raise EndpointError(
                f"{self._endpoint.url} does not hold the new build as a whole",
                "run the same command again",
                url=self._endpoint.url,
            )

    def _drop(self, sizes: Mapping[str, int], progress: Progress) -> None:
        """Empties graphs, of which it is known how many triples each has, and forgets their names, one after the other."""
        for name in self._each(sizes, "dropping", progress):
            place = within(name, _ANY)
            for gone in range(0, sizes[name] - PART, PART):
                self._hold(part_done(gone, sizes[name], "deleted from"))
                self._writer.update(
                    f"DELETE {{ {place} }} WHERE {{ SELECT {_ANY} {{ {place} }} LIMIT {PART} }}"
                )
            self._hold()
            drop = (
                f"{_emptying([name])} ;\nDROP SILENT GRAPH <{name}>" if name else f"DELETE WHERE {{ {_ANY} }}"
            )
            self._writer.update(drop)


def _told(progress: Progress, number: int, numbers: int, graph: str, words: str) -> None:
    progress(number, numbers, f"{words} {graph}")


def _contents(parts: Sequence[Lines]) -> dict[str, GraphContent]:
    """Returns the contents of graphs by name; the default graph has every triple once."""
    graphs = {name: GraphContent(partial(_triples, lines)) for name, lines in by_graph(parts).items()}
    return dict(sorted({**graphs, ALL_GRAPH: GraphContent(lambda: _triples(*parts))}.items()))


def _triples(*parts: Lines) -> Iterator[bytes]:
    return triples(merge(*(part() for part in parts)))


def _staging(digest: str) -> str:
    return f"{STAGED}{digest[:12]}:"


def _staged_hashes(plan: _Plan) -> str:
    return f"{_staging(plan.digest)}hashes"


def _hash_of(plan: _Plan, name: str) -> bytes:
    """Writes the note of a graph, as a line."""
    return f'<{name}> <{_HASH}> "{plan.contents[name].digest}" .\n'.encode()


def _emptying(names: Iterable[str], condition: str = "") -> str:
    """Writes what empties graphs where a pattern has a solution; Virtuoso takes some 3 ms a triple over CLEAR."""
    graphs = " ".join(f"<{name}>" for name in names)
    return f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }} {condition} }}"


def _beside(url: str) -> str:
    """Returns the address of updates where only that of queries is known, as Fuseki and Oxigraph have it."""
    return url.rstrip("/").rpartition("/")[0] + "/update"
