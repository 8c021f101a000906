// Fold spelling: what a reader types should find what an article writes. One pass over the letters:
// two hundred thousand quotes are folded at the first search.

// Marks and signs that are no sound: hamza and ayn of romanised Arabic, apostrophes.
const SILENT = new Set([..."'’‘`´ʿʾʻʼ"].map((sign) => sign.charCodeAt(0)));
const ARABIC: Record<string, string> = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ؤ: "و", ة: "ه", ک: "ك", ی: "ي" };
// The article, joined or apart: "Al-Asad", "el Asad" are found by "asad", "الأسد" by "أسد".
const ARTICLES = new Set(["al", "el", "as", "ash", "ad", "an", "ar", "at", "az"].map((one) => keyOf([...one].map((letter) => letter.charCodeAt(0)), 0, one.length)));
const LONGEST_ARTICLE = 3;
const [ALEF, LAM] = [0x627, 0x644];
const SPACE = 32;
const BREAK = " ";

// What each letter becomes: nothing, a break between words, or letters; found once.
const folds: (string | undefined)[] = [];

// A short word as one number.
function keyOf(letters: ArrayLike<number>, from: number, to: number): number {
  let key = 0;
  for (let i = from; i < to; i += 1) key = key * 65536 + letters[i]!;
  return key;
}

function foldLetter(code: number): string {
  if (SILENT.has(code)) return "";
  const letter = String.fromCharCode(code);
  const plain = (ARABIC[letter] ?? letter).normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (plain) return [...plain].map((one) => ARABIC[one] ?? one).join("");
  return /[\p{M}\u0640]/u.test(letter) ? "" : BREAK;
}

class Folder {
  private letters = new Uint16Array(1024);
  private readonly decoder = new TextDecoder("utf-16le", { ignoreBOM: true });
  private length = 0;
  private wordFrom = 0;

  fold(text: string, loosely: boolean): string {
    this.length = this.wordFrom = 0;
    if (this.letters.length < 4 * text.length + 4) this.letters = new Uint16Array(8 * text.length);
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const plain = folds[code] ?? (folds[code] = foldLetter(code));
      if (plain === BREAK) this.endWord(loosely);
      else for (let k = 0; k < plain.length; k += 1) this.push(plain.charCodeAt(k), loosely);
    }
    this.endWord(loosely);
    const end = this.length > 0 ? this.length - 1 : 0;
    return this.decoder.decode(this.letters.subarray(0, end));
  }

  private push(code: number, loosely: boolean): void {
    // "Balad" and "Ballad" are one to whoever types; figures are not.
    if (loosely && this.length > this.wordFrom && this.letters[this.length - 1] === code && code > 57) return;
    this.letters[this.length] = code;
    this.length += 1;
  }

  private endWord(loosely: boolean): void {
    const { letters, wordFrom } = this;
    const size = this.length - wordFrom;
    if (size === 0) return;
    if (loosely && size <= LONGEST_ARTICLE && ARTICLES.has(keyOf(letters, wordFrom, this.length))) {
      this.length = wordFrom;
      return;
    }
    if (loosely && size >= 4 && letters[wordFrom] === ALEF && letters[wordFrom + 1] === LAM) {
      letters.copyWithin(wordFrom, wordFrom + 2, this.length);
      this.length -= 2;
    }
    letters[this.length] = SPACE;
    this.length += 1;
    this.wordFrom = this.length;
  }
}

const folder = new Folder();

export function fold(text: string): string {
  return folder.fold(text, false);
}

// A text without its articles and doubled letters: "Balad" and "Al-Ballad" fold alike.
export function foldLoosely(text: string): string {
  return folder.fold(text, true);
}

export interface Query {
  terms: string[];
}

// Words are all to be found, in any order; what stands in quotation marks as it stands.
export function parseQuery(text: string): Query {
  const phrases = [...text.matchAll(/["“”«»]([^"“”«»]+)["“”«»]/g)].map((match) => foldLoosely(match[1]!));
  const rest = foldLoosely(text.replace(/["“”«»][^"“”«»]*["“”«»]/g, " "));
  const terms = [...phrases, ...rest.split(" ")].filter(Boolean);
  return { terms };
}

// Whether a folded text has the term at the beginning of a word.
export function holds(folded: string, term: string): boolean {
  return folded.startsWith(term) || folded.includes(` ${term}`);
}
