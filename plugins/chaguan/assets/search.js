/* Opens the search when a reader asks for it; until then nothing of it is loaded. */
(() => {
  "use strict";

  const here = document.currentScript.src;
  const root = new URL("../../", here);
  const box = () => import(new URL("search-box.js", here));

  const open = (link) => {
    box().then((found) => found.open(link)).catch(() => { location.href = link.href; });
  };
  const settle = (form) => {
    if (!form.dataset.cgSettled) box().then((found) => found.settle(form)).catch(() => {});
    form.dataset.cgSettled = "yes";
  };
  const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-cg-search]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const link = document.querySelector("[data-cg-search]");
    if (!link || !(isCommand || (isSlash && !isTyping(event.target)))) return;
    event.preventDefault();
    open(link);
  });
  for (const kind of ["input", "submit"]) {
    document.addEventListener(kind, (event) => {
      const form = event.target.closest?.("[data-cg-search-here]");
      if (!form) return;
      if (kind === "submit") event.preventDefault();
      settle(form);
    });
  }

  /* A missing page suggests the words of its address, in the language that it is below. */
  const lost = (form) => {
    const path = location.pathname.slice(root.pathname.length).split("/").filter(Boolean);
    const spoken = [...document.querySelectorAll(".cg-page--missing [lang]")].map((each) => each.lang);
    if (spoken.includes(path[0])) form.dataset.cgSearchHere = path.shift();
    let words = path.at(-1) ?? "";
    try { words = decodeURIComponent(words); } catch { /* not an address that anybody wrote */ }
    form.elements.q.value = words.replace(/\.\w+$/, "").replace(/[-_+.~]+/g, " ").trim();
  };
  const start = () => {
    for (const form of document.querySelectorAll("[data-cg-search-here]")) {
      form.hidden = false;
      if (form.dataset.cgLost !== undefined) lost(form);
      else if (new URLSearchParams(location.search).get("q")) settle(form);
    }
  };
  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
