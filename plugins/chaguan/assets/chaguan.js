/* What only the reader's own clipboard can know. Everything is readable without it. */
(() => {
  "use strict";

  /* The theme takes every alternate for a site of its own, asks for its site map and bends clicks
     there. It looks when the document is ready, so until then it finds none. */
  const alternates = [...document.querySelectorAll('link[rel="alternate"]')];
  for (const link of alternates) link.rel = "";
  document.addEventListener("DOMContentLoaded", () => { for (const link of alternates) link.rel = "alternate"; });

  const copies = () => {
    for (const button of document.querySelectorAll("[data-cg-copy]")) {
      if (!navigator.clipboard || !button.hidden) continue;
      button.hidden = false;
      const words = button.textContent;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.parentElement.querySelector("input").value);
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

  /* What is wider than its box can be scrolled by keyboard too. */
  const wide = () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .cg-scroll, pre > code")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", wide);

  /* The drawer opens by keyboard too: a window enlarged to 200% has nothing else. */
  const opener = document.querySelector(".md-header label[for='__drawer']");
  if (opener) {
    opener.tabIndex = 0;
    opener.role = "button";
    opener.ariaLabel = document.querySelector(".md-nav--primary")?.getAttribute("aria-label");
    opener.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      opener.click();
    });
  }

  /* A page that is loaded again comes without an open drawer. */
  for (const toggle of document.querySelectorAll("input.md-toggle")) toggle.checked = false;

  /* The next meeting that the foot of a page names has passed since the site was built. */
  const meetings = () => {
    for (const line of document.querySelectorAll("[data-cg-next]")) line.hidden = Date.parse(line.dataset.cgNext) <= Date.now();
  };

  const all = () => { meetings(); copies(); shares(); requestAnimationFrame(wide); };
  if (window.document$) window.document$.subscribe(all);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
