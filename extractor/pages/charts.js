// Draws the charts of a report in the colours of the page, and anew when the page turns light, dark or to paper.
"use strict";

(() => {
  const specs = JSON.parse(document.getElementById("specs").textContent);
  const places = [...document.querySelectorAll("[data-chart]")];
  const NARROW = 560; // pixels: below, names are cut shorter
  const NAME = 84; // of names beside a narrow chart
  const drawn = new Map();

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const mixed = (one, other, part) => {
    const [a, b] = [channels(one), channels(other)];
    return `rgb(${a.map((value, at) => Math.round(value * part + b[at] * (1 - part))).join(",")})`;
  };

  function look(hue, narrow) {
    const [paper, ink, quiet, line, main] = ["paper", "ink", "quiet", "line", hue].map(colour);
    const font = getComputedStyle(document.body).fontFamily;
    const shades = [mixed(main, paper, 0.2), mixed(main, paper, 0.6), main, mixed(main, ink, 0.55)];
    const words = { labelColor: quiet, titleColor: quiet, labelFont: font, titleFont: font, titleFontWeight: 400 };
    return {
      background: null,
      view: { stroke: null },
      axis: { ...words, gridColor: line, domainColor: line, tickColor: line, labelLimit: narrow ? 120 : 220 },
      axisY: { labelFontSize: 12 },
      legend: { ...words, gradientThickness: 8 },
      bar: { fill: main },
      rect: { fill: main },
      area: { fill: main },
      text: { fill: ink, font, fontSize: 12 },
      geoshape: { fill: line, stroke: paper },
      circle: { stroke: paper },
      range: { ramp: shades, heatmap: shades },
    };
  }

  function fitted(spec, width, narrow) {
    const made = structuredClone(spec);
    const { aspect } = made.usermeta;
    if (aspect) made.height = Math.round(width * aspect);
    if (narrow && made.padding) {
      made.padding = { ...made.padding, left: NAME + 10, right: NAME + 10 };
      for (const { mark } of made.layer) if (mark.limit) mark.limit = NAME;
    }
    return made;
  }

  async function draw(place) {
    const spec = specs[place.dataset.chart];
    const narrow = place.clientWidth < NARROW;
    const options = {
      actions: false,
      ast: true, // expressions are read, not compiled: the page's policy forbids making code
      config: look(spec.usermeta.hue, narrow),
      defaultStyle: false,
      renderer: "svg",
      tooltip: { disableDefaultStyle: true },
    };
    drawn.get(place)?.finalize();
    drawn.set(place, await vegaEmbed(place, fitted(spec, place.clientWidth, narrow), options));
    place.setAttribute("role", "img"); // Vega puts its own words over the page's
  }

  const drawAll = () => Promise.all(places.map(draw));

  let waiting;
  let width = document.body.clientWidth;
  window.addEventListener("resize", () => {
    if (document.body.clientWidth === width) return;
    width = document.body.clientWidth;
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 200);
  });
  for (const media of ["(prefers-color-scheme: dark)", "print"]) {
    window.matchMedia(media).addEventListener("change", drawAll);
  }

  // a link to an example opens it
  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  window.addEventListener("hashchange", open);
  open();

  drawAll().then(() => document.documentElement.classList.add("drawn"));
})();
