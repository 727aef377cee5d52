"""The command `new`: a file to begin a question with."""

from __future__ import annotations

import argparse

from ..base.errors import RequestError
from ..base.namespaces import PREFIXES
from ..build import homes, layout
from ..questions.question_headers import read_question
from ..questions.wordings import WORDINGS

#: A whole question, which is asked as it lies; its comments say what each part is for.
_QUESTION = """\
# A question that can be asked as it is: change each part to what you want to know. The lines that begin with #+ are the
# header, one YAML map (docs/question-headers.md). Comments such as this one may stay or go.
#+ summary: Which bodies monitor an instrument?

# What a reader must know to understand the answer. Leave it out where that is nothing.
#+ description: >
#+   Those that a source says monitor the instrument; a part of one that does is listed only where a source says so.

# The first tag is the theme under which `thbgraph ask` lists the question: status, pressure, who, instruments, events,
# time, topics, publications or memo.
#+ tags: [who]

# Each parameter takes things of a class, or values of a datatype ({datatype: xsd:date} for a day). Its default stands in
# the query, in a block VALUES ?name { ... }; UNDEF there leaves it open.
#+ params:
#+   instrument: {class: eli:LegalResource, description: a treaty or another instrument}

# The columns of SELECT in their order, and what each holds.
#+ columns:
#+   body: The body that monitors the instrument

# The answer in words: which column is listed, and what is said for one thing, for many and for none.
#+ sentence:
#+   - list: body
#+     one: "One body is recorded as monitoring the {instrument}: {list}."
#+     many: "{n} bodies are recorded as monitoring the {instrument}: {list}."
#+     none: Nobody is recorded as monitoring the {instrument}.

# The columns that people see, each after the name that it is shown under. Rows with the same `each` become one.
#+ view:
#+   each: [body]
#+   columns:
#+     body: body
PREFIX id: <https://w3id.org/thbgraph/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX thb: <https://w3id.org/thbgraph/ontology#>

# Put what may not be recorded into an OPTIONAL. Compare days by thb:earliest and thb:latest only.
SELECT DISTINCT ?body WHERE {
  VALUES ?instrument { id:cets-197 }
  ?body thb:monitors ?instrument ;
    skos:prefLabel ?name .
}
# The order ends with what tells rows apart.
ORDER BY ?name ?body
"""


def question(options: argparse.Namespace) -> int:
    """Writes `queries/NAME.rq` to be filled in, and says what comes next.

    Raises DataError for what is no name of a question, RequestError for one that is taken or where nothing can be
    written.
    """
    root, name = homes.home(), options.name
    path = f"queries/{name}.rq"
    read_question(_QUESTION, path, name, PREFIXES)
    if (root / path).exists():
        raise RequestError(f"{path}: is there already; edit it, or take another name")
    layout.accept(root, path, _QUESTION)
    print(f"""\
{path}: written; it is a whole question, to be changed into yours. Next:
  ask it                          thbgraph ask {name}
  how people ask it, five ways    {WORDINGS}
  what it must and must not hold  tests/queries/expected.yaml
  what is wrong or missing        thbgraph check {path}
  accept its answer as golden     thbgraph check --accept {name}""")
    return 0
