/* Puts a text on the clipboard: as HTML with its words beside it, or as words alone. */
const rich = document.getElementById("rich");
const plain = document.getElementById("plain");
const told = document.querySelector("[data-cg-done]");

/* The way of browsers without ClipboardItem, and of pages that are not on HTTPS. */
const byCommand = (types) => {
  const put = (event) => {
    for (const [type, text] of Object.entries(types)) event.clipboardData.setData(type, text);
    event.preventDefault();
  };
  document.addEventListener("copy", put);
  const chosen = getSelection();
  chosen.selectAllChildren(rich); // some copy only where something is marked
  const isDone = document.execCommand("copy");
  chosen.removeAllRanges();
  document.removeEventListener("copy", put);
  if (!isDone) throw new Error("copy");
};

const take = async (types) => {
  if (!navigator.clipboard || !window.ClipboardItem) return byCommand(types);
  const blobs = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    byCommand(types);
  }
};

for (const button of document.querySelectorAll("[data-cg-take]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const types = { "text/plain": plain.textContent };
    if (button.dataset.cgTake === "rich") types["text/html"] = rich.innerHTML.trim();
    told.textContent = "";
    try {
      await take(types);
      told.textContent = told.dataset.cgDone;
    } catch {
      told.textContent = told.dataset.cgFailed;
    }
  });
}
