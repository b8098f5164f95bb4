// Sending a card on: the phone's own way of sharing where there is one, and copying. The text is there without it.
(() => {
  const box = document.querySelector("[data-share]");
  if (!box) return;
  const text = box.querySelector("textarea").value;
  const send = box.querySelector("[data-share-send]");
  const copy = box.querySelector("[data-share-copy]");
  if (navigator.share) {
    send.hidden = false;
    // Closing the phone's sheet rejects; that is a choice and no fault.
    send.addEventListener("click", () => navigator.share({ title: send.dataset.shareSend, text }).catch(() => {}));
  }
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      box.querySelector("[role=status]").textContent = copy.dataset.shareCopy;
    });
  }
})();
