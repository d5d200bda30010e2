/* Rich text in place of a text area. The text area stays the field of the form: what is typed here is written into it.
   What comes in by pasting is cut down to what may stand in a record's text; the server does it again when it saves. */

import Squire from "../vendor/squire-2.4.8.mjs";
import { cleanAtServer } from "./office_paste.js";

const KEPT = new Set(["P", "BR", "H3", "H4", "H5", "UL", "OL", "LI", "BLOCKQUOTE", "STRONG", "EM", "B", "I", "SUP", "SUB", "A",
  "TABLE", "CAPTION", "THEAD", "TBODY", "TFOOT", "TR", "TH", "TD"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "HEAD", "TITLE", "META", "LINK", "IFRAME", "OBJECT", "NOSCRIPT"]);
const ATTRIBUTES = { A: ["href"], OL: ["start"], TH: ["colspan", "rowspan", "scope"], TD: ["colspan", "rowspan"], P: ["lang"] };
const RENAMED = { H1: "H3", H2: "H3", H6: "H5", DIV: "P" };
const BLOCKS = "p, h3, h4, h5, ul, ol, blockquote, table";
const SAFE_ADDRESS = /^(?:https?:|mailto:|tel:)/i;

/* -- what comes in -- */

function clean(node) {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE) continue;
    if (child.nodeType !== Node.ELEMENT_NODE || DROPPED.has(child.nodeName)) { child.remove(); continue; }
    clean(child);
    keepOrUnwrap(child);
  }
}

function keepOrUnwrap(element) {
  const wanted = RENAMED[element.nodeName] ?? element.nodeName;
  // A division around paragraphs is no paragraph.
  const isWrapper = element.nodeName === "DIV" && element.querySelector(BLOCKS);
  if (!KEPT.has(wanted) || isWrapper) { element.replaceWith(...element.childNodes); return; }
  const kept = document.createElement(wanted);
  for (const name of ATTRIBUTES[wanted] ?? []) {
    const value = element.getAttribute(name);
    if (value !== null && (name !== "href" || SAFE_ADDRESS.test(value.trim()))) kept.setAttribute(name, value);
  }
  kept.append(...element.childNodes);
  element.replaceWith(kept);
}

function toFragment(html) {
  // An inert document: nothing in it is fetched or run.
  const body = new DOMParser().parseFromString(withoutStyles(html), "text/html").body;
  clean(body);
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return document.importNode(fragment, true);
}

function withoutStyles(html) {
  // No style is ever kept, but the policy of the page reports each that is read.
  return html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

/* -- what goes out -- */

function toHtml(editor) {
  const body = new DOMParser().parseFromString(editor.getHTML(), "text/html").body;
  clean(body);
  for (const cell of body.querySelectorAll("td, th")) {
    const only = cell.children.length === 1 && cell.firstElementChild.nodeName === "P" ? cell.firstElementChild : null;
    if (only) only.replaceWith(...only.childNodes);
    if (cell.textContent.trim() === "") cell.textContent = "";
  }
  for (const item of body.querySelectorAll("li")) {
    const only = item.children.length === 1 && item.firstElementChild.nodeName === "P" ? item.firstElementChild : null;
    if (only) only.replaceWith(...only.childNodes);
  }
  trimEnds(body);
  return body.textContent.trim() === "" && !body.querySelector("table") ? "" : spacesAsTyped(body).innerHTML;
}

function trimEnds(body) {
  const isEmpty = (node) => node && (node.textContent.trim() === "" && !node.querySelector?.("table, td"));
  while (isEmpty(body.firstChild)) body.firstChild.remove();
  while (isEmpty(body.lastChild)) body.lastChild.remove();
}

function spacesAsTyped(body) {
  // A browser writes a hard space where a plain one would vanish while typing; only before and after numbers is it meant.
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    walker.currentNode.data = walker.currentNode.data.replace(/(?<![\d§])\u00a0(?!\d)/g, " ");
  }
  return body;
}

function fromPlain(text) {
  if (text.includes("<")) return text;
  const holder = document.createElement("div");
  for (const block of text.split(/\n{2,}/)) {
    if (!block.trim()) continue;
    const paragraph = document.createElement("p");
    paragraph.textContent = block.trim();
    holder.append(paragraph);
  }
  return holder.innerHTML;
}

/* -- the commands -- */

function blockAround(editor, names) {
  let node = editor.getSelection().startContainer;
  while (node && node !== editor.getRoot()) {
    if (names.includes(node.nodeName)) return node;
    node = node.parentNode;
  }
  return null;
}

