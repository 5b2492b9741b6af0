// Parameter and filter controls. Each writes its choice into the address; the server answers with the new sheet.
import { el, icon } from "./dom.js";
import { choices } from "./api.js";
import * as state from "./state.js";

let openOptions = null;

/** Draws the controls of a sheet; one that is in use keeps focus. */
export function drawControls(holder, controls) {
  const focused = holder.contains(document.activeElement) ? document.activeElement.id : null;
  if (openOptions && holder.contains(openOptions)) return;
  holder.replaceChildren(...controls.map(drawControl));
  if (focused) document.getElementById(focused)?.focus();
}

/** One control. */
export function drawControl(control) {
  const id = `control-${control.id}`;
  const body = (DRAW[control.kind] ?? note)(control, id);
  return el("div", { class: control.kind === "range" || control.kind === "list" ? "control wide" : "control", "data-control": control.id },
    el("label", { for: id }, control.title), body);
}

const DRAW = { dropdown, list: listBox, slider, date, range, relative, text, area: text };

function note(control) {
  return el("p", { class: "quiet" }, control.unsupported ?? "This control is not supported here.");
}

function set(control, values) {
  state.change({ [control.key]: values.length === 0 ? state.ALL : values.map(state.encode) });
}

function summary(control) {
  const chosen = control.values;
  if (chosen.length === 0) return control.multi || control.all ? "All" : "Choose…";
  return chosen.length <= 2 ? chosen.map((v) => labelOf(control, v)).join(", ") : `${chosen.length} chosen`;
}

const labelOf = (control, value) => control.options?.find((o) => state.sameValue(o.value, value))?.label ?? (value === null ? "(none)" : String(value));

function dropdown(control, id) {
  const button = el("button", { type: "button", class: "choice", id, "aria-haspopup": "listbox", "aria-expanded": "false", onclick: () => (openOptions?.parentElement === button.parentElement ? close() : show()) },
    el("span", {}, summary(control)), icon("down"));
  const wrap = el("div", {}, button);
  wrap.style.position = "relative";
  function show() {
    close();
    openOptions = optionList(control, close, () => button.focus());
    wrap.append(openOptions);
    button.setAttribute("aria-expanded", "true");
    openOptions.querySelector("input")?.focus();
  }
  function close() {
    openOptions?.previousElementSibling?.setAttribute?.("aria-expanded", "false");
    openOptions?.remove();
    openOptions = null;
  }
  return wrap;
}

function listBox(control) {
  const box = optionList(control, () => {}, () => {});
  box.classList.add("inline");
  return box;
}

