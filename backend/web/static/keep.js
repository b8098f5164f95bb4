// Saves a form a moment after the typing stops. What could not be sent stays in this tab, in sessionStorage,
// and nowhere else; leaving quickly and signing out wipe it (exit.js).
(() => {
  const form = document.querySelector("form[data-keep]");
  const state = form?.querySelector("[role=status]");
  const similar = form?.querySelector("[data-similar]");
  if (!form) return;
  const SLOT = "unsent";
  const BY_ITSELF = ["csrfmiddlewaretoken", "to"];
  let timer;

  const said = () => [...new FormData(form)].filter(([name]) => !BY_ITSELF.includes(name));
  const text = () => JSON.stringify(said());
  const tell = (what) => {
    if (state.textContent !== what) state.textContent = what;
  };
  const keep = (sent) => {
    const slot = { at: location.pathname, by: form.dataset.keep, sent, said: said() };
    sessionStorage.setItem(SLOT, JSON.stringify(slot));
  };
  const forget = () => sessionStorage.removeItem(SLOT);

  const save = async () => {
    const sending = text();
    const body = new FormData(form);
    body.set("to", "stay");
    try {
      const answer = await fetch(location.href, { method: "POST", body });
      if (!answer.ok || answer.redirected) throw new Error("not kept");
      const found = await answer.text();
      if (similar) similar.innerHTML = found;
      if (text() !== sending) return;
      forget();
      tell(form.dataset.saved);
    } catch {
      tell(form.dataset.unsent);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  };

  const fill = (fields) => {
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "submit") continue;
      const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  };
  const slot = JSON.parse(sessionStorage.getItem(SLOT));
  if (slot && slot.by !== form.dataset.keep) forget();
  else if (slot && slot.at === location.pathname) {
    if (JSON.stringify(slot.said) === text()) forget();
    else {
      fill(slot.said);
      tell(form.dataset.unsent);
      save();
    }
  }

  form.addEventListener("input", () => {
    keep(false);
    tell("");
    soon();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    keep(navigator.onLine);
    if (navigator.onLine) return;
    event.preventDefault();
    tell(form.dataset.unsent);
  });
  addEventListener("online", () => sessionStorage.getItem(SLOT) && save());
})();
