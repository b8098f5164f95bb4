// The count of new alerts stays true on a page that is left open: a few bytes each minute, none while nobody looks.
(() => {
  const minute = 60000;
  const place = () => document.getElementById("inbox-count");
  const look = async () => {
    const count = place();
    if (!count || document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(count.dataset.address, { headers: { "X-Asks-By-Itself": "1" }, redirect: "error" });
      const text = answer.ok ? await answer.text() : "";
      if (answer.ok && place().innerHTML.trim() !== text.trim()) place().innerHTML = text;
    } catch {
      // Without a line, or signed out: the next page says so.
    }
  };
  setInterval(look, minute);
  document.addEventListener("visibilitychange", look);
})();
