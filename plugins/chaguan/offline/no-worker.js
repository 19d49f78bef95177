/* This site keeps nothing on readers' devices; what it may once have kept is given back. */
"use strict";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const root = new URL("./", self.location.href).href;
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("chaguan ") && name.endsWith(` ${root}`)) await caches.delete(name);
    }
    await self.registration.unregister();
  })());
});
