// Pivot: rows against columns. Totals come from the server, which counted them again; nothing is summed here.
import { el } from "../dom.js";
import { format, isNumber } from "../format.js";
import { fieldsOf, keyOf, ordered } from "./data.js";
import { cell } from "./table.js";

const ALL = "\u0002";

/** A pivot of a tile. Each total row names in `rolled` the columns that it is a total over. */
export function mountPivot(holder, tile, visual, context) {
  const all = tile.columns.map((column, at) => ({ ...column, at }));
  const down = all.filter((c) => c.role === "row");
  const across = all.filter((c) => c.role === "column");
  const values = all.filter((c) => c.measure && !c.hidden);
  const o = visual.options;
  const heads = leaves([...ordered(tile.rows, across, down).values()], across, o);
  const cells = new Map();
  const put = (row, index, rolled) => cells.set(place(row, down, rolled) + "\u0003" + place(row, across, rolled), { row, index });
  tile.rows.forEach((row, index) => put(row, index, []));
  for (const total of tile.totals ?? []) put(total.values, -1, total.rolled);
  const lines = outline([...ordered(tile.rows, down, across).values()], down, tile.totals ?? [], o);
  const valueRows = o.valuesOnRows && values.length > 1;
  const table = el("table", {}, header(down, across, values, heads, o, valueRows), el("tbody", {}, lines.flatMap((line) => (valueRows ? values.map((v, i) => body(line, [v], i)) : [body(line, values, 0)]))));
  const box = el("div", { class: "rows pivot", tabindex: "0", role: "region", "aria-label": context.label }, table);
  holder.append(box);
  if (tile.more) holder.append(el("p", { class: "rows-foot" }, "Cut at the limit of the page; the CSV has more."));

  function body(line, shown, part) {
    const names = [];
    if (part === 0)
      line.cells.forEach((head) =>
        names.push(el("th", { scope: "row", class: [isNumber(head.column ?? {}) ? "number" : "", head.inner ? "inner" : ""].join(" ").trim() || null, rowspan: head.span * (valueRows ? values.length : 1) > 1 ? String(head.span * (valueRows ? values.length : 1)) : null, colspan: head.wide > 1 ? String(head.wide) : null }, head.text)));
    if (valueRows) names.push(el("th", { scope: "row", class: "inner" }, shown[0].label));
    const amounts = heads.flatMap((head) => shown.map((value) => {
      const found = cells.get(line.key + "\u0003" + head.key);
      const isTotal = line.total || head.total;
      const fields = found && found.index >= 0 ? fieldsOf(found.row, [...down, ...across]) : null;
      const fade = context.chosen && found && found.index >= 0 && !context.isChosen(found.row);
      const node = cell(found ? found.row[value.at] : null, { ...value, format: { ...value.format, nulls: value.format?.nulls ?? "" } }, found ? tile.styles?.[`${found.index}.${value.at}`] : null, 0, "td", { class: [isTotal ? "total" : "", fade ? "faded" : ""].join(" ").trim() });
      if (fields && context.onPick) node.addEventListener("click", (event) => context.onPick(fields, event));
      return node;
    }));
    return el("tr", { class: line.total ? "total" : null }, names, amounts);
  }
}

// Where a row stands among rows, or columns: the values of the columns it is not a total over.
function place(row, columns, rolled) {
  return columns.map((column) => (rolled.includes(column.id) ? ALL : keyOf(row, [column]))).join("\u0000");
}

function leaves(rows, across, o) {
  if (across.length === 0) return [{ key: "", row: null, total: false }];
  const found = new Map();
  for (const row of rows) {
    const key = place(row, across, []);
    if (!found.has(key)) found.set(key, { key, row, total: false });
  }
  const list = nested([...found.values()], across);
  if (o.columnTotals) list.push({ key: across.map(() => ALL).join("\u0000"), row: null, total: true });
  return list;
}

// Rows of one outer value stand together, in the order in which the outer values first came.
function nested(list, columns) {
  const rank = columns.map(() => new Map());
  for (const item of list) columns.forEach((_, i) => {
    const key = keyOf(item.row, columns.slice(0, i + 1));
    if (!rank[i].has(key)) rank[i].set(key, rank[i].size);
  });
  return list.sort((a, b) => {
    for (let i = 0; i < columns.length; i++) {
      const order = rank[i].get(keyOf(a.row, columns.slice(0, i + 1))) - rank[i].get(keyOf(b.row, columns.slice(0, i + 1)));
      if (order !== 0) return order;
    }
    return 0;
  });
}

