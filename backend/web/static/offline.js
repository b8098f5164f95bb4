// Registers the page for lost lines, in the reader's language, and forgets what arrived after all.
(() => {
  navigator.serviceWorker?.register("/sw.js?in=" + document.documentElement.lang).catch(() => {});
  try {
    const kept = JSON.parse(sessionStorage.getItem("unsent"));
    if (kept?.sent && kept.at !== location.pathname) sessionStorage.removeItem("unsent");
  } catch {
    // Nothing is kept here.
  }
})();
