// What a machine can see of a page: gives the faults in words. Typed for the pages of the demo in Finnish.
() => {
  const found = [];
  const main = document.querySelector("main") ?? document.body;
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".hidden");
  const words = (some) => [...new Set(some.map((one) => (one.textContent || one.name).trim().slice(0, 40)))].slice(0, 4);

  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) {
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
    found.push(`${over} px wider than the screen: ${wide.slice(-1).map((one) => `${one.tagName}.${one.className}`)}`);
  }

  const titles = [...document.querySelectorAll("h1")].filter(seen).length;
  if (titles !== 1) found.push(`${titles} h1`);

  const controls = "button, select, summary, .button, input:not([type=hidden], [type=checkbox], [type=radio])";
  const low = [...main.querySelectorAll(controls)].filter((one) => seen(one) && one.getBoundingClientRect().height < 43.5);
  if (low.length) found.push(`lower than 44 px: ${words(low)}`);

  const texts = [...main.querySelectorAll("h1, h2, h3, p, a, label, dt, dd, li, .status, .button")];
  const cut = texts.filter((one) => seen(one) && one.clientWidth && one.scrollWidth > one.clientWidth + 2
    && getComputedStyle(one).display !== "inline" && !one.closest(".scroll, pre"));
  if (cut.length) found.push(`runs over: ${words(cut)}`);

  const marks = {
    "date of machines": /\b20\d\d-\d\d-\d\d\b/,
    "zero in a date": /\b0\d\.\d{1,2}\.20\d\d|\b\d{1,2}\.0\d\.20\d\d/,
    "colon in a time": /\bklo \d{1,2}:\d\d/,
    "straight quotes": /["“‟]|(?<!\p{L})'|'(?!\p{L})/u,
    "hyphen for a dash": / - /,
    "decimal point": /(?<![\d.])\d+\.\d{3,}\b|\d\.\d+ ?[%€]/,
    "number beside its sign": /\d[%€]/,
    "three points": /\.\.\./,
    "word of machines": /\bNone\b|\bTrue\b|\bFalse\b|%\(|\{\{|\{%|-{4}/,
  };
  if (document.documentElement.lang !== "fi") return found;
  const text = main.innerText;
  for (const [name, mark] of Object.entries(marks)) {
    const hit = mark.exec(text);
    if (hit) found.push(`${name}: ${text.slice(Math.max(0, hit.index - 25), hit.index + 25).replace(/\s+/g, " ")}`);
  }
  return found;
}
