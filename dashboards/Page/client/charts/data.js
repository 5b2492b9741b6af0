// What every chart reads out of a tile's columns and rows.
import { OTHER, format } from "../format.js";

/** A column with its place in the rows. */
export const roles = (tile, ...names) =>
  tile.columns.map((column, at) => ({ ...column, at })).filter((column) => names.includes(column.role));

/** Columns that carry an amount. */
export const measures = (tile) => tile.columns.map((column, at) => ({ ...column, at })).filter((column) => column.measure);

/** Columns that say what the amount is of. */
export const dimensions = (tile) => tile.columns.map((column, at) => ({ ...column, at })).filter((column) => !column.measure);

/** The values of several columns in one text; as good as a key, for it joins with a character no header may carry. */
export const keyOf = (row, columns) => columns.map((column) => (row[column.at] === null ? "\u0001" : String(row[column.at]))).join("\u0000");

/** The same, for people. */
export const labelOf = (row, columns, short = false) => columns.map((column) => format(row[column.at], column, short)).join(" · ");

/** Distinct combinations in the order of their first row. */
export function distinct(rows, columns) {
  const found = new Map();
  for (const row of rows) {
    const key = keyOf(row, columns);
    if (!found.has(key)) found.set(key, row);
  }
  return found;
}

/**
 * Distinct combinations in the order that they have beside each value of other columns. Rows are sorted by one dimension
 * and then by the other, so the first row of a value says nothing about its place among all values of the second.
 */
export function ordered(rows, columns, beside) {
  const found = distinct(rows, columns);
  const after = new Map([...found.keys()].map((key) => [key, new Set()]));
  const waits = new Map([...found.keys()].map((key) => [key, 0]));
  const last = new Map();
  for (const row of rows) {
    const [key, place] = [keyOf(row, columns), keyOf(row, beside)];
    const before = last.get(place);
    last.set(place, key);
    if (before === undefined || before === key || after.get(before).has(key)) continue;
    after.get(before).add(key);
    waits.set(key, waits.get(key) + 1);
  }
  const order = new Map();
  const keys = [...found.keys()];
  let first = 0;
  while (order.size < found.size) {
    while (order.has(keys[first])) first++;
    let at = first;
    while (at < keys.length && (order.has(keys[at]) || waits.get(keys[at]) > 0)) at++;
    const next = keys[at];
    // The values stand in another order beside another value: there is no order of all.
    if (next === undefined) return found;
    order.set(next, found.get(next));
    for (const key of after.get(next)) waits.set(key, waits.get(key) - 1);
  }
  return order;
}

/** A number, or null for what cannot be drawn. */
export const numberAt = (row, column) => (column && typeof row[column.at] === "number" && Number.isFinite(row[column.at]) ? row[column.at] : null);

/** Lines of a tooltip: what the mark is, then each amount with its format. */
export function describe(row, tile, only) {
  const head = dimensions(tile).map((column) => format(row[column.at], column)).join(" · ");
  const lines = (only ?? measures(tile)).map((column) => [column.label, format(row[column.at], column)]);
  return { head, lines };
}

/** The dimension values of a row, which a click turns into a filter; none for "Other", which is no value. */
export function fieldsOf(row, columns) {
  const fields = columns.filter((c) => !c.measure && c.id && row[c.at] !== OTHER);
  return Object.fromEntries(fields.map((column) => [column.id, row[column.at]]));
}
