// The page: reads the address, asks the server for the sheet, and draws what comes.
import { announce, el, icon, iconButton } from "./dom.js";
import * as api from "./api.js";
import * as state from "./state.js";
import * as dialogs from "./dialogs.js";
import { repaintAll } from "./charts/chart.js";
import { createTile } from "./tile.js";
import { drawControl, drawControls } from "./controls.js";
import { format, plain } from "./format.js";
import { rich } from "./richtext.js";
import { isDark, setPalette } from "./colors.js";

const at = (id) => document.getElementById(id);
let board = null;
let tiles = new Map();
let shape = "";
let turn = 0;

start();

async function start() {
  tools();
  addEventListener("popstate", draw);
  addEventListener("statechange", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  addEventListener("beforeprint", repaintAll);
  addEventListener("afterprint", repaintAll);
  api.watch(changed, gone);
  await draw();
}

async function draw() {
  const mine = ++turn;
  for (const tile of tiles.values()) tile.busy(true);
  const work = [];
  try {
    if (board === null) await loadBoard();
    drawTabs();
    await api.sheet(location.search, (line) => work.push(receive(line)));
    await Promise.all(work);
    problem(null);
  } catch (error) {
    if (error.name === "AbortError") return;
    problem(error instanceof TypeError ? "The server does not answer. Is studylake preview still running?" : error.message);
  }
  if (mine !== turn) return;
  chips();
  // What a test waits for: this address is drawn to the last mark.
  document.body.dataset.ready = String(Number(document.body.dataset.ready) + 1);
}

async function loadBoard() {
  board = await api.board(location.search);
  document.title = plain(board.name);
  at("name").textContent = plain(board.name);
  at("asof").textContent = plain(board.about);
  setPalette(board.theme);
  drawTools();
  const notes = (board.banners ?? []).map((text) => el("p", { class: "banner", role: "note" }, icon("info"), el("span", {}, plain(text))));
  at("banners").replaceChildren(...notes);
  at("foot").replaceChildren(
    el("span", {}, plain(board.footer)),
    ...(board.dataSets.length ? [el("button", { type: "button", id: "data-sets", onclick: async () => dialogs.dataSets((await api.board(location.search)).dataSets) }, "Data sets")] : []),
    el("button", { type: "button", onclick: dialogs.semantics }, "Semantics from documentation"),
    ...(board.unsupported.length ? [el("button", { type: "button", onclick: () => dialogs.unsupported(board.unsupported) }, `${board.unsupported.length} not supported`)] : []));
}

function receive(line) {
  if (line.kind === "sheet") return layout(line);
  if (line.kind === "tile") return tiles.get(line.id)?.show(line);
  if (line.kind === "end") announce(`${line.tiles} visuals drawn`);
  return null;
}

// The same sheet again keeps its tiles, so that nothing jumps; another one is built anew.
function layout(sheet) {
  const next = JSON.stringify([sheet.id, board.version, sheet.layout, sheet.items.map((item) => [item.id, item.kind, item.place, item.kind === "visual" ? item.visual.kind : 0])]);
  drawControls(at("controls"), sheet.controls);
  if (next === shape) {
    for (const item of sheet.items) {
      if (item.kind === "visual") tiles.get(item.visual.id).update(item.visual);
      else document.querySelector(`[data-item="${CSS.escape(item.id)}"]`)?.replaceChildren(content(item));
    }
    return;
  }
  shape = next;
  for (const tile of tiles.values()) tile.discard();
  tiles = new Map();
  const heading = sheet.title || sheet.description ? [el("div", { class: "sheet-head" }, sheet.title ? el("h2", {}, plain(sheet.title)) : null, sheet.description ? el("p", {}, plain(sheet.description)) : null)] : [];
  at("sheet").replaceChildren(...heading, ...(sheet.layout.kind === "paginated" ? paper(sheet) : [area(sheet.items, sheet.layout)]));
  at("sheet").setAttribute("aria-label", plain(sheet.name));
  // What is printed lies as the sheet's paper does.
  if (sheet.layout.kind === "paginated") document.body.dataset.paper = sheet.layout.paper.landscape ? "landscape" : "upright";
  else delete document.body.dataset.paper;
}

function area(items, layout) {
  const free = layout.kind !== "grid";
  const box = el("div", { class: free ? "free" : "grid" });
  if (free) box.style.setProperty("--height", `${Math.max(0, ...items.map((item) => item.place.y + item.place.h))}px`);
  for (const item of items) {
    const p = item.place;
    const vars = free
      ? { "--left": `${(100 * p.x) / layout.width}%`, "--width": `${(100 * p.w) / layout.width}%`, "--top": `${p.y}px`, "--tall": `${p.h}px` }
      : { "--x": String(p.x + 1), "--w": String(p.w), "--y": String(p.y + 1), "--h": String(p.h) };
    box.append(el("div", { class: "cell", vars, "data-item": item.id }, content(item)));
  }
  return box;
}

function paper(sheet) {
  const { paper } = sheet.layout;
  const page = el("div", { class: "paper", vars: { "--paper-width": `${paper.width}px`, "--paper-margin": `${paper.margin}px` } });
  for (const section of sheet.layout.sections) {
    const items = sheet.items.filter((item) => item.section === section.id);
    if (items.length === 0) continue;
    page.append(el("section", { class: section.breakAfter ? "section page-break-after" : "section", "data-section": section.role }, area(items, { kind: "free", width: section.width })));
  }
  return [page];
}

function content(item) {
  if (item.kind === "visual") {
    const tile = createTile(item.visual);
    tiles.set(item.visual.id, tile);
    return tile.root;
  }
  if (item.kind === "text") return el("div", { class: "tile text rich" }, rich(item.text));
  if (item.kind === "control") return el("div", { class: "tile text" }, drawControl(item.control));
  return el("div", { class: "tile text" }, el("p", { class: "quiet" }, plain(item.reason ?? "Not supported here.")));
}

function drawTabs() {
  const params = state.read();
  const current = board.sheets.find((s) => s.id === params.get("sheet")) ?? board.sheets[0];
  at("tabs").hidden = board.sheets.length < 2;
  at("tabs").replaceChildren(...board.sheets.map((sheet) => el("button", {
    type: "button", class: "tab", role: "tab", "aria-selected": sheet === current ? "true" : "false", "aria-controls": "sheet", tabindex: sheet === current ? "0" : "-1", "data-sheet": sheet.id,
    onclick: () => state.change({ sheet: sheet.id }),
    onkeydown: (event) => walkTabs(event),
  }, plain(sheet.name))));
}

function walkTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...at("tabs").children];
  const next = (all.indexOf(event.currentTarget) + step + all.length) % all.length;
  state.change({ sheet: all[next].dataset.sheet });
  at("tabs").children[next].focus();
}

