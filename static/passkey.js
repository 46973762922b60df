// A form with data-passkey holds what an authenticator is asked, and sends its
// answer: "create" makes a passkey, "get" uses one. No page needs it that has a
// field for a code.

const key = globalThis.PublicKeyCredential;

async function ask(form) {
  const options = JSON.parse(form.dataset.ask);
  const made = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: key.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: key.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(made);
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    event.stopPropagation(); // it is sent by the line below, and not twice
    const failed = form.querySelector('[role=alert]');
    failed.hidden = true;
    try {
      form.elements['prove-passkey'].value = await ask(form);
    } catch {
      failed.hidden = false;
      return;
    }
    form.submit();
  });
}
