// What the reader chose lives in the page's address and nowhere else: reload, the back button and a link keep it.
// sheet=ID, user=NAME, p.PARAMETER=value, f.FILTER=value, f.FILTER.min=, .max=, .n=, click.VISUAL.FIELD=value,
// drill.VISUAL.FIELD=level then the values on the way, sort.VISUAL=asc:FIELD. Several values repeat the key; \N is null,
// \* is all, and a leading \ of a value is doubled.

const NULL = "\\N";

/** Chosen: everything. */
export const ALL = "\\*";

/** A value as it stands in the address. */
export function encode(value) {
  if (value === null || value === undefined) return NULL;
  const text = String(value);
  return text.startsWith("\\") ? "\\" + text : text;
}

/** The value again; everything but null comes back as text. */
export function decode(text) {
  if (text === NULL) return null;
  return text.startsWith("\\\\") ? text.slice(1) : text;
}

export function read() {
  return new URLSearchParams(location.search);
}

/** Goes to an address and tells everybody. */
export function go(params, { replace = false } = {}) {
  const search = params.toString();
  const address = location.pathname + (search ? "?" + search : "");
  if (address === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  dispatchEvent(new Event("statechange"));
}

/** Changes some keys: an array or text sets, null or an empty array deletes. */
export function change(changes, options) {
  const params = read();
  for (const [key, value] of Object.entries(changes)) {
    params.delete(key);
    for (const one of value === null ? [] : [value].flat()) params.append(key, one);
  }
  go(params, options);
}

/** The clicked mark of a visual as field → value, or null. */
export function clicked(visual) {
  const prefix = `click.${visual}.`;
  const found = [...read()].filter(([key]) => key.startsWith(prefix));
  return found.length === 0 ? null : Object.fromEntries(found.map(([key, v]) => [key.slice(prefix.length), decode(v)]));
}

/** Sets the clicked mark; the same mark again clears it. */
export function click(visual, fields) {
  const params = read();
  const before = clicked(visual);
  const prefix = `click.${visual}.`;
  for (const key of [...params.keys()]) if (key.startsWith(prefix)) params.delete(key);
  const same = before !== null && Object.keys(fields).every((f) => f in before && sameValue(before[f], fields[f]));
  if (!same) for (const [field, value] of Object.entries(fields)) params.append(prefix + field, encode(value));
  go(params);
  return !same;
}

/** Whether a value of a row is the one in the address, which knows only text. */
export function sameValue(kept, value) {
  return kept === null ? value === null : value !== null && String(kept) === String(value);
}

/** How deep a field of a visual is drilled, and the values on the way. */
export function drilled(visual, field) {
  const [level, ...path] = read().getAll(`drill.${visual}.${field}`);
  return { level: Number(level ?? 0), path: path.map(decode) };
}

/** Drills one level down through a value, or without one. */
export function drillDown(visual, field, value) {
  const { level, path } = drilled(visual, field);
  change({ [`drill.${visual}.${field}`]: [String(level + 1), ...path.map(encode), ...(value === undefined ? [] : [encode(value)])], ...unclick(visual) });
}

/** Drills one level up. */
export function drillUp(visual, field) {
  const { level, path } = drilled(visual, field);
  const kept = path.slice(0, Math.max(0, Math.min(path.length, level - 1)));
  change({ [`drill.${visual}.${field}`]: level === 1 ? null : [String(level - 1), ...kept.map(encode)], ...unclick(visual) });
}

// A mark of another level is not there any more.
function unclick(visual) {
  return Object.fromEntries([...read().keys()].filter((key) => key.startsWith(`click.${visual}.`)).map((key) => [key, null]));
}

/** Everything a reader may want to undo, for the chips above the sheet. */
export function clear() {
  const params = read();
  for (const key of [...params.keys()]) if (/^(click|drill|sort)\./.test(key)) params.delete(key);
  go(params);
}
