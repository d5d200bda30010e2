/* Nothing typed is lost. What stands in a form is sent to be kept as a draft a moment after each change, and when the
   page is left. When it cannot be sent, it is kept in this browser until it can.

   <form data-autosave="ADDRESS" data-target="item:12" data-opening="x1y2" data-revision="3" data-person="7"
     data-marked-secret="NAME" data-drafts="OPENING=SECONDS …" data-sent="yes" data-kept-in="tab">
   and inside it, or beside it, [data-autosave-status] with the words in its data-* attributes. Each opening of a form
   has a draft of its own. data-sent is there when the form has come back with what was sent. data-kept-in="tab" keeps
   in this tab and no longer than it is open: for what tells of people, on a computer that several may use. */

const PAUSE = 2500;
const LONGEST_PAUSE = 10_000;
const KEPT_DAYS = 7;
const SMALL_ENOUGH_TO_SEND_WHILE_LEAVING = 60_000;

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = document.querySelector("[data-autosave-status]");
    this.store = form.dataset.keptIn === "tab" ? sessionStorage : localStorage;
    this.formKey = `seutu:${form.dataset.person}:${form.dataset.target}`;
    this.key = `${this.formKey}:${form.dataset.opening ?? ""}`;
    this.isDirty = false;
    this.waiting = 0;
    this.since = 0;
    this.sending = null;
    this.isOver = false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("focusout", () => this.flush());
    form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.leave(); });
    window.addEventListener("online", () => this.send());
    window.addEventListener("offline", () => { this.keepHere(); this.tell("offline"); });
    window.addEventListener("pagehide", () => this.leave());
  }

  changed() {
    this.isDirty = true;
    this.since ||= Date.now();
    clearTimeout(this.waiting);
    const pause = Date.now() - this.since > LONGEST_PAUSE ? 0 : PAUSE;
    this.waiting = setTimeout(() => this.send(), pause);
  }

  flush() {
    if (!this.isDirty) return;
    clearTimeout(this.waiting);
    // After the editors have written what was typed into their fields.
    this.waiting = setTimeout(() => this.send(), 350);
  }

  fields() {
    const data = new FormData(this.form);
    for (const name of ["csrfmiddlewaretoken", "op", "opening"]) data.delete(name);
    const secret = this.form.dataset.markedSecret;
    for (const [name, value] of [...data]) {
      if (value instanceof File) data.delete(name);
      // Of a secret matter nothing but what is public is kept, not even in this browser.
      else if (secret && data.get(secret) && /^(?:parts-\d|decision|handling|background)/.test(name)) data.set(name, "");
    }
    return data;
  }

  async send({ keepalive = false } = {}) {
    if (!this.isDirty || this.isOver) return;
    clearTimeout(this.waiting);
    const kept = this.fields();
    const body = new FormData();
    for (const [name, value] of kept) body.append(`field:${name}`, value);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    body.set("target", this.form.dataset.target);
    body.set("opening", this.form.dataset.opening ?? "");
    body.set("base_revision", this.form.dataset.revision || "0");
    this.sending?.abort();
    this.sending = new AbortController();
    this.isDirty = false;
    this.since = 0;
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST", body, keepalive, signal: this.sending.signal, redirect: "manual", headers: { Accept: "application/json" },
      });
      if (!answer.ok) throw new Refused(answer.status);
      const told = await answer.json();
      this.store.removeItem(this.key);
      this.tell("saved", { time: told.saved_at });
    } catch (error) {
      if (error.name === "AbortError") return;
      this.isDirty = true;
      this.keepHere(kept);
      this.tell(error instanceof Refused ? error.words : "offline");
      if (!(error instanceof Refused)) this.waiting = setTimeout(() => this.send(), LONGEST_PAUSE);
    }
  }

  keepHere(kept = this.fields()) {
    if (!this.isDirty) return;
    const value = JSON.stringify({ at: Date.now(), revision: this.form.dataset.revision || "0", fields: [...kept] });
    try {
      this.store.setItem(this.key, value);
    } catch {
      this.tell("full");
    }
  }

  leave() {
    if (!this.isDirty || this.isOver) return;
    const kept = this.fields();
    this.keepHere(kept);
    const length = [...kept].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    this.send({ keepalive: length < SMALL_ENOUGH_TO_SEND_WHILE_LEAVING });
  }

  submitted(event) {
    const limit = Number(this.form.dataset.longest || 0);
    const kept = this.fields();
    // As it would be sent: a Finnish letter takes six characters then.
    const length = limit ? new URLSearchParams(kept).toString().length : 0;
    if (limit && length > limit) {
      event.preventDefault();
      this.tell("large");
      this.status?.focus();
      return;
    }
    this.isDirty = true;
    this.keepHere(kept);
    this.isOver = true;
    clearTimeout(this.waiting);
    this.sending?.abort();
  }

  tell(what, values = {}) {
    if (!this.status) return;
    const words = this.status.dataset[what];
    if (words) this.status.querySelector("[data-words]").textContent = fill(words, values);
    this.status.dataset.tone = what === "saved" ? "" : "late";
    this.status.hidden = false;
  }

  offerWhatIsHere() {
    if (this.form.dataset.sent) {
      // What is kept here stands in the form already. It goes on as a draft, until it is saved.
      this.changed();
      return;
    }
    const offer = document.querySelector("[data-kept-here]");
    const newest = this.keptHere().sort((one, other) => other.kept.at - one.kept.at)[0];
    if (!newest || !offer) return;
    const { key, kept } = newest;
    const time = new Date(kept.at).toLocaleTimeString("fi-FI", { hour: "numeric", minute: "2-digit", timeZone: "Europe/Helsinki" });
    offer.querySelector("[data-words]").textContent = fill(offer.dataset.found, { time });
    offer.hidden = false;
    offer.querySelector("[data-restore]").addEventListener("click", () => this.restore(key, kept, offer));
    offer.querySelector("[data-forget]").addEventListener("click", () => {
      this.store.removeItem(key);
      offer.hidden = true;
    });
  }

  openingOf(key) {
    return key.slice(this.formKey.length + 1);
  }

  keptHere() {
    const drafts = new Map((this.form.dataset.drafts ?? "").split(" ").filter(Boolean).map((one) => one.split("=")));
    const found = [];
    for (const key of Object.keys(this.store)) {
      if (key !== this.formKey && !key.startsWith(`${this.formKey}:`)) continue;
      const kept = readKept(this.store, key);
      if (!kept) continue;
      // What was sent as the page was left has come in, though nobody was there to hear of it.
      const hasComeIn = Number(drafts.get(this.openingOf(key)) || 0) >= Math.floor(kept.at / 1000);
      if (hasComeIn || saysTheSame(kept.fields, [...this.fields()])) this.store.removeItem(key);
      else found.push({ key, kept });
    }
    return found;
  }

  async restore(key, kept, offer) {
    const body = new FormData();
    for (const [name, value] of kept.fields) body.append(`field:${name}`, value);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    body.set("target", this.form.dataset.target);
    body.set("opening", this.openingOf(key));
    body.set("base_revision", kept.revision);
    const answer = await fetch(this.form.dataset.autosave, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (!answer?.ok) { this.tell("offline"); return; }
    this.store.removeItem(key);
    this.isOver = true;
    location.assign(offer.dataset.continueAt);
  }
}

class Refused extends Error {
  constructor(status) {
    super(String(status));
    this.words = { 0: "ended", 401: "ended", 403: "ended", 413: "large" }[status] ?? "offline";
  }
}

function readKept(store, key) {
  try {
    const kept = JSON.parse(store.getItem(key) ?? "null");
    return kept && Date.now() - kept.at < KEPT_DAYS * 24 * 3600 * 1000 ? kept : null;
  } catch {
    return null;
  }
}

function saysTheSame(one, other) {
  const words = (fields) => JSON.stringify(fields.filter(([name]) => name !== "revision")
    .map(([name, value]) => [name, value.replace(/\r\n/g, "\n")]));
  return words(one) === words(other);
}

function forgetSaved() {
  // The server names in a cookie of a minute the opening of a form that it has just saved.
  const named = document.cookie.match(/(?:^|; )seutu_saved=([^;]*)/);
  if (!named) return;
  const opening = decodeURIComponent(named[1]).replace(/"/g, "");
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store)) {
      if (key.startsWith("seutu:") && key.endsWith(`:${opening}`)) store.removeItem(key);
    }
  }
  document.cookie = "seutu_saved=; max-age=0; path=/";
}

forgetSaved();
for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form).offerWhatIsHere();
