/* What only the reader's own clock and clipboard can know. Everything is readable without it. */
(() => {
  "use strict";

  /* The theme takes every alternate for a site of its own, asks for its site map and bends clicks
     there. It looks when the document is ready, so until then it finds none. */
  const alternates = [...document.querySelectorAll('link[rel="alternate"]')];
  for (const link of alternates) link.rel = "";
  document.addEventListener("DOMContentLoaded", () => { for (const link of alternates) link.rel = "alternate"; });

  const over = (element, name) => Date.parse(element.dataset[name]) <= Date.now();

  /* What has ended since the site was built leaves the list; the next ones come forward. */
  const events = () => {
    for (const list of document.querySelectorAll(".cg-events")) {
      const cards = [...list.querySelectorAll("[data-cg-ends]")];
      const coming = cards.filter((card) => !over(card, "cgEnds"));
      const most = Number(list.dataset.cgShow) || Infinity;
      for (const card of cards) card.hidden = coming.indexOf(card) < 0 || coming.indexOf(card) >= most;
      if (!cards.length || coming.length) continue;
      if (list.dataset.cgNone) {
        const line = document.createElement("p");
        line.className = "cg-empty";
        line.textContent = list.dataset.cgNone;
        list.append(line);
      } else {
        const section = list.closest("section");
        if (section) section.hidden = true;
      }
    }
    for (const page of document.querySelectorAll("[data-cg-event]")) {
      const series = page.querySelector(".cg-events [data-cg-ends]");
      const note = page.querySelector("[data-cg-over]");
      if (note && !series) note.hidden = !over(page, "cgEnds");
    }
    for (const signup of document.querySelectorAll("[data-cg-closes]")) {
      if (over(signup, "cgCloses")) signup.textContent = signup.dataset.cgClosed;
    }
  };

  /* The reader's own clock, where it differs from the clock of the place. */
  const yours = () => {
    for (const time of document.querySelectorAll("time[data-cg-yours]")) {
      const stated = time.getAttribute("datetime");
      const moment = new Date(stated);
      const pattern = time.dataset.cgYours;
      if (!pattern || Number.isNaN(+moment) || time.nextElementSibling?.className === "cg-yours") continue;
      const there = stated.match(/([+-])(\d\d):(\d\d)/);
      const offset = there ? (there[1] === "-" ? -1 : 1) * (there[2] * 60 + +there[3]) : 0;
      if (offset === -moment.getTimezoneOffset()) continue;
      const words = document.createElement("span");
      words.className = "cg-yours";
      const format = { weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
      words.textContent = pattern.replace("{time}", moment.toLocaleString(document.documentElement.lang, format));
      time.after(words);
    }
  };

  const copies = () => {
    for (const button of document.querySelectorAll("[data-cg-copy]")) {
      if (!navigator.clipboard || !button.hidden) continue;
      button.hidden = false;
      const words = button.textContent;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.previousElementSibling.value);
        button.textContent = button.dataset.cgCopied;
        setTimeout(() => { button.textContent = words; }, 2000);
      });
    }
  };

  /* The phone's own way to pass a page on, where there is one. */
  const shares = () => {
    for (const way of document.querySelectorAll("[data-cg-share]")) {
      if (!navigator.share || !way.hidden) continue;
      way.hidden = false;
      way.addEventListener("click", () => {
        navigator.share({ title: way.dataset.cgTitle, url: way.dataset.cgShare }).catch(() => {});
      });
    }
  };

  const all = () => { events(); yours(); copies(); shares(); };
  if (window.document$) window.document$.subscribe(all);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
