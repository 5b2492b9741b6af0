// One chart on its tile: drawn, resized, clicked, and walked with the arrow keys.
import { announce, el } from "../dom.js";
import { plain } from "../format.js";
import { cartesian } from "./cartesian.js";
import { boxPlot, heatMap, histogram, scatter, waterfall } from "./fields.js";
import { funnel, gauge, pie, radar, sankey, treeMap } from "./parts.js";

const BUILDERS = {
  bar: cartesian, line: cartesian, combo: cartesian, pie, funnel, treemap: treeMap, sankey, radar, gauge,
  heatmap: heatMap, scatter, boxplot: boxPlot, histogram, waterfall,
};

export const drawsAs = (kind) => kind in BUILDERS;

const live = new Set();
const watcher = new ResizeObserver((entries) => {
  for (const entry of entries) entry.target.redraw?.();
});

/** Draws a chart; resolves when its last mark is on the canvas. */
export function mountChart(holder, tile, visual, context) {
  const box = el("div", { class: "chart", tabindex: "0", role: "img", "aria-label": context.label });
  holder.append(box);
  return new Promise((resolve) => {
    let chart = null;
    let size = "";
    let built = null;
    const draw = () => {
      const room = { width: box.clientWidth, height: box.clientHeight };
      if (room.width < 20 || room.height < 20) return resolve();
      if (chart && `${room.width}x${room.height}` === size) return;
      size = `${room.width}x${room.height}`;
      built = BUILDERS[visual.kind](tile, visual, room, context.isChosen, context.chosen);
      if (!chart) {
        chart = echarts.init(box, null, { renderer: "canvas" });
        live.add(box);
        chart.on("finished", resolve);
        chart.on("click", (event) => {
          const fields = built.pickData ? built.pickData(event.data, event.dataType, event.dataIndex) : built.pick(event.seriesIndex, event.dataIndex);
          if (fields) context.onPick(fields, event.event?.event);
        });
      } else chart.resize();
      chart.setOption(built.option, { notMerge: true });
    };
    box.redraw = draw;
    box.repaint = () => ((size = ""), draw());
    box.discard = () => {
      watcher.unobserve(box);
      chart?.dispose();
      live.delete(box);
    };
    draw();
    watcher.observe(box);
    keys(box, () => ({ chart, built }), context);
  });
}

/** Throws away the charts of a holder. */
export function discard(holder) {
  for (const box of holder.querySelectorAll(".chart")) box.discard?.();
}

/** Draws every chart again: the ground changed, or the paper. */
export function repaintAll() {
  for (const box of live) box.repaint();
}

// Left and right walk the marks of a series, up and down change the series, Enter clicks, Escape leaves.
function keys(box, current, context) {
  let at = [0, -1];
  box.addEventListener("keydown", (event) => {
    const { chart, built } = current();
    if (!chart) return;
    const series = built.marks.map((mark, i) => [mark, i]).filter(([mark]) => mark.rows.length > 0);
    if (series.length === 0) return;
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (step) {
      event.preventDefault();
      const s = (at[0] + step[0] + series.length) % series.length;
      const rows = series[s][0].rows;
      const i = at[1] < 0 ? 0 : (at[1] + step[1] + rows.length) % rows.length;
      at = [s, Math.min(i, rows.length - 1)];
      chart.dispatchAction({ type: "downplay" });
      chart.dispatchAction({ type: "highlight", seriesIndex: series[s][1], dataIndex: at[1] });
      chart.dispatchAction({ type: "showTip", seriesIndex: series[s][1], dataIndex: at[1] });
      const said = built.say(series[s][1], at[1]);
      if (said) announce(plain([said.head, ...said.lines.map(([name, value]) => `${name} ${value}`)].join(", ")));
    } else if ((event.key === "Enter" || event.key === " ") && at[1] >= 0) {
      event.preventDefault();
      const fields = built.pick(series[at[0]][1], at[1]);
      if (fields) context.onPick(fields, null, box);
    } else if (event.key === "Escape") {
      chart.dispatchAction({ type: "hideTip" });
      chart.dispatchAction({ type: "downplay" });
      at = [0, -1];
    }
  });
}
