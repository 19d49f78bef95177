/* Lets the browser keep what was read, and lists it where there is no connection. */
(() => {
  "use strict";

  if (!("serviceWorker" in navigator)) return;
  const root = new URL("../../", document.currentScript.src);

  const worker = async () => {
    await navigator.serviceWorker.register(new URL("service-worker.js", root), { scope: root.pathname, updateViaCache: "none" });
    return (await navigator.serviceWorker.ready).active;
  };
  const tell = async () => {
    const isSparing = Boolean(navigator.connection?.saveData);
    try { (await worker()).postMessage({ read: location.href, isSparing }); } catch { /* a browser may refuse to keep anything */ }
  };

  const list = async () => {
    const place = document.querySelector("[data-cg-kept]");
    const name = `chaguan read ${root.href}`;
    if (!place || place.children.length || !(await caches.has(name))) return;
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).reverse()) {
      if (new URL(request.url).pathname === location.pathname) continue;
      const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
      const title = page.querySelector("h1")?.firstChild?.textContent.trim() || page.title;
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = request.url;
      link.lang = page.documentElement.lang;
      link.textContent = title;
      item.append(link);
      place.append(item);
    }
    place.closest("section").hidden = !place.children.length;
  };

  const all = () => { tell(); list(); };
  if (document.readyState === "complete") all();
  else addEventListener("load", all);
  window.document$?.subscribe(() => { if (document.readyState === "complete") all(); });
})();
