// Parts of a whole and flows: pie, donut, funnel, tree map, sankey, radar, gauge.
import { canvasText, format } from "../format.js";
import { colorOf, ink, measureColor, on, paletteAt } from "../colors.js";
import { FONT, faded, frame, legend, tip } from "./base.js";
import { describe, dimensions, distinct, fieldsOf, keyOf, labelOf, numberAt, roles } from "./data.js";

const one = (tile, rows) => ({
  marks: [{ rows }],
  pick: (_, i) => (rows[i] ? fieldsOf(rows[i], dimensions(tile)) : null),
  say: (_, i) => (rows[i] ? describe(rows[i], tile) : null),
});

/** Pie and donut; a pie without a category shows its measures. */
export function pie(tile, visual, room, isChosen, chosen) {
  const c = ink();
  const by = roles(tile, "category", "color", "group");
  const values = roles(tile, "value", "size");
  const rows = by.length ? tile.rows.filter((row) => (numberAt(row, values[0]) ?? 0) > 0) : values.map(() => tile.rows[0]);
  const name = (row, i) => canvasText(by.length ? labelOf(row, by) : values[i].label);
  const placed = legend(visual, rows.map(name), room);
  const right = placed.wide ?? 0;
  const bottom = placed.legend.show && !right ? 30 : 0;
  const size = Math.min(room.width - right, room.height - bottom);
  const center = [(room.width - right) / 2, (room.height - bottom) / 2];
  const outside = visual.options.labels !== false && size > 170;
  const radius = (size / 2) * (outside ? 0.74 : 0.92);
  const hole = visual.options.donut ? { SMALL: 0.45, LARGE: 0.75 }[visual.options.donut] ?? 0.6 : 0;
  const total = rows.reduce((sum, row, i) => sum + (numberAt(row, values[by.length ? 0 : i]) ?? 0), 0);
  const option = {
    ...frame(visual),
    legend: placed.legend,
    series: [{
      type: "pie", radius: [radius * hole, radius], center, startAngle: 90, avoidLabelOverlap: true,
      itemStyle: { borderColor: c.surface, borderWidth: 2 },
      label: { show: outside, color: c.quiet, fontSize: 12, formatter: (p) => `${canvasText(p.name.length > 22 ? p.name.slice(0, 21) + "…" : p.name)} ${Math.round(p.percent)}%` },
      labelLine: { length: 8, length2: 6, lineStyle: { color: c.strong } },
      emphasis: { scaleSize: 4 },
      data: rows.map((row, i) => ({
        name: name(row, i), value: numberAt(row, values[by.length ? 0 : i]) ?? 0,
        itemStyle: { color: by.length ? colorOf(by[0], row[by[0].at], i) : measureColor(values[i], i), opacity: faded(chosen, isChosen(row)) },
      })),
    }],
  };
  if (hole > 0 && size > 130)
    option.graphic = [{
      type: "text", x: center[0], y: center[1], silent: true,
      style: { text: canvasText(format(total, values[0], true)), fill: c.ink, font: `650 20px ${FONT}`, textAlign: "center", textVerticalAlign: "middle" },
    }];
  option.tooltip.formatter = (p) => {
    const column = values[by.length ? 0 : p.dataIndex];
    return tip({ head: p.name, lines: [[column.label, `${format(p.value, column)} (${p.percent.toFixed(1)}%)`]] });
  };
  return { option, ...one(tile, rows) };
}

/** Stages that lose something on the way. */
export function funnel(tile, visual, room, isChosen, chosen) {
  const c = ink();
  const by = roles(tile, "category");
  const [value] = roles(tile, "value");
  const rows = tile.rows.filter((row) => numberAt(row, value) !== null);
  const first = numberAt(rows[0] ?? [], value) || 1;
  const option = {
    ...frame(visual),
    series: [{
      type: "funnel", left: "6%", right: "6%", top: 8, bottom: 8, minSize: "34%", gap: 3, sort: "none",
      label: { show: true, position: "inside", fontSize: 12, formatter: (p) => `${canvasText(p.name)}  ${canvasText(format(p.value, value, true))} · ${Math.round((100 * p.value) / first)}%` },
      itemStyle: { borderColor: c.surface, borderWidth: 0 },
      data: rows.map((row, i) => {
        const color = colorOf(by[0], row[by[0]?.at], i);
        return { name: labelOf(row, by), value: numberAt(row, value), label: { color: on(color) }, itemStyle: { color, opacity: faded(chosen, isChosen(row)) } };
      }),
    }],
  };
  option.tooltip.formatter = (p) => tip({ head: p.name, lines: [[value.label, format(p.value, value)], ["of the first stage", `${((100 * p.value) / first).toFixed(1)}%`]] });
  return { option, ...one(tile, rows) };
}