// What was clicked or drilled, in words, each with a cross.
function chips() {
  const list = [];
  for (const tile of tiles.values()) {
    const id = tile.root.dataset.visual;
    const fields = state.clicked(id);
    if (!fields) continue;
    const columns = tile.answer()?.columns ?? [];
    const said = Object.entries(fields).map(([field, value]) => {
      const column = columns.find((c) => c.id === field);
      return [column?.label ?? "Value", column ? format(value, column) : plain(String(value ?? "(none)"))];
    });
    list.push(el("span", { class: "chip" }, el("span", {}, said.flatMap(([name, value], i) => [i ? " · " : "", `${plain(name)}: `, el("b", {}, value)])),
      iconChip(`Clear the filter ${said.map((s) => s.join(" ")).join(", ")}`, () => state.click(id, fields))));
  }
  if (list.length > 1) list.push(el("button", { type: "button", class: "linkish", onclick: state.clear }, "Clear all"));
  at("chips").replaceChildren(...list);
}

const iconChip = (label, act) => el("button", { type: "button", "aria-label": label, title: label, onclick: act }, "✕");

function tools() {
  const print = iconButton("print", "Print", () => window.print());
  at("tools").replaceChildren(themeButton(), print);
}

function drawTools() {
  const users = board.users ?? [];
  const as = users.length === 0 ? null : el("label", { class: "field-inline" }, "View as",
    el("select", { class: "input", id: "user", onchange: (event) => state.change({ user: event.target.value || null }) },
      el("option", { value: "" }, "Owner (all rows)"),
      users.map((user) => el("option", { value: user, selected: state.read().get("user") === user }, plain(user)))));
  const missing = board.unsupported.length === 0 ? null : el("button", { type: "button", class: "button", id: "unsupported", onclick: () => dialogs.unsupported(board.unsupported) }, "Not supported", el("span", { class: "count" }, String(board.unsupported.length)));
  at("tools").replaceChildren(...[as, missing, themeButton(), iconButton("print", "Print", () => window.print())].filter(Boolean));
}

function themeButton() {
  const dark = isDark();
  return iconButton(dark ? "sun" : "moon", dark ? "Light colours" : "Dark colours", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem("studylake-theme", next);
    board ? drawTools() : tools();
    repaint();
    at("tools").querySelector("[title$=colours]")?.focus();
  });
}

function repaint() {
  for (const tile of tiles.values()) tile.redraw();
}

async function changed(note) {
  if (note.error) return problem(`${note.rows ? "The lake changed and cannot be read, so the page shows its rows of before" : "The definition cannot be read, so the page shows the version before"}: ${note.error}`);
  board = null;
  // Other rows leave every tile where it is.
  if (!note.rows) shape = "";
  await draw();
  announce(note.rows ? "The lake has new rows" : "The definition changed");
}

function gone(isGone) {
  problem(isGone ? "The server does not answer. Is studylake preview still running?" : null);
}

function problem(text) {
  document.getElementById("problem")?.remove();
  if (text) at("banners").prepend(el("p", { class: "banner bad", id: "problem", role: "alert" }, icon("warn"), el("span", {}, plain(text))));
}

