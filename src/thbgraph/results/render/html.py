"""Documents as HTML, as a page of their own, in a notebook and on the site.

A cell has one mark at most: the number of a note, which is the set of all sources that the cell rests on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import unquote
from zlib import crc32

from ...base.dates import in_words
from ...base.namespaces import DERIVED, MEMO
from ...base.terms import local, natural
from ...base.values import NOT_RECORDED, Days, Entity, Value, grouped
from ...base.vocabulary import Status
from ..document import SHORT_NAMES, Block, Cell, Cells, Document, Items, Section, Table, words
from ..source_ranks import OFFICIAL, CitedPage, SourceSite
from ..sources import Notes, Source

#: The place in order of the pages of depositaries.
_DEPOSITARY = 1
#: Of more rows, what all say is said once.
_FEW = 3
#: A table of more rows has the key of its signs above, where a reader comes by it first.
_ONE_SCREEN = 40
#: Under a treaty whoever has one of these has done no more than is told.
_NO_FURTHER = (Status.SIGNATORY, Status.NO_ACT)
#: The statuses of rows that a reader is to see first.
_OPEN = (Status.SIGNATORY, Status.UNDETERMINED)
_FRAMED = ' class="framed"'
#: What the places of marks begin with.
_MARK = "mark"
#: More names than these are looked up.
_LOOKED_UP = 12
#: How kinds of treaties are abbreviated.
_KINDS = {"Convention": "Conv.", "Protocol": "Prot.", "Supplementary": "Suppl."}
_LONG_KINDS = re.compile("|".join(_KINDS))
#: A day in words, which stands on one line.
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")
_YEAR = re.compile(r"\b\d{4}\b")
#: Where a long address may go on in another line.
_BREAK = re.compile(r"(?<=[/_=&?+])(?=\w)")


def to_html(document: Document) -> str:
    """Writes a document as an HTML page of its own."""
    return page(document.name, to_cell(document))


def to_cell(document: Document) -> str:
    """Writes a document as a part of a page, which may have several."""
    writer = HtmlWriter(prefix=f"d{crc32(repr(document).encode()):08x}-")
    title = f"<h1>{escape(document.title)}</h1>\n" if document.title else ""
    return f"{title}{writer.document(document)}{writer.sources()}"


class HtmlWriter:
    """Writes the parts of one page, and numbers its notes in order of first use.

    `address` says where an IRI leads, and `titles` those of pages elsewhere; the names of places in the page begin with `prefix`.
    """

    def __init__(
        self, address: Callable[[str], str] = str, prefix: str = "", titles: Mapping[str, str] | None = None
    ) -> None:
        self._address, self._prefix, self._titles = address, prefix, titles or {}
        self._notes, self._places = Notes(), set[str]()
        self._drawn: Sequence[str] = ()

    def document(self, document: Document, drawn: Sequence[str] = ()) -> str:
        """Writes all of a document but its title and its sources; `drawn` are drawings for its first table, as that takes them."""
        self._drawn = drawn
        parts = [self.lead(document), *map(self.section, document.sections)]
        parts += _in_a_note(map(self.cell, document.notes))
        return "".join(f"{part}\n" for part in parts if part)

    def lead(self, document: Document) -> str:
        """Writes what a document says first, in which each short name that it explains is first an abbreviation of the name in full."""
        document.number(self._notes, folded=True)
        lead = "".join(f'<p class="lead">{self.cell(one)}</p>' for one in document.lead)
        for full, short in _explained(document).items():
            name = rf"(<[^>]*>)|(?<![\w-]){re.escape(escape(short))}(?![\w-])"
            told = iter([f'<abbr title="{escape(full)}">{escape(short)}</abbr>'])
            lead = re.sub(name, lambda found: found[1] or next(told, found[0]), lead)  # noqa: B023
        return lead

    def section(self, section: Section, level: int = 2) -> str:
        """Writes a section under a heading of a level."""
        title, body = escape(section.title), [part for block in section.blocks for part in self._block(block)]
        if section.is_folded:
            return "\n".join(["<details>", f"<summary>{title}</summary>", *body, "</details>"])
        if section.about:
            title = f'<a href="{escape(self._led(section.about))}">{title}</a>'
        place = self._place(local(section.about) if section.about else section.anchor)
        return "\n".join([*([f"<h{level}{place}>{title}</h{level}>"] if title else []), *body])

    def _place(self, name: str) -> str:
        """Returns the attribute by which a place can be led to, of the first that has the name."""
        if not name or name in self._places:
            return ""
        self._places.add(name)
        return f' id="{self._prefix}{escape(name)}"'

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Table):
            yield self.table(block)
            many = block.how_many if block.is_cut or block.more else ""  # else it is seen
            count = [escape(f"{many[:1].upper()}{many[1:]}")] if many else []
            yield from _in_a_note((*count, *map(self.cell, block.notes)))
        elif isinstance(block, Items):
            place = f' id="{self._prefix}{block.anchor}"' if block.anchor else ""
            block = block._replace(items=_parted(block.items))
            under = [one for one in block.items if isinstance(one, Cells) and one.words]
            if under and len(under) == len(block.items) and _are_names(under):
                yield f'<ul{place} class="pairs">\n{self._in_pairs(under)}</ul>'
            elif under and len(under) == len(block.items):
                yield f"<dl{place}>\n{self._under_words(under, block.more)}</dl>"
            else:
                more = f'<li class="soft">{escape(block.more)}</li>' if block.more else ""
                lines = "".join(f"<li>{self.cell(one)}</li>\n" for one in _marked_once(block.items))
                kind = ' class="columns-of"' if len(block.items) > _FEW and _are_bare(block.items) else ""
                yield f"<ul{place}{kind}>\n{lines}{more}</ul>"
        else:
            yield f"<p>{self.cell(block)}</p>"

    def _in_pairs(self, items: Iterable[Cells]) -> str:
        """Writes many names in order of the alphabet, each with the words that stand before it.

        A mark behind one of a line stands for those before it, too.
        """
        found = list[tuple[Cell, str]]()
        for one in items:
            sources = tuple[Source, ...]()
            for cell in reversed(one.cells):
                sources = cell.sources or sources
                found.append(
                    (cell._replace(sources=()), f"{escape(unbroken(one.words))}{self.marks(sources)}")
                )
        in_order = sorted(found, key=lambda pair: natural(str(pair[0])))
        return "".join(f"<li>{self.cell(cell)} <span>{words}</span></li>\n" for cell, words in in_order)

    def _under_words(self, items: Iterable[Cells], more: str) -> str:
        """Writes lines of which each has words before it: those words once, before all that they stand before."""
        written = ""
        for name, lines in groupby(items, lambda one: one.words):
            first, *others = (self.cell(part) for one in lines for part in _apart(one))
            pieces = "".join(f"<li>{part}</li>" for part in (first, *others))
            told = f'<dd><ul class="plain">{pieces}</ul></dd>\n' if others else f"<dd>{first}</dd>\n"
            written += f"<dt>{escape(name)}</dt>\n{told}"
        return written + (f'<dd class="soft">{escape(more)}</dd>' if more else "")

    def table(self, table: Table, has_all: bool = False, framed: str = "") -> str:
        """Writes a table, whose cells a narrow screen shows behind the names of their columns.

        Columns that say the same in all rows are told below, unless it `has_all`. Cells of which each has a sign are coloured.
        What is drawn for the head and for each row stands before the last column. The column or row of the name `framed` has a frame.
        """
        columns, lines = table.heads, list(table.lines)
        (head, *drawn), self._drawn = self._drawn or ("",), ()
        same = list[tuple[str, Cell | Cells]]()
        is_matrix = table.is_of_signs
        if not (has_all or is_matrix):
            columns, lines, same = _without_same(columns, lines)
        written = [
            f'<th scope="col"{_FRAMED if framed and name == framed else ""}>{escape(name)}</th>'
            if name
            else "<td></td>"
            for name in columns
        ]
        written.insert(-1, f'<td class="drawn">{head}</td>' if head else "")
        heads = "".join(written) if not is_matrix else "".join(map(_abbreviated, written))
        rows = "".join(
            f"{self._row(columns, line, is_matrix, drawing, framed)}\n"
            for line, drawing in zip(lines, drawn or [""] * len(lines), strict=True)
        )
        key = self.key(dict.fromkeys(table.signs, ""))
        above, below = (key, "") if len(lines) > _ONE_SCREEN else ("", key)
        return (
            f'{above}<div class="wide" tabindex="0" role="region" aria-label="{escape(", ".join(columns))}">\n'
            f'<table class="{"matrix" if is_matrix else "rows"}">\n<thead><tr>{"".join(heads)}</tr></thead>\n'
            f"<tbody>\n{rows}</tbody>\n</table>\n</div>{below}{_shaded(lines, is_matrix)}{self._in_every_row(same)}"
        )

    def _in_every_row(self, same: Sequence[tuple[str, Cell | Cells]]) -> str:
        repeated = "; ".join(f"{escape(name)} {self.cell(cell)}" for name, cell in same)
        return f'<p class="note">In every row: {repeated}.</p>' if repeated else ""

    def key(self, signs: Mapping[Status, object]) -> str:
        """Writes what signs mean, each behind a number or what else stands for it."""
        items = "".join(
            f'<li><span class="is-{_drawn(one)}"><i class="sign {_drawn(one)}"></i></span>'
            f"{f'<b>{escape(str(many))}</b> ' if many != '' else ''}{escape(_key_words(one, many))}</li>"
            for one, many in signs.items()
        )
        return f'<ul class="key">{items}</ul>' if items else ""

    def _row(
        self,
        heads: Sequence[str],
        cells: Sequence[Cell | Cells],
        is_matrix: bool,
        drawing: str,
        framed: str,
    ) -> str:
        first, *rest = cells
        about = first.value if isinstance(first, Cell) else None
        place = self._place(local(about.iri)) if isinstance(about, Entity) else ""
        name_of_row = self.cell(first)
        if is_matrix:
            name_of_row = abbreviated(name_of_row)
        written = [f'<th scope="row">{name_of_row}</th>']
        unmarked = () if is_matrix else _unmarked(rest)
        for at, (name, cell) in enumerate(zip(heads[1:], rest, strict=True)):
            status = cell.status if is_matrix and isinstance(cell, Cell) else None
            kind, text = (
                f' class="is-{_drawn(status)}"' if status else "",
                self.cell(cell, at not in unmarked),
            )
            if status and framed and name == framed:
                kind = f' class="is-{_drawn(status)} framed"'
            kind = kind or (' class="blank"' if str(cell) == NOT_RECORDED else "")
            kind += _titled(cell) if isinstance(cell, Cell) else ""
            told = "" if is_matrix else f' data-name="{escape(name)}"'
            written.append(
                f"<td{kind}{told}>{text}</td>" if text else f'<td class="none">{_none(cells)}</td>'
            )
        written.insert(-1, f'<td class="drawn">{drawing}</td>' if drawing else "")
        kind = ' class="eyed"' if not is_matrix and _eyed(cells) else ""
        kind = _FRAMED if framed and framed == str(first) else kind
        return f"<tr{kind}{place}>{''.join(written)}</tr>"

    def cell(self, cell: Cell | Cells, is_marked: bool = True) -> str:
        """Writes a cell with the mark of its sources; its value leads to the statement that holds it."""
        if isinstance(cell, Cells):
            return cell._replace(words=escape(cell.words)).parts(self.cell)
        value = self._value(cell)
        if cell.place and value and not isinstance(cell.value, Entity):
            kind = "" if not cell.sources else ' class="stated"'
            value = f'<a{kind} href="{escape(self._led(cell.place))}">{value}</a>'
        return f"{value}{self.marks(cell.sources) if is_marked else ''}"

    def value(self, value: Value | Days) -> str:
        """Writes a value of the graph: what has a page, here or elsewhere on the web, leads to it."""
        return self._value(Cell(value))

    def _value(self, cell: Cell) -> str:
        gap = " " if " " in cell.note or isinstance(cell.value, Entity) else "\N{NO-BREAK SPACE}"
        is_led = isinstance(cell.value, Entity) and cell.note == cell.value.iri  # as to a licence
        note = f"{gap}({escape(unbroken(cell.note))})" if cell.note and not is_led else ""
        if isinstance(cell.value, Entity) and cell.value.iri.startswith(("http://", "https://")):
            place = self._place(local(cell.value.iri)) if cell.place == cell.value.iri else ""
            label = cell.value.label
            name = breaking(label) if label in cell.value.iri else escape(label)
            return f'<a{place} href="{escape(self._led(cell.value.iri))}">{name}</a>{note}'
        text = cell.unknown or words(cell.value)
        if not cell.status:  # whose columns are narrow
            text = unbroken(text)
        text = escape(text)
        drawn = (f'<span class="open">{text}</span>' if cell.is_open else text) + note
        if not cell.status:
            return drawn
        is_worded = Status.of_text(text) is cell.status
        means = "" if is_worded else f'<span class="hidden">{escape(cell.status.meaning)} </span>'
        in_short = escape(_in_short(text, cell.status))
        if not is_worded and in_short not in ("", text):
            drawn = f'<span class="whole">{drawn}</span><b hidden aria-hidden="true">{in_short}</b>'
        return f'<i class="sign {_drawn(cell.status)}"></i>{means}{drawn}'

    def marks(self, sources: Iterable[Source]) -> str:
        """Writes the mark of some sources: the number of the note that has them, which leads to it.

        The stylesheet has the word that is read aloud before it. Its brackets keep it from the digits of a day where the text
        alone is copied or read.
        """
        number = self._notes.of(sources)
        if not number:
            return ""
        place = self._place(f"{_MARK}{number}")
        return f'<sup>[<a{place} href="#{self._prefix}n{number}">{number}</a>]</sup>'

    def sources(self) -> str:
        """Writes the notes of all marks that were written so far, each with its sources."""
        items = "".join(
            f'<li id="{self._prefix}n{number}"><a href="#{self._prefix}{_MARK}{number}">{number}</a><ul>{self._note(note)}</ul></li>\n'
            for number, note in self._notes
        )
        if not items:
            return ""
        return (
            f'<section class="notes" aria-labelledby="{self._prefix}sources">\n<h2 id="{self._prefix}sources">Sources</h2>\n'
            f"<ol>\n{items}</ol>\n</section>\n"
        )

    def _note(self, note: Sequence[Source]) -> str:
        """Writes the sources of a note: the pages of each site, by kind and publisher, then what stands on no page of the web.

        A publisher leads to the record of its pages, which tells by which day they were read.
        """
        cited = [(page, source) for source in note for page in source.pages]
        sites = grouped((page.site, (page, source)) for page, source in cited)
        pages = [self._pages(site, sites[site]) for site in sorted(sites, key=lambda site: site.rank)]
        others = [self._named(source) for source in note if not source.pages or source.iri.startswith(MEMO)]
        texts = (f"<blockquote>{escape(source.text)}</blockquote>" for source in note if source.text)
        remarks = (escape(str(remark)) for source in note for remark in source.remarks)
        told = (f'<p class="soft">{remark}</p>' for remark in remarks)
        lines = dict.fromkeys((*pages, *others))
        return f"<li>{'</li><li>'.join(lines)}{''.join(dict.fromkeys((*texts, *told)))}</li>"

    def _named(self, source: Source) -> str:
        """Writes a source of which no page is known: a passage by its place and what it is about, else its title and whose it is."""
        led = f'<a href="{escape(self._led(source.iri))}">%s</a>' if source.iri else "%s"
        if source.iri.startswith(MEMO):
            return f"<p>{_kind('memo', 'official')}{led % f'Memo {escape(local(source.iri))}'}: {escape(source.title)}</p>"
        known = source.origin if source.origin.version else source.origin._replace(retrieved=None)
        origin = str(known._replace(rights=None))
        origin = f' <span class="soft">({escape(origin)})</span>' if origin else ""
        name = "computed" if source.iri in DERIVED else ""
        kind = _kind(name or ("data set" if origin else "editors"), name)
        return f"<p>{kind}{led % escape(source.title)}{origin}</p>"

    def _pages(self, site: SourceSite, cited: Iterable[tuple[CitedPage, Source]]) -> str:
        """Writes whose the pages of a site are, and what leads to each: its title, else its address in short."""
        name = "depositary" if site.rank == _DEPOSITARY else "official" if site.rank <= OFFICIAL else ""
        publisher = escape(site.publisher.removeprefix("www."))
        records = {source.iri: source.title for _, source in cited if not source.iri.startswith(MEMO)}
        whose, *others = [
            f'<a href="{escape(self._led(iri))}">{escape(title) if at else publisher}</a>'
            for at, (iri, title) in enumerate(records.items())
        ] or [publisher]
        rows = grouped((page.address, row) for page, _ in cited for row in page.rows or ("",))
        led = list[str]()
        for address, of in rows.items():
            words = breaking(self._titles.get(address) or shortened(address).removeprefix(f"{publisher}/"))
            is_page = address.startswith(("http://", "https://"))
            told = f'<a href="{escape(address)}">{words}</a>' if is_page else escape(address)
            led.append(told if "" in of else f"{escape(', '.join(of))}: {told}")
        return f"<p>{_kind(site.kind, name)}{' · '.join((f'<b>{whose}</b>', *others))}</p><p>{' · '.join(led)}</p>"

    def contents(self, sections: Iterable[Section]) -> list[tuple[str, str, int]]:
        """Returns what leads to the sections that have a title: their places, titles, and how many lines each has."""
        return [
            (f"#{self._prefix}{one.anchor}", one.title, _lines(one))
            for one in sections
            if one.title and not one.is_folded
        ]

    def _led(self, place: str) -> str:
        """Returns the address of a place, of one in the page its name there."""
        return f"#{self._prefix}{place[1:]}" if place.startswith("#") else self._address(place)


def _explained(document: Document) -> dict[str, str]:
    """Returns for what the short names of a document stand, by the names in full."""
    blocks = (block for one in document.sections if one.title == SHORT_NAMES for block in one.blocks)
    lines = (line for block in blocks if isinstance(block, Items) for line in block.items)
    return {str(line.cells[0]): line.words for line in lines if isinstance(line, Cells)}


def _in_a_note(texts: Iterable[str]) -> list[str]:
    """Writes texts, as HTML, as the sentences of one note; none where there are none."""
    sentences = " ".join(text if text.endswith((".", ">")) else f"{text}." for text in texts)
    return [f'<p class="note">{sentences}</p>'] if sentences else []


def breaking(address: str) -> str:
    """Writes an address as HTML that may go on in another line between its parts, and not within a word.

    >>> breaking("a.int/list?of=1&by=name")
    'a.int/<wbr>list?<wbr>of=<wbr>1&amp;<wbr>by=<wbr>name'
    """
    return "<wbr>".join(map(escape, _BREAK.split(address)))


def unbroken(text: str) -> str:
    """Returns a text whose days in words are not broken over lines.

    >>> unbroken("on 3 May 2005, in Warsaw")
    'on 3\\xa0May\\xa02005, in Warsaw'
    """
    return _DAY.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", text)


def _apart(line: Cells) -> tuple[Cell | Cells, ...]:
    """Returns what stands behind the words of a line: piece by piece where these have words of their own, or are addresses."""
    things = (one.value for one in line.cells if isinstance(one.value, Entity) and not one.note)
    are_names = line.others or [one.label in one.iri for one in things] == [False] * len(line.cells)
    return (line._replace(words=""),) if are_names else line.cells


def _parted(items: tuple[Cell | Cells, ...]) -> tuple[Cell | Cells, ...]:
    """Returns a line that holds nothing but many things as so many lines."""
    only = items[0] if len(items) == 1 else None
    is_of_things = isinstance(only, Cells) and not (only.words or only.others) and len(only.cells) > 1
    if isinstance(only, Cells) and is_of_things and all(isinstance(one.value, Entity) for one in only.cells):
        return only.cells
    return items


def _marked_once(items: Sequence[Cell | Cells]) -> Iterator[Cell | Cells]:
    """Yields lines, of which the last alone has a mark where all have the same."""
    same = len({_sources(one) for one in items}) == 1 and len(items) > _FEW
    for at, one in enumerate(items, 1):
        yield one._replace(sources=()) if same and isinstance(one, Cell) and at < len(items) else one


def _unmarked(cells: Sequence[Cell | Cells]) -> Sequence[int]:
    """Returns the places of a row's cells that need no mark: of many that say something and rest on the same, all but the last."""
    told = [at for at, one in enumerate(cells) if str(one)]
    is_same = len(told) > _FEW and len({_sources(cells[at]) for at in told}) == 1
    return [at for at in told[:-1] if isinstance(cells[at], Cell)] if is_same else ()


