{% load static %}// Shows one page when there is no line. No other page is ever kept: they are about people.
const PAGE = "/offline/" + location.search;
const KEPT = [
  PAGE,
  "{% static 'vendor/pico.min.css' %}",
  "{% static 'saphan.css' %}",
  "{% static 'exit.js' %}",
  "{% static 'icon.svg' %}",
];
const kept = (request) => caches.match(request, { ignoreVary: true });

addEventListener("install", (event) => {
  skipWaiting();
  // Fetched as a stranger, so that nobody's name can stand in it.
  const strangers = KEPT.map((url) => new Request(url, { credentials: "omit" }));
  event.waitUntil(caches.open("offline").then((store) => store.addAll(strangers)));
});

addEventListener("activate", (event) => {
  const tidy = async () => {
    const store = await caches.open("offline");
    const here = new Set(KEPT.map((url) => new URL(url, location).href));
    const old = (await store.keys()).filter((request) => !here.has(request.url));
    await Promise.all(old.map((request) => store.delete(request)));
    await registration.navigationPreload?.enable();
    await clients.claim();
  };
  event.waitUntil(tidy());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    const ask = async () => {
      try {
        return (await event.preloadResponse) || (await fetch(request));
      } catch {
        return kept(PAGE);
      }
    };
    event.respondWith(ask());
  } else if (KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

// What is pushed is one neutral line; what it is about is read after signing in.
addEventListener("push", (event) => {
  const said = event.data?.json() ?? {};
  const shown = { body: said.body, tag: said.tag, lang: said.lang, icon: "{% static 'icon.svg' %}", data: { link: said.link } };
  event.waitUntil(registration.showNotification(said.title || "Saphan", shown));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const link = new URL(event.notification.data?.link || "/inbox/", location);
  // Only ever a page of this house, whatever the line said.
  const page = link.origin === location.origin ? link.href : "/inbox/";
  event.waitUntil(clients.openWindow(page));
});
