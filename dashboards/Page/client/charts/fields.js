// Two axes and a third thing: heat map, scatter, box plot, histogram, waterfall.
import { canvasText, format } from "../format.js";
import { colorOf, ink, measureColor, paletteAt, ramp } from "../colors.js";
import { GRID, categoryAxis, faded, frame, legend, referenceLines, tip, valueAxis } from "./base.js";
import { describe, dimensions, distinct, fieldsOf, keyOf, labelOf, numberAt, ordered, roles } from "./data.js";

/** Rows against columns, the amount as a shade. */
export function heatMap(tile, visual, room, isChosen, chosen) {
  const c = ink();
  const down = roles(tile, "row");
  const across = roles(tile, "column");
  const [value] = roles(tile, "value");
  const rows = ordered(tile.rows, down, across);
  const columns = ordered(tile.rows, across, down);
  const y = new Map([...rows.keys()].map((key, i) => [key, i]));
  const x = new Map([...columns.keys()].map((key, i) => [key, i]));
  const marks = tile.rows.filter((row) => numberAt(row, value) !== null);
  const amounts = marks.map((row) => numberAt(row, value));
  const steps = visual.options.colors ?? ramp();
  const names = [...columns.values()].map((row) => canvasText(labelOf(row, across, true)));
  const left = [...rows.values()].map((row) => canvasText(labelOf(row, down, true)));
  const each = (room.width - 110) / Math.max(1, columns.size);
  const shown = visual.options.labels === true || (visual.options.labels !== false && each >= 38 && (room.height - 80) / Math.max(1, rows.size) >= 15);
  const option = {
    ...frame(visual),
    grid: { ...GRID, top: 6, bottom: visual.options.legend === false ? 4 : 38 },
    xAxis: { ...categoryAxis(names, each >= 80 ? { all: true, width: (room.width * 0.75) / columns.size - 14 } : {}), splitArea: { show: false }, axisLine: { show: false } },
    yAxis: { ...categoryAxis(left, { width: Math.max(90, room.width * 0.25) }), inverse: true, axisLine: { show: false } },
    visualMap: {
      show: visual.options.legend !== false, type: "continuous", min: Math.min(...amounts, 0), max: Math.max(...amounts, 1), calculable: false,
      orient: "horizontal", left: "center", bottom: 4, itemWidth: 10, itemHeight: 140, inRange: { color: steps },
      text: [canvasText(format(Math.max(...amounts, 1), value, true)), canvasText(format(Math.min(...amounts, 0), value, true))], textStyle: { color: c.quiet, fontSize: 11.5 },
    },
    series: [{
      type: "heatmap",
      data: marks.map((row) => ({ value: [x.get(keyOf(row, across)), y.get(keyOf(row, down)), numberAt(row, value)], itemStyle: { opacity: faded(chosen, isChosen(row)) } })),
      itemStyle: { borderColor: c.surface, borderWidth: 1.5, borderRadius: 3 },
      label: { show: shown, fontSize: 11, formatter: (p) => canvasText(format(p.value[2], value, true)) },
      labelLayout: { hideOverlap: true },
      emphasis: { itemStyle: { borderColor: c.ink, borderWidth: 1.5 } },
    }],
  };
  option.tooltip.formatter = (p) => tip(describe(marks[p.dataIndex], tile));
  return { option, marks: [{ rows: marks }], pick: (_, i) => fieldsOf(marks[i], dimensions(tile)), say: (_, i) => describe(marks[i], tile) };
}

/** Points on two amounts; a third is the area, a category the colour. */
export function scatter(tile, visual, room, isChosen, chosen) {
  const [x] = roles(tile, "x");
  const [y] = roles(tile, "y");
  const [size] = roles(tile, "size");
  const colors = roles(tile, "color").concat(roles(tile, "category")).slice(0, 1);
  const groups = colors.length ? [...distinct(tile.rows, colors)] : [["", null]];
  const most = Math.max(...tile.rows.map((row) => numberAt(row, size) ?? 0), 1);
  const marks = groups.map(([key]) => ({ rows: tile.rows.filter((row) => (!colors.length || keyOf(row, colors) === key) && numberAt(row, x) !== null && numberAt(row, y) !== null) }));
  const names = groups.map(([, row]) => (row ? canvasText(labelOf(row, colors)) : y.label));
  const placed = legend(visual, names, room);
  const option = {
    ...frame(visual),
    legend: placed.legend,
    grid: placed.box,
    xAxis: valueAxis(x, { title: visual.options.categoryTitle ?? x.label }),
    yAxis: valueAxis(y, { title: visual.options.valueTitle ?? y.label }),
    series: groups.map(([, row], g) => ({
      type: "scatter", name: names[g],
      color: row ? colorOf(colors[0], row[colors[0].at], g) : measureColor(y, 0),
      symbolSize: (_, p) => (size ? 6 + 30 * Math.sqrt((numberAt(marks[g].rows[p.dataIndex], size) ?? 0) / most) : 9),
      data: marks[g].rows.map((r) => ({ value: [numberAt(r, x), numberAt(r, y)], itemStyle: { opacity: chosen ? faded(true, isChosen(r)) : 0.72 } })),
      markLine: g === 0 ? referenceLines(tile.lines ?? [], false) : undefined,
    })),
  };
  option.tooltip.formatter = (p) => tip(describe(marks[p.seriesIndex].rows[p.dataIndex], tile));
  return { option, marks, pick: (s, i) => fieldsOf(marks[s].rows[i], dimensions(tile)), say: (s, i) => describe(marks[s].rows[i], tile) };
}

