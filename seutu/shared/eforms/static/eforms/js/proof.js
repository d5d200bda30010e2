/* Solves the riddle that keeps programs from sending forms: about a second of reckoning, and nothing about the person. */

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
  for (let number = 0; ; number += 1) {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}:${number}`));
    if (hasZeros(digest, bits)) return String(number);
  }
}

// Without https a browser has no subtle crypto: then the server asks for patience instead, as without scripts.
if (form && window.crypto?.subtle) {
  const answer = solved(form.dataset.challenge, Number(form.dataset.bits));
  let isSending = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.proof.value) return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    form.elements.proof.value = await answer;
    form.requestSubmit();
  });
}
