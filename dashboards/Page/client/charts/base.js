// What all charts share: type, axes, legend and tooltip in the page's colours.
import { canvasText, format } from "../format.js";
import { ink } from "../colors.js";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

/** Parts of an option that do not depend on the data. Tooltips are drawn in the canvas: HTML ones need inline styles. */
export function frame(visual) {
  const c = ink();
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: FONT, color: c.ink, fontSize: 12 },
    aria: { enabled: false },
    tooltip: {
      show: visual.options.tooltip !== false,
      renderMode: "richText",
      confine: true,
      backgroundColor: c.raised,
      borderColor: c.strong,
      borderWidth: 1,
      padding: [8, 11],
      textStyle: { color: c.ink, fontSize: 12, fontFamily: FONT, rich: { head: { fontWeight: 600, fontSize: 12.5, color: c.ink, lineHeight: 20 }, name: { color: c.quiet, lineHeight: 18 }, value: { fontWeight: 600, color: c.ink, lineHeight: 18 } } },
    },
  };
}

/** Text of a tooltip from a heading and pairs of label and value. */
export function tip({ head, lines }) {
  const clean = (text) => canvasText(String(text)).replaceAll("}", "\u2060}\u2060").slice(0, 160);
  // A closing brace would end the style early, so it is shown by its look-alike.
  const safe = (text) => clean(text).replaceAll("}", "❵").replaceAll("|", "❘");
  return [`{head|${safe(head)}}`, ...lines.map(([name, value]) => `{name|${safe(name)}}  {value|${safe(value)}}`)].join("\n");
}

/** Where axes lie: their labels and names count as part of it. */
export const GRID = { left: 6, right: 16, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "all" };

/** Where the legend stands, and what room it leaves. */
export function legend(visual, names, room) {
  const c = ink();
  const shown = visual.options.legend !== false && names.length > 1;
  const side = visual.options.legendPosition ?? "BOTTOM";
  const box = { ...GRID };
  if (!shown) return { legend: { show: false }, box };
  const upright = (side === "RIGHT" || side === "AUTO") && room.width >= 460;
  const base = {
    show: true, type: "scroll", data: names, icon: "roundRect", itemWidth: 11, itemHeight: 11, itemGap: 12,
    textStyle: { color: c.quiet, fontSize: 12, width: upright ? Math.min(150, room.width * 0.24) : 170, overflow: "truncate" },
    pageIconColor: c.quiet, pageIconInactiveColor: c.line, pageTextStyle: { color: c.quiet }, inactiveColor: c.faint,
    formatter: (name) => canvasText(name),
  };
  if (upright) {
    const wide = Math.min(150, room.width * 0.24) + 26;
    return { legend: { ...base, orient: "vertical", right: 4, top: 12, bottom: 8 }, box: { ...box, right: wide + 8 }, wide };
  }
  if (side === "LEFT" && room.width >= 460) return { legend: { ...base, orient: "vertical", left: 4, top: 12, bottom: 8 }, box: { ...box, left: 160 } };
  return side === "TOP"
    ? { legend: { ...base, top: 0, left: 8, right: 8 }, box: { ...box, top: 36 } }
    : { legend: { ...base, bottom: 0, left: 8, right: 8 }, box: { ...box, bottom: 34 } };
}

/** An axis of names. */
export function categoryAxis(names, options = {}) {
  const c = ink();
  return {
    type: "category",
    data: names,
    show: options.show !== false,
    name: options.title ?? "",
    nameLocation: "middle",
    nameGap: 10,
    nameTextStyle: { color: c.quiet, fontSize: 12 },
    nameMoveOverlap: true,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: c.strong } },
    axisLabel: { color: c.quiet, fontSize: 12, hideOverlap: true, interval: options.all ? 0 : "auto", overflow: "truncate", width: options.width, ...(options.rotate ? { rotate: options.rotate } : {}) },
    splitLine: { show: false },
  };
}

/** An axis of amounts, labelled in the format of its measure. */
export function valueAxis(column, options = {}) {
  const c = ink();
  return {
    type: options.log ? "log" : "value",
    show: options.show !== false,
    name: options.title ?? "",
    nameLocation: "middle",
    nameGap: 10,
    nameTextStyle: { color: c.quiet, fontSize: 12 },
    min: options.min ?? undefined,
    max: options.max ?? undefined,
    interval: options.step ?? (options.percent ? 25 : undefined),
    minInterval: column?.type === "integer" ? 1 : undefined,
    axisLabel: { color: c.quiet, fontSize: 12, hideOverlap: true, formatter: (value) => (options.percent ? `${Math.round(value)}%` : canvasText(format(value, column ?? { type: "number" }, true))) },
    nameMoveOverlap: true,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: options.grid !== false, lineStyle: { color: c.line } },
    splitNumber: 4,
  };
}

/** Reference lines of one axis, as the mark line of a series. */
export function referenceLines(lines, horizontal) {
  const c = ink();
  if (lines.length === 0) return undefined;
  return {
    silent: true,
    symbol: "none",
    animation: false,
    data: lines.map((line) => ({
      [horizontal ? "xAxis" : "yAxis"]: line.value,
      lineStyle: { color: line.color ?? c.quiet, width: 1.5, type: { DASHED: "dashed", DOTTED: "dotted" }[line.pattern] ?? "solid" },
      label: {
        show: true, position: horizontal ? "start" : "insideEndTop", rotate: 0, color: line.color ?? c.quiet, fontSize: 11.5,
        formatter: canvasText(line.label ?? ""), distance: 4,
      },
    })),
  };
}

/** How a mark looks when another one is chosen. */
export const faded = (chosen, isChosen) => (chosen && !isChosen ? 0.25 : 1);