/** Five numbers of each group; the server computed them: min, q1, median, q3, max. */
export function boxPlot(tile, visual, room, isChosen, chosen) {
  const c = ink();
  const by = roles(tile, "category", "group");
  const parts = ["min", "q1", "median", "q3", "max"].map((name) => roles(tile, name)[0]);
  const rows = tile.rows.filter((row) => parts.every((p) => numberAt(row, p) !== null));
  const option = {
    ...frame(visual),
    grid: GRID,
    xAxis: categoryAxis(rows.map((row) => canvasText(labelOf(row, by, true)))),
    yAxis: valueAxis(parts[2], { title: visual.options.valueTitle }),
    series: [{
      type: "boxplot", boxWidth: [8, 38],
      data: rows.map((row, i) => {
        const color = by.length ? colorOf(by[0], row[by[0].at], 0) : paletteAt(i);
        return { value: parts.map((p) => numberAt(row, p)), itemStyle: { color: color + "33", borderColor: color, borderWidth: 1.5, opacity: faded(chosen, isChosen(row)) } };
      }),
    }],
  };
  option.series[0].markLine = referenceLines(tile.lines ?? [], false);
  option.tooltip.formatter = (p) => tip({ head: labelOf(rows[p.dataIndex], by) || parts[2].label, lines: [["highest", 4], ["upper quartile", 3], ["median", 2], ["lower quartile", 1], ["lowest", 0]].map(([said, i]) => [said, format(numberAt(rows[p.dataIndex], parts[i]), parts[i])]) });
  option.textStyle.color = c.ink;
  return { option, marks: [{ rows }], pick: (_, i) => fieldsOf(rows[i], by), say: (_, i) => describe(rows[i], tile, parts) };
}

/** Bins and how much falls into each; the server cut them: from, to, count. */
export function histogram(tile, visual, room) {
  const c = ink();
  const [from] = roles(tile, "from");
  const [to] = roles(tile, "to");
  const [count] = roles(tile, "count");
  const rows = tile.rows;
  const option = {
    ...frame(visual),
    grid: GRID,
    xAxis: categoryAxis(rows.map((row) => canvasText(format(row[from.at], from, true))), { title: visual.options.categoryTitle }),
    yAxis: valueAxis(count, { title: visual.options.valueTitle }),
    series: [{ type: "bar", barCategoryGap: "3%", itemStyle: { color: measureColor(count, 0), borderRadius: [2, 2, 0, 0] }, data: rows.map((row) => numberAt(row, count)), label: { show: visual.options.labels === true, position: "top", color: c.quiet, fontSize: 11, formatter: (p) => canvasText(format(p.value, count, true)) } }],
  };
  const bin = (row) => `${format(row[from.at], from)} to ${format(row[to.at], to)}`;
  option.tooltip.formatter = (p) => tip({ head: bin(rows[p.dataIndex]), lines: [[count.label, format(p.value, count)]] });
  return { option, marks: [{ rows }], pick: () => null, say: (_, i) => ({ head: bin(rows[i]), lines: [[count.label, format(numberAt(rows[i], count), count)]] }) };
}

/** How one amount becomes another, step by step. */
export function waterfall(tile, visual, room, isChosen, chosen) {
  const c = ink();
  const by = roles(tile, "category");
  const [value] = roles(tile, "value");
  const rows = tile.rows.filter((row) => numberAt(row, value) !== null);
  let sum = 0;
  const base = [];
  const bars = rows.map((row) => {
    const change = numberAt(row, value);
    base.push(Math.min(sum, sum + change));
    sum += change;
    return { value: Math.abs(change), itemStyle: { color: change >= 0 ? (visual.options.up ?? c.good) : (visual.options.down ?? c.bad), opacity: faded(chosen, isChosen(row)) }, change };
  });
  const names = rows.map((row) => canvasText(labelOf(row, by, true)));
  names.push(canvasText(visual.options.totalLabel ?? "Total"));
  base.push(Math.min(0, sum));
  bars.push({ value: Math.abs(sum), itemStyle: { color: visual.options.total ?? c.faint }, change: sum });
  const option = {
    ...frame(visual),
    grid: { ...GRID, top: 20 },
    xAxis: categoryAxis(names),
    yAxis: valueAxis(value, { title: visual.options.valueTitle }),
    series: [
      { type: "bar", stack: "w", silent: true, itemStyle: { color: "transparent" }, emphasis: { disabled: true }, tooltip: { show: false }, data: base },
      { type: "bar", stack: "w", barMaxWidth: 46, data: bars, label: { show: visual.options.labels !== false, position: "top", color: c.quiet, fontSize: 11, formatter: (p) => canvasText(format(p.data.change, value, true)) }, labelLayout: { hideOverlap: true } },
    ],
  };
  option.tooltip.formatter = (p) => (p.seriesIndex === 1 ? tip({ head: names[p.dataIndex], lines: [[value.label, format(p.data.change, value)]] }) : "");
  return { option, marks: [{ rows: [] }, { rows }], pick: (s, i) => (s === 1 && rows[i] ? fieldsOf(rows[i], dimensions(tile)) : null), say: (s, i) => (s === 1 && rows[i] ? describe(rows[i], tile) : null) };
}

