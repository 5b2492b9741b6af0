// Tables, and the table behind each chart. Long ones draw only the rows in sight.
import { el } from "../dom.js";
import { format, isDate, isNumber } from "../format.js";
import { dimensions, fieldsOf } from "./data.js";

const ROW = 33;
const WHOLE = 200;

/** A table of a tile. Context: onSort, sort, onPick, chosen, isChosen, label. */
export function mountTable(holder, tile, visual, context) {
  const columns = tile.columns.map((column, at) => ({ ...column, at })).filter((column) => !column.hidden);
  const long = tile.rows.length > WHOLE;
  const box = el("div", { class: long ? "rows fixed" : "rows", tabindex: "0", role: "region", "aria-label": context.label });
  const bars = columns.map((column) => (column.bar ? Math.max(...tile.rows.map((row) => Math.abs(row[column.at] ?? 0)), 1e-12) : 0));
  const body = el("tbody");
  const table = el("table", { "aria-rowcount": String(tile.rows.length + 1) }, head(columns, context), body, totals(tile, columns));
  box.append(table);
  holder.append(box);
  const row = (index) => {
    const values = tile.rows[index];
    const fields = context.onPick ? fieldsOf(values, dimensions(tile)) : {};
    const canPick = Object.keys(fields).length > 0;
    const state = `${canPick ? "pick" : ""} ${context.chosen && !context.isChosen(values) ? "faded" : ""}`.trim();
    return el(
      "tr",
      { class: state || null, "aria-rowindex": String(index + 2), ...(canPick ? { tabindex: "0", onclick: (e) => context.onPick(fields, e), onkeydown: (e) => e.key === "Enter" && context.onPick(fields, null, e.currentTarget) } : {}) },
      columns.map((column, i) => cell(values[column.at], column, tile.styles?.[`${index}.${column.at}`], bars[i])),
    );
  };
  if (!long) body.append(...tile.rows.map((_, index) => row(index)));
  else window_(box, body, tile.rows.length, row);
  if (tile.more) holder.append(el("p", { class: "rows-foot" }, `The first ${format(tile.rows.length, { type: "integer" })} rows are shown; the CSV has more.`));
}

function head(columns, context) {
  const cells = columns.map((column) => {
    const side = isNumber(column) ? "number" : "";
    const sort = context.sort?.field === column.id ? context.sort.direction : null;
    const mark = sort === "asc" ? " ▲" : sort === "desc" ? " ▼" : "";
    const label = context.onSort && column.id
      ? el("button", { type: "button", onclick: () => context.onSort(column.id, sort === "desc" ? "asc" : sort === "asc" ? null : isNumber(column) ? "desc" : "asc"), class: sort ? "sorted" : null }, column.label + mark)
      : column.label;
    return el("th", { scope: "col", class: side || null, "aria-sort": sort ? { asc: "ascending", desc: "descending" }[sort] : null }, label);
  });
  return el("thead", {}, el("tr", {}, cells));
}

/** One cell; a format may colour it, a bar shows its size. */
export function cell(value, column, style, most = 0, name = "td", extra = {}) {
  const number = isNumber(column);
  const kind = [number ? "number" : isDate(column) ? "when" : "", value === null ? "null" : "", most > 0 ? "bar-cell" : "", extra.class ?? ""].filter(Boolean).join(" ");
  const text = format(value, column);
  const link = column.link && value !== null ? href(String(value)) : null;
  const content = link ? el("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, column.link.text ?? text) : text;
  const node = el(name, { ...extra, class: kind || null }, most > 0 && number && value !== null ? [bar(value, most), el("span", {}, content)] : content);
  if (style?.background) node.style.backgroundColor = style.background;
  if (style?.color) node.style.color = style.color;
  if (style?.icon) node.prepend(el("span", { "aria-hidden": "true" }, `${style.icon} `));
  return node;
}

function bar(value, most) {
  return el("i", { vars: { "--part": String(Math.min(1, Math.abs(value) / most)) } });
}

// An address out of data is only followed to the web: javascript: and data: stay text.
function href(text) {
  return /^https?:\/\//i.test(text) ? text : null;
}

function totals(tile, columns) {
  if (!tile.total) return null;
  let said = false;
  const cells = columns.map((column) => {
    if (column.measure) return cell(tile.total[column.at], column, null);
    const label = said ? "" : (tile.totalLabel ?? "Total");
    said = true;
    return el("th", { scope: "row" }, label);
  });
  return el("tfoot", {}, el("tr", { class: "total" }, cells));
}

function window_(box, body, count, row) {
  const before = el("tr", { class: "gap", "aria-hidden": "true" }, el("td"));
  const after = el("tr", { class: "gap", "aria-hidden": "true" }, el("td"));
  let from = -1;
  const draw = () => {
    const first = Math.max(0, Math.floor(box.scrollTop / ROW) - 20);
    if (Math.abs(first - from) < 10 && from >= 0) return;
    from = first;
    const last = Math.min(count, first + Math.ceil((box.clientHeight || 600) / ROW) + 40);
    before.firstChild.style.setProperty("--gap", `${first * ROW}px`);
    after.firstChild.style.setProperty("--gap", `${(count - last) * ROW}px`);
    body.replaceChildren(before, ...Array.from({ length: last - first }, (_, i) => row(first + i)), after);
  };
  box.addEventListener("scroll", draw, { passive: true });
  draw();
}
