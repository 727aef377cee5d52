"""A saved question as grlc reads it: its head as decorators, its parameters as variables that grlc puts values for.

Source: https://github.com/CLARIAH/grlc; a variable `?_name_iri` must be given, `?__name_iri` may be.
"""

from __future__ import annotations

import yaml

from ..base.namespaces import XSD
from .questions import Param, Question, portable, value_blocks


def grlc_text(question: Question) -> str:
    """Gives the text of a question for grlc, with the default of each parameter as the value that it proposes.

    A block of values becomes a BIND. The condition beside it always holds: it is there since grlc does not see a
    variable that stands in a BIND alone.
    """
    text = question.whole
    for block in reversed(value_blocks(text)):
        found = [param for param in question.params if param.name == block.name]
        for param in found:
            given = f"?{_variable(param)}"
            start = text.upper().rindex("VALUES", 0, block.start)
            bound = f"BIND({given} AS ?{param.name}) FILTER(COALESCE(!ISBLANK({given}), true))"
            text = text[:start] + bound + text[block.end + 1 :]
    head = {
        "summary": question.summary,
        "description": question.description.strip(),
        "tags": list(question.tags),
        "method": "GET",
        "defaults": [
            {param.name: param.default_given} for param in question.params if param.default != "UNDEF"
        ],
    }
    lines = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=1_000).splitlines()
    return "".join(f"#+ {line}\n" for line in lines) + portable(text)


def _variable(param: Param) -> str:
    """Gives the variable of a parameter: whether it must be given, its name, and what its value is."""
    start = "__" if param.default == "UNDEF" else "_"
    datatype = (param.datatype or "").removeprefix(XSD)
    return start + param.name + (f"_xsd_{datatype}" if datatype else "_iri")
