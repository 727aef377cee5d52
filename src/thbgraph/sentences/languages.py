"""Languages: which one a sentence is written in, by the small words that every question has, and how that is told in it."""

from __future__ import annotations

from collections.abc import Collection

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
#: Question words, articles, auxiliaries and prepositions by language; none is in a name alone.
_SMALL_WORDS = {
    "da": "hvem hvad hvilke hvilken hvornår hvor hvorfor mange har er blev af og ikke med mod fra til det den",
    "de": "wer was welche welcher welches wann wo warum wie viele hat haben ist sind wurde der die das den und nicht mit gegen von bei",
    "en": "who what which when where why how many has have had is are was were did do does the a an of and in on to not with against from by as at for or nor its it be been that this",
    "es": "de quién quiénes qué cuál cuáles cuándo dónde cuántos cuántas por ha han es son el la los las y del con contra en",
    "et": "kes mis millised milline millal kus miks kui palju on oli ja ei ning vastu",
    "fi": "kuka ketkä mikä mitkä mitä milloin missä miksi kuinka moni monta montako on ovat oli ja ei kanssa vastaan",
    "fr": "de au aux qui que quoi quel quels quelle quelles quand où pourquoi combien a ont est sont le la les du des et pas avec contre dans",
    "is": "hver hverjir hvað hvaða hvenær hvar hversu margir mörg hafa hefur er eru og ekki með gegn frá",
    "it": "chi che cosa quale quali quando dove perché quanti quante ha hanno è sono il la lo gli i e di del con contro",
    "lt": "kas kurios kurie kokie kokios kada kur kodėl kiek ar yra buvo ir su apie prieš nuo",
    "lv": "kas kuras kuri kādas kādi kad kur kāpēc cik vai ir bija un ar par pret no",
    "nl": "wie wat welke wanneer waar waarom hoeveel heeft hebben is zijn werd de het een en niet met tegen van",
    "no": "hvem hva hvilke hvilken når hvor hvorfor mange har er ble av og ikke med mot fra til det den",
    "pl": "kto co który które jakie kiedy gdzie dlaczego ile czy ma mają jest są i w z nie przez przeciw",
    "pt": "de quem que qual quais quando onde por quantos quantas há tem têm é são o a os as e do da com contra",
    "ru": "кто что какие какой какая когда где почему сколько ли есть и не против от",
    "sv": "vem vilka vilken vad när var varför hur många har är blev av och inte med mot från till det den",
}
_ENGLISH = "en"
#: So much must speak for a language: a word of two, or several of more.
_LEAST = 0.5
_LANGUAGES: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGES.setdefault(_word, []).append(_language)


def language_of(words: Collection[str]) -> str:
    """Returns the language of words, an empty text for English and where they tell none.

    A small word of one language speaks for that, one of several for each by its share; an abbreviation, "UN", for none.

    >>> language_of(["Wer", "arbeitet", "mit", "Kindern"]), language_of(["who", "fights", "La", "Strada"])
    ('de', '')
    """
    shares = dict.fromkeys((_ENGLISH, *TOLD), 0.0)
    are_shouted = all(word.isupper() for word in words)
    plain = (word.casefold() for word in words if are_shouted or len(word) < 2 or not word.isupper())
    for languages in filter(None, map(_LANGUAGES.get, plain)):
        for language in languages:
            shares[language] += 1 / len(languages)
    most = max(shares, key=shares.__getitem__)
    return most if most != _ENGLISH and shares[most] > shares[_ENGLISH] and shares[most] >= _LEAST else ""
