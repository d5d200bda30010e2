/* Solves the riddle that keeps programs from sending forms: about a second of reckoning, and nothing about the person. */

const BATCH = 256;
const form = document.querySelector("form[data-challenge]");

function hasZeros(digest, bits) {
  const bytes = new Uint8Array(digest);
  for (let bit = 0; bit < bits; bit += 1) {
    if (bytes[bit >> 3] & (128 >> (bit & 7))) return false;
  }
  return true;
}

async function solved(challenge, bits) {
  const encoder = new TextEncoder();
  const asked = (number) => crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}:${number}`));
  // Many at once: asking costs more than reckoning.
  for (let first = 0; ; first += BATCH) {
    const digests = await Promise.all(Array.from({ length: BATCH }, (_, place) => asked(first + place)));
    const found = digests.findIndex((digest) => hasZeros(digest, bits));
    if (found >= 0) return String(first + found);
  }
}

// Without https a browser has no subtle crypto: then the server asks for patience instead, as without scripts.
if (form && window.crypto?.subtle) {
  const isKnown = solved(form.dataset.challenge, Number(form.dataset.bits)).then((answer) => {
    form.elements.proof.value = answer;
  });
  let isSending = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.proof.value) return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    await isKnown;
    form.requestSubmit();
  });
}
