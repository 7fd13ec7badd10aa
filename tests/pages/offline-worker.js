// An ordinary service worker of a site that can be used offline: what the network does not give is answered from here. With
// what, it is told by a message.
self.addEventListener("install", (event) => event.waitUntil(
  caches.open("offline").then((cache) => cache.add("/t/plain.html")).then(() => self.skipWaiting()),
));

self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));

self.addEventListener("message", (event) => event.waitUntil(
  caches.open("offline").then((cache) => cache.put("/kind", new Response(event.data))).then(() => event.ports[0].postMessage("answers")),
));

async function instead() {
  const kind = await (await caches.match("/kind")).text();
  if (kind === "cached") return caches.match("/t/plain.html");
  if (kind === "json") return new Response('{"offline":true}', { headers: { "content-type": "application/json" } });
  return new Response("<!doctype html><title>Offline</title><h1>You are offline</h1>", { headers: { "content-type": "text/html" } });
}

self.addEventListener("fetch", (event) => event.respondWith(fetch(event.request).catch(instead)));
