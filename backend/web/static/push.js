// Asks the browser for a place to push to, and hands it to the form. Without JavaScript the page says that it needs it.
(() => {
  const form = document.querySelector("[data-push-key]");
  if (!form) return;
  const said = form.querySelector("[data-push-said]");
  const button = form.querySelector("button");
  if (!navigator.serviceWorker || !window.PushManager || !window.Notification) {
    said.textContent = form.dataset.pushMissing;
    return;
  }
  said.textContent = "";
  button.disabled = false;
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const browser = () => {
    const known = [["Edg/", "Edge"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]];
    const [, name] = known.find(([mark]) => navigator.userAgent.includes(mark)) || [, ""];
    const system = ["Android", "iPhone", "iPad", "Windows", "Mac", "Linux"].find((one) => navigator.userAgent.includes(one));
    return [name, system].filter(Boolean).join(" · ");
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
      const worker = await navigator.serviceWorker.ready;
      const old = await worker.pushManager.getSubscription();
      await old?.unsubscribe(); // it may belong to a key that is no longer ours
      const place = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(form.dataset.pushKey),
      });
      form.elements.address.value = JSON.stringify(place);
      form.elements.label.value = browser();
      form.submit();
    } catch {
      said.textContent = form.dataset.pushRefused;
      button.disabled = false;
    }
  });
})();