def _are_bare(items: Iterable[Cell | Cells]) -> bool:
    """Says whether lines are names and nothing else."""
    return all(isinstance(one, Cell) and isinstance(one.value, Entity) and not one.note for one in items)


def _are_names(items: Sequence[Cells]) -> bool:
    """Says whether lines are so many names that they are looked up."""
    cells = [cell for one in items for cell in one.cells]
    return (
        len(cells) > _LOOKED_UP
        and not any(one.others for one in items)
        and all(isinstance(cell.value, Entity) and not cell.note for cell in cells)
    )


def _in_short(text: str, status: Status) -> str:
    """Says in a word since when a status is, which the stylesheet shows where a table has no room for days.

    >>> _in_short("1 February 2008", Status.PARTY), _in_short("between 24 January 2008 and 26 January 2010", Status.SIGNATORY)
    ('2008', '08–10')
    >>> _in_short("consent not before 26 June 1973", Status.UNDETERMINED), _in_short("", Status.NO_ACT)
    ('unclear', '')
    """
    if text and status is Status.UNDETERMINED:
        return "unclear"
    years = _YEAR.findall(text)
    if not years:
        return text
    first, last = years[0], years[-1]
    return last if first == last else f"{first[-2:]}–{last[-2:]}"


def _key_words(status: Status, many: object) -> str:
    """Says what a sign means, of how many states, by the words that the cells have."""
    if status is Status.UNDETERMINED:
        return "unclear: the sources do not settle it"
    return "parties" if status is Status.PARTY and many not in ("", 1) else status.meaning


