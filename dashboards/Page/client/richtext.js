// Titles and text boxes: the server parsed and cleaned them into a tree, which becomes elements here.
import { el } from "./dom.js";
import { plain } from "./format.js";

/** Nodes: {text, bold, italic, underline, color, background, size, link}, {kind: "break"}, {kind: "block"|"list"|"item", align, ordered, children}. */
export function rich(nodes) {
  return nodes.map(node);
}

function node(part) {
  switch (part.kind) {
    case "break": return el("br");
    case "block": return aligned(el("p", {}, rich(part.children)), part);
    case "list": return el(part.ordered ? "ol" : "ul", {}, rich(part.children));
    case "item": return aligned(el("li", {}, rich(part.children)), part);
    default: return run(part);
  }
}

function aligned(element, part) {
  if (part.align) element.style.textAlign = part.align;
  return element;
}

function run(part) {
  const name = part.link ? "a" : part.bold ? "b" : part.italic ? "i" : part.underline ? "u" : "span";
  const element = el(name, part.link ? { href: part.link, target: "_blank", rel: "noopener noreferrer" } : {}, plain(part.text));
  if (part.bold && name !== "b") element.style.fontWeight = "650";
  if (part.italic && name !== "i") element.style.fontStyle = "italic";
  if (part.underline && name !== "u" && name !== "a") element.style.textDecoration = "underline";
  if (part.color && readable(part.color)) element.style.color = part.color;
  if (part.background) element.style.backgroundColor = part.background;
  if (part.size) element.style.fontSize = `${Math.min(part.size, 28)}px`;
  return element;
}

// A colour chosen for a coloured ground would vanish on ours: white on white, black on black.
function readable(color) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches && document.documentElement.dataset.theme !== "light";
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16) / 255);
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return dark || document.documentElement.dataset.theme === "dark" ? light > 0.25 : light < 0.7;
}

/** The words alone, for labels. */
export function words(nodes) {
  return plain(nodes.map((part) => (part.kind === "break" ? " " : (part.text ?? (part.children ? words(part.children) : "")))).join("")).replace(/\s+/g, " ").trim();
}
