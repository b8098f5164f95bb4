/* Passkeys: hands what the server asks to the phone, and what the phone says to the server.
   A form says which ceremony it is (data-passkey: "create" or "get") and what is asked
   (data-options, or data-ask: where to ask for it). Without this script such forms stay hidden. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !window.isSecureContext) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (known) => (known || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = (options) => {
    const it = { ...options, challenge: bytes(options.challenge) };
    if (it.user) it.user = { ...it.user, id: bytes(it.user.id) };
    if (it.excludeCredentials) it.excludeCredentials = listed(it.excludeCredentials);
    if (it.allowCredentials) it.allowCredentials = listed(it.allowCredentials);
    return it;
  };

  const FIELDS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said = (credential) => {
    const response = {};
    for (const name of FIELDS) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };

  const optionsOf = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("not now");
    return (await answer.json()).request_options;
  };

  const run = async (form) => {
    const options = { publicKey: asked((await optionsOf(form)).publicKey) };
    const credential = await navigator.credentials[form.dataset.passkey](options);
    form.elements.credential.value = JSON.stringify(said(credential));
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const failed = form.querySelector("[data-failed]");
      failed.hidden = true;
      run(form).catch(() => { failed.hidden = false; });
    });
  }
  for (const part of document.querySelectorAll("[data-needs-passkey]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = true;
})();
