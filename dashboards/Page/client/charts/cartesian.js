// Bars, lines, areas and both together: one builder, for they differ in little but the shape of a series.
import { canvasText, format } from "../format.js";
import { colorOf, ink, measureColor } from "../colors.js";
import { categoryAxis, faded, frame, legend, referenceLines, tip, valueAxis } from "./base.js";
import { describe, dimensions, distinct, fieldsOf, keyOf, labelOf, numberAt, roles } from "./data.js";

/** The option, and for each point of each series the row it stands for. */
export function cartesian(tile, visual, room, isChosen, chosen) {
  const o = visual.options;
  const c = ink();
  const categories = roles(tile, "category");
  const colors = roles(tile, "color");
  const bars = roles(tile, "bar", ...(visual.kind === "bar" ? ["value"] : []));
  const lines = roles(tile, "line", ...(visual.kind === "line" ? ["value"] : []));
  const sideways = o.horizontal === true;
  const places = distinct(tile.rows, categories);
  const order = new Map([...places.keys()].map((key, i) => [key, i]));
  const marks = [];
  const series = [];
  const groups = colors.length > 0 ? [...distinct(tile.rows, colors)] : [[null, null]];
  const whole = o.arrangement === "STACKED_PERCENT";
  const stacked = whole || o.arrangement === "STACKED";

  const sums = new Map();
  if (whole)
    for (const row of tile.rows)
      for (const column of [...bars, ...lines])
        sums.set(keyOf(row, categories), (sums.get(keyOf(row, categories)) ?? 0) + Math.abs(numberAt(row, column) ?? 0));

  const add = (column, index, group, groupRow, isLine) => {
    const rows = new Array(order.size).fill(null);
    const values = new Array(order.size).fill(null);
    for (const row of tile.rows) {
      if (group !== null && keyOf(row, colors) !== group) continue;
      const at = order.get(keyOf(row, categories));
      const value = numberAt(row, column);
      rows[at] = row;
      values[at] = whole && !isLine && value !== null ? (100 * value) / (sums.get(keyOf(row, categories)) || 1) : value;
    }
    const several = bars.length + lines.length > 1;
    const name = groupRow === null ? column.label : labelOf(groupRow, colors) + (several && colors.length ? ` · ${column.label}` : "");
    const color = groupRow === null || (isLine && visual.kind === "combo") ? measureColor(column, index) : colorOf(colors[0], groupRow[colors[0].at], series.length);
    const area = isLine && (o.lineStyle === "AREA" || o.lineStyle === "STACKED_AREA");
    const points = values.map((value, i) => ({ value, itemStyle: { opacity: faded(chosen, rows[i] && isChosen(rows[i])) } }));
    series.push({
      name, color,
      type: isLine ? "line" : "bar",
      data: points,
      stack: isLine ? (o.lineStyle === "STACKED_AREA" ? "lines" : undefined) : stacked ? "bars" : undefined,
      barMaxWidth: 42, barMinHeight: 0, barCategoryGap: "28%",
      smooth: false, connectNulls: o.connect === true,
      showSymbol: isLine && (values.length === 1 || values.length <= 24 || chosen), symbol: "circle", symbolSize: 6,
      lineStyle: { width: 2.25 }, areaStyle: area ? { opacity: o.lineStyle === "AREA" ? 0.18 : 0.55 } : undefined,
      emphasis: { focus: series.length === 0 && groups.length === 1 ? "none" : "series", disabled: false },
      blur: { itemStyle: { opacity: 0.35 }, lineStyle: { opacity: 0.35 } },
      itemStyle: isLine ? {} : { borderRadius: stacked ? 0 : sideways ? [0, 3, 3, 0] : [3, 3, 0, 0], borderColor: stacked ? c.surface : undefined, borderWidth: stacked ? 1 : 0 },
      yAxisIndex: isLine && o.dualAxis ? 1 : 0,
      z: isLine ? 3 : 2,
      label: {
        show: o.labels === true || (isLine && o.lineLabels === true),
        position: isLine ? "top" : stacked ? "inside" : sideways ? "right" : "top",
        color: stacked && !isLine ? undefined : c.quiet, fontSize: 11,
        formatter: (point) => (point.value === null || point.value === undefined ? "" : canvasText(whole && !isLine ? `${Math.round(point.value)}%` : format(point.value, column, true))),
      },
      labelLayout: stacked && !isLine ? inside : { hideOverlap: true },
    });
    marks.push({ rows, column });
  };
  bars.forEach((column, i) => groups.forEach(([key, row]) => add(column, i, key, row, false)));
  lines.forEach((column, i) =>
    (visual.kind === "combo" ? [[null, null]] : groups).forEach(([key, row]) => add(column, bars.length + i, key, row, true)));
  if (visual.kind === "combo" && colors.length) sumLines(tile, categories, order, lines, series, marks);

  // Where no place has two bars, they need no room beside each other.
  if (!stacked && bars.length === 1 && colors.length && order.size === tile.rows.length)
    for (const one of series) if (one.type === "bar") one.stack = "bars";

  const names = [...places.values()].map((row) => canvasText(labelOf(row, categories, true)));
  const placed = legend(visual, series.map((s) => s.name), room);
  const box = placed.box;
  // Room above for the label of a line across sideways bars.
  if (sideways && tile.lines?.length) box.top += 12;
  const zoom = zoomed(order.size, sideways, room, box, c);
  const tall = room.height - box.top - box.bottom;
  const category = categoryAxis(names, { show: o.categoryAxis !== false, title: o.categoryTitle, rotate: o.rotate, all: sideways && order.size * 15 < tall, width: sideways ? Math.min(230, Math.max(80, room.width * (room.width < 480 ? 0.4 : 0.28))) : undefined });
  const unit = bars[0] ?? lines[0];
  const value = valueAxis(unit, { show: o.valueAxis !== false, title: o.valueTitle, min: whole ? 0 : o.min, max: whole ? 100 : o.max, step: o.step, log: o.log, percent: whole, grid: o.grid });
  if (sideways) category.inverse = true;
  const second = o.dualAxis ? [valueAxis(lines[0], { grid: false, title: o.secondTitle })] : [];
    const reference = tile.lines ?? [];
  if (series.length > 0) {
    series[0].markLine = referenceLines(reference.filter((l) => l.axis !== "secondary"), sideways);
    const last = series[series.length - 1];
    if (o.dualAxis) last.markLine = referenceLines(reference.filter((l) => l.axis === "secondary"), sideways);
    if (reference.length && value.max === undefined) value.max = (extent) => (reference.some((l) => l.value > extent.max) ? Math.max(...reference.map((l) => l.value)) * 1.05 : null);
  }
  const option = {
    ...frame(visual),
    grid: box,
    legend: placed.legend,
    xAxis: sideways ? value : category,
    yAxis: sideways ? category : [value, ...second],
    dataZoom: zoom,
    series,
  };
  option.tooltip = {
    ...option.tooltip,
    trigger: "axis",
    axisPointer: { type: bars.length ? "shadow" : "line", shadowStyle: { color: c.ink, opacity: 0.05 }, lineStyle: { color: c.strong } },
    formatter: (points) => together(points, marks, tile, categories, colors, whole),
  };
  return { option, marks, pick: (s, i) => (marks[s]?.rows[i] ? fieldsOf(marks[s].rows[i], dimensions(tile).filter((d) => visual.kind !== "combo" || d.role !== "color" || bars.includes(marks[s].column))) : null), say: (s, i) => (marks[s]?.rows[i] ? describe(marks[s].rows[i], tile, [marks[s].column]) : null) };
}

