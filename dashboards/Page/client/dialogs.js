// Windows over the page: data behind a chart, SQL and timing, what is not supported, what the numbers rest on.
import { el, iconButton } from "./dom.js";
import { format } from "./format.js";
import { mountTable } from "./charts/table.js";

/** Opens a dialog; Escape, the cross and a click beside it close it, and focus goes back to where it was. */
export function open(title, content, actions = []) {
  const back = document.activeElement;
  const dialog = el("dialog", { "aria-labelledby": "dialog-title" },
    el("div", { class: "dialog-head" }, el("h2", { id: "dialog-title" }, title), actions, iconButton("close", "Close", () => dialog.close())),
    el("div", { class: "dialog-body" }, content));
  dialog.addEventListener("close", () => {
    dialog.remove();
    back?.focus?.();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** The rows behind a chart. */
export function data(title, tile, csv) {
  const holder = el("div");
  const shown = { ...tile, columns: tile.columns.map((column) => ({ ...column, bar: false })), styles: null };
  const dialog = open(title, holder, [el("a", { class: "button", href: csv, download: "" }, "Download CSV")]);
  mountTable(holder, shown, {}, { label: `Data of ${title}` });
  return dialog;
}

/** The SQL of a tile, what was bound to it, and how long it took. */
export function sql(title, tile) {
  const parts = (tile.queries ?? []).flatMap((query) => [
    el("dl", { class: "facts" },
      el("dt", {}, "Time"), el("dd", {}, `${format(query.ms, { type: "number", format: { decimals: 1 } })} ms${query.cached ? ", kept from an earlier query" : ""}`),
      el("dt", {}, "Rows"), el("dd", {}, format(query.rows, { type: "integer" })),
      el("dt", {}, "Bound values"), el("dd", {}, query.values.length === 0 ? "none" : query.values.join(", "))),
    el("pre", { class: "code", tabindex: "0" }, query.text),
  ]);
  return open(`SQL of ${title}`, parts.length ? parts : [el("p", {}, "This visual asks no data.")]);
}

/** Everything that is drawn otherwise than in QuickSight. */
export function unsupported(list) {
  const rows = list.map((item) => [item.sheet, item.tile, item.reason]);
  const columns = ["Sheet", "Visual", "What is not supported"].map((label, i) => ({ id: "", label, type: "text", measure: false, at: i }));
  const holder = el("div");
  const dialog = open("Not supported here", [
    el("p", {}, "These parts of the definition are left out or simplified on this page. QuickSight itself may well draw them."),
    holder,
  ]);
  mountTable(holder, { columns, rows }, {}, { label: "What is not supported" });
  return dialog;
}

/** How the rows of each data set are read. */
export function dataSets(list) {
  const said = {
    imported: () => "imported",
    waiting: () => "waiting for its import",
    direct: (one) => (one.reason ? `read directly: ${one.reason}` : "read directly"),
  };
  const rows = list.map((one) => [one.name, one.mode, said[one.state](one), one.rows ?? null, one.ms === undefined ? null : one.ms / 1000]);
  const columns = [["Data set", "text"], ["In QuickSight", "text"], ["On this page", "text"], ["Rows", "integer"], ["Seconds", "number"]]
    .map(([label, type], at) => ({ id: "", label, type, measure: at > 2, at, format: type === "number" ? { decimals: 1 } : undefined }));
  const holder = el("div");
  const dialog = open("Data sets", [
    el("p", {}, "A data set of SPICE is imported into a table once, and again when the lake changes; every visual and click reads the table. A direct query asks the lake each time."),
    holder,
  ]);
  mountTable(holder, { columns, rows }, {}, { label: "Data sets" });
  return dialog;
}

/** What the numbers rest on. */
export function semantics() {
  return open("Semantics from documentation", [
    el("p", {}, "This page computes what QuickSight's documentation says: its order of evaluation, filters, functions and totals. No number here was compared with a QuickSight account."),
    el("p", {}, "Where the documentation leaves something open, such as how a period is excluded from a relative date or which day begins a week, the project's documents name the choice that was made."),
  ]);
}
