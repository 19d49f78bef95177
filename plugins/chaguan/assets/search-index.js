/* Reads the index that chaguan.render.search writes: only the files that a query needs. */

const WIDE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc-\\u30fe\\u3105-\\u312f\\u31a0-\\u31bf\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const PIECES = new RegExp(`([${WIDE}]+)|((?:(?![${WIDE}])[\\p{L}\\p{N}])+)`, "gu");
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const PREFIX = 3;
const MOST = 12;
const IN_TITLE = 3;
const PLACES = [1, 1.6, 4, 9]; // what a term is worth in the text, there often, beside the title, in it
const SMALL = new Set("a an and as at be by for from in is it of on or the to with".split(" "));

/** The beginning that forms of an English word share: mend of mends, mended, menders, mending. */
export const stem = (word) => {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  let root = word.replace(/(?:ies|ied)$/, "y").replace(/(?<=[^s])s$/, "");
  root = root.replace(/(?<=[aeiouy].*[^aeiouy]|[aeiouy]{2}|[aeiouy].*y)(?:ing|ers?|ed|ly)$/, "");
  root = root.replace(/([^aeiouylsz])\1$/, "$1").replace(/(?<=...)e$/, "");
  return root.length > 2 ? root : word;
};

/** Whether two words differ by one slip: a letter too many, too few, wrong, or two exchanged.
    Digits are no slip: 2026 is another year than 2025. */
export const isSlip = (one, other) => {
  if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [rest, also] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (/\d/.test(rest + also)) return false;
  return (rest.length < 2 && also.length < 2) || (rest.length === 2 && rest === [...also].reverse().join(""));
};

/** Small letters without accents, each 漢字 in the form in which the index has it. */
const plainest = (text, forms) => {
  const apart = text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "");
  return [...apart.normalize("NFC")].map((character) => forms.get(character) ?? character).join("");
};

/** What a query asks for. `runs` are its pieces as typed; `terms` are what the index knows. */
export const asked = (query, forms) => {
  const runs = [];
  const terms = new Map();
  for (const [, wide, word] of plainest(query, forms).matchAll(PIECES)) {
    const characters = [...(wide ?? "")];
    runs.push({ text: wide ?? word, wide: Boolean(wide), stem: wide ? "" : stem(word) });
    if (word) terms.set(word, { term: word, isSmall: SMALL.has(word) || word.length < 2 });
    else if (characters.length === 1) terms.set(wide, { term: wide, wide: true, isSmall: true });
    for (let at = 0; at + 1 < characters.length; at += 1) {
      const term = characters[at] + characters[at + 1];
      terms.set(term, { term, wide: true, isSmall: false });
    }
  }
  const all = [...terms.values()].slice(0, MOST);
  const large = all.filter((each) => !each.isSmall);
  return { runs, terms: large.length ? large : all };
};

const numbered = (mark) => [...mark].reduce((number, each) => (number * 31 + each.codePointAt(0)) % 65521, 0);

/** The places behind a term: pairs of section and page as one key, with their weight. */
const unpacked = (packed) => {
  const places = [];
  for (const group of packed) {
    let section = -1;
    let page = 0;
    let value = 0;
    let shift = 0;
    for (const digit of group) {
      const bits = DIGITS.indexOf(digit);
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits & 32) continue;
      if (section < 0) section = value;
      else {
        page += value >> 2;
        places.push([section, page, value & 3]);
      }
      value = shift = 0;
    }
  }
  return places;
};

export class Index {
  /** `read` gives the text of a file of the index; `language` is the page's. */
  constructor(read, language) {
    this.language = language;
    this.read = read;
    this.kept = new Map();
  }

  /** How the index is laid out, and the words of the box. */
  layout() {
    this.laid ??= this.read(`${this.language}.json`).then(JSON.parse);
    this.laid.catch(() => { this.laid = undefined; });
    return this.laid;
  }