def _none(row: Iterable[Cell | Cells]) -> str:
    """Says of a step that a row does not tell whether it was not taken, which its status decides, or may not be recorded."""
    told = _statuses(row)
    return ("not by then" if told[0] in _NO_FURTHER else "not recorded") if len(told) == 1 else ""


def _statuses(row: Iterable[Cell | Cells]) -> list[Status]:
    return [cell.status for cell in row if isinstance(cell, Cell) and cell.status]


def _eyed(row: Iterable[Cell | Cells]) -> list[Status]:
    """Returns the statuses of a row for which it is shaded."""
    return [status for status in _statuses(row) if status in _OPEN]


def _shaded(rows: Iterable[Sequence[Cell | Cells]], is_matrix: bool) -> str:
    """Says why rows of a table are shaded, where some are and others are not."""
    eyed = [] if is_matrix else list(map(_eyed, rows))
    if all(eyed) or not any(eyed):
        return ""
    meanings = dict.fromkeys(status.meaning for of in eyed for status in of)
    return f'<p class="note">Shaded: {escape(" or ".join(meanings))}.</p>'


def _titled(cell: Cell) -> str:
    """Returns the attribute that tells in full what a sign and a year tell in short, and as of which day."""
    if not (cell.status and cell.as_of):
        return ""
    status = f"{cell.status.meaning} {words(cell.value)}".strip()
    return f' title="{escape(status)}; as of {in_words(cell.as_of)}"'


