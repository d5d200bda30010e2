/* What may be meant, while one types into a box to search: a combobox with a list, after the ARIA Authoring Practices.
   Without this script the box is a plain form. */

const PAUSE_MS = 180;
const LEAST_LETTERS = 2;
const announcement = document.getElementById("announcement");

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function option(suggestion, id) {
  const label = element("span", { lang: suggestion.lang }, suggestion.label);
  const about = element("span", { class: "quiet" }, [suggestion.kind_label, suggestion.about].filter(Boolean).join(" · "));
  return element("li", { role: "option", id, "aria-selected": "false", "data-url": suggestion.url }, label, about);
}

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = element("ul", {
      class: "suggestions", role: "listbox", id: `${this.input.id}-suggestions`, "aria-label": form.dataset.suggestionsLabel, hidden: "hidden",
    });
    this.input.after(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    this.chosen = -1;
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Before the field loses its focus, which would close the list.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
    form.addEventListener("submit", () => this.close());
  }

  get options() { return [...this.list.children]; }

  wait() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (this.input.value.trim().length < LEAST_LETTERS) this.close();
    else this.timer = setTimeout(() => this.ask(), PAUSE_MS);
  }

  async ask() {
    const typed = this.input.value;
    const address = new URL(this.form.dataset.suggestions, location.href);
    address.searchParams.set("q", typed);
    this.request = new AbortController();
    try {
      const answer = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
      // Suggestions are a help: without them one types on.
      if (answer.ok && typed === this.input.value) this.show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show({ suggestions, status }) {
    if (document.activeElement !== this.input) return;
    this.list.replaceChildren(...suggestions.map((each, number) => option(each, `${this.list.id}-${number}`)));
    this.choose(-1);
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    announcement.textContent = status;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }

  choose(number) {
    this.chosen = number;
    for (const [place, each] of this.options.entries()) each.setAttribute("aria-selected", String(place === number));
    const active = this.options[number];
    if (active) {
      this.input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  go(chosen) {
    if (chosen) location.assign(chosen.dataset.url);
  }

  key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const count = this.options.length, isOpen = !this.list.hidden;
    if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // the next Escape empties the field
      this.close();
    } else if (event.key === "Enter" && isOpen && this.chosen >= 0) {
      event.preventDefault();
      this.go(this.options[this.chosen]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) this.wait();
      // Between the last and the first stands the field itself.
      else this.choose(((this.chosen + (event.key === "ArrowDown" ? 1 : -1) + count + 2) % (count + 1)) - 1);
    } else if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") this.choose(-1);
  }
}

for (const form of document.querySelectorAll("form[data-suggestions]")) new Suggestions(form);
