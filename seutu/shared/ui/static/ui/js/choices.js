/* Check boxes by their first letter, as in a list that opens: inside [data-letters] a letter goes to the next box whose
   words begin with it, an arrow to the next or the one before. Tab and Space do what they always do.

   And choices that belong to what was typed before: when [data-choices] changes, those in the element it names go at
   once. Until the answer comes nothing is chosen, and nothing can be saved for another person by mistake.

   A choice may tell more: the field that [data-fills] names, beside [data-choices], takes what [data-with] of the one
   that is chosen says, unless somebody has changed it by hand. */

function boxesIn(place) {
  return [...place.querySelectorAll("input[type=checkbox]")];
}

function begins(box, letter) {
  return box.closest("label").textContent.trim().toLocaleLowerCase().startsWith(letter);
}

function step(boxes, here, key) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  return by && boxes[(here + by + boxes.length) % boxes.length];
}

function named(boxes, here, key) {
  if (key.length !== 1 || key === " ") return undefined;
  const letter = key.toLocaleLowerCase();
  return [...boxes.slice(here + 1), ...boxes.slice(0, here)].find((box) => begins(box, letter));
}

for (const place of document.querySelectorAll("[data-letters]")) {
  place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "checkbox") return;
    const boxes = boxesIn(place), here = boxes.indexOf(event.target);
    const next = step(boxes, here, event.key) ?? named(boxes, here, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

const changedByHand = new WeakSet();

function fill(target, choice, otherwise) {
  if (target && choice && !changedByHand.has(target)) target.value = choice.dataset.with || otherwise;
}

for (const field of document.querySelectorAll("[data-choices]")) {
  const place = document.getElementById(field.dataset.choices);
  field.addEventListener("input", () => place.replaceChildren());
  const target = field.form.elements[field.dataset.fills];
  const first = target?.value;
  target?.addEventListener("change", () => changedByHand.add(target));
  place.addEventListener("change", (event) => fill(target, event.target, first));
  // The only one who was found is chosen by the answer itself.
  const answered = () => fill(target, place.querySelector(":checked"), first);
  new MutationObserver(answered).observe(place, { childList: true });
}