def abbreviated(name: str) -> str:
    """Shortens what kind of treaty a name tells.

    >>> abbreviated("1956 Supplementary Convention")
    '1956 Suppl. Conv.'
    """
    return _LONG_KINDS.sub(lambda found: _KINDS[found.group()], name)


def _abbreviated(head: str) -> str:
    """Shortens what treaties are in the head of a narrow column, which still tells it in full."""
    short = abbreviated(head)
    name = re.search(">([^<]*)<", head)
    return (
        head
        if short == head or not name
        else short.replace("<th ", f'<th abbr="{name[1]}" title="{name[1]}" ')
    )


def _drawn(status: Status) -> str:
    """Returns the name by which the stylesheet draws the sign of a status."""
    return status.words.replace(" ", "")


def _without_same(
    columns: tuple[str, ...], lines: list[tuple[Cell | Cells, ...]]
) -> tuple[tuple[str, ...], list[tuple[Cell | Cells, ...]], list[tuple[str, Cell | Cells]]]:
    """Parts from a table of several rows the columns that say the same in all of them, with the same sources."""
    alike = [
        len(lines) > _FEW and at > 0 and str(lines[0][at]) != "" and len({line[at] for line in lines}) == 1
        for at in range(len(columns))
    ]
    same = [(columns[at], lines[0][at]) for at, is_same in enumerate(alike) if is_same]
    kept = [at for at, is_same in enumerate(alike) if not is_same]
    return tuple(columns[at] for at in kept), [tuple(line[at] for at in kept) for line in lines], same


