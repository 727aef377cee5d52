"""Languages: which one a sentence is written in, by the names that are known in it, and how that is told in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from ..names.folding import fold

#: What is told of a sentence in another language, in that.
TOLD = {
    "da": "Her læses kun sætninger på engelsk; navne er også kendt på dansk.",
    "de": "Hier werden nur Sätze auf Englisch gelesen; Namen sind auch auf Deutsch bekannt.",
    "es": "Aquí solo se leen frases en inglés; los nombres se conocen también en español.",
    "et": "Siin loetakse ainult ingliskeelseid lauseid; nimesid tuntakse ka eesti keeles.",
    "fi": "Täällä luetaan vain englanninkielisiä lauseita; nimet tunnetaan myös suomeksi.",
    "fr": "Ici, seules les phrases en anglais sont lues ; les noms sont aussi connus en français.",
    "is": "Hér eru aðeins lesnar setningar á ensku; nöfn eru einnig þekkt á íslensku.",
    "it": "Qui si leggono solo frasi in inglese; i nomi sono noti anche in italiano.",
    "lt": "Čia skaitomi tik sakiniai anglų kalba; pavadinimai žinomi ir lietuvių kalba.",
    "lv": "Šeit tiek lasīti tikai teikumi angļu valodā; nosaukumi ir zināmi arī latviešu valodā.",
    "nl": "Hier worden alleen zinnen in het Engels gelezen; namen zijn ook in het Nederlands bekend.",
    "no": "Her leses bare setninger på engelsk; navn er også kjent på norsk.",
    "pl": "Czytane są tu tylko zdania po angielsku; nazwy są znane także po polsku.",
    "pt": "Aqui só se leem frases em inglês; os nomes são conhecidos também em português.",
    "ru": "Здесь читаются только предложения на английском языке; названия известны и на русском.",
    "sv": "Här läses bara meningar på engelska; namn är kända även på svenska.",
}
#: So much of a word, and so much more than for the next language, speaks for one.
_LEAST, _MORE = 0.5, 1.5
_ENGLISH = "en"


def language_of(words: Collection[str], names: Iterable[tuple[str, str]]) -> str:
    """Returns the language of folded words, by names with their languages; an empty text where it is not clear, or English.

    A word that names of one language have speaks for that; one that names of several have, for each by its share.

    >>> names = [("la Convention", "fr"), ("das Protokoll", "de"), ("la Convención", "es"), ("the Convention", "en")]
    >>> language_of(["quand", "la", "convention"], names), language_of(["das", "protokoll"], names)
    ('fr', 'de')
    """
    having: dict[str, Counter[str]] = {word: Counter() for word in words}
    for name, language in names:
        for word in having.keys() & {*fold(name).split()}:
            having[word][language] += 1
    shares: defaultdict[str, float] = defaultdict(float)
    for found in having.values():
        for language, count in found.items():
            shares[language] += count / found.total()
    ranked = sorted(((share, language) for language, share in shares.items()), reverse=True)
    (most, first), (next_most, _), *_ = (*ranked, (0.0, ""), (0.0, ""))
    return first if first != _ENGLISH and most >= _LEAST and most >= _MORE * next_most else ""
