/* Files dropped on a form, or chosen in it, are sent one after another: each with its progress, and with its own words
   when it is not taken. Without a script the form sends them all at once.

   <form data-file-drop data-…words…> <input type="file" multiple> … <ul data-file-list> */

const words = (form, name) => form.dataset[name] ?? "";

function send(form, name, file, onProgress) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append(name, file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("error", () => resolve({ error: words(form, "offline") }));
    request.addEventListener("load", () => resolve(answerOf(form, request)));
    request.send(body);
  });
}

function answerOf(form, request) {
  const told = request.response;
  if (request.status === 200 && told && !request.responseURL.includes("/kirjaudu")) return told;
  if (told?.error) return told;
  if (request.status === 503) return { error: words(form, "busy") };
  return { error: words(form, "failed") };
}

function rowFor(list, file) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  const progress = document.createElement("progress");
  const state = document.createElement("span");
  name.textContent = file.name;
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", file.name);
  row.append(name, progress, state);
  list.append(row);
  return { row, progress, state };
}

async function sendAll(form, files) {
  const list = form.querySelector("[data-file-list]");
  const input = form.querySelector("input[type=file]");
  const announcement = document.getElementById("announcement");
  let failed = 0;
  for (const file of files) {
    const { row, progress, state } = rowFor(list, file);
    const answer = await send(form, input.name, file, (part) => { progress.value = part; });
    progress.remove();
    state.textContent = answer.error || words(form, "done");
    row.className = answer.error ? "error" : "";
    failed += answer.error ? 1 : 0;
  }
  announcement.textContent = failed ? words(form, "someFailed") : words(form, "allDone");
  input.value = "";
  if (!failed) location.reload();
  else form.querySelector("[data-file-again]").hidden = false;
}

function setUp(form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop-zone]");
  drop.hidden = false;
  for (const type of ["dragenter", "dragover"]) {
    form.addEventListener(type, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  }
  for (const type of ["dragleave", "drop"]) form.addEventListener(type, () => drop.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) sendAll(form, [...event.dataTransfer.files]);
  });
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    sendAll(form, [...input.files]);
  });
}

for (const form of document.querySelectorAll("form[data-file-drop]")) setUp(form);
