// Visuals that are text: key figures, narratives, word clouds.
import { el, svg } from "../dom.js";
import { format, formatNumber, plain } from "../format.js";
import { colorOf, ink } from "../colors.js";
import { rich } from "../richtext.js";
import { FONT } from "./base.js";
import { dimensions, fieldsOf, labelOf, numberAt, roles } from "./data.js";

/** A key figure: the last period against the one before, or a value against its target. */
export function mountKpi(holder, tile, visual) {
  const [value] = roles(tile, "value");
  const [target] = roles(tile, "target");
  const trend = roles(tile, "trend");
  const c = ink();
  // What has no period is not the latest one.
  const rows = trend.length ? tile.rows.filter((one) => one[trend[0].at] !== null) : tile.rows;
  const row = rows[rows.length - 1] ?? [];
  const now = numberAt(row, value);
  const style = tile.styles?.[`${tile.rows.indexOf(row)}.${value.at}`];
  const figure = el("p", { class: "kpi-value" }, format(row[value.at], value));
  if (style?.color) figure.style.color = style.color;
  const box = el("div", { class: "kpi" }, figure);
  const before = target ? numberAt(row, target) : trend.length && rows.length > 1 ? numberAt(rows[rows.length - 2], value) : null;
  if (now !== null && before !== null) box.append(change(now, before, value, target, trend, rows, visual));
  else if (trend.length && rows.length) box.append(el("p", { class: "kpi-change" }, format(row[trend[0].at], trend[0])));
  if (target && before !== null && before > 0 && visual.options.progress !== false) box.append(el("div", { class: "kpi-progress", role: "img", "aria-label": `${Math.round((100 * now) / before)}% of the target` }, el("i", { vars: { "--part": `${Math.max(0, Math.min(100, (100 * now) / before))}%` } })));
  if (trend.length && rows.length > 2 && visual.options.sparkline !== false) box.append(spark(rows.map((r) => numberAt(r, value)), value.color ?? c.accent, c));
  holder.append(box);
}

function change(now, before, value, target, trend, rows, visual) {
  const method = visual.options.comparison ?? (target ? "PERCENT_DIFFERENCE" : "PERCENT_DIFFERENCE");
  const gap = now - before;
  const part = before === 0 ? null : gap / Math.abs(before);
  const text =
    method === "DIFFERENCE" ? signed(gap, (v) => format(v, { ...value, format: { ...value.format, negative: undefined } }))
    : method === "PERCENT" ? (before === 0 ? "–" : formatNumber(now / before, { style: "percent", decimals: 0 }))
    : part === null ? "–" : signed(part, (v) => formatNumber(v, { style: "percent", decimals: Math.abs(v) < 0.1 ? 1 : 0 }));
  const trendClass = visual.options.lowerIsBetter ? (gap > 0 ? "down" : gap < 0 ? "up" : "") : gap > 0 ? "up" : gap < 0 ? "down" : "";
  const arrow = gap > 0 ? "▲ " : gap < 0 ? "▼ " : "";
  const against = target ? `${target.label} ${format(before, target)}` : `${format(rows[rows.length - 2][trend[0].at], trend[0])} ${format(before, value)}`;
  const name = trend.length ? `${format(rows[rows.length - 1][trend[0].at], trend[0])} ` : "";
  return el("p", { class: "kpi-change" }, el("b", { class: visual.options.neutral ? null : trendClass }, arrow + text), el("span", {}, `${name}against ${against}`));
}

const signed = (value, say) => (value > 0 ? "+" : "") + say(value);

function spark(values, color, c) {
  const known = values.filter((v) => v !== null);
  const least = Math.min(...known);
  const most = Math.max(...known);
  const at = (v, i) => [(100 * i) / (values.length - 1), most === least ? 15 : 28 - (26 * (v - least)) / (most - least)];
  const points = values.map((v, i) => (v === null ? null : at(v, i))).filter(Boolean);
  const line = points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");
  return svg("svg", { class: "kpi-spark", viewBox: "0 0 100 30", preserveAspectRatio: "none", role: "img", "aria-label": `Trend over ${values.length} periods` },
    svg("polygon", { points: `0,30 ${line} 100,30`, fill: color, "fill-opacity": "0.10" }),
    svg("polyline", { points: line, fill: "none", stroke: color, "stroke-width": "1.75", "vector-effect": "non-scaling-stroke", "stroke-linejoin": "round" }));
}

/** A narrative, written by the server out of its computations. */
export function mountNarrative(holder, tile) {
  holder.append(el("div", { class: "narrative rich", tabindex: "0" }, rich(tile.narrative ?? [])));
}

/** Words by size, the largest in the middle, laid along a spiral until they touch nothing. */
export function mountCloud(holder, tile, visual, context) {
  const by = roles(tile, "group", "category");
  const [size] = roles(tile, "size", "value");
  const width = Math.max(120, holder.clientWidth - 8);
  const height = Math.max(90, holder.clientHeight - 8);
  const rows = tile.rows.filter((row) => (size ? (numberAt(row, size) ?? 0) > 0 : true)).slice(0, 120);
  const amount = (row) => (size ? numberAt(row, size) : 1);
  const sorted = [...rows].sort((a, b) => amount(b) - amount(a));
  const most = amount(sorted[0] ?? [1]) || 1;
  const least = amount(sorted[sorted.length - 1] ?? [0]) || 0;
  const largest = Math.min(height / 4.5, width / 9, 44);
  const canvas = document.createElement("canvas").getContext("2d");
  const placed = [];
  const picture = svg("svg", { class: "cloud", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": context.label });
  sorted.forEach((row, i) => {
    const share = most === least ? 1 : Math.sqrt((amount(row) - least) / (most - least));
    const px = 11 + (largest - 11) * share;
    const text = labelOf(row, by).slice(0, 40);
    canvas.font = `650 ${px}px ${FONT}`;
    const w = canvas.measureText(text).width + 6;
    const spot = seat(w, px * 1.12, width, height, placed);
    if (!spot) return;
    placed.push({ ...spot, w, h: px * 1.12 });
    const fields = fieldsOf(row, dimensions(tile));
    const fade = context.chosen && !context.isChosen(row);
    const node = svg("text", {
      x: spot.x + w / 2, y: spot.y + px * 0.9, "text-anchor": "middle", "font-size": px.toFixed(1), "font-weight": share > 0.4 ? 650 : 500,
      fill: colorOf(by[0], row[by[0]?.at], i), class: fade ? "faded" : null, tabindex: "0", role: "button",
      onclick: (event) => context.onPick?.(fields, event), onkeydown: (event) => event.key === "Enter" && context.onPick?.(fields, null, event.currentTarget),
    }, svg("title", {}, size ? `${text}: ${format(amount(row), size)}` : text), plain(text));
    picture.append(node);
  });
  holder.append(picture);
}

function seat(w, h, width, height, placed) {
  for (let turn = 0; turn < 900; turn++) {
    const angle = turn * 0.35;
    const radius = turn * 0.42;
    const x = width / 2 + radius * Math.cos(angle) * (width / height) * 0.8 - w / 2;
    const y = height / 2 + radius * Math.sin(angle) - h / 2;
    if (x < 0 || y < 0 || x + w > width || y + h > height) continue;
    if (placed.every((p) => x + w < p.x || p.x + p.w < x || y + h < p.y || p.y + p.h < y)) return { x, y };
  }
  return null;
}
