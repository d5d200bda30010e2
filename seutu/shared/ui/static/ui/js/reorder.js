/* Changing the order of a list with a mouse, and keeping the focus where it was after a button has moved a row.
   Every row has a form with the buttons; without a script they do the same.

   <ol data-reorder> <li draggable id="item-7"> <form> … <input name="to"> <button name="op" value="up"> … */

let moved = null;
let dragged = null;

function rowsOf(list) {
  return [...list.querySelectorAll(":scope > [draggable]")];
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reorder] button[name=op]");
  if (button) moved = { id: button.closest("[draggable]").id, op: button.value };
});

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("[data-reorder] > [draggable]");
  if (!row) return;
  dragged = row;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.id);
  row.classList.add("is-dragged");
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  document.querySelectorAll(".is-over").forEach((row) => row.classList.remove("is-over"));
  dragged = null;
});

document.addEventListener("dragover", (event) => {
  const row = event.target.closest?.("[data-reorder] > [draggable]");
  if (!dragged || !row || row.parentNode !== dragged.parentNode) return;
  event.preventDefault();
  for (const each of rowsOf(row.parentNode)) each.classList.toggle("is-over", each === row && row !== dragged);
});

document.addEventListener("drop", (event) => {
  const row = event.target.closest?.("[data-reorder] > [draggable]");
  if (!dragged || !row || row === dragged || row.parentNode !== dragged.parentNode) return;
  event.preventDefault();
  const form = dragged.querySelector("form[data-move]");
  form.elements.to.value = String(rowsOf(row.parentNode).indexOf(row) + 1);
  moved = { id: dragged.id, op: "to" };
  form.requestSubmit();
});

document.addEventListener("htmx:after:swap", () => {
  if (!moved) return;
  const row = document.getElementById(moved.id);
  const wanted = row?.querySelector(`button[name=op][value=${moved.op}]:not(:disabled)`);
  (wanted ?? row?.querySelector("button[name=op]:not(:disabled)"))?.focus();
  moved = null;
});
