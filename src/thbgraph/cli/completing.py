"""Shell completion: scripts for bash, zsh and fish, and what may stand in the place of the last word of a command line.

At each Tab the script runs the program with THBGRAPH_COMPLETE set to the shell's name and, as its one argument, the
command line up to the cursor. The program prints what may stand in the place of the last word, a line each, or
that a file may. Nothing is built for it: where there is no build, and the wheel carries none, commands and options are all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.errors import StoreError
from ..base.namespaces import ID, MEMO, PREFIXES, SOURCE
from ..base.terms import expand, local, short
from ..build import homes
from ..build.index import Index
from ..build.opening import known_index
from ..conflicts import kinds_with, read_kinds
from ..names.folding import fold
from ..names.names import Names
from ..names.term_names import PROPERTIES
from ..questions.questions import Param
from ..rdf.schemes import SCHEMES
from ..reports.declared_reports import DeclaredReports
from .command_io import write
from .commands import report_names

#: Stands for the names of files, which the shell knows best.
FILES = "FILES"
#: The classes of what some arguments take, by their names in a parser; others that take a thing take any.
_CLASSES = {"state": short(PREFIXES["schema"] + "Country"), "instrument": short(thb.Treaty)}
_THINGS = ("ENTITY", "NAME", "name", "subject", "object", "text")
_FILES = ("FILE", "PATH", "A", "B")


def offers(before: Sequence[str], last: str, parser: argparse.ArgumentParser) -> Iterable[str]:
    """Returns what may stand in the place of the last word, behind the words before it; FILES for a file."""
    if before and before[0] in _reports():
        before = ["report", *before]
    command, given, expected = _read(before, parser)
    prefix = ""
    if last.startswith("-"):
        options = command._option_string_actions
        name, equals, value = last.partition("=")
        named = _beginning(last, sorted(options))
        if named or not equals or name not in options:  # --cite=full is an option of its own
            return named
        prefix, last, expected = f"{name}=", value, options[name]
    found = [] if expected is None else list(_values(expected, command, given, last))
    return found if found == [FILES] else [prefix + one for one in _beginning(last, found)]


def _beginning(typed: str, found: Iterable[str]) -> list[str]:
    return [one for one in dict.fromkeys(found) if _begins(one, typed)]


def _begins(name: str, typed: str) -> bool:
    return name.casefold().startswith(typed.casefold())


def _read(
    words: Sequence[str], parser: argparse.ArgumentParser
) -> tuple[argparse.ArgumentParser, list[str], argparse.Action | None]:
    """Returns the parser of the command that words name, its arguments so far, and what it expects next."""
    given: list[str] = []
    taking: argparse.Action | None = None
    for place, word in enumerate(words):
        commands = _commands(parser)
        if word in commands:
            return _read(words[place + 1 :], commands[word])
        if word.startswith("-") and word != "-":
            option = parser._option_string_actions.get(word)
            taking = option if option is not None and option.nargs != 0 else None
        elif taking is None:
            given.append(word)
        elif taking.nargs is None:
            taking = None
    return parser, given, taking or _positional(parser, len(given))


def _positional(parser: argparse.ArgumentParser, place: int) -> argparse.Action | None:
    """Returns what an argument at a place stands for; the last may take several."""
    actions = parser._get_positional_actions()
    if place < len(actions):
        return actions[place]
    return actions[-1] if actions and actions[-1].nargs in ("*", "+") else None


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Returns the commands of a program, or the actions of a command, by name."""
    found = (a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return next(found, {})


def _values(
    action: argparse.Action, command: argparse.ArgumentParser, given: Sequence[str], typed: str
) -> Iterable[str]:
    """Returns what an option or argument may be given."""
    what = action.metavar if isinstance(action.metavar, str) else action.dest
    if isinstance(action, argparse._SubParsersAction):
        return sorted([*action.choices, *([] if given else _reports())])
    if what == "report":
        return _reports()
    if action.choices is not None:
        return sorted(action.choices)
    if what == "FORMAT":
        forms: Sequence[str] = command.get_default("formats")
        return forms
    if what in _FILES:
        return [FILES]
    if what == "SCHEME":
        return SCHEMES
    if what.startswith("asOf="):
        return ["asOf="]
    if what == "KIND":
        return kinds_with(read_kinds(homes.conflict_texts(homes.home())))
    index = known_index(homes.home())
    return [] if index is None else _Offered(index).values(what, given, typed)


def _reports() -> list[str]:
    with suppress(StoreError):  # there is no home
        return report_names()
    return []


class _Offered:
    """What the names of a build offer."""

    def __init__(self, index: Index) -> None:
        self._index, self._names = index, Names(index.names, index.labels, index.classes)

    def values(self, what: str, given: Sequence[str], typed: str) -> Iterable[str]:
        """Returns what an argument may be that a parser calls so, behind those that were given."""
        if what in ("question", "QUESTION"):
            return [*self._index.questions, *(("tables", "conflicts") if what == "QUESTION" else ())]
        if what == "name=value":
            return self._arguments(given, typed)
        if what == "CLASS":
            used = {kind for kinds in self._index.classes.values() for kind in kinds}
            kinds = [kind for kind in used if not kind.startswith(("owl:", "rdf"))]
            called = {self._index.labels.get(expand(kind) or kind, kind) for kind in kinds}
            return sorted(kinds if ":" in typed else {*called, *(kind.partition(":")[2] for kind in kinds)})
        if what in ("GRAPH", "SOURCE"):
            graphs = [iri for iri in self._index.sources if what == "GRAPH" or iri.startswith(SOURCE)]
            return sorted(short(iri) if what == "GRAPH" or ":" in typed else local(iri) for iri in graphs)
        if what == "predicate":
            properties = [iri for iri, kinds in self._index.classes.items() if PROPERTIES.intersection(kinds)]
            return sorted(
                short(iri) if ":" in typed else self._index.labels.get(iri, local(iri)) for iri in properties
            )
        return self._things(typed, _CLASSES.get(what)) if what in (*_THINGS, *_CLASSES) else []

    def _arguments(self, given: Sequence[str], typed: str) -> Iterable[str]:
        """Returns the parameters of a question, or behind one what it takes; of a report also what may come next without a name."""
        params = {param.name: param for param in self._params(given[0])}
        name, equals, value = typed.partition("=")
        if equals:
            kind = params[name].wants_class if name in params else None
            return [f"{name}={one}" for one in self._things(value, short(kind))] if kind else []
        left = [*params.values()][len(given) - 1 :] if given[0] not in self._index.questions else []
        things = self._things(typed, short(left[0].wants_class)) if left and left[0].wants_class else ()
        return [*(f"{one}=" for one in params), *things]

    def _params(self, name: str) -> Sequence[Param]:
        """Returns the parameters of a question or report."""
        if name in self._index.questions:
            return self._index.questions[name].params
        root = homes.home()
        read = partial(homes.read_text, root)
        reports = DeclaredReports(homes.report_files(root), read, self._index.questions)
        return reports[name].params if name in reports else ()

    def _things(self, typed: str, kind: str | None) -> Iterator[str]:
        """Yields the names of things, of a class where one is given; other names than labels once something is typed."""
        for iri, kinds in self._index.classes.items():
            if not iri.startswith(ID) or (kind is not None and kind not in kinds):
                continue
            if ":" in typed and short(iri).startswith(typed):
                yield short(iri)
            names = (self._index.labels.get(iri, ""), *(self._index.aliases.get(iri, ()) if typed else ()))
            # Of names that are the same when folded the label, or the first, will do.
            fitting = {fold(name): name for name in reversed(names) if _begins(name, typed)}
            yield from (name for name in fitting.values() if self._tells(name, iri, kind))
        if kind is None and typed[:1].isdigit():
            yield from (local(iri) for iri in self._index.sources if iri.startswith(MEMO))

    def _tells(self, name: str, iri: str, kind: str | None) -> bool:
        """Returns whether a name tells a thing apart from others of its class."""
        called = self._names.called(fold(name))
        return [one for one in called if kind is None or kind in self._index.classes.get(one, ())] == [iri]


_BASH = """\
_thbgraph() {
    mapfile -t COMPREPLY < <(THBGRAPH_COMPLETE=bash "${1/#\\~/$HOME}" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case ${COMPREPLY[0]} in
        FILES) COMPREPLY=(); compopt -o default ;;
        *=) compopt -o nospace ;;
    esac
}
complete -F _thbgraph thbgraph
"""
_ZSH = """\
#compdef thbgraph
_thbgraph() {
    local -a found
    found=("${(@f)$(THBGRAPH_COMPLETE=zsh ${~words[1]} "${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" 2>/dev/null)}")
    case $found[1] in
        FILES) compset -P '-*='; _files ;;
        *=) compadd -S '' -M 'm:{a-zA-Z}={A-Za-z}' -a found ;;
        ?*) compadd -M 'm:{a-zA-Z}={A-Za-z}' -a found ;;
    esac
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u }
compdef _thbgraph thbgraph
"""
_FISH = """\
function __thbgraph
    set -l words (commandline -opc)
    set -l found (THBGRAPH_COMPLETE=fish $words[1] (commandline -cp | string collect) 2>/dev/null)
    if test "$found[1]" = FILES
        __fish_complete_path (commandline -ct)
    else
        string join \\n -- $found
    end
end
complete -c thbgraph -f -a '(__thbgraph)'
"""
#: Characters behind which bash begins a new word to complete.
_BREAKS = ":="
#: Characters that mean something to bash, outside of quotes and between double ones.
_SPECIAL, _SPECIAL_QUOTED = set(" \t\"'\\$`!&|;<>()[]{}*?~#^"), set('"\\$`')


def script(options: argparse.Namespace) -> int:
    """Prints the completion script of a shell."""
    write({"bash": _BASH, "zsh": _ZSH, "fish": _FISH}[options.shell])
    return 0


def complete(shell: str, line: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yields what may stand in the place of the last word of a line, as the shell wants it."""
    typed = read_line(line)
    found = offers(typed.before[1:], typed.last, parser)
    for offer in _lengthening(typed.last, [*found]) if shell == "bash" else found:
        if shell != "bash" or offer == FILES:
            yield offer
        elif offer[: typed.settled].casefold() == typed.last[: typed.settled].casefold():
            yield _quoted(offer[typed.settled :], typed.quote)


def _lengthening(typed: str, found: Sequence[str]) -> list[str]:
    """Returns what bash can lengthen a word with: it puts in its place what all that may be meant begin with, in their case.

    Where that is shorter, what begins as typed will do; where nothing does, each begins as typed.

    >>> _lengthening("GRE", ["GRETA", "Greece"]), _lengthening("gre", ["GRETA", "Greece"]), _lengthening("gre", ["Greece"])
    (['GRETA'], ['greTA', 'greece'], ['Greece'])
    """
    together = zip(min(found, default=""), max(found, default=""), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], together))
    if shared >= len(typed) or len(found) < 2 or FILES in found:
        return [*found]
    exact = [one for one in found if one.startswith(typed)]
    return exact or [typed + one[len(typed) :] for one in found]


class Typed(NamedTuple):
    """A command line: the words before the last, and the last, without quotes.

    `settled` is how many characters of the last word bash leaves as they are, `quote` the one that is open.
    """

    before: list[str]
    last: str
    settled: int
    quote: str


def read_line(line: str) -> Typed:
    """Reads a command line up to the cursor, whose last word may lack its closing quote.

    >>> read_line('thbgraph ask works-on topic="Child tr')
    Typed(before=['thbgraph', 'ask', 'works-on'], last='topic=Child tr', settled=6, quote='"')
    """
    words, quote, settled, is_escaped = [""], "", 0, False
    for character in line:
        if is_escaped:
            words[-1], is_escaped = words[-1] + character, False
        elif character == "\\" and quote != "'":
            is_escaped = True
        elif character == quote:
            quote = ""
        elif not quote and character in "\"'":
            quote, settled = character, len(words[-1])
        elif not quote and character in " \t\n":
            words, settled = [*words, ""] if words[-1] else words, 0
        else:
            words[-1] += character
            settled = len(words[-1]) if not quote and character in _BREAKS else settled
    return Typed(words[:-1], words[-1], settled, quote)


def _quoted(text: str, quote: str) -> str:
    """Quotes a text for bash, behind a quote that is open or without one."""
    special = {'"': _SPECIAL_QUOTED, "'": set[str]()}.get(quote, _SPECIAL)
    return "".join("\\" + character if character in special else character for character in text)
