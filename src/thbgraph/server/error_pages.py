"""The page that tells a reader of an error: what is wrong, in words, and where to go from there.

It is made by the server itself, which answers also where no worker can.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ..base.namespaces import BASE

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · thbgraph</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a class="brand" href="/">thbgraph</a></header>
<main id="main">
<h1>{title}</h1>
<p>{what}</p>
{meant}<form action="/search" role="search"><label for="q">Search</label> <input type="search" id="q" name="q"> <button>Search</button></form>
<p><a href="/">First page</a> · <a href="/questions">All questions</a> · <a href="/states">States</a> · <a href="/instruments">Instruments</a> · <a href="/organizations">Organizations</a></p>
</main>
</body>
</html>
"""
#: What a reader is told first, by status; of other errors of the request, and of other faults of the server.
_TITLES = {
    404: "There is no such page",
    405: "This address cannot be used so",
    406: "There is no such form of this page",
    410: "This page is no longer there",
    413: "This is too long",
    503: "The server is busy",
    504: "This takes too long",
}
_WRONG, _FAULT = "This address cannot be read", "Something went wrong here"


def error_page(status: int, fields: Mapping[str, Any]) -> str:
    """Returns the page of an error with the fields of a problem.

    Of its message it has what is wrong; what to do then is for who writes programs, and a reader gets links instead.

    >>> page = error_page(404, {"detail": "nothing has the address 'x<'; GET / lists what there is"})
    >>> "Nothing has the address &#x27;x&lt;&#x27;." in page, "GET" in page
    (True, False)
    """
    what = fields["detail"].partition("; ")[0].rstrip(".")
    candidates = [one.removeprefix(BASE) for one in fields.get("candidates", ()) if one.startswith(BASE)]
    links = "".join(f'<li><a href="/{escape(one)}">{escape(one)}</a></li>' for one in candidates)
    return _PAGE.format(
        title=_TITLES.get(status, _WRONG if status < 500 else _FAULT),
        what=escape(what[:1].upper() + what[1:]) + ".",
        meant=f"<p>Did you mean:</p>\n<ul>{links}</ul>\n" if links else "",
    )