def _sources(cell: Cell | Cells) -> tuple[Source, ...]:
    return tuple(source for one in cell.cells for source in one.sources)


def _lines(section: Section) -> int:
    """Counts the rows of the tables of a section, else its items, and the names of those that hold nothing else."""
    tables = [len(block.rows) for block in section.blocks if isinstance(block, Table)]
    items = [one for block in section.blocks if isinstance(block, Items) for one in _parted(block.items)]
    names = [one for one in items if isinstance(one, Cells) and one.words]
    if names and len(names) == len(items) and _are_names(names):
        return sum(len(one.cells) for one in names)
    return sum(tables) or len(items)


def _kind(words: str, name: str) -> str:
    kind = f' class="{name}"' if name else ""
    return f"<i{kind}>{escape(words)}</i> " if words else ""


def shortened(address: str) -> str:
    """Returns an address of the web as people tell it, by host and path.

    >>> shortened("https://www.osce.org/cthb/"), shortened("https://coe.int/t%C3%BCrkiye")
    ('osce.org/cthb', 'coe.int/türkiye')
    """
    return unquote((address.partition("://")[2] or address).removeprefix("www.").rstrip("/"))


_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #1d2329; --link: #0a5aa8 }
@media (prefers-color-scheme: dark) { :root { --ground: #14181d; --text: #dfe5eb; --link: #7db8f2 } }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
ol, ol ul { list-style: none; padding: 0 } table { border-collapse: collapse } td, th { padding: .15rem 1rem .15rem 0; text-align: left;
  vertical-align: top } caption { text-align: left; padding-bottom: .6rem } summary { cursor: pointer }
""".strip()


def page(title: str, body: str) -> str:
    """Makes a page of a title, as text, and a body, as HTML that ends in a line end."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