// A number that its own segment cannot hold would lie on its neighbours'.
function inside({ rect, labelRect }) {
  const fits = rect.height >= labelRect.height && rect.width >= labelRect.width;
  return fits ? { hideOverlap: true } : { x: -1000, y: -1000 };
}

// A line beside coloured bars counts each category once; the rows repeat it for every colour.
function sumLines(tile, categories, order, lines, series, marks) {
  marks.forEach((mark, s) => {
    if (!lines.includes(mark.column)) return;
    const seen = new Map();
    for (const row of tile.rows) {
      const at = order.get(keyOf(row, categories));
      if (!seen.has(at)) seen.set(at, numberAt(row, mark.column));
      mark.rows[at] ??= row;
    }
    for (const [at, value] of seen) series[s].data[at].value = value;
  });
}

function together(points, marks, tile, categories, colors, whole) {
  const list = (Array.isArray(points) ? points : [points]).filter((p) => marks[p.seriesIndex]?.rows[p.dataIndex]);
  if (list.length === 0) return "";
  const row = marks[list[0].seriesIndex].rows[list[0].dataIndex];
  const lines = list
    .filter((p) => p.value !== null && p.value !== undefined)
    .sort((a, b) => (list.length > 9 ? b.value - a.value : 0))
    .slice(0, 12)
    .map((p) => {
      const mark = marks[p.seriesIndex];
      const said = format(mark.rows[p.dataIndex][mark.column.at], mark.column);
      return [p.seriesName, whole ? `${said} (${Math.round(p.value)}%)` : said];
    });
  if (list.length > 12) lines.push([`and ${list.length - 12} more`, ""]);
  return tip({ head: labelOf(row, categories), lines });
}

// More places than fit become a window over them, never a smear.
function zoomed(count, sideways, room, box, c) {
  const fits = sideways ? Math.floor((room.height - box.top - box.bottom) / 17) : Math.floor((room.width - 70) / 7);
  if (count <= fits || fits < 4) return [];
  const slider = {
    type: "slider", borderColor: "transparent", backgroundColor: c.hover, fillerColor: c.line, handleStyle: { color: c.faint, borderColor: c.faint },
    moveHandleSize: 0, showDetail: false, brushSelect: false, startValue: 0, endValue: fits - 1, showDataShadow: false,
  };
  if (sideways) {
    box.right += 16;
    return [{ ...slider, yAxisIndex: 0, width: 8, right: 4, top: box.top, bottom: box.bottom }, { type: "inside", yAxisIndex: 0, zoomOnMouseWheel: false, moveOnMouseWheel: true }];
  }
  const bottom = box.bottom;
  box.bottom += 16;
  return [{ ...slider, xAxisIndex: 0, height: 8, bottom, startValue: count - fits, endValue: count - 1 }, { type: "inside", xAxisIndex: 0, zoomOnMouseWheel: "ctrl" }];
}