/** Areas inside areas; colour by the outer group, or by an amount where there is one. */
export function treeMap(tile, visual, room, isChosen, chosen) {
  const c = ink();
  const by = roles(tile, "group", "category");
  const [size] = roles(tile, "size", "value");
  const rows = tile.rows.filter((row) => (numberAt(row, size) ?? 0) > 0);
  const tree = [];
  rows.forEach((row, index) => {
    let level = tree;
    by.forEach((column, depth) => {
      const name = canvasText(format(row[column.at], column));
      let node = level.find((n) => n.name === name);
      if (!node) {
        const color = depth === 0 ? colorOf(column, row[column.at], level.length) : undefined;
        node = { name, value: 0, children: [], itemStyle: { color, opacity: depth === by.length - 1 ? faded(chosen, isChosen(row)) : 1 } };
        if (color) node.label = { color: on(color) };
        level.push(node);
      }
      node.value += numberAt(row, size);
      if (depth === by.length - 1) node.row = index;
      level = node.children;
    });
  });
  const sum = rows.reduce((total, row) => total + numberAt(row, size), 0);
  const option = {
    ...frame(visual),
    series: [{
      type: "treemap", data: tree, roam: false, nodeClick: false, left: 4, right: 4, top: 4, bottom: 4, breadcrumb: { show: false },
      itemStyle: { borderColor: c.surface, borderWidth: 2, gapWidth: 2 },
      label: { show: true, fontSize: 12, overflow: "truncate", padding: [6, 6], formatter: (p) => `${p.name}\n${canvasText(format(p.value, size, true))}`, lineHeight: 16, position: "insideTopLeft" },
      upperLabel: { show: by.length > 1, height: 22, color: c.ink, fontWeight: 600 },
      levels: [{ itemStyle: { gapWidth: 3 } }, { itemStyle: { gapWidth: 1 }, colorSaturation: [0.35, 0.55] }],
    }],
  };
  option.tooltip.formatter = (p) => (p.treePathInfo?.length > 1 ? tip({ head: p.treePathInfo.slice(1).map((n) => n.name).join(" · "), lines: [[size.label, `${format(p.value, size)} (${((100 * p.value) / sum).toFixed(1)}%)`]] }) : "");
  const single = one(tile, rows);
  return { option, ...single, pickData: (data) => (data?.row === undefined ? null : single.pick(0, data.row)) };
}

/** Flows. A name on both sides is two places; a flow back to its source has no drawing and is left to the table. */
export function sankey(tile, visual, room, isChosen, chosen) {
  const c = ink();
  const [source] = roles(tile, "source");
  const [destination] = roles(tile, "destination");
  const [weight] = roles(tile, "weight", "value");
  const rows = tile.rows.filter((row) => (numberAt(row, weight) ?? 0) > 0);
  const left = distinct(rows, [source]);
  const right = distinct(rows, [destination]);
  const nodes = [...left].map(([key, row], i) => node("s" + key, row, source, i)).concat([...right].map(([key, row], i) => node("d" + key, row, destination, left.size + i)));
  function node(name, row, column, i) {
    return { name, label: { formatter: canvasText(format(row[column.at], column)) }, itemStyle: { color: colorOf(column, row[column.at], i), borderWidth: 0 }, said: format(row[column.at], column), depth: column === source ? 0 : 1 };
  }
  const option = {
    ...frame(visual),
    series: [{
      type: "sankey", left: 8, right: Math.min(150, room.width * 0.26), top: 10, bottom: 10, nodeWidth: 14, nodeGap: 9, draggable: false, layoutIterations: 24,
      data: nodes,
      links: rows.map((row) => ({ source: "s" + keyOf(row, [source]), target: "d" + keyOf(row, [destination]), value: numberAt(row, weight), lineStyle: { opacity: chosen ? (isChosen(row) ? 0.7 : 0.08) : 0.32 } })),
      lineStyle: { color: "gradient", curveness: 0.5 },
      label: { color: c.ink, fontSize: 12, width: Math.min(140, room.width * 0.24), overflow: "truncate" },
      emphasis: { focus: "adjacency" },
    }],
  };
  const names = new Map(nodes.map((n) => [n.name, n.said]));
  option.tooltip.formatter = (p) => (p.dataType === "edge"
    ? tip({ head: `${names.get(p.data.source)} → ${names.get(p.data.target)}`, lines: [[weight.label, format(p.value, weight)]] })
    : tip({ head: names.get(p.name) ?? "", lines: [[weight.label, format(p.value, weight)]] }));
  const single = one(tile, rows);
  return {
    option, ...single,
    pickData: (data, type, index) => {
      if (type === "edge") return single.pick(0, index);
      const row = rows.find((r) => "s" + keyOf(r, [source]) === data?.name);
      const to = rows.find((r) => "d" + keyOf(r, [destination]) === data?.name);
      return row ? fieldsOf(row, [source]) : to ? fieldsOf(to, [destination]) : null;
    },
  };
}

