// Names made comparable as the program does it (src/thbgraph/names/folding.py); a test holds both alike.

const LETTERS = {
  ø: "o", đ: "d", ł: "l", ı: "i", ħ: "h", æ: "ae", œ: "oe", ð: "d", þ: "th", ß: "ss", ς: "σ", "&": " and ",
  "\u0345": "ι", "°": "o", "'": "", "`": "", "‘": "", "’": "", "ʻ": "", "ʼ": "",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
// Latin letters in a word of Cyrillic ones, for which they are taken.
const LATIN = "aceopxytkhmb";
const CYRILLIC = "асеорхуткнмв";
const MIXED = /[\p{L}\p{N}_]*(?:[a-z][а-џ]|[а-џ][a-z])[\p{L}\p{N}_]*/gu;
const SPELLINGS = [["organis", "organiz"], ["co oper", "cooper"], ["co ordin", "coordin"]];

// Returns a name without case, accents, punctuation and apostrophes, in any script.
export function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(LETTER, (letter) => LETTERS[letter]);
  const bare = plain.replace(/\p{Mn}/gu, "");
  const one = bare.replace(MIXED, (word) => word.replace(/[a-z]/g, (letter) => CYRILLIC[LATIN.indexOf(letter)] ?? letter));
  const folded = (one.replaceAll("_", " ").match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
  return SPELLINGS.reduce((found, [other, usual]) => found.replaceAll(other, usual), folded);
}
