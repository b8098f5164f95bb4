// Leaving quickly: by one tap, or Esc three times. The page is gone at once, the session ends, and Back
// finds nothing. Signing out wipes what the tab remembers as well: the phone may be somebody else's.
(() => {
  const way = document.querySelector("[data-exit]");
  const out = document.querySelector("form.leave");
  const forget = () => {
    try {
      sessionStorage.clear();
    } catch {
      // Where the browser keeps nothing, there is nothing to forget.
    }
  };
  out?.addEventListener("submit", forget);
  if (!way) return;
  const leave = (event) => {
    event?.preventDefault();
    const address = way.href;
    forget();
    if (out) navigator.sendBeacon(out.action, new FormData(out));
    document.title = "";
    document.documentElement.replaceChildren();
    location.replace(address);
  };
  let pressed = 0;
  way.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    pressed = event.key === "Escape" ? pressed + 1 : 0;
    if (pressed === 3) leave(event);
  });
})();