  async file(name) {
    const { version } = await this.layout();
    const path = `${name}?${version}`;
    if (!this.kept.has(path)) this.kept.set(path, this.read(path));
    const reading = this.kept.get(path);
    reading.catch(() => this.kept.delete(path));
    return reading;
  }

  /** Each 漢字 that a reader may type, to the form in the index. */
  async forms(query) {
    if (!/[^\u0000-\u2e7f]/.test(query)) return new Map();
    const text = await this.file("forms.txt");
    this.known ??= new Map(text.split(" ").flatMap(([one, ...others]) => others.map((each) => [each, one])));
    return this.known;
  }

  /** What the index has for a term of the query: for words also their forms and what begins so;
      where there is none of it, what looks like a slip of the finger. */
  async lines({ term, wide }) {
    const { shelves } = await this.layout();
    const root = wide ? term : stem(term);
    const begins = wide ? [term] : [term, root, root.replace(/y$/, "i")]; // fly has flies
    const marks = begins.map((each) => [...each].slice(0, PREFIX).join(""));
    const found = [];
    const slips = [];
    for (const each of new Set(marks.map((mark) => numbered(mark) % shelves))) {
      for (const line of (await this.file(`${each}.txt`)).split("\n")) {
        const [known, ...packed] = line.split(" ");
        if (known === term) found.push([1, packed]);
        else if (wide || term.length < PREFIX) continue;
        else if (stem(known) === root) found.push([0.8, packed]);
        else if (known.startsWith(term)) found.push([0.5, packed]);
        else if (isSlip(known, term)) slips.push([0.3, packed]);
      }
    }
    return found.length ? found : slips;
  }

  /** The pages that answer a query, the best first; `isWhole` says whether they have all of it. */
  async find(query) {
    const forms = await this.forms(query);
    const { runs, terms } = asked(query, forms);
    const { sections, pages: all } = await this.layout();
    const found = await Promise.all(terms.map((each) => this.lines(each)));
    const pages = new Map();
    found.forEach((lines, at) => {
      const best = new Map();
      for (const [likeness, packed] of lines) {
        for (const [section, page, weight] of unpacked(packed)) {
          const key = section * 0x1000000 + page;
          const worth = PLACES[weight] * likeness;
          const known = best.get(key);
          if (!known || known.worth < worth) best.set(key, { section, page, worth, isTitle: weight === IN_TITLE });
        }
      }
      const rarity = Math.log(1 + all / (best.size || 1));
      for (const [key, { section, page, worth, isTitle }] of best) {
        const known = pages.get(key) ?? { section, page, score: 0, has: 0, titles: 0 };
        pages.set(key, known);
        known.score += worth * rarity;
        known.has += 1;
        known.titles += isTitle;
      }
    });
    const most = Math.max(0, ...[...pages.values()].map((each) => each.has));
    const ranked = [...pages.values()].filter((each) => each.has === most).map((each) => {
      const [kind, language] = sections[each.section];
      const isTitle = each.titles === each.has;
      return { ...each, kind, language, isTitle, isOwn: language === this.language };
    });
    ranked.sort((one, other) =>
      other.isTitle - one.isTitle || other.isOwn - one.isOwn
      || (one.isTitle ? one.section - other.section : 0)
      || other.score - one.score || other.page - one.page || one.section - other.section);
    const seen = new Set();
    const hits = ranked.filter(({ kind, page }) => !seen.has(`${kind}/${page}`) && seen.add(`${kind}/${page}`));
    return { hits, runs, forms, isWhole: terms.length > 0 && most === terms.length };
  }

  /** What a result shows. */
  async card({ kind, page, language }) {
    const [address, title, note, names, mentions, ...text] = (await this.file(`${kind}/${page}.${language}.txt`)).split("\n");
    return { kind, language, address, title, note, names, mentions, text: text.join(" ") };
  }