function toggleHeading(editor) {
  const wanted = blockAround(editor, ["H3", "H4", "H5"]) ? "P" : "H3";
  editor.modifyBlocks((fragment) => {
    for (const block of fragment.querySelectorAll("p, h3, h4, h5")) {
      const changed = document.createElement(wanted);
      changed.append(...block.childNodes);
      block.replaceWith(changed);
    }
    return fragment;
  });
}

const TABLE = "<table><thead><tr><th scope=\"col\"><br></th><th scope=\"col\"><br></th></tr></thead>"
  + "<tbody><tr><td><br></td><td><br></td></tr><tr><td><br></td><td><br></td></tr></tbody></table><p><br></p>";

function cellLike(cell) {
  const made = document.createElement(cell.nodeName);
  if (cell.hasAttribute("scope")) made.setAttribute("scope", cell.getAttribute("scope"));
  const paragraph = document.createElement("p");
  paragraph.append(document.createElement("br"));
  made.append(paragraph);
  return made;
}

function changeTable(editor, change) {
  const cell = blockAround(editor, ["TD", "TH"]);
  if (!cell) return;
  editor.saveUndoState();
  const row = cell.closest("tr");
  const table = cell.closest("table");
  const place = [...row.cells].indexOf(cell);
  const around = change(table, row, place);
  const goal = around && around.isConnected ? around : editor.getRoot();
  const range = document.createRange();
  range.selectNodeContents(goal);
  range.collapse(true);
  editor.setSelection(range);
  editor.focus();
}

const TABLE_CHANGES = {
  row(table, row) {
    const made = document.createElement("tr");
    for (const cell of row.cells) {
      const like = cellLike(cell);
      made.append(like.nodeName === "TH" && row.parentNode.nodeName === "THEAD" ? cellLike(document.createElement("td")) : like);
    }
    if (row.parentNode.nodeName === "THEAD" && table.tBodies[0]) table.tBodies[0].prepend(made);
    else row.after(made);
    return made.cells[0];
  },
  column(table, row, place) {
    for (const each of table.rows) {
      const cell = each.cells[Math.min(place, each.cells.length - 1)];
      if (cell) cell.after(cellLike(cell));
    }
    return row.cells[place + 1];
  },
  remove_row(table, row) {
    const near = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    if (table.rows.length === 0) table.remove();
    return near?.cells[0];
  },
  remove_column(table, row, place) {
    for (const each of table.rows) each.cells[place]?.remove();
    if (![...table.rows].some((each) => each.cells.length)) table.remove();
    return row.cells[Math.max(place - 1, 0)];
  },
};

const COMMANDS = {
  bold: (editor) => (editor.hasFormat("B") || editor.hasFormat("STRONG") ? editor.removeBold() : editor.bold()),
  italic: (editor) => (editor.hasFormat("I") || editor.hasFormat("EM") ? editor.removeItalic() : editor.italic()),
  heading: toggleHeading,
  list: (editor) => (blockAround(editor, ["UL"]) ? editor.removeList() : editor.makeUnorderedList()),
  numbered: (editor) => (blockAround(editor, ["OL"]) ? editor.removeList() : editor.makeOrderedList()),
  table: (editor) => { if (!blockAround(editor, ["TABLE"])) editor.insertHTML(TABLE); },
  undo: (editor) => editor.undo(),
  redo: (editor) => editor.redo(),
};
for (const [name, change] of Object.entries(TABLE_CHANGES)) COMMANDS[name] = (editor) => changeTable(editor, change);

const IS_ON = {
  bold: (editor) => editor.hasFormat("B") || editor.hasFormat("STRONG"),
  italic: (editor) => editor.hasFormat("I") || editor.hasFormat("EM"),
  heading: (editor) => Boolean(blockAround(editor, ["H3", "H4", "H5"])),
  list: (editor) => Boolean(blockAround(editor, ["UL"])),
  numbered: (editor) => Boolean(blockAround(editor, ["OL"])),
  link: (editor) => editor.hasFormat("A"),
};

/* -- the toolbar: one stop of the tab key, arrows inside it -- */

function setUpToolbar(toolbar, run, leave) {
  const shown = () => [...toolbar.querySelectorAll("button:not([hidden])")];
  let current = shown()[0];
  const goTo = (button) => {
    for (const each of toolbar.querySelectorAll("button")) each.tabIndex = each === button ? 0 : -1;
    current = button;
  };
  goTo(current);
  toolbar.addEventListener("keydown", (event) => {
    const buttons = shown();
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === "Escape") { event.preventDefault(); leave(); }
    if (to === undefined) return;
    event.preventDefault();
    goTo(buttons[(to + buttons.length) % buttons.length]);
    current.focus();
  });
  // The selection in the text must stay where it is when a button is pressed with a mouse.
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    goTo(button);
    run(button.dataset.command);
  });
  return { focus: () => { if (current.hidden) goTo(shown()[0]); current.focus(); }, reset: () => { if (current.hidden) goTo(shown()[0]); } };
}

