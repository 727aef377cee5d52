"""The outside schemes that links lead to: how each writes its identifiers.

A scheme either names things by IRIs, which links match, or it numbers them with codes that have no IRI of
their own; a code becomes a `dcterms:identifier` of the thing, or has a property of its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.namespaces import BASE, PREFIXES, SOURCE


class Scheme(NamedTuple):
    """A scheme of identifiers: the name of its link set, its title, and how identifiers are written.

    `prefix` and `pattern` make the CURIEs of its identifiers, `homepage` says what the scheme is, `code` which
    property states a code.
    """

    name: str
    title: str
    prefix: str
    pattern: str
    homepage: str
    example: str
    is_code: bool = False
    code: str = f"{PREFIXES['dcterms']}identifier"

    def __str__(self) -> str:
        return self.title

    @property
    def namespace(self) -> str:
        """What an identifier's IRI begins with; of a code it only makes the CURIE valid SSSOM."""
        return f"{BASE}code/{self.name}/" if self.is_code else PREFIXES[self.prefix]

    @property
    def graph(self) -> str:
        """The named graph of its link set."""
        return f"{SOURCE}links-{self.name}"

    def fits(self, local: str) -> bool:
        """Says whether a text is written as an identifier of the scheme is.

        >>> SCHEMES["wikidata"].fits("Q217"), SCHEMES["wikidata"].fits("P31")
        (True, False)
        """
        return re.fullmatch(self.pattern, local, re.ASCII) is not None


_EU = "https://op.europa.eu/en/web/eu-vocabularies"
_ISO = "https://www.iso.org/iso-3166-country-codes.html"
#: The schemes by name, which is also the name of the file: data/links/<name>.sssom.tsv.
SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme("celex", "CELEX numbers of EUR-Lex", "celex", r"[1-9]\d{4}[A-Z]{1,2}\d{4}(\(\d\d\))?",
               "https://eur-lex.europa.eu/", "celex:32004L0081"),
        Scheme("cets", "Numbers of the Council of Europe Treaty Series", "cets", r"\d{3}",
               "https://www.coe.int/en/web/conventions", "cets:197", True),
        Scheme("crs-channels", "Channel codes of the OECD Creditor Reporting System", "crs", r"\d{5}",
               "https://www.oecd.org/dac/", "crs:41305", True),
        Scheme("eli", "European Legislation Identifiers of the European Union", "eu-eli",
               r"(dir|reg|dec|dec_framw|reco)/\d{4}/\d+/oj", "https://eur-lex.europa.eu/eli-register/about.html",
               "eu-eli:dir/2004/81/oj"),
        Scheme("eu-corporate-bodies", "Corporate bodies of the EU Publications Office", "eu-body",
               r"[A-Z][A-Z0-9_]*", _EU, "eu-body:EURUN"),
        Scheme("eu-countries", "Countries of the EU Publications Office", "eu-country", r"[A-Z]{3}", _EU,
               "eu-country:FIN"),
        Scheme("eu-places", "Places of the EU Publications Office", "eu-place", r"[A-Z]{3}_[A-Z0-9]{3}", _EU,
               "eu-place:FIN_HEL"),
        Scheme("eurovoc", "EuroVoc", "eurovoc", r"\d+|c_[0-9a-f]{8}", "https://eur-lex.europa.eu/eurovoc",
               "eurovoc:5933"),
        Scheme("fedlex", "European Legislation Identifiers of Switzerland", "fedlex", r"\d+/[0-9_]+",
               "https://www.fedlex.admin.ch/", "fedlex:2013/94"),
        Scheme("fundref", "Crossref Funder Registry", "fundref", r"\d{9,12}",
               "https://www.crossref.org/services/funder-registry/", "fundref:100004420"),
        Scheme("geonames", "GeoNames", "geonames", r"\d+/", "https://www.geonames.org/", "geonames:660013/"),
        Scheme("ilo-normlex", "Codes of ILO instruments in NORMLEX", "normlex", r"[CPR]\d{3}",
               "https://normlex.ilo.org/", "normlex:C029", True),
        Scheme("isni", "International Standard Name Identifier", "isni", r"\d{15}[\dX]", "https://isni.org/",
               "isni:0000000404412096"),
        Scheme("iso3166-1-alpha2", "Two-letter codes of ISO 3166-1", "iso2", r"[A-Z]{2}", _ISO, "iso2:FI", True,
               f"{thb.alpha2Code}"),
        Scheme("iso3166-1-alpha3", "Three-letter codes of ISO 3166-1", "iso3", r"[A-Z]{3}", _ISO, "iso3:FIN", True,
               f"{thb.alpha3Code}"),
        Scheme("lei", "Legal Entity Identifier", "lei", r"[0-9A-Z]{18}\d\d", "https://www.gleif.org/",
               "lei:529900FZRK8FGMPEOM08", True),
        Scheme("m49", "Codes of countries or areas of the United Nations", "m49", r"\d{3}",
               "https://unstats.un.org/unsd/methodology/m49/", "m49:246", True, f"{thb.m49Code}"),
        Scheme("ror", "Research Organization Registry", "ror", r"0[a-hj-km-np-tv-z0-9]{6}\d\d",
               "https://ror.org/", "ror:006kxhp52"),
        Scheme("untc", "Chapter numbers of the United Nations Treaty Collection", "untc",
               r"[IVX]+-\d+(-[a-z])?", "https://treaties.un.org/", "untc:XVIII-12-a", True),
        Scheme("wikidata", "Wikidata", "wd", r"Q[1-9]\d*", "https://www.wikidata.org/", "wd:Q33"),
    )
}  # fmt: skip