  /** The cards of some hits: whose title or text has the query as it was typed, comes forward. */
  async cards(hits, { runs, forms }) {
    const cards = await Promise.all(hits.map((hit) => this.card(hit)));
    const typed = runs.map((run) => run.text).join(" ");
    const closeness = ({ title, names, text }) => {
      const plain = (words) => [...plainest(words, forms).matchAll(PIECES)].map(([piece]) => piece).join(" ");
      const called = [title, ...names.split(" · ")].map(plain);
      if (called.includes(typed)) return 3;
      if (called.some((each) => each.includes(typed))) return 2;
      return runs.length > 1 || (runs[0]?.wide && [...typed].length > 2) ? Number(plain(text).includes(typed)) : 0;
    };
    const close = new Map(cards.map((card, at) => [card, [closeness(card), hits[at]]]));
    return cards.sort((one, other) => {
      const [near, first] = close.get(one);
      const [far, second] = close.get(other);
      return second.isTitle - first.isTitle || second.isOwn - first.isOwn || far - near;
    });
  }
}

/** A text in pieces, those that the query asked for marked; their first is where to look. */
export const marked = (text, { runs, forms }) => {
  const letters = [];
  const origins = [];
  let at = 0;
  for (const character of text) {
    for (const plain of plainest(character, forms)) {
      letters.push(plain);
      origins.push(at);
    }
    at += character.length;
  }
  const spans = [];
  const plain = letters.join("");
  const origin = new Array(plain.length + 1).fill(text.length);
  let unit = 0;
  letters.forEach((letter, number) => {
    for (let each = 0; each < letter.length; each += 1) origin[unit++] = origins[number];
  });
  const everywhere = (wanted) => {
    let found = false;
    for (let start = plain.indexOf(wanted); start >= 0; start = plain.indexOf(wanted, start + wanted.length)) {
      spans.push([origin[start], origin[start + wanted.length]]);
      found = true;
    }
    return found;
  };
  for (const run of runs) {
    if (!run.wide) continue;
    const characters = [...run.text];
    if (everywhere(run.text)) continue;
    for (let each = 0; each + 1 < characters.length; each += 1) everywhere(characters[each] + characters[each + 1]);
  }
  const words = runs.filter((run) => !run.wide && (runs.length === 1 || !SMALL.has(run.text)));
  if (words.length) {
    for (const { 0: word, 2: isWord, index } of plain.matchAll(PIECES)) {
      if (!isWord) continue;
      for (const run of words) {
        const starts = word.startsWith(run.text);
        if (!starts && stem(word) !== run.stem && !isSlip(word, run.text)) continue;
        spans.push([origin[index], origin[index + (starts ? run.text.length : word.length)]]);
      }
    }
  }
  spans.sort(([one], [other]) => one - other);
  const pieces = [];
  let end = 0;
  for (const [from, to] of spans) {
    if (from < end) continue;
    if (from > end) pieces.push({ text: text.slice(end, from), isMatch: false });
    pieces.push({ text: text.slice(from, to), isMatch: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMatch: false });
  return pieces;
};

/** The same, shortened to what stands around the first match. */
export const excerpt = (text, query, { before = 24, length = 140 } = {}) => {
  const pieces = marked(text, query);
  const first = pieces.findIndex((piece) => piece.isMatch);
  const start = pieces.slice(0, Math.max(0, first)).reduce((sum, piece) => sum + piece.text.length, 0);
  let from = Math.max(0, start - before);
  if (first < 0 || start < before * 2) from = 0;
  const gap = from ? text.slice(from, start).match(/[\s，。、；：·]+/) : null;
  if (gap) from += gap.index + gap[0].length;
  const shown = [];
  let at = 0;
  for (const piece of pieces) {
    const part = piece.text.slice(Math.max(0, from - at), Math.max(0, from + length - at));
    if (part) shown.push({ text: part, isMatch: piece.isMatch });
    at += piece.text.length;
  }
  if (from) shown.unshift({ text: "…", isMatch: false });
  if (from + length < text.length) shown.push({ text: "…", isMatch: false });
  return shown;
};
