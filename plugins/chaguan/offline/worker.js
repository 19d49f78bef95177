/* Keeps this site readable without a connection; it differs with each change of the site. */
"use strict";

const SITE = "{{ site }}";

const ROOT = new URL("./", self.location.href).href;
const NAMES = { kept: `chaguan kept ${ROOT}`, read: `chaguan read ${ROOT}`, things: `chaguan things ${ROOT}` };
const MOST = { read: 40, things: 150 };
const NAMED_BY_CONTENT = /\.[0-9a-f]{8,}\.(?:min\.)?\w+$/;

const full = (path) => new URL(path, ROOT).href;
const plain = (url) => url.replace(/[?#].*$/, "");
const revisions = new Map([...SITE.shell, ...Object.values(SITE.ahead).flat()]);
const entry = (path) => `${full(path)}?kept=${revisions.get(path)}`;
const languageOf = (path) => SITE.homes.find((home) => home && path.startsWith(home)) ?? "";

/* What is kept before it is read: the frame of the pages, home, and what is on. */
const keep = async (path) => {
  const cache = await caches.open(NAMES.kept);
  if (await cache.match(entry(path))) return;
  const response = await fetch(full(path), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(entry(path), response);
};
const keepAll = (pairs) => Promise.allSettled(pairs.map(([path]) => keep(path)));
const kept = async (path) => (revisions.has(path) ? (await caches.open(NAMES.kept)).match(entry(path)) : undefined);

/* The latest ones: what is put again moves to the end. */
const remember = async (name, url, response) => {
  const cache = await caches.open(NAMES[name]);
  await cache.delete(url);
  await cache.put(url, response);
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - MOST[name]))) await cache.delete(old);
};
const remembered = async (name, url) => (await caches.open(NAMES[name])).match(url);
const isWhole = (response) => response.status === 200 && response.type === "basic" && !response.redirected;
const isPage = (response) => (response.headers.get("content-type") ?? "").startsWith("text/html");

/* A page comes from the site as long as that answers, and is never older than it. */
const page = async (event, path) => {
  const url = plain(event.request.url);
  try {
    const response = await fetch(event.request, { cache: "no-cache" });
    if (isWhole(response) && isPage(response)) event.waitUntil(remember("read", url, response.clone()));
    return response;
  } catch (failure) {
    const found = (await kept(path)) ?? (await remembered("read", url));
    if (found) return found;
    const instead = `${languageOf(path)}offline/`;
    if (path === instead) throw failure;
    return Response.redirect(full(instead));  // its links are relative to where it is
  }
};

/* What is named by its content never changes; the rest is asked for anew. */
const thing = async (event, path) => {
  const url = plain(event.request.url);
  const before = (await kept(path)) ?? (await remembered("things", url));
  if (before && NAMED_BY_CONTENT.test(path)) return before;
  try {
    const response = await fetch(event.request);
    if (isWhole(response)) event.waitUntil(remember("things", url, response.clone()));
    return response;
  } catch (failure) {
    if (before) return before;
    throw failure;
  }
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(Promise.all(SITE.shell.map(([path]) => keep(path))));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(NAMES.kept);
    const wanted = new Set([...revisions.keys()].map(entry));
    for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  const { read, isSparing } = event.data ?? {};
  const url = plain(String(read));
  if (!url.startsWith(ROOT)) return;
  event.waitUntil((async () => {
    if (!(await remembered("read", url))) {
      const response = await fetch(url).catch(() => undefined);
      if (response && isWhole(response) && isPage(response)) await remember("read", url, response);
    }
    if (!isSparing) await keepAll(SITE.ahead[languageOf(url.slice(ROOT.length))] ?? []);
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("range")) return;
  let path = plain(request.url).slice(ROOT.length);
  try { path = decodeURI(path); } catch { return; }
  if (request.mode === "navigate" || path === "" || path.endsWith("/")) event.respondWith(page(event, path));
  else if (/^(?:assets|images)\//.test(path) || ["style", "script", "image", "font"].includes(request.destination)) event.respondWith(thing(event, path));
});
