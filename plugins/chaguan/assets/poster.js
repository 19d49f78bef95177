/* The browser's own menu prints as well; a button is nearer. */
for (const button of document.querySelectorAll("[data-cg-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
