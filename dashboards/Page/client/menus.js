// A small menu at a button or at a mark.
import { el } from "./dom.js";

let current = null;

/** Opens a menu. Items: {label, act} or {label, href, download} or {about}. */
export function openMenu(items, anchor, point) {
  closeMenu();
  const back = document.activeElement;
  const menu = el("div", { class: "menu", role: "menu" }, items.map((item) =>
    item.about ? el("p", { class: "about" }, item.about)
    : item.href ? el("a", { role: "menuitem", href: item.href, ...(item.download ? { download: "" } : { target: "_blank", rel: "noopener noreferrer" }), onclick: () => closeMenu() }, item.label)
    : el("button", { type: "button", role: "menuitem", onclick: () => (closeMenu(), item.act()) }, item.label)));
  document.body.append(menu);
  const box = anchor?.getBoundingClientRect();
  const x = point?.x ?? (box ? box.right - menu.offsetWidth : 0);
  const y = point?.y ?? (box ? box.bottom + 4 : 0);
  menu.style.left = `${Math.max(6, Math.min(x, innerWidth - menu.offsetWidth - 6)) + scrollX}px`;
  menu.style.top = `${Math.max(6, Math.min(y, innerHeight - menu.offsetHeight - 6)) + scrollY}px`;
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.querySelectorAll("button, a")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown") all[(at + 1) % all.length].focus();
    else if (event.key === "ArrowUp") all[(at - 1 + all.length) % all.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") closeMenu(), back?.focus?.();
    else return;
    event.preventDefault();
  });
  current = { menu, anchor };
  anchor?.setAttribute("aria-expanded", "true");
  menu.querySelector("button, a")?.focus({ preventScroll: true });
}

export function closeMenu() {
  current?.menu.remove();
  current?.anchor?.setAttribute("aria-expanded", "false");
  current = null;
}

addEventListener("pointerdown", (event) => {
  if (current && !current.menu.contains(event.target)) closeMenu();
}, true);
