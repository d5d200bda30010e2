/* Keys of the pages for workers. Without this script the links and buttons are pressed as always.

   <a data-shortcut="k"> is followed when its letter is pressed anywhere but in a field, unless the worker has switched
   such letters off in this browser ([data-shortcut-switch], WCAG 2.1.4). <form data-ctrl-enter> is sent with Ctrl+Enter. */

const OFF = "seutu:shortcuts-off";

function isTyping(element) {
  return element.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
}

function isOff() {
  return localStorage.getItem(OFF) === "yes";
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form[data-ctrl-enter]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isOff() || isTyping(event.target)) return;
  const link = document.querySelector(`a[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

for (const place of document.querySelectorAll("[data-shortcut-switch]")) {
  const button = place.querySelector("button");
  const tell = () => {
    button.textContent = isOff() ? button.dataset.off : button.dataset.on;
    for (const key of document.querySelectorAll("[data-shortcut] kbd")) key.hidden = isOff();
  };
  button.addEventListener("click", () => {
    if (isOff()) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
    tell();
  });
  tell();
  place.hidden = false;
}
