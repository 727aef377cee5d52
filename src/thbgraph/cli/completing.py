"""Shell completion: scripts for bash, zsh and fish that ask the program what may come next.

At each Tab the script runs the program with THBGRAPH_COMPLETE set to the shell's name and, as its one argument, the
command line up to the cursor. The program prints what may stand in the place of the last word, a line each, or
that a file may.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from .offering import FILES, offers
from .opening import write

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
