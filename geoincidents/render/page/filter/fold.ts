// Fold spelling: what a reader types should find what an article writes.

const MARKS = /[\p{M}\u0640]/gu;
const SILENT = /['’‘`´ʿʾʻʼ]/g;
const APART = /[^\p{L}\p{N}]+/gu;
const ARABIC: Record<string, string> = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ؤ: "و", ة: "ه", ک: "ك", ی: "ي" };
const ARABIC_LETTERS = /[أإآٱىئؤةکی]/g;
// The article, joined or apart: "Al-Asad", "el Asad", "الأسد" are found by "asad".
const ARTICLES = /(^| )(?:al|el|as|ash|ad|an|ar|at|az)(?= )/g;
const ASCII = /^[\x00-\x7f]*$/;

export function fold(text: string): string {
  let folded = text.toLowerCase();
  if (!ASCII.test(folded)) {
    folded = folded
      .replace(ARABIC_LETTERS, (letter) => ARABIC[letter] ?? letter)
      .normalize("NFKD")
      .replace(MARKS, "")
      .replace(ARABIC_LETTERS, (letter) => ARABIC[letter] ?? letter)
      .replace(SILENT, "");
  } else if (folded.includes("'") || folded.includes("`")) folded = folded.replace(SILENT, "");
  return folded.replace(APART, " ").trim();
}

// A name without its articles and doubled letters: "Balad" and "Al-Ballad" fold alike.
export function foldLoosely(text: string): string {
  return fold(text)
    .replace(ARTICLES, "$1")
    .replace(/(^| )ال(?=\S{2})/g, "$1")
    .replace(/(\p{L})\1+/gu, "$1")
    .replace(/ +/g, " ")
    .trim();
}

export interface Query {
  terms: string[];
}

// Words are all to be found, in any order; what stands in quotation marks as it stands.
export function parseQuery(text: string): Query {
  const phrases = [...text.matchAll(/["“”«»]([^"“”«»]+)["“”«»]/g)].map((match) => foldLoosely(match[1]!));
  const rest = text.replace(/["“”«»][^"“”«»]*["“”«»]/g, " ");
  const terms = [...phrases, ...foldLoosely(rest).split(" ")].filter(Boolean);
  return { terms };
}

// Whether a folded text has the term at the beginning of a word.
export function holds(folded: string, term: string): boolean {
  return folded.startsWith(term) || folded.includes(` ${term}`);
}
