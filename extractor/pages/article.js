// Lights up a value's mentions, and a mention's values: by pointing, by focus, and pinned by a click or Enter.
"use strict";
(() => {
  const root = document.documentElement;
  if (!root.classList.contains("extractor")) return; // put into somebody else's page
  const bar = document.querySelector(".bar");
  const wide = matchMedia("(min-width: 56.01rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const items = new Map(); // key → the value in the record
  const shown = new Map(); // key → every element in the text that shows it
  let lit = [];
  let pinned = null; // the keys of what is pinned, as they stand in data-r
  let step = -1;

  root.classList.add("js");
  for (const element of document.querySelectorAll("[data-r]")) {
    for (const key of element.dataset.r.split(" ")) {
      if (element.classList.contains("item")) items.set(key, element);
      else if (shown.has(key)) shown.get(key).push(element);
      else shown.set(key, [element]);
    }
  }

  const mentions = (keys) => {
    const places = new Set(keys.split(" ").flatMap((key) => shown.get(key) ?? []));
    return [...places].filter((element) => !element.matches(".again, .points"));
  };

  function light(keys) {
    for (const element of lit) element.classList.remove("lit", "now");
    lit = keys ? keys.split(" ").flatMap((key) => [items.get(key), ...(shown.get(key) ?? [])]).filter(Boolean) : [];
    for (const element of lit) element.classList.add("lit");
    root.classList.toggle("lighting", lit.length > 0);
    tell(keys);
  }

  function tell(keys) {
    const found = keys ? keys.split(" ").map((key) => items.get(key)).filter(Boolean) : [];
    bar.hidden = found.length === 0;
    bar.classList.toggle("pinned", pinned !== null);
    if (!found.length) return;
    const places = mentions(keys).length;
    bar.querySelector(".what").textContent = found[0].dataset.kind;
    bar.querySelector(".which").textContent = found.map((item) => item.dataset.label).join(" / ");
    bar.querySelector(".where").textContent =
      pinned && step >= 0 ? `${step + 1} of ${places}` : places === 1 ? "1 mention" : `${places} mentions`;
  }

  function pin(keys) {
    for (const item of items.values()) item.setAttribute("aria-pressed", "false");
    pinned = keys;
    step = -1;
    for (const key of keys ? keys.split(" ") : []) items.get(key)?.setAttribute("aria-pressed", "true");
    light(keys);
  }

  function show(element, block) {
    const far = Math.abs(element.getBoundingClientRect().top) > 3 * innerHeight;
    element.scrollIntoView({ block, behavior: far || still.matches ? "instant" : "smooth" });
  }

  // between the legend and the bar
  function inView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return top > 64 && bottom < innerHeight - 80;
  }

  function go(by) {
    const places = mentions(pinned);
    if (!places.length) return;
    places[step]?.classList.remove("now");
    step = step < 0 && by < 0 ? places.length - 1 : (step + by + places.length) % places.length;
    if (places.length > 1) places[step].classList.add("now");
    if (!inView(places[step])) show(places[step], "center");
    tell(pinned);
  }

  function press(element) {
    const keys = element.dataset.r;
    if (pinned === keys) return pin(null);
    pin(keys);
    if (element.classList.contains("item")) {
      if (wide.matches) go(1);
      return;
    }
    step = mentions(keys).indexOf(element);
    tell(keys);
    const item = items.get(keys.split(" ")[0]);
    if (!item) return;
    if (!item.offsetParent) unfold(item.closest("ul"));
    if (wide.matches) show(item, "nearest");
  }

  function unfold(list) {
    list?.classList.remove("folded");
    const more = list?.nextElementSibling;
    if (more?.classList.contains("more")) more.hidden = true;
  }

  function toggle(button) {
    const kind = button.dataset.toggle;
    const on = button.getAttribute("aria-pressed") === "false";
    button.setAttribute("aria-pressed", String(on));
    root.classList.toggle(`hide-${kind}`, !on);
    for (const mark of document.querySelectorAll(`mark.${kind}:not(.again)`)) mark.tabIndex = on ? 0 : -1;
    if (pinned && pinned.split(" ").some((key) => hidden(items.get(key)))) pin(null);
  }

  const hidden = (item) => Boolean(item) && root.classList.contains(`hide-${kindOf(item)}`);
  const kinds = [...document.querySelectorAll("[data-toggle]")].map((button) => button.dataset.toggle);
  const kindOf = (element) => kinds.find((kind) => element.classList.contains(kind));
  // the nearest element with a key whose kind is not hidden
  function target(event) {
    let element = event.target instanceof Element ? event.target.closest("[data-r]") : null;
    while (element && hidden(items.get(element.dataset.r.split(" ")[0]))) element = element.parentElement?.closest("[data-r]");
    return element;
  }

  document.addEventListener("pointerover", (event) => {
    if (!pinned) light(target(event)?.dataset.r);
  });
  document.addEventListener("pointerleave", () => pinned || light(null));
  document.addEventListener("focusin", (event) => {
    if (!pinned) light(target(event)?.dataset.r);
  });
  document.addEventListener("focusout", () => pinned || light(null));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-toggle], [data-step], [data-clear], .more");
    if (button?.dataset.toggle) return toggle(button);
    if (button?.dataset.step) return go(Number(button.dataset.step));
    if (button?.hasAttribute("data-clear")) return pin(null);
    if (button) return unfold(button.previousElementSibling);
    const element = target(event);
    if (element && getSelection().isCollapsed) press(element);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pin(null);
    else if ((event.key === "Enter" || event.key === " ") && event.target.matches("mark")) {
      event.preventDefault();
      const element = target(event);
      if (element) press(element);
    }
  });

  for (const more of document.querySelectorAll(".more")) {
    more.hidden = false;
    more.previousElementSibling.classList.add("folded");
  }

  // Systems without flags draw two letters for one: then the code beside it is enough.
  const flag = document.querySelector(".flag");
  const pen = flag && document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (pen) {
    pen.canvas.width = pen.canvas.height = 24;
    pen.font = `16px ${getComputedStyle(flag).fontFamily}`;
    pen.fillText("\u{1F1FA}\u{1F1F8}", 0, 18);
    const pixels = pen.getImageData(0, 0, 24, 24).data;
    const coloured = pixels.some((value, i) => i % 4 === 0 && (value !== pixels[i + 1] || value !== pixels[i + 2]));
    root.classList.toggle("no-flags", !coloured);
  }
})();
