// A colour belongs to a value, not to a place in the chart: the server names it, and here it only gets fitted to the ground.

const FALLBACK = ["#1b7f8c", "#e08a2e", "#5a6fc0", "#b5487a", "#6a9a3b", "#8a6bb8", "#c2553f", "#3f8fd0", "#9a7b2f", "#4f7f6f"];
let palette = FALLBACK;
let accent = null;

export function setPalette(theme) {
  palette = theme?.palette?.length ? theme.palette : FALLBACK;
  accent = theme?.accent ?? null;
}

/** The colour of a value of a column; the same for every query and every visual. */
export function colorOf(column, value, index) {
  return column?.colors?.[value === null ? "\\N" : String(value)] ?? paletteAt(index);
}

/** The colour of a measure. */
export function measureColor(column, index) {
  return column?.color ?? paletteAt(index);
}

export const paletteAt = (index) => palette[((index % palette.length) + palette.length) % palette.length];

export function isDark() {
  const set = document.documentElement.dataset.theme;
  return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** The colours of the page itself, for canvas, which cannot read CSS variables. */
export function ink() {
  const css = getComputedStyle(document.documentElement);
  const of = (name) => css.getPropertyValue(name).trim();
  return {
    ink: of("--ink"), quiet: of("--quiet"), faint: of("--faint"), line: of("--line"), strong: of("--line-strong"),
    surface: of("--surface"), raised: of("--raised"), accent: of("--accent"), good: of("--good"), bad: of("--bad"), hover: of("--hover"),
  };
}

/** Steps from little to much, on the ground in force. */
export function ramp() {
  return isDark()
    ? ["#16303a", "#1c5562", "#2a8090", "#5bb3bd", "#bfe9e6"]
    : ["#edf6f6", "#bfe0e2", "#7fc0c6", "#3a93a0", "#0b5a69"];
}

/** Black or white, whichever can be read on a colour. */
export function on(color) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b > 150 ? "#17222d" : "#ffffff";
}