/** Several amounts around a centre, one shape per group. */
export function radar(tile, visual, room, isChosen, chosen) {
  const c = ink();
  const by = roles(tile, "category");
  const colors = roles(tile, "color");
  const values = roles(tile, "value");
  const spokes = by.length ? [...distinct(tile.rows, by)] : values.map((v) => [v.label, null]);
  const shapes = by.length ? (colors.length ? [...distinct(tile.rows, colors)] : values.map((v) => [v, null])) : [...distinct(tile.rows, colors)];
  const at = (shape, spoke, i) => {
    if (!by.length) return numberAt(tile.rows.find((r) => keyOf(r, colors) === shape[0]) ?? [], values[i]) ?? 0;
    const row = tile.rows.find((r) => keyOf(r, by) === spoke[0] && (!colors.length || keyOf(r, colors) === shape[0]));
    return row ? (numberAt(row, colors.length ? values[0] : shape[0]) ?? 0) : 0;
  };
  const data = shapes.map((shape, s) => ({
    name: canvasText(colors.length ? labelOf(shape[1], colors) : by.length ? shape[0].label : labelOf(tile.rows[0], [])),
    value: spokes.map((spoke, i) => at(shape, spoke, i)),
    itemStyle: { color: colors.length ? colorOf(colors[0], shape[1][colors[0].at], s) : paletteAt(s) },
    areaStyle: { opacity: 0.12 },
  }));
  const most = Math.max(...data.flatMap((d) => d.value), 0) || 1;
  const placed = legend(visual, data.map((d) => d.name), room);
  const option = {
    ...frame(visual),
    legend: placed.legend,
    radar: {
      indicator: spokes.map(([, row], i) => ({ name: canvasText(row ? labelOf(row, by, true) : values[i].label), max: by.length ? most : undefined })),
      axisName: { color: c.quiet, fontSize: 12 }, splitLine: { lineStyle: { color: c.line } }, axisLine: { lineStyle: { color: c.line } }, splitArea: { show: false },
      center: placed.wide ? ["38%", "50%"] : ["50%", "48%"], radius: "62%",
    },
    series: [{ type: "radar", data, symbolSize: 4 }],
  };
  option.tooltip.formatter = (p) => tip({ head: p.name, lines: spokes.slice(0, 12).map(([, row], i) => [row ? labelOf(row, by, true) : values[i].label, format(p.value[i], values[by.length ? 0 : i])]) });
  const rows = colors.length ? shapes.map(([, row]) => row) : [];
  return { option, ...one({ ...tile, columns: tile.columns.map((x) => (x.role === "category" ? { ...x, id: null } : x)) }, rows) };
}

/** One amount on an arc, against a target or a range. */
export function gauge(tile, visual, room) {
  const c = ink();
  const [value] = roles(tile, "value");
  const [target] = roles(tile, "target");
  const row = tile.rows[0] ?? [];
  const now = numberAt(row, value);
  const goal = numberAt(row, target);
  const least = visual.options.min ?? 0;
  const most = visual.options.max ?? goal ?? (value.format?.style === "percent" ? 1 : now !== null && now > 0 ? now * 1.25 : 1);
  const size = Math.min(room.width, room.height * 1.35);
  const color = visual.options.color ?? value.color ?? c.accent;
  const option = {
    ...frame(visual),
    series: [{
      type: "gauge", startAngle: 205, endAngle: -25, min: least, max: most, center: ["50%", "62%"], radius: size * 0.46,
      progress: { show: true, width: size * 0.07, roundCap: false, itemStyle: { color } },
      axisLine: { lineStyle: { width: size * 0.07, color: [[1, c.hover]] } },
      axisTick: { show: false }, splitLine: { show: false }, pointer: { show: false }, anchor: { show: false },
      axisLabel: { show: true, distance: -14 - size * 0.03, color: c.quiet, fontSize: 11, formatter: (v) => (v === least || v === most ? canvasText(format(v, value, true)) : "") },
      splitNumber: 1,
      title: { show: goal !== null, offsetCenter: [0, "26%"], color: c.quiet, fontSize: 12.5 },
      detail: { offsetCenter: [0, "-4%"], fontSize: Math.max(18, size * 0.1), fontWeight: 650, color: c.ink, formatter: () => canvasText(format(now, value)) },
      data: [{ value: now ?? least, name: goal === null ? "" : `of ${canvasText(format(goal, target))}` }],
    }],
  };
  option.tooltip.formatter = () => tip({ head: value.label, lines: [["now", format(now, value)], ...(goal === null ? [] : [[target.label, format(goal, target)], ["reached", `${((100 * now) / goal).toFixed(1)}%`]])] });
  return { option, marks: [{ rows: [row] }], pick: () => null, say: () => ({ head: value.label, lines: [["", format(now, value)]] }) };
}
