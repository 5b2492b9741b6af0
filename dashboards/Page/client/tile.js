// One tile: its title, menu, drill path and body, in each of its states.
import { announce, el, icon, iconButton } from "./dom.js";
import { format, plain } from "./format.js";
import { rich, words } from "./richtext.js";
import { discard, drawsAs, mountChart } from "./charts/chart.js";
import { mountCloud, mountKpi, mountNarrative } from "./charts/words.js";
import { mountPivot } from "./charts/pivot.js";
import { mountTable } from "./charts/table.js";
import { keyOf } from "./charts/data.js";
import { openMenu } from "./menus.js";
import * as dialogs from "./dialogs.js";
import * as state from "./state.js";

const TEXTUAL = { kpi: mountKpi, insight: mountNarrative, wordcloud: mountCloud, table: mountTable, pivot: mountPivot };

/** A tile of the sheet; update(spec) changes its title, show(answer) draws an answer. */
export function createTile(spec) {
  const title = el("h3", { class: "tile-title rich" });
  const subtitle = el("p", { class: "tile-subtitle rich" });
  const menu = iconButton("more", "Menu", (event) => openTileMenu(event.currentTarget), { class: "icon menu-button", "aria-haspopup": "menu", "aria-expanded": "false" });
  const notes = iconButton("info", "What is not supported", () => dialogs.unsupported(reasons().map((reason) => ({ sheet: "", tile: name(), reason }))), { class: "icon note" });
  const crumbs = el("div", { class: "crumbs" });
  const body = el("div", { class: "body" });
  const head = el("div", { class: "tile-head" }, el("div", { class: "tile-titles" }, title, subtitle), el("div", { class: "tile-tools" }, notes, menu));
  const root = el("article", { class: `tile ${spec.kind}-tile`, "data-visual": spec.id, "data-kind": spec.kind, "data-state": "loading" }, head, crumbs, body);
  let visual = spec;
  let answer = null;
  let drawn = "";
  let scroll = 0;

  const name = () => words(visual.title ?? []) || visual.label;
  const csv = () => `api/csv/${encodeURIComponent(visual.id)}${location.search}`;
  const reasons = () => [...(visual.unsupported ?? []), ...(answer?.unsupported ?? [])];

  function update(next) {
    visual = next;
    title.replaceChildren(...rich(next.title ?? []));
    title.hidden = !next.title?.length;
    subtitle.replaceChildren(...rich(next.subtitle ?? []));
    subtitle.hidden = !next.subtitle?.length;
    root.setAttribute("aria-label", name());
    menu.setAttribute("aria-label", `Menu of ${name()}`);
    notes.hidden = reasons().length === 0;
  }

  /** Draws; resolves when the last mark is there. */
  async function show(next, force = false) {
    const key = JSON.stringify([next.columns, next.rows, next.totals, next.styles, next.lines, next.status, next.error, next.narrative, visual.options, state.clicked(visual.id), state.read().get(`sort.${visual.id}`)]);
    answer = next;
    root.dataset.state = next.status;
    notes.hidden = reasons().length === 0;
    busy(false);
    drawCrumbs();
    if (key === drawn && !force) return;
    drawn = key;
    scroll = body.querySelector(".rows")?.scrollTop ?? 0;
    clear();
    body.classList.toggle("flush", next.status === "ok" && (visual.kind === "table" || visual.kind === "pivot"));
    if (next.status === "ok") await mount();
    else body.append(stateOf(next));
  }

  async function mount() {
    const chosen = state.clicked(visual.id);
    const isChosen = (row) => chosen !== null && row !== null && answer.columns.every((column, at) => !(column.id in chosen) || state.sameValue(chosen[column.id], row[at]));
    const canPick = answer.click || answer.drill?.length || visual.actions?.length;
    const context = {
      label: `${name()}. ${describe()}`, chosen: chosen !== null, isChosen,
      onPick: canPick ? pick : null,
      sort: sorted(), onSort: visual.kind === "table" ? sort : null,
    };
    if (!context.onPick) context.onPick = drawsAs(visual.kind) ? () => {} : null;
    const multiple = answer.columns.findIndex((column) => column.role === "multiple");
    if (multiple >= 0 && drawsAs(visual.kind)) await panels(multiple, context);
    else if (drawsAs(visual.kind)) await mountChart(body, answer, visual, context);
    else if (TEXTUAL[visual.kind]) TEXTUAL[visual.kind](body, answer, visual, context);
    else body.append(stateOf({ status: "unsupported" }));
    const rows = body.querySelector(".rows");
    if (rows && scroll) rows.scrollTop = scroll;
  }

  // Small multiples: one chart a value, all of one size.
  async function panels(at, context) {
    const column = { ...answer.columns[at], at };
    const groups = Map.groupBy(answer.rows, (row) => keyOf(row, [column]));
    const holder = el("div", { class: "panels" });
    body.append(holder);
    const columns = answer.columns.map((c, i) => (i === at ? { ...c, role: "panel" } : c));
    await Promise.all([...groups.values()].slice(0, 24).map((rows) => {
      const panel = el("div", { class: "panel" }, el("h3", {}, format(rows[0][at], column)));
      holder.append(panel);
      return mountChart(panel, { ...answer, columns, rows }, visual, context);
    }));
  }

  function describe() {
    const count = answer.rows?.length ?? 0;
    return `${visual.kindName ?? visual.kind}, ${count} ${count === 1 ? "row" : "rows"}. Arrow keys walk the values; the menu has them as a table.`;
  }

  function sorted() {
    const [direction, ...field] = (state.read().get(`sort.${visual.id}`) ?? "").split(":");
    return field.length ? { field: field.join(":"), direction } : (answer.sort ?? null);
  }

  function sort(field, direction) {
    state.change({ [`sort.${visual.id}`]: direction ? `${direction}:${field}` : null });
  }

  // What a click on a mark may mean: one thing is done at once, several are offered.
  function pick(fields, event, anchor) {
    const items = [];
    const clickable = answer.click ? Object.fromEntries(Object.entries(fields).filter(([id]) => answer.click.fields.includes(id))) : {};
    const said = answer.columns.filter((c) => c.id in fields).map((c) => format(fields[c.id], c)).join(" · ");
    if (Object.keys(clickable).length) items.push({ label: state.clicked(visual.id) ? "Change the filter" : "Filter the sheet by this", act: () => announce(state.click(visual.id, clickable) ? `Filtered by ${said}` : "Filter cleared") });
    for (const drill of answer.drill ?? []) {
      if (drill.down && drill.field in fields) items.push({ label: `Drill down to ${plain(drill.down)}`, act: () => state.drillDown(visual.id, drill.field, fields[drill.field]) });
    }
    for (const action of visual.actions ?? []) items.push(actionItem(action, fields));
    if (items.length === 0) return;
    if (items.length === 1 && items[0].act) return items[0].act();
    openMenu([{ about: said }, ...items], anchor ?? null, event ? { x: event.clientX, y: event.clientY } : undefined);
  }

  function actionItem(action, fields) {
    if (action.kind === "url") return { label: action.name, href: action.href.replace(/\{\{([^}]*)\}\}/g, (_, id) => encodeURIComponent(fields[id] ?? "")) };
    return { label: action.name, act: () => {
      const changes = Object.fromEntries((action.sets ?? []).map((one) => [`p.${one.name}`, one.field ? state.encode(fields[one.field] ?? null) : one.values.map(state.encode)]));
      if (action.sheet) changes.sheet = action.sheet;
      state.change(changes);
    } };
  }

  function drawCrumbs() {
    const parts = (answer?.drill ?? []).filter((drill) => drill.level !== 0).map((drill) => [
      el("button", { type: "button", onclick: () => state.drillUp(visual.id, drill.field) }, `← ${plain(drill.up ?? "Back")}`),
      el("span", { class: "here" }, [...drill.path, drill.here].filter(Boolean).map((x) => plain(String(x))).join(" › ")),
    ]);
    crumbs.replaceChildren(...parts.flat());
    crumbs.hidden = parts.length === 0;
  }

  function openTileMenu(button) {
    const items = [];
    if (answer?.columns?.length) items.push({ label: "Show the data", act: () => dialogs.data(name(), answer, csv()) }, { label: "Download CSV", href: csv(), download: true });
    items.push({ label: "SQL and timing", act: () => dialogs.sql(name(), answer ?? {}) });
    for (const drill of answer?.drill ?? []) {
      if (drill.down) items.push({ label: `Drill all down to ${plain(drill.down)}`, act: () => state.drillDown(visual.id, drill.field) });
      if (drill.up) items.push({ label: `Drill up to ${plain(drill.up)}`, act: () => state.drillUp(visual.id, drill.field) });
    }
    if (state.clicked(visual.id)) items.push({ label: "Clear this filter", act: () => state.click(visual.id, state.clicked(visual.id)) });
    items.push({ label: root.classList.contains("full") ? "Leave full screen" : "Full screen", act: full });
    openMenu(items, button);
  }

  function full() {
    const on = root.classList.toggle("full");
    if (on) {
      root.setAttribute("tabindex", "-1");
      root.focus();
    }
  }
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("full")) full(), menu.focus();
  });

  function busy(on) {
    root.classList.toggle("busy", on && answer !== null);
    root.setAttribute("aria-busy", on ? "true" : "false");
  }

  function clear() {
    discard(body);
    body.replaceChildren();
  }

  update(spec);
  notes.hidden = true;
  crumbs.hidden = true;
  body.append(bones());
  return {
    root, update, show, busy, name, answer: () => answer,
    redraw: () => (answer ? show(answer, true) : null),
    discard: clear,
  };
}

function bones() {
  return el("div", { class: "bones", "aria-hidden": "true" }, el("i"), el("i"), el("i"), el("i"), el("i"));
}

function stateOf(answer) {
  const [picture, heading, text] = {
    empty: ["empty", "No rows", "Nothing matches the filters in force."],
    error: ["warn", "This visual could not be computed", answer.error],
    unsupported: ["question", "Not supported here", answer.error ?? "This kind of visual has no drawing on this page."],
  }[answer.status] ?? ["warn", "Unknown answer", answer.status];
  return el("div", { class: answer.status === "error" ? "state bad" : "state", role: answer.status === "error" ? "alert" : null }, icon(picture), el("b", {}, heading), el("p", {}, plain(text ?? "")));
}