function outline(rows, down, totals, o) {
  if (down.length === 0) return [{ key: "", total: false, cells: [{ text: "", span: 1, wide: 1 }] }];
  const found = new Map();
  for (const row of rows) {
    const key = place(row, down, []);
    if (!found.has(key)) found.set(key, { key, row });
  }
  const list = nested([...found.values()], down);
  const lines = [];
  const subtotal = new Set(totals.map((t) => place(t.values, down, t.rolled)));
  const close = (row, depth) => {
    const rolled = down.slice(depth + 1).map((c) => c.id);
    const key = place(row, down, rolled);
    if (o.rowSubtotals && depth < down.length - 1 && subtotal.has(key))
      lines.push({ key, total: true, depth, cells: [{ text: o.subtotalLabel ?? "Subtotal", span: 1, wide: down.length - depth - 1 }], row });
  };
  list.forEach((item, i) => {
    const before = list[i - 1]?.row;
    if (before) for (let d = down.length - 2; d >= 0; d--) if (keyOf(before, down.slice(0, d + 1)) !== keyOf(item.row, down.slice(0, d + 1))) close(before, d);
    lines.push({ key: item.key, total: false, row: item.row, cells: [] });
  });
  if (list.length) for (let d = down.length - 2; d >= 0; d--) close(list[list.length - 1].row, d);
  spans(lines, down);
  const whole = down.map(() => ALL).join("\u0000");
  if (o.rowTotals && subtotal.has(whole))
    lines.push({ key: whole, total: true, cells: [{ text: o.totalLabel ?? "Total", span: 1, wide: down.length }] });
  return lines;
}

function spans(lines, down) {
  const open = [];
  for (const line of lines) {
    const depth = line.total ? line.depth + 1 : down.length;
    const heads = [];
    for (let d = 0; d < depth; d++) {
      const key = keyOf(line.row, down.slice(0, d + 1));
      if (open[d]?.key === key && (d < down.length - 1 || line.total)) {
        open[d].head.span++;
        continue;
      }
      const head = { text: format(line.row[down[d].at], down[d]), span: 1, wide: 1, column: down[d], inner: d > 0 };
      open[d] = { key, head };
      open.length = d + 1;
      heads.push(head);
    }
    line.cells = [...heads, ...line.cells];
  }
}

function header(down, across, values, heads, o, valueRows) {
  const left = down.length === 0 ? 1 : down.length;
  const showValues = !valueRows && (values.length > 1 || o.singleMetric !== false || across.length === 0);
  const per = valueRows ? 1 : Math.max(1, values.length);
  const extra = valueRows ? 1 : 0;
  const names = () => (down.length ? down.map((c) => el("th", { scope: "col", class: isNumber(c) ? "number" : null }, c.label)) : [el("th", {}, "")]).concat(valueRows ? [el("th", {}, "")] : []);
  const rows = across.map((column, depth) => {
    const cells = [];
    for (let i = 0; i < heads.length; ) {
      const head = heads[i];
      let span = 1;
      if (head.total) {
        if (depth === 0) cells.push(el("th", { scope: "col", class: "group total", colspan: String(per), rowspan: String(across.length) }, o.columnTotalLabel ?? "Total"));
        i++;
        continue;
      }
      while (heads[i + span] && !heads[i + span].total && keyOf(heads[i + span].row, across.slice(0, depth + 1)) === keyOf(head.row, across.slice(0, depth + 1))) span++;
      cells.push(el("th", { scope: "colgroup", class: "group", colspan: String(span * per) }, format(head.row[column.at], column, true)));
      i += span;
    }
    const last = depth === across.length - 1 && !showValues;
    return el("tr", {}, last ? names() : [el("th", { class: "axis", colspan: String(left + extra) }, column.label)], cells);
  });
  if (showValues) rows.push(el("tr", {}, names(), heads.flatMap(() => values.map((v) => el("th", { scope: "col", class: "number" }, v.label)))));
  else if (across.length === 0) rows.push(el("tr", {}, names(), el("th", {}, "")));
  return el("thead", {}, rows);
}