/* -- one editor -- */

function labelFor(area) {
  const label = area.labels?.[0];
  if (label && !label.id) label.id = `${area.id}_label`;
  return label;
}

function makeRoot(area, help) {
  const root = document.createElement("div");
  const label = labelFor(area);
  root.className = "editor__text prose";
  root.setAttribute("role", "textbox");
  root.setAttribute("aria-multiline", "true");
  if (label) root.setAttribute("aria-labelledby", label.id);
  help.id = `${area.id}_keys`;
  root.setAttribute("aria-describedby", [area.getAttribute("aria-describedby"), help.id].filter(Boolean).join(" "));
  if (area.getAttribute("aria-invalid")) root.setAttribute("aria-invalid", "true");
  if (area.lang) root.lang = area.lang;
  // Links of the error summary lead to the field by this id.
  root.id = area.id;
  area.removeAttribute("id");
  label?.addEventListener("click", () => root.focus());
  return root;
}

function setUpLinks(holder, editor, toolbar) {
  const panel = holder.querySelector("[data-link-panel]");
  const address = panel.querySelector("[data-link-address]");
  const button = holder.querySelector("[data-command=link]");
  let chosen = null;
  const close = () => {
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (chosen) editor.setSelection(chosen);
    editor.focus();
  };
  const set = () => {
    const typed = address.value.trim();
    const whole = SAFE_ADDRESS.test(typed) ? typed : typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
    close();
    if (typed) editor.makeLink(whole, {});
  };
  panel.querySelector("[data-link-set]").addEventListener("click", set);
  panel.querySelector("[data-link-remove]").addEventListener("click", () => { close(); editor.removeLink(); });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); close(); }
    // Enter in this little field must not send the form.
    if (event.key === "Enter" && event.target === address) { event.preventDefault(); set(); }
  });
  return () => {
    chosen = editor.getSelection().cloneRange();
    address.value = blockAround(editor, ["A"])?.getAttribute("href") ?? "";
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden) editor.focus();
    else address.focus();
  };
}

function enhance(holder) {
  const area = holder.querySelector("textarea");
  if (!area || holder.dataset.ready) return;
  holder.dataset.ready = "yes";
  const toolbarElement = holder.querySelector("[role=toolbar]");
  const root = makeRoot(area, holder.querySelector("[data-editor-help]"));
  area.before(root);
  area.hidden = true;
  holder.querySelector("[data-plain-hint]").hidden = true;
  toolbarElement.hidden = false;
  toolbarElement.setAttribute("aria-controls", root.id);

  const editor = new Squire(root, { blockTag: "P", addLinks: false, sanitizeToDOMFragment: toFragment });
  editor.setHTML(fromPlain(area.value));
  // The tab key leaves the field, as it does everywhere else in a form.
  for (const key of ["Tab", "Shift-Tab", "Ctrl-u", "Meta-u"]) editor.setKeyHandler(key, null);

  const write = () => { area.value = toHtml(editor); };
  write();
  let known = area.value;
  let waiting = 0;
  editor.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      write();
      // Setting up the editor changes the text as well: only what somebody typed is told to the form.
      if (area.value === known) return;
      known = area.value;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }, 300);
  });
  area.form?.addEventListener("formdata", (event) => { write(); event.formData.set(area.name, area.value); });

  const openLink = setUpLinks(holder, editor);
  const toolbar = setUpToolbar(toolbarElement, (name) => {
    if (name === "link") { openLink(); return; }
    COMMANDS[name](editor);
    if (document.activeElement !== root) editor.focus();
  }, () => editor.focus());
  editor.setKeyHandler("Alt-F10", (_self, event) => { event.preventDefault(); toolbar.focus(); });
  root.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") { event.preventDefault(); toolbar.focus(); }
  });
  const tellState = () => {
    for (const [name, isOn] of Object.entries(IS_ON)) {
      toolbarElement.querySelector(`[data-command=${name}]`).setAttribute("aria-pressed", String(isOn(editor)));
    }
    const isInTable = Boolean(blockAround(editor, ["TABLE"]));
    for (const button of toolbarElement.querySelectorAll("[data-in-table]")) button.hidden = !isInTable;
    toolbar.reset();
  };
  editor.addEventListener("pathChange", tellState);
  editor.addEventListener("select", tellState);
  editor.addEventListener("cursor", tellState);
  cleanAtServer(holder, editor);
}

for (const holder of document.querySelectorAll("[data-editor]")) enhance(holder);
