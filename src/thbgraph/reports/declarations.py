"""Reports as their files declare them: a title, parameters, and sections, each of a question or a view with its words.

Words in braces stand for a parameter or for what a row has in a column of the section's view; of a part in square
brackets the first alternative stands of which all words have a value. `{n}` is how many things a line names, of the column that names most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..base.dates import DAY
from ..questions.answer_sentences import Clause
from ..questions.questions import Param, Question
from ..questions.views import View

#: The default of a parameter that may be left open.
OPEN = "UNDEF"
#: What stands before a cell that rows must not have, and before a section whose values they must not.
NOT = "!"
_OF_SECTION = re.compile(r"\{([^{}.]+)\.([^{}.]+)\}")


def section_given(text: str) -> tuple[str, str] | None:
    """Returns the section and its column whose values a text gives; None for another text.

    >>> section_given("{treaties.instrument}")
    ('treaties', 'instrument')
    """
    found = _OF_SECTION.fullmatch(text)
    return None if found is None else (found[1], found[2])


class SectionSource(NamedTuple):
    """What a section can be `of`, a question or a view: its columns, the parameters that it takes, and those it needs."""

    columns: Collection[str]
    takes: Collection[str] = ()
    needs: Collection[str] = ()


class Across(NamedTuple):
    """A table of rows by columns, both by word, and what a cell says in a document and in a file of values."""

    rows: str
    columns: str
    cell: str
    words: str


class DeclaredSection(NamedTuple):
    """A section: its rows are those `of` a question or a view, `given` parameters of the report or values of another section,
    that are as `where` has it and in some columns `among` those in a column of another section.

    It stands only `when` a parameter's thing is of a class, or of one of several, and `beside` another section that has rows. `view` says what of the rows is shown, which words are told by `short` names, and `order` by which values of a word lines are sorted. A line is a `value` or
    what is to `say`, with a `note`, those `under` the same words together; or rows are a table, whose cell in the column
    `rests` has the sources of what no cell holds, or one `across` two columns. There is a section for each `title` that lines have. Of more than
    `most` lines the rest is counted. A line has the sources that say of one thing all words that
    `marks` names, as a whole those of all that it rests on. `sign` names the word before which the sign of its status stands.
    What is `folded` is shown as a whole alone; what is of the `foot` stands with the notes. Without a title it goes on with the section before it.
    """

    name: str
    of: str
    title: str = ""
    given: Mapping[str, str] = {}
    when: Mapping[str, Sequence[str]] = {}
    beside: str = ""
    where: Mapping[str, str | None] = {}
    among: Mapping[str, tuple[str, str]] = {}
    view: View = View()
    short: tuple[str, ...] = ()
    order: Mapping[str, Sequence[str]] = {}
    sentence: tuple[Clause, ...] = ()
    under: str = ""
    value: str = ""
    say: str = ""
    note: str = ""
    marks: tuple[str, ...] = ()
    table: bool = False
    rests: str = ""
    sign: str = ""
    across: Across | None = None
    most: int = 0
    last: int = 0
    folded: bool = False
    foot: bool = False

    @property
    def is_laid_out(self) -> bool:
        """Whether it shows rows; one that does not gives a sentence, or what others look at."""
        return bool(self.value or self.say or self.table or self.across)

    @property
    def needed(self) -> list[str]:
        """The other sections without whose rows it does not stand."""
        given = filter(None, map(section_given, self.given.values()))
        return [*filter(None, [self.beside]), *(name for name, _ in given)]


class DeclaredRemark(NamedTuple):
    """What is to be known of a whole report: what it says, and the section without whose rows it is left out, if any."""

    say: str
    section: str = ""


class DeclaredReport(NamedTuple):
    """A report: its name, what it is for, its parameters, its title, and its sections, which stand in their order.

    `lead` names the sections whose sentences stand first, `table` the one whose rows are those of the report as a table.
    """

    name: str
    summary: str
    title: str
    params: tuple[Param, ...]
    sections: tuple[DeclaredSection, ...]
    lead: tuple[str, ...] = ()
    table: str = ""
    notes: tuple[DeclaredRemark, ...] = ()
    wordings: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """The parameters that must be given; the day has one by default, that of the memo."""
        return tuple(param.name for param in self.params if not param.default and param.name != DAY)

    @property
    def says_lines(self) -> bool:
        """Whether it says its rows in lines, and not in a table."""
        return any(one.say for one in self.sections if one.name == self.table)

    @property
    def leading(self) -> frozenset[str]:
        """The sections by which it says what it says first: whose sentences these are, what they look at, and others of the same rows, which may tell things by short names."""
        named, found = {one.name: one for one in self.sections}, dict[str, DeclaredSection]()
        left = [*self.lead]
        while left:
            one = named[left.pop()]
            if one.name not in found:
                found[one.name] = one
                left += [*one.needed, *(name.removeprefix(NOT) for name, _ in one.among.values())]
        asked = [(one.of, one.given) for one in found.values()]
        return frozenset(one.name for one in self.sections if (one.of, one.given) in asked)

    @property
    def question(self) -> Question:
        """Its parameters as those of a question, by which arguments are read; those that may be left open take several."""
        several = {param.name: param.description for param in self.params if param.default == OPEN}
        return Question(
            self.name, "", self.summary, "", (), self.params, several, self.title, wordings=self.wordings
        )
