/* What only the reader's own clock and place can know about events. Everything is readable without it. */
(() => {
  "use strict";

  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const one = (query, within = document) => within.querySelector(query);
  const over = (element, name) => Date.parse(element.dataset[name]) <= Date.now();
  const two = (number) => String(number).padStart(2, "0");
  const iso = (day) => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  const runs = (card) => "cgRuns" in card.dataset;
  const cardsOf = (list) => all("[data-cg-ends]", list);

  const leafed = (card, day) => {
    const parts = day.dataset.cgLeaf.split("|");
    ["month", "day", "weekday"].forEach((name, at) => { one(`.cg-tile__${name}`, card).textContent = parts[at]; });
    card.dataset.cgShown = day.dataset.cgSpan;
  };

  /* A series has one row: of its days, those that are over go, and its leaf shows the next. */
  const advance = (card) => {
    const days = all("[data-cg-day-ends]", card);
    const coming = days.filter((day) => !over(day, "cgDayEnds"));
    if (!days.length || coming.length === days.length) return false;
    for (const day of days) day.hidden = !coming.includes(day);
    const next = coming.find((day) => !day.classList.contains("cg-days__day--off")) || coming[0];
    if (!next || next.dataset.cgDayEnds === card.dataset.cgEnds) return false;
    leafed(card, next);
    one(":is(time, s)", coming[0]).textContent = coming[0].dataset.cgLeaf.split("|")[3];
    const start = one(".dt-start", card);
    start.setAttribute("datetime", one("time", next).getAttribute("datetime"));
    card.dataset.cgEnds = next.dataset.cgDayEnds;
    const spans = card.dataset.cgDays.split(" ");
    const first = one("time", next).getAttribute("datetime").slice(0, 10);
    while (spans.length > 2 && spans[0] < first) spans.splice(0, 2);
    card.dataset.cgDays = spans.join(" ");
    card.dataset.cgHead = new Date(`${first}T12:00`).toLocaleDateString(document.documentElement.lang, { year: "numeric", month: "long" });
    const large = ".cg-event__picture, .cg-event__summary, .cg-event__act, .cg-event__hosts";
    for (const old of all(`.cg-event__signup, .cg-event__note, ${large}`, card)) old.remove();
    card.classList.remove("cg-event--lead");
    return true;
  };

  const advanced = () => {
    for (const list of all(".cg-events:not([data-cg-kept], .cg-events--small)")) {
      const cards = cardsOf(list);
      if (!cards.map(advance).some(Boolean)) continue;
      const starts = (card) => (runs(card) ? Infinity : Date.parse(one(".dt-start", card).getAttribute("datetime")));
      const sorted = [...cards].sort((a, b) => starts(a) - starts(b) || cards.indexOf(a) - cards.indexOf(b));
      headed(cards);
      cards[0].before(...sorted);
      headings(sorted, false);
    }
  };

  /* Today, tomorrow, this weekend, next week: by the reader's day, below the leaf. */
  const soon = () => {
    const day = (plus) => { const at = new Date(); at.setHours(12); at.setDate(at.getDate() + plus); return iso(at); };
    const [saturday, sunday] = weekend();
    const monday = 8 - (new Date().getDay() || 7);
    for (const list of all("[data-cg-soon]")) {
      const words = list.dataset.cgSoon.split("|");
      for (const card of cardsOf(list)) {
        const [first, last] = (card.dataset.cgShown || card.dataset.cgDays).split(" ");
        const leaf = one(".cg-tile", card);
        one(".cg-soon", card)?.remove();
        if (runs(card) || /cancelled|postponed/.test(card.className)) continue;
        const said = first <= day(0) && last >= day(0) ? 0 : first === day(1) ? 1 : first <= sunday && last >= saturday ? 2 : first >= day(monday) && first <= day(monday + 6) ? 3 : -1;
        if (said < 0) continue;
        const word = document.createElement("span");
        word.className = "cg-soon";
        word.textContent = words[said];
        leaf.append(word);
      }
    }
  };

  /* What has ended since the site was built leaves the list; the next ones come forward. */
  const passing = () => {
    advanced();
    for (const list of all(".cg-events:not([data-cg-kept], [data-cg-filtered]), [data-cg-passing]")) {
      const cards = cardsOf(list);
      const coming = cards.filter((card) => !over(card, "cgEnds"));
      const begins = coming.filter((card) => !runs(card));
      const most = (Number(list.dataset.cgShow) || Infinity) - (coming.length - begins.length);
      for (const card of cards) card.hidden = !coming.includes(card) || begins.indexOf(card) >= most;
      const stays = "cgPassing" in list.dataset && [...list.children].some((each) => !each.hidden);
      if (!cards.length || coming.length || stays) continue;
      if (list.dataset.cgNone) empty(list);
      else (list.closest("section") || list).hidden = true;
    }
    for (const page of all("[data-cg-event]")) {
      for (const line of all("[data-cg-off]", one("header", page))) line.hidden = over(line, "cgOff");
      const days = all(".cg-events--small [data-cg-ends]", page);
      if (days.length) next(page, days.find((day) => !over(day, "cgEnds") && !("cgOff" in day.dataset)));
      const note = one("[data-cg-over]", page);
      const isOver = !("cgUnsure" in page.dataset) && over(page, "cgEnds") && (!days.length || ("cgLast" in page.dataset && days.every((day) => over(day, "cgEnds"))));
      if (!note || !isOver) continue;
      note.hidden = false;
      /* Readers without a script read what is hidden, too: the words come when they are true. */
      if (!note.textContent.trim()) note.textContent = note.dataset.cgOver;
    }
    for (const doubt of all("[data-cg-doubt]")) {
      if (!over(doubt, "cgDoubt") || doubt.textContent) continue;
      doubt.hidden = false;
      doubt.textContent = doubt.dataset.cgTells;
    }
    for (const signup of all("[data-cg-closes]")) {
      if (over(signup, "cgCloses")) signup.textContent = signup.dataset.cgClosed;
    }
  };

  /* The head of a series tells of its next day that takes place, by the reader's clock. */
  const next = (page, day) => {
    const time = one(".cg-facts .dt-start", page);
    if (!time || !day || !over(page, "cgEnds")) return;
    for (const each of all("[data-cg-its]", page)) {
      const ends = each.closest("[data-cg-closes]");
      if (ends) delete ends.dataset.cgCloses;
      each.remove();
    }
    const its = one(".dt-start", day);
    time.setAttribute("datetime", its.getAttribute("datetime"));
    time.textContent = day.dataset.cgWhen;
    if (one(".dt-end", page)) one(".dt-end", page).value = day.dataset.cgEnds;
    page.dataset.cgEnds = day.dataset.cgEnds;
    const place = one(".cg-facts .p-location .p-name", page);
    if (place && day.dataset.cgPlace && day.dataset.cgPlace !== place.textContent) {
      const link = one(".p-location .p-name", day).cloneNode(true);
      one(".cg-facts .p-location", page).replaceChildren(link);
      for (const map of all(".cg-facts [data-cg-map]", page)) map.remove();
    }
  };

  const empty = (list) => {
    if (one(".cg-empty", list)) return;
    const line = document.createElement("p");
    line.className = "cg-empty";
    line.textContent = list.dataset.cgNone;
    list.append(line);
  };

  /* The reader's own clock, named, where it differs from the clock of the place. The event's offset
     is what the build wrote: a browser's own rules of that zone may be years old. */
  const yours = () => {
    for (const time of all("time[data-cg-clock]")) {
      const stated = time.getAttribute("datetime");
      const moment = new Date(stated);
      const pattern = time.closest("[data-cg-yours]")?.dataset.cgYours;
      const there = stated.match(/([+-])(\d\d):(\d\d)$/);
      if (!pattern || !there || time.nextElementSibling?.className === "cg-yours") continue;
      const offset = (there[1] === "-" ? -1 : 1) * (there[2] * 60 + +there[3]);
      if (offset === -moment.getTimezoneOffset()) {
        time.classList.add("cg-here");
        continue;
      }
      const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
      if (iso(moment) !== stated.slice(0, 10)) Object.assign(format, { weekday: "short", month: "short", day: "numeric" });
      const words = document.createElement("span");
      words.className = "cg-yours";
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.split("/").pop().replaceAll("_", " ");
      const told = pattern.replace("{time}", moment.toLocaleString(document.documentElement.lang, format));
      words.textContent = told.replace("{zone}", zone);
      time.after(words);
    }
  };

  /* Scenes in season by the reader's date come first, as the build sorted them by its own. */
  const seasons = () => {
    const now = new Date();
    const has = (chip, name, number) => chip.dataset[name].split(" ").includes(String(number));
    for (const list of all(".cg-seasons")) {
      const chips = all("[data-cg-scene]", list);
      const isNow = (chip) => has(chip, "cgMonths", now.getMonth() + 1) || has(chip, "cgWeekdays", now.getDay());
      const id = (chip) => chip.dataset.cgScene;
      for (const chip of chips) chip.classList.toggle("cg-now", isNow(chip));
      list.append(...chips.sort((a, b) => isNow(b) - isNow(a) || (id(a) < id(b) ? -1 : 1)));
    }
  };

  /* A map of the phone's own instead of a page: geo: on Android, Apple's address on its devices. */
  const maps = () => {
    for (const link of all("a[data-cg-map]")) {
      const at = link.dataset.cgMap;
      const label = encodeURIComponent(link.dataset.cgLabel);
      if (/Android/.test(navigator.userAgent)) link.href = `geo:${at}?q=${at}(${label})`;
      else if (/iPhone|iPad/.test(navigator.userAgent)) link.href = `https://maps.apple.com/?ll=${at}&q=${label}`;
    }
  };

  const today = () => {
    const cells = all("[data-cg-day]");
    for (const cell of cells) {
      if (cell.dataset.cgDay === iso(new Date())) cell.setAttribute("aria-current", "date");
      else cell.removeAttribute("aria-current");
    }
  };

  /* Filters: what the address says is what the list shows. */
  const weekend = () => {
    const day = new Date();
    day.setHours(12);
    day.setDate(day.getDate() + (day.getDay() === 0 ? -1 : 6 - day.getDay()));
    const saturday = iso(day);
    day.setDate(day.getDate() + 1);
    return [saturday, iso(day)];
  };

  const kilometres = (from, to) => {
    const [a, b, c, d] = [...from, ...to].map((degrees) => (degrees * Math.PI) / 180);
    const half = Math.sin((c - a) / 2) ** 2 + Math.cos(a) * Math.cos(c) * Math.sin((d - b) / 2) ** 2;
    return 12742 * Math.asin(Math.sqrt(half));
  };

  let here = null;
  let order = null;
  let heads = {};

  const wanted = (query) => {
    const tests = [];
    const listed = (card, name, id) => (card.dataset[name] || "").split(" ").includes(id);
    if (query.get("when") === "weekend") {
      const [saturday, sunday] = weekend();
      tests.push((card) => {
        const days = card.dataset.cgDays.split(" ");
        return days.some((first, at) => at % 2 === 0 && first <= sunday && days[at + 1] >= saturday);
      });
    }
    if (query.get("where") === "online") tests.push((card) => "cgOnline" in card.dataset);
    if (query.get("where") === "near" && here) tests.push((card) => card.dataset.cgGeo);
    for (const id of query.getAll("group")) tests.push((card) => listed(card, "cgGroups", id));
    for (const id of query.getAll("scene")) tests.push((card) => listed(card, "cgScenes", id));
    return tests;
  };

  /* Of a series, the leaf shows the day that was asked for. */
  const asked = (cards, query) => {
    const [saturday, sunday] = weekend();
    for (const card of cards) {
      const days = all("[data-cg-day-ends]:not(.cg-days__day--off)", card).filter((day) => !over(day, "cgDayEnds"));
      const within = (day) => { const [first, last] = day.dataset.cgSpan.split(" "); return first <= sunday && last >= saturday; };
      const day = (query.get("when") === "weekend" && days.find(within)) || days[0];
      if (day) leafed(card, day);
    }
    soon();
  };

  const distances = (list, isNear) => {
    const cards = order || (order = cardsOf(list));
    for (const mark of all(".cg-away", list)) mark.remove();
    if (!isNear) return list.prepend(...cards);
    const away = new Map(cards.map((card) => [card, kilometres(here, (card.dataset.cgGeo || "90,0").split(",").map(Number))]));
    list.prepend(...[...cards].sort((a, b) => away.get(a) - away.get(b) || cards.indexOf(a) - cards.indexOf(b)));
    for (const card of cards) {
      if (!card.dataset.cgGeo) continue;
      const mark = document.createElement("span");
      mark.className = "cg-mark cg-away";
      const number = away.get(card);
      const words = number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: number < 10 ? 1 : 0 });
      mark.textContent = one("[data-cg-near]").dataset.cgAway.replace("{distance}", words);
      (one(".cg-event__where", card) || one(".cg-event__when", card)).append(" ", mark);
    }
  };

  /* A month's name stands above the first of its events that is seen; by distance there are no months. */
  const headed = (cards) => {
    let last = null;
    for (const card of cards) {
      const own = one(".cg-event__head", card);
      if (own) last = heads[own.textContent] = heads[own.textContent] || own;
      if (own && own !== last) own.remove();
      if (last && !card.dataset.cgHead) card.dataset.cgHead = last.textContent;
    }
  };

  const headings = (cards, isNear) => {
    headed(cards);
    const model = Object.values(heads)[0];
    if (!model) return;
    for (const head of Object.values(heads)) head.remove();
    let last = null;
    for (const card of cards) {
      const name = card.dataset.cgHead;
      if (card.hidden || isNear || !name || name === last) continue;
      if (!heads[name]) { heads[name] = model.cloneNode(true); heads[name].textContent = name; }
      card.prepend(heads[name]);
      last = name;
    }
  };

  /* A list on several pages is fetched whole before it is narrowed. */
  const whole = async (list) => {
    const numbers = one(".cg-pager__numbers");
    if (!numbers || list.dataset.cgWhole) return;
    list.dataset.cgWhole = "yes";
    const pages = all("a, strong", numbers).map((each) => (each.href ? new URL(each.href).href : location.href.split(/[?#]/)[0]));
    const cards = await Promise.all(pages.map(async (page) => {
      if (page === location.href.split(/[?#]/)[0]) return cardsOf(list);
      const answer = await fetch(page);
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const link of all("[data-cg-filtered] a[href]", read)) link.setAttribute("href", new URL(link.getAttribute("href"), page).href);
      return cardsOf(one("[data-cg-filtered]", read)).map((card) => document.importNode(card, true));
    }));
    order = cards.flat().sort((a, b) => runs(a) - runs(b));
    heads = {};
    list.prepend(...order);
    order.forEach(advance);
    yours(); soon();
  };

  /* What a filter found, in words that are read aloud. */
  const told = (words, classes) => {
    const filters = one("[data-cg-filters]");
    const found = one(".cg-found") || document.createElement("div");
    if (!found.isConnected) {
      found.className = "cg-found";
      found.setAttribute("role", "status");
      filters.after(found);
    }
    found.replaceChildren(...words.map((line, number) => {
      const said = document.createElement("p");
      if (classes[number]) said.className = classes[number];
      said.textContent = line;
      return said;
    }));
  };

  const filter = async () => {
    const list = one("[data-cg-filtered]");
    if (!list) return;
    const query = new URLSearchParams(location.search);
    const isNear = query.get("where") === "near";
    const isNarrow = ["when", "where", "group", "scene"].some((key) => query.has(key));
    for (const link of all("[data-cg-filter]")) {
      const [key, value] = link.dataset.cgFilter.split("=");
      const isOn = key ? query.getAll(key).includes(value) : !isNarrow;
      if (isOn) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      if (isOn && link.closest("details")) link.closest("details").open = true;
    }
    if (isNarrow) await whole(list).catch(() => {});
    distances(list, isNear && here);
    const near = one("[data-cg-near]");
    if (near) near.hidden = !isNear || Boolean(here);
    const coming = (order || cardsOf(list)).filter((card) => !over(card, "cgEnds"));
    const tests = wanted(query);
    const found = coming.filter((card) => tests.every((test) => test(card)));
    const shown = found.length || !isNarrow ? found : coming.slice(0, 3);
    for (const card of order || cardsOf(list)) card.hidden = !shown.includes(card);
    headings(order || cardsOf(list), Boolean(isNear && here));
    asked(shown, query);
    const words = one("[data-cg-filters]").dataset;
    if (!isNarrow || !coming.length || (isNear && !here)) told([], []);
    else if (!found.length) told([query.get("when") ? words.cgWeekend : words.cgNothing, words.cgInstead], ["cg-empty"]);
    else told([found.length === 1 ? words.cgOne : words.cgOther.replace("{number}", found.length)], []);
    for (const each of all(".cg-pager")) each.hidden = isNarrow;
    if (!coming.length) empty(list);
  };

  const narrow = () => {
    for (const each of all("[data-cg-script]")) each.hidden = false;
    for (const link of all("[data-cg-filter]")) {
      const own = location.pathname;
      link.setAttribute("href", link.dataset.cgFilter ? `${own}?${link.dataset.cgFilter}` : own);
      link.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
        event.preventDefault();
        event.stopPropagation();
        history.pushState(null, "", link.getAttribute("href"));
        filter();
      });
    }
    const near = one("[data-cg-near]");
    const button = near && one("button", near);
    if (!button) return;
    const said = one("p", near);
    for (const each of all("[data-cg-says]", near)) each.textContent = each.dataset.cgSays;
    if (!navigator.geolocation) for (const link of all('[data-cg-filter="where=near"]')) link.parentElement.hidden = true;
    button.addEventListener("click", () => {
      said.textContent = near.dataset.cgLocating;
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        here = [coords.latitude, coords.longitude];
        filter();
      }, () => { said.textContent = near.dataset.cgRefused; }, { maximumAge: 600000, timeout: 20000 });
    });
  };

  const begin = () => {
    order = null;
    heads = {};
    passing(); yours(); soon(); seasons(); maps(); today();
    if (one("[data-cg-filters]")) { narrow(); filter(); }
  };
  window.addEventListener("popstate", () => { if (one("[data-cg-filters]")) filter(); });
  if (window.document$) window.document$.subscribe(begin);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
