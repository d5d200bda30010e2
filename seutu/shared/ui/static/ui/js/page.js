/* The little that needs a script: printing, copying the address, saying aloud what changed. The page works without. */

const announcement = document.getElementById("announcement");

function announce(words) {
  // Emptied first: the same words twice in a row would not be read again.
  announcement.textContent = "";
  requestAnimationFrame(() => { announcement.textContent = words; });
}

async function copy(link) {
  await navigator.clipboard.writeText(link.dataset.copy);
  announce(link.dataset.copied);
  link.querySelector("span").textContent = link.dataset.copied;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const link = event.target.closest("[data-copy]");
  if (link && navigator.clipboard) {
    event.preventDefault();
    copy(link);
  }
});

// What htmx put in place of a part of the page: read its heading, which says what the list now holds.
document.addEventListener("htmx:after:swap", (event) => {
  // What asked may be a form beside the list, which holds no heading itself.
  const heading = event.target.querySelector?.("[data-announce]") ?? document.querySelector("[data-announce]");
  if (!heading) return;
  announce(heading.textContent.trim());
  // The link that was followed is gone with the old list: go on from the new one, not from the top of the page.
  if (document.activeElement === document.body) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
});

// When a part of the page cannot be had, go to its address: the page there says what is wrong.
document.addEventListener("htmx:response:error", (event) => location.assign(event.detail.ctx.request.action));

// A day that was not chosen is left out of the address; the field is back before anybody could type into it.
document.addEventListener("submit", ({ target }) => {
  if (target.method !== "get") return;
  for (const field of target.elements) {
    if (field.type !== "date" || field.value) continue;
    field.disabled = true;
    setTimeout(() => { field.disabled = false; });
  }
});

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
