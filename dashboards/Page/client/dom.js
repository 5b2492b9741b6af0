// Elements made one by one: text can only ever be text, and nothing here writes markup.

/** An element. Props: class, text, on* handlers, data-*, aria-* and plain attributes; null and false are left out. */
export function el(name, props = {}, ...children) {
  return fill(document.createElement(name), props, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** The same for SVG. */
export function svg(name, props = {}, ...children) {
  return fill(document.createElementNS(SVG, name), props, children);
}

function fill(node, props, children) {
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "class") node.setAttribute("class", value);
    else if (key === "text") node.textContent = value;
    else if (key === "vars") for (const [name, v] of Object.entries(value)) node.style.setProperty(name, v);
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PATHS = {
  more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  close: "M6 6l12 12M18 6L6 18",
  sun: "M12 4V2M12 22v-2M4 12H2M22 12h-2M5.600 5.600L4.200 4.200M19.800 19.800l-1.400-1.400M5.600 18.400l-1.400 1.400M19.800 4.200l-1.400 1.400M12 8a4 4 0 100 8 4 4 0 000-8z",
  moon: "M20 14.500A8 8 0 119.500 4a6.500 6.500 0 0010.500 10.500z",
  print: "M7 9V3h10v6M7 18H4v-7h16v7h-3M7 15h10v6H7z",
  info: "M12 11v5M12 8h.01M12 3a9 9 0 100 18 9 9 0 000-18z",
  warn: "M12 9v4M12 16.500h.01M10.300 4.300L2.800 17.500A2 2 0 004.500 20.500h15a2 2 0 001.700-3L13.700 4.300a2 2 0 00-3.400 0z",
  empty: "M4 7l8-4 8 4-8 4zM4 7v10l8 4 8-4V7M12 11v10",
  down: "M6 9l6 6 6-6",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  question: "M9.500 9a2.500 2.500 0 114 2c-1 .8-1.500 1.300-1.500 2.500M12 17h.01M12 3a9 9 0 100 18 9 9 0 000-18z",
};

/** One of the page's few icons; for eyes only, so it always stands beside a label. */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}

/** A button that shows only an icon. */
export function iconButton(name, label, onclick, extra = {}) {
  return el("button", { class: "icon", type: "button", "aria-label": label, title: label, onclick, ...extra }, icon(name));
}

/** Says something to a screen reader. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}