// The options with a search field; several values are applied when the list closes, one at once.
function optionList(control, close, refocus) {
  let chosen = [...control.values];
  const everything = () => chosen.length === 0;
  const list = el("div", { class: "list", role: "listbox", "aria-multiselectable": control.multi ? "true" : "false" });
  const group = `group-${control.id}`;
  const draw = (options, more) => {
    const rows = options.map((option) => {
      const input = el("input", { type: control.multi ? "checkbox" : "radio", name: group });
      input.checked = chosen.some((v) => state.sameValue(v, option.value));
      input.addEventListener("change", () => {
        if (!control.multi) return close(), refocus(), set(control, [option.value]);
        chosen = input.checked ? [...chosen, option.value] : chosen.filter((v) => !state.sameValue(v, option.value));
        all.checked = everything();
        if (box.classList.contains("inline")) set(control, chosen);
      });
      return el("label", { class: "option" }, input, el("span", {}, option.label));
    });
    const all = el("input", { type: control.multi ? "checkbox" : "radio", name: group });
    all.checked = everything();
    all.addEventListener("change", () => {
      chosen = [];
      if (!control.multi || box.classList.contains("inline")) return close(), refocus(), set(control, []);
      draw(options, more);
    });
    list.replaceChildren(...(control.multi || control.all ? [el("label", { class: "option" }, all, el("span", {}, "All"))] : []), ...rows,
      ...(more ? [el("p", { class: "quiet" }, "More values: search for them.")] : []), ...(options.length === 0 ? [el("p", { class: "quiet" }, "No such value.")] : []));
  };
  const search = el("input", { class: "input", type: "search", placeholder: "Search", "aria-label": `Search in ${control.title}` });
  let turn = 0;
  search.addEventListener("input", async () => {
    const mine = ++turn;
    const text = search.value.trim();
    if (!control.more && control.options) {
      draw(control.options.filter((o) => o.label.toLowerCase().includes(text.toLowerCase())), false);
      return;
    }
    const found = await choices(control.id, text, location.search);
    if (mine === turn) draw(found.options, found.more);
  });
  draw(control.options ?? [], control.more);
  const several = control.multi;
  const apply = el("button", { type: "button", class: "button primary", onclick: () => (close(), refocus(), set(control, chosen)) }, "Apply");
  const box = el("div", { class: "options", onkeydown: (event) => {
    if (event.key === "Escape") close(), refocus();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event, list);
  } },
  (control.options?.length ?? 0) > 7 || control.more ? search : null, list,
  several && control.kind === "dropdown" ? el("div", { class: "row" }, el("button", { type: "button", class: "linkish", onclick: () => ((chosen = []), draw(control.options ?? [], control.more)) }, "Clear"), apply) : null);
  return box;
}

function move(event, list) {
  const all = [...list.querySelectorAll("input")];
  const at = all.indexOf(document.activeElement);
  if (all.length === 0) return;
  event.preventDefault();
  all[Math.max(0, Math.min(all.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
}

function slider(control, id) {
  const value = control.values[0] ?? control.min;
  const said = el("output", { class: "quiet", for: id }, String(value));
  const input = el("input", { type: "range", id, min: control.min, max: control.max, step: control.step ?? 1, value });
  input.addEventListener("input", () => (said.textContent = input.value));
  input.addEventListener("change", () => state.change({ [control.key]: input.value }));
  return el("div", { class: "pair" }, input, said);
}

const inputType = (control) => ({ date: "date", datetime: "datetime-local", number: "number", integer: "number" })[control.type] ?? "text";
const forInput = (control, value) => (value === null || value === undefined ? "" : control.type === "date" ? String(value).slice(0, 10) : control.type === "datetime" ? String(value).slice(0, 16) : String(value));

function field(control, id, value, key, label) {
  const input = el("input", { class: "input", id, type: inputType(control), value: forInput(control, value), "aria-label": label ?? null, placeholder: control.placeholder ?? null });
  input.addEventListener("change", () => state.change({ [key]: input.value === "" ? null : state.encode(input.value) }));
  return input;
}

function date(control, id) {
  return field(control, id, control.values[0], control.key);
}

function range(control, id) {
  return el("div", { class: "pair" },
    field(control, id, control.values[0], control.key + ".min", `${control.title}, from`), el("span", { class: "quiet" }, "to"),
    field(control, id + "-to", control.values[1], control.key + ".max", `${control.title}, to`));
}

function relative(control, id) {
  const input = el("input", { class: "input", id, type: "number", min: "1", value: control.values[0] ?? "" });
  input.addEventListener("change", () => state.change({ [control.key + ".n"]: input.value === "" ? null : input.value }));
  return control.fixed ? el("p", { class: "input", id }, control.fixed) : el("div", { class: "pair" }, el("span", { class: "quiet" }, control.before), input, el("span", { class: "quiet" }, control.unit));
}

function text(control, id) {
  return field(control, id, control.values[0], control.key);
}

addEventListener("pointerdown", (event) => {
  if (!openOptions || openOptions.parentElement.contains(event.target)) return;
  const apply = openOptions.querySelector(".primary");
  if (apply) apply.click();
  else openOptions.remove();
  openOptions = null;
}, true);
