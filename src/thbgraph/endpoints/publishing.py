"""Publishing a build to an engine: what differs is staged, held against the build, and switched to in one request.

A graph of the engine's notes, which no query of ours finds, has a hash of each graph that was published. A graph with that
hash and size is left alone. What makes another of each other graph, triples that go and triples that come, is written
under names of its own first, and read back. One update then moves all of it to its place. An engine that makes an update
whole or not at all shows its readers the old build or the new one.

Where nothing was published before, and where an engine refuses that update, as at a limit of its own, or would not end,
graphs are written in their places one after the other. Meanwhile the notes say which build is to come, and whoever connects
is told. Every step may be taken again. The notes name who publishes, too: whoever begins later takes over, since the first may have been killed;
what the first still sends does nothing then, or it finds out and stops. An engine whose default graph is that of all graphs together gets ours under a name.
Before all that a triple is written by each address and looked for where readers ask. A default graph of its own is held
to be ours: each of its triples without blank nodes is in a graph of ours, or in the build that is to come.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from heapq import merge
from itertools import chain
from secrets import token_hex
from typing import NamedTuple
from urllib.parse import urlsplit

from ..base.errors import EndpointError, RequestError, with_advice
from ..base.namespaces import ALL_GRAPH, BASE, BUILD
from ..base.printing import counted
from ..base.progress import Progress, silent
from ..stores.answer_parts import answer_parts
from ..stores.lines import Lines, SortedLines, by_graph, triples
from .client import AGAIN, EngineClient
from .endpoint import Endpoint
from .graph_content import GraphContent, GraphDifference
from .probe import (
    COMING,
    NO_BUILD,
    NOTES,
    Published,
    begun,
    coming,
    identity,
    no_whole_build,
    refuse_other_memo,
    surplus,
)
from .upload import ONE_THREAD, PART, PASSING, GraphUpload, part_done, within

#: What every graph is called that is not in its place yet; no query of ours finds such names.
STAGED = "urn:thbgraph:staged:"
#: What a graph is called by which addresses are tried; a run at its end leaves those of others alone.
TRIED = "urn:thbgraph:tried:"
_AGAIN = "run the same command again"
#: So much is shown of an example.
_EXAMPLE = 300
_HASH, _PUBLISHER = "urn:thbgraph:sha256", "urn:thbgraph:publisher"
_ANY = "?s ?p ?o"
#: So many triples that are read back are sorted at once: some 25 MB.
_SORTED = 100_000
#: So many graphs are noted at once, which takes Jena as long as one; one of more than so many triples is noted as soon as it is there.
_NOTED, _LARGE = 100, 100_000
#: The most graphs that Virtuoso gets in one update, of three statements for each: of 4,800 statements it made no end in 90 s.
_MANY = 300


class Publication(NamedTuple):
    """What was published, or would be: a build by digest, how many graphs and triples, how many graphs had to be written.

    `before` is the digest of the build that was there, `ready` how many graphs an earlier run had written already,
    `interrupted` says in words that a run was broken off.
    """

    url: str
    digest: str
    graphs: int
    triples: int
    written: int
    before: str
    ready: int
    interrupted: str


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
        """Takes the addresses; that of updates is by default `update` beside the query service, or below the dataset.

        Raises RequestError for none.
        """
        self._endpoint = Endpoint(url, client)
        self._is_default = updates is None
        self._writer = GraphUpload(self._endpoint.client, updates or _beside(url), graphs, self._hold)
        self._is_union, self._written, self._ready = False, set[str](), set[str]()
        self._tell: Callable[[str], None] = lambda doing: None
        #: What readers see, and which of how many graphs it is at: told where it is broken off.
        self._readers, self._at = "", ""
        #: What the notes say is to come.
        self._coming = set[str]()
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
        self._written.clear()
        self._ready.clear()
        self._try_addresses()
        with self._telling_how_far(dry_run):
            if not dry_run:
                self._take_over()
            interrupted, before = self._there()
            plan = self._planned(digest, _contents(parts), before, progress)
            # Of a mixture with a third build it is not known what is ours.
            if ALL_GRAPH in plan.differing and interrupted in ([], [digest]):
                self._refuse_others(before, bool(interrupted), plan.contents[ALL_GRAPH])
            if not dry_run:
                self._bring(plan, bool(interrupted), progress)
        return Publication(
            self._endpoint.url,
            digest,
            len(plan.contents),
            sum(content.size for content in plan.contents.values()),
            len(plan.differing if dry_run else self._written),
            "" if before is None else before.digest,
            len(self._ready - self._written),
            no_whole_build(self._endpoint.url, interrupted) if interrupted else "",
        )

    def _bring(self, plan: _Plan, is_mixed: bool, progress: Progress) -> None:
        """Makes what is there the build that is planned."""
        if plan.differing or plan.leaving or is_mixed:
            self._stage_hashes(plan)
            # An engine like Virtuoso is not asked for an update that it would not end.
            is_too_much = self._is_union and len(plan.differing) > _MANY
            if plan.before is None or is_mixed or is_too_much or not self._switch(plan, progress):
                self._write_in_place(plan, progress)
            self._refuse_unlike(plan)
        left = self._graphs(STAGED)
        self._readers = (
            f"readers see build {plan.digest[:12]}" + ", and only temporary graphs are left" * bool(left)
        )
        self._drop(left, progress)
        self._give_up()

    def unpublish(self, staged_only: bool = False, progress: Progress = silent, dry_run: bool = False) -> int:
        """Drops what was published, or only what runs that were ended have left; returns how many graphs.

        With `dry_run` only says how many it would drop. Raises EndpointError, and RequestError where the default graph
        holds what is not ours, where another memo is there, and where an ended run left a mixture in place of a build.
        """
        self._try_addresses()
        with self._telling_how_far(dry_run):
            if not dry_run:
                self._take_over()
            sizes = self._leaving(staged_only)
            if dry_run:
                return len(sizes)
            if not staged_only:
                self._come(NO_BUILD)
            self._drop(sizes, progress)
            if staged_only:
                self._give_up()
            else:
                self._writer.update(f"DROP SILENT GRAPH <{NOTES}>")
        return len(sizes)

    def _leaving(self, staged_only: bool) -> dict[str, int]:
        """Returns the graphs that are to be dropped, and how many triples each has."""
        interrupted, before = self._there()
        sizes = self._graphs(STAGED) | self._graphs(TRIED)
        if staged_only:
            if interrupted:
                raise RequestError(
                    no_whole_build(self._endpoint.url, interrupted),
                    "publish again, or unpublish without --staged",
                )
            return sizes
        if not self._is_union and (before is not None or interrupted):
            if not interrupted:
                self._refuse_others(before, False, GraphContent(tuple))
            sizes[""] = self._size_of_default()
        return sizes | self._graphs(BASE)

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

    def _try_addresses(self) -> None:
        """Tries the addresses by a triple in a new graph, and drops that again, also in another store.

        Raises EndpointError where the triple is not seen, and where it may stay.
        """
        graph, written, fault = f"{TRIED}{token_hex(8)}", list[str](), None
        try:
            self._try(graph, written)
        except EndpointError as error:
            fault = self._as_default(error)
        finally:
            left = [address for address in self._writer.untried(graph) if address in written]
        if left:
            stays = f"the graph <{graph}> with a triple of this trial may stay at {' and '.join(left)}"
            what, advice = (f"{fault.what}, and {stays}", fault.advice) if fault else (stays, "")
            raise EndpointError(what, with_advice("drop it there", advice), url=left[0])
        if fault:
            raise fault
        if self._is_union:  # as on Virtuoso
            self._writer.limit(ONE_THREAD)

    def _try(self, graph: str, written: list[str]) -> None:
        """Writes a triple by each address and looks for it where readers ask, and whether it is in the default graph, too."""
        for option, address, triple in self._writer.tried(graph):
            written.append(address)
            if not self._endpoint.ask(f"ASK {{ {within(graph, triple)} }}", "ASK", True):
                raise EndpointError(
                    f"what is written at {address} does not appear at {self._endpoint.url}",
                    f"are --endpoint and {option} addresses of one store?",
                    url=address,
                )
            self._is_union = self._endpoint.ask(f"ASK {{ {triple} }}", "ASK", True) is True

    def _as_default(self, error: EndpointError) -> EndpointError:
        """Says of an address of updates that nobody named that it is the default, where the engine answers at all."""
        if not self._is_default or error.url != self._writer.updates:
            return error
        if error.status is None:
            try:
                self._endpoint.ask("ASK {}", "ASK", True)
            except EndpointError as stopped:
                return stopped
        if error.status not in (404, 405):
            return error
        return EndpointError(
            f"{error.what}; this address is the default of --update",
            "name another, such as http://localhost:8890/sparql-auth for Virtuoso",
            url=error.url,
            status=error.status,
        )

    def _there(self) -> tuple[list[str], Published | None]:
        """Returns which builds were begun to be published and are not whole, and which one is there."""
        interrupted, before = coming(self._endpoint), identity(self._endpoint)
        self._endpoint.default_graph = None
        self._coming = {*interrupted}
        if interrupted:
            self._readers = _coming(self._coming)
        elif before is None:
            refuse_other_memo(self._endpoint)
            self._readers = "no build is there yet"
        else:
            self._readers = f"readers see build {before.digest[:12]}"
        return interrupted, before

    def _refuse_others(self, before: Published | None, is_mixed: bool, wanted: GraphContent) -> None:
        """Raises RequestError where a default graph of its own holds what neither our graphs nor the wanted build have."""
        if self._is_union:
            return
        move, example = "MOVE DEFAULT TO <urn:others>", ""
        if before is None and not is_mixed:
            number = self._size_of_default()
            for row in self._endpoint.rows(f"SELECT {_ANY} {{ {_ANY} }} LIMIT 1"):
                example = " ".join(map(str, row))
        else:
            in_ours = f'GRAPH ?g {{ {_ANY} }} FILTER(STRSTARTS(STR(?g), "{BASE}"))'
            alone = f"{_ANY} FILTER(!isBlank(?s) && !isBlank(?o)) FILTER NOT EXISTS {{ {in_ours} }}"
            others = GraphDifference.between(self._read_pattern(alone), wanted).gone
            number = others.size
            example = next(iter(others.lines()), b"").decode().removesuffix(" .\n")
            if (
                not number and before is not None and not is_mixed
            ):  # those with blank nodes can only be counted
                number = surplus(self._endpoint, before)
                alone = f"{_ANY} FILTER(isBlank(?s) || isBlank(?o))"
            move = f"DELETE {{ {_ANY} }} INSERT {{ GRAPH <urn:others> {{ {_ANY} }} }} WHERE {{ {alone} }}"
        if number <= 0:
            return
        such = f"such as {example[:_EXAMPLE]}," if example else "with blank nodes,"
        theirs = (
            "what is not ours"
            if example
            else "all that have blank nodes, of which publish writes ours again,"
        )
        raise RequestError(
            f"the default graph of {self._endpoint.url} holds {counted(number, 'triple')} of no build of thbgraph, {such} "
            f"and would lose {'it' if number == 1 else 'them'}",
            f"publish to a dataset of its own, or move {theirs} to a graph of yours by the update {move}",
        )

    @contextmanager
    def _telling_how_far(self, dry_run: bool) -> Iterator[None]:
        """Adds to an error what readers see and how far it got; what was asked for wrongly ends the turn to publish."""
        try:
            yield
        except EndpointError as error:
            advice = "" if error.advice == AGAIN else error.advice
            again = "" if _AGAIN in advice else _AGAIN
            told = [self._readers, again, advice] if advice.endswith("?") else [advice, self._readers, again]
            raise EndpointError(
                error.what + self._at, "; ".join(filter(None, told)), url=error.url, status=error.status
            ) from None
        except RequestError:
            if not dry_run:
                self._give_up()
            raise

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
            kind = "temporary graph" if name.startswith(STAGED) else "graph"
            self._at = f", at {kind} {number} of {len(names)}"
            self._tell(doing)
            yield name
        self._at = ""

    def _hold(self, done: str = "") -> None:
        """Tells what is done of a graph; raises EndpointError where somebody else began to publish meanwhile."""
        if done:
            self._tell(done)
        if not self._endpoint.ask(f"ASK {{ {self._is_my_turn} }}", "ASK", True):
            there = f"ASK {{ GRAPH <{NOTES}> {{ <{BUILD}> <{_PUBLISHER}> ?other }} }}"
            is_other = self._endpoint.ask(there, "ASK", True)
            raise EndpointError(
                f"somebody else began to publish to {self._endpoint.url}"
                if is_other
                else f"{self._endpoint.url} has lost the notes of this run, or they were removed",
                f"{_AGAIN} when that has ended" if is_other else "",
                url=self._endpoint.url,
            )

    def _read(self, graph: str, size: int) -> GraphContent:
        """Reads what a graph of some size holds, a large one in parts."""
        return self._read_pattern(within(graph, _ANY), size)

    def _read_pattern(self, pattern: str, size: int = 0) -> GraphContent:
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
        staged = self._graphs(STAGED)
        # Virtuoso takes no VALUES without a row.
        updates = [_emptying(plan.leaving, self._is_my_turn)] if plan.leaving else []
        for name in self._each(plan.differing, "writing", progress):
            updates += self._staged(plan, name, staged)
        if plan.differing:
            hashes = within(_staged_hashes(plan), _ANY)
            updates += [
                self._unnoted(plan),
                f"INSERT {{ {within(NOTES, _ANY)} }} WHERE {{ {hashes} {self._is_my_turn} }}",
            ]
        old, new = plan.before.digest[:12], plan.digest[:12]
        then = "build " + new if new != old else "it mended"
        progress(1, 1, f"switching: readers see build {old} until this ends, then {then}")
        self._readers = f"readers see build {old} or, once the engine is done, {new}"
        try:
            self._writer.update(" ;\n".join(updates))
        except EndpointError as error:
            if self._holds(plan):  # the answer alone was lost
                pass
            elif error.status is not None and error.status not in PASSING:
                self._readers = f"readers see build {old}"
                return False  # it was refused, as at a limit
            else:
                raise
        self._readers = f"readers see build {new}"
        return True

    def _difference(self, plan: _Plan, name: str) -> GraphDifference:
        """Compares a graph, where it is read, with what it should be."""
        size = plan.sizes.get(name, 0)
        there = self._read(self._place(name), size) if size else GraphContent(tuple)
        return GraphDifference.between(there, plan.contents[name])

    def _staged(self, plan: _Plan, name: str, staged: Mapping[str, int]) -> Iterator[str]:
        """Stages what goes of a graph and what comes; yields the updates that take it out of its place, and put it in."""
        found, staging = self._difference(plan, name), _staging(plan.digest)
        place, gone, new = self._place(name), f"{staging}gone:{name}", f"{staging}new:{name}"
        for graph, content in ((gone, found.gone), (new, found.new)):
            if not content.size:
                continue
            if staged.get(graph) == content.size and self._read(graph, content.size).digest == content.digest:
                self._ready.add(name)
            else:
                self._written.add(name)
                self._writer.replace(graph, content)
                self._verify(graph, content)
        there, goes, comes = (within(graph, _ANY) for graph in (place, gone, new))
        if found.gone.size:
            yield f"DELETE {{ {there} }} WHERE {{ {goes} {self._is_my_turn} }}"
        if found.is_blank_gone:
            is_blank = "FILTER(isBlank(?s) || isBlank(?o))"
            unchanged = f"FILTER NOT EXISTS {{ {comes} }}" if found.new.blank else ""
            yield f"DELETE {{ {there} }} WHERE {{ {there} {is_blank} {unchanged} {self._is_my_turn} }}"
        if found.new.size:
            yield f"INSERT {{ {there} }} WHERE {{ {comes} {self._is_my_turn} }}"

    # In place

    def _write_in_place(self, plan: _Plan, progress: Progress) -> None:
        """Makes each graph what it should be, one after the other; whoever connects meanwhile is told."""
        self._come(plan.digest)
        self._writer.update(self._unnoted(plan))
        doing = f"publishing: {self._readers}:"
        done = list[str]()
        for name in self._each(plan.differing, doing, progress):
            if self._changed(plan, name):
                self._verify(self._place(name), plan.contents[name])
            done.append(name)
            if plan.contents[name].size > _LARGE or len(done) == _NOTED or name == plan.differing[-1]:
                self._note(plan, done)
                done.clear()
        self._drop(plan.leaving, progress)
        is_coming = f"GRAPH <{NOTES}> {{ <{BUILD}> <{COMING}> ?o }}"
        self._writer.update(f"DELETE {{ {is_coming} }} WHERE {{ {is_coming} {self._is_my_turn} }}")
        self._readers = f"readers see build {plan.digest[:12]}"

    def _changed(self, plan: _Plan, name: str) -> bool:
        """Makes a graph in its place what it should be; says whether it was another."""
        found = self._difference(plan, name)
        is_other = bool(found.new.size or found.gone.size or found.is_blank_gone)
        if is_other:
            self._written.add(name)
            self._writer.change(self._place(name), found)
        return is_other

    def _come(self, digest: str) -> None:
        """Notes which build is to come, beside those that were and did not come whole."""
        comes = f'GRAPH <{NOTES}> {{ <{BUILD}> <{COMING}> "{digest}" }}'
        self._writer.update(f"INSERT {{ {comes} }} WHERE {{ {self._is_my_turn} }}")
        self._coming.add(digest)
        self._readers = _coming(self._coming)

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
                f"{self._endpoint.url} does not hold the new build as a whole", url=self._endpoint.url
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


def _coming(new: Collection[str]) -> str:
    """Says what readers are told while no build is whole, as `no_whole_build` does to them."""
    if not (builds := begun(new)):
        return "readers are told that all is being removed"
    noun, are = ("build", "is") if len(builds) == 1 else ("builds", "are")
    return f"readers are told that {noun} {' and '.join(builds)} {are} to come"


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
    """Returns the address of updates where only that of queries, or of the dataset, is known, as Fuseki and Oxigraph have it.

    >>> [_beside(f"http://localhost:3030/{path}") for path in ("", "thb", "thb/query", "query")]
    ['http://localhost:3030/update', 'http://localhost:3030/thb/update', 'http://localhost:3030/thb/update', 'http://localhost:3030/update']
    """
    parts = urlsplit(url)
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    path = folder if name in ("query", "sparql") else f"{folder}/{name}".rstrip("/")
    return parts._replace(path=f"{path}/update", query="", fragment="").geturl()
