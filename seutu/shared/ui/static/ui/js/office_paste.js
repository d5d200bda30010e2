/* Text from a word processor. Its lists and headings are told by its own marks, which the server can read. What was
   pasted stands in the text at once, cut down here; it is put in again as the server understood it, if nobody has gone
   on writing by then. A form that is sent meanwhile waits for that. */

const FROM_OFFICE = /mso-|class="?Mso|urn:schemas-microsoft-com/;
// Whoever saves does not wait longer than this for the server's reading.
const LONGEST_WAIT = 6000;

// How many pastes of each form are at the server, and who waits for them.
const underWay = new WeakMap();

export function cleanAtServer(holder, editor) {
  const form = holder.closest("form");
  const place = form?.dataset.cleanAt;
  if (!place) return;
  holdSubmit(form);
  holder.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    if (!FROM_OFFICE.test(html)) return;
    event.preventDefault();
    event.stopPropagation();
    editor.insertHTML(html, true);
    const pasted = editor.getHTML();
    const pastes = underWay.get(form);
    const paste = read(form, place, html).then((told) => {
      if (!told) return;
      tell(holder, told.told);
      if (editor.getHTML() === pasted) putAgain(editor, told.html);
    }).finally(() => pastes.delete(paste));
    pastes.add(paste);
  }, true);
}

async function read(form, place, html) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
  body.set("html", html);
  try {
    const signal = AbortSignal.timeout(LONGEST_WAIT);
    const answer = await fetch(place, { method: "POST", body, signal, headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    // Without a connection the cleaning here must do.
    return null;
  }
}

function tell(holder, words) {
  document.getElementById("announcement").textContent = words;
  holder.querySelector("[data-paste-told]").textContent = words;
}

function putAgain(editor, html) {
  // The editor takes the focus for itself; whoever has gone on to another field stays there.
  const before = document.activeElement;
  editor.undo();
  editor.insertHTML(html, true);
  if (before && before !== editor.getRoot() && before !== document.body) before.focus({ preventScroll: true });
}

function holdSubmit(form) {
  if (underWay.has(form)) return;
  const pastes = new Set();
  underWay.set(form, pastes);
  let isHeld = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !pastes.size) return;
    event.preventDefault();
    if (isHeld) return;
    isHeld = true;
    const button = event.submitter;
    Promise.allSettled(pastes).then(() => {
      isHeld = false;
      form.requestSubmit(button);
    });
  });
}
