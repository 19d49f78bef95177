/* The browser's own menu prints as well; a button is nearer. */
for (const button of document.querySelectorAll("[data-cg-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* A next time that has passed is no news; a line without one is none. */
for (const next of document.querySelectorAll("[data-cg-ends]")) {
  if (Date.parse(next.dataset.cgEnds) > Date.now()) continue;
  const cell = next.closest("div");
  next.remove();
  if (!cell.querySelector("dd").textContent.trim()) cell.remove();
}
