/* The search box: results as one types, by keyboard, by touch and for screen readers. */

import { excerpt, Index, marked } from "./search-index.js";

const ROOT = new URL("../../", import.meta.url);
const SHOWN = 8;
const NEAR = { before: 10, length: 60 }; // characters of a list of names around the one asked for
const PAUSE = 120; // milliseconds without a key after which a query is asked

const read = async (path) => {
  const cache = path.endsWith(".json") ? "no-cache" : "default";
  const answer = await fetch(new URL(`assets/search/${path}`, ROOT), { cache });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
};

const indexes = new Map();
const indexIn = (language) => {
  if (!indexes.has(language)) indexes.set(language, new Index(read, language));
  return indexes.get(language);
};

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
};

let dressed;
const dress = () => {
  dressed ??= new Promise((ready) => {
    const style = make("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href });
    style.addEventListener("load", ready);
    style.addEventListener("error", ready);
    document.head.append(style);
  });
  return dressed;
};

const pieces = (marks) => marks.map(({ text, isMatch }) => (isMatch ? make("mark", {}, text) : text));
const link = (address) => new URL(address || "./", ROOT).href;

let boxes = 0;

class Box {
  /** `input` is where one types; results go into `place`. */
  constructor(input, place, language, { offersLists = true } = {}) {
    this.offersLists = offersLists;
    this.input = input;
    this.index = indexIn(language);
    this.language = language;
    this.turn = 0;
    const id = `cg-search-${(boxes += 1)}`;
    this.status = make("p", { class: "cg-search__status", role: "status" });
    this.list = make("div", { class: "cg-search__list", role: "listbox", id, hidden: true });
    this.more = make("button", { class: "cg-search__more", type: "button", hidden: true });
    this.around = make("nav", { class: "cg-search__around", hidden: true });
    place.append(this.status, this.list, this.more, this.around);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false",
    })) input.setAttribute(name, value);
    input.addEventListener("input", (event) => { if (!event.isComposing) this.wait(); });
    input.addEventListener("compositionend", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    this.more.addEventListener("click", () => this.show(this.found, this.options.length));
    this.list.addEventListener("pointermove", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.options.indexOf(option), false);
    });
  }

  get options() { return [...this.list.children]; }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    const turn = (this.turn += 1);
    const query = this.input.value.trim();
    try {
      this.own = await this.index.layout();
      const found = query ? await this.index.find(query) : undefined;
      if (turn !== this.turn) return;
      this.found = found;
      this.list.setAttribute("aria-label", this.own.words.results);
      if (found) await this.show(found, 0, turn);
      else this.clear("hint");
    } catch {
      if (turn === this.turn) this.fail();
    }
  }

  fail() {
    this.clear();
    this.status.textContent = this.own?.words.failed ?? "";
  }

  clear(hint) {
    this.list.replaceChildren();
    this.list.hidden = this.more.hidden = true;
    this.choose(-1);
    this.status.textContent = hint ? this.own.words[hint] : "";
    this.around.hidden = !hint || !this.offersLists;
    if (this.around.hidden || this.around.children.length) return;
    this.around.setAttribute("aria-label", this.own.words.hint);
    this.around.append(...this.own.around.map(([words, address]) => make("a", { href: link(address) }, words)));
  }

  async show(found, from, turn = this.turn) {
    const { hits, isWhole } = found;
    const cards = await this.index.cards(hits.slice(from, from + SHOWN), found);
    if (turn !== this.turn) return;
    if (!hits.length) {
      this.clear("none");
      return;
    }
    const options = cards.map((card, at) => this.option(card, found, from + at));
    if (from) this.list.append(...options);
    else this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.around.hidden = true;
    const { near, one, other, more } = this.own.words;
    const count = (hits.length === 1 ? one : other).replace("{number}", hits.length);
    this.status.textContent = isWhole ? count : near;
    this.more.textContent = more;
    this.more.hidden = hits.length <= from + SHOWN;
    this.choose(from ? from : -1);
  }

  option({ kind, language, address, title, note, names, mentions, text }, query, at) {
    const called = marked(title, query);
    const others = marked(names, query);
    const mentioned = marked(mentions, query);
    const has = (marks) => marks.some((each) => each.isMatch);
    const lang = language === this.language ? undefined : language;
    const option = make("a", {
      class: `cg-search__result cg-search__result--${kind}`, role: "option", id: `${this.list.id}-${at}`,
      href: link(address), tabindex: "-1", "aria-selected": "false", hreflang: lang,
    });
    option.append(
      make("span", { class: "cg-search__kind" }, this.own.kinds[kind]),
      make("span", { class: "cg-search__title", lang }, ...pieces(called)),
    );
    if (names && (kind === "person" || (has(others) && !has(called)))) option.append(make("span", { class: "cg-search__names" }, ...pieces(others)));
    if (note) option.append(make("span", { class: "cg-search__note", lang }, note));
    if (has(mentioned) && !has(called)) option.append(make("span", { class: "cg-search__names" }, ...pieces(excerpt(mentions, query, NEAR))));
    if (text) option.append(make("span", { class: "cg-search__text", lang }, ...pieces(excerpt(text, query))));
    return option;
  }

  choose(at, scrolls = true) {
    const { options } = this;
    this.at = at;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const chosen = options[at];
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    if (!chosen) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      if (scrolls) chosen.scrollIntoView({ block: "nearest" });
    }
  }

  press(event) {
    const { options } = this;
    if (event.isComposing) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const at = this.at + step;
      this.choose(at < -1 ? options.length - 1 : at >= options.length ? -1 : at);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.waiting || !options.length) this.search();
      else (options[this.at] ?? options[0]).click();
    }
  }
}

const dialogs = new Map();

const dialogIn = (language, opener) => {
  if (dialogs.has(language)) return dialogs.get(language);
  const { cgPlaceholder: placeholder, cgClose: close } = opener.dataset;
  const input = make("input", {
    class: "cg-search__input", type: "text", inputmode: "search", enterkeyhint: "search", name: "q", placeholder,
    "aria-label": opener.getAttribute("aria-label"), autocomplete: "off", autocapitalize: "off", spellcheck: "false",
  });
  const leave = make("button", { class: "cg-search__close", type: "button", "aria-label": close }, "×");
  const form = make("form", { class: "cg-search", role: "search" }, input, leave);
  const place = make("div", { class: "cg-search__found" });
  const dialog = make("dialog", { class: "cg-search-dialog", "aria-label": opener.getAttribute("aria-label"), lang: language }, form, place);
  const box = new Box(input, place, language);
  form.addEventListener("submit", (event) => event.preventDefault());
  leave.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  document.body.append(dialog);
  dialogs.set(language, { dialog, box });
  return dialogs.get(language);
};

/** Opens the search over the page. */
export const open = async (opener) => {
  const { dialog, box } = dialogIn(opener.dataset.cgSearch, opener);
  if (dialog.open) return;
  await dress();
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
  box.input.focus();
  box.input.select();
  if (!box.found) await box.search();
};

/** Lets a form on a page search there. */
export const settle = async (form) => {
  const asked = new URLSearchParams(location.search).get("q");
  const input = form.elements.q;
  if (asked && !input.value) input.value = asked;
  await dress();
  const place = make("div", { class: "cg-search__found" });
  form.after(place);
  const box = new Box(input, place, form.dataset.cgSearchHere, { offersLists: false });
  form.addEventListener("submit", () => box.search());
  await box.search();
};
