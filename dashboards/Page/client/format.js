// Values as people read them. Numbers: thousands separators always; dates: never the browser's time zone.

const SCALES = { THOUSANDS: [1e3, "K"], MILLIONS: [1e6, "M"], BILLIONS: [1e9, "B"], TRILLIONS: [1e12, "T"] };
const formats = new Map();

function number(value, least, most, grouping) {
  const key = `${least},${most},${grouping}`;
  if (!formats.has(key))
    formats.set(key, new Intl.NumberFormat("en", { minimumFractionDigits: least, maximumFractionDigits: most, useGrouping: grouping }));
  return formats.get(key).format(value);
}

function auto(size) {
  return size >= 1e12 ? "TRILLIONS" : size >= 1e9 ? "BILLIONS" : size >= 1e6 ? "MILLIONS" : size >= 1e4 ? "THOUSANDS" : null;
}

/** A number under a column's format; short is for axes and labels, where every digit costs room. */
export function formatNumber(value, format = {}, short = false) {
  let scaled = format.style === "percent" ? value * 100 : value;
  const scale = format.scale === "AUTO" || (short && (!format.scale || format.scale === "NONE")) ? auto(Math.abs(scaled)) : format.scale;
  const [by, letter] = SCALES[scale] ?? [1, ""];
  scaled /= by;
  const size = Math.abs(scaled);
  const most = format.decimals ?? (Number.isInteger(scaled) ? 0 : size >= 100 ? (short ? 0 : 1) : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 4);
  const least = short ? 0 : (format.decimals ?? 0);
  let text = number(Math.abs(scaled), least, Math.max(most, least), format.grouping !== false);
  if (format.groupSymbol || format.decimalSymbol)
    text = text.replace(/[.,]/g, (c) => (c === "," ? (format.groupSymbol ?? ",") : (format.decimalSymbol ?? ".")));
  const symbol = format.style === "currency" ? (SYMBOLS[format.symbol] ?? (format.symbol ? format.symbol + " " : "")) : "";
  text = `${format.prefix ?? ""}${symbol}${text}${letter}${format.style === "percent" ? "%" : ""}${format.suffix ?? ""}`;
  if (scaled >= 0 || /^[0.,%\s]*$/.test(text)) return text;
  return format.negative === "POSITIVE" ? `(${text})` : "\u2212" + text;
}

const SYMBOLS = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", INR: "₹", CHF: "CHF ", AUD: "A$", CAD: "C$" };
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const GRAINS = {
  YEAR: "YYYY", QUARTER: "[Q]Q YYYY", MONTH: "MMM YYYY", WEEK: "D MMM YYYY", DAY: "D MMM YYYY",
  HOUR: "D MMM YYYY HH:mm", MINUTE: "D MMM YYYY HH:mm", SECOND: "D MMM YYYY HH:mm:ss", MILLISECOND: "D MMM YYYY HH:mm:ss.SSS",
};
const SHORT = { WEEK: "D MMM", DAY: "D MMM", HOUR: "D MMM HH:mm", MINUTE: "HH:mm" };

/** A date or time, given as ISO text, under a pattern of QuickSight or by its granularity. */
export function formatDate(text, column, short = false) {
  const time = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? text + "T00:00:00Z" : text.replace(" ", "T").replace(/Z?$/, "Z"));
  if (Number.isNaN(time.getTime())) return text;
  const grain = column.grain ?? (column.type === "date" ? "DAY" : "SECOND");
  const pattern = column.format?.pattern ?? (short ? SHORT[grain] : null) ?? GRAINS[grain] ?? GRAINS.DAY;
  return pattern.replace(/\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|Do|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|Q/g, (token, literal) =>
    literal ?? part(token, time));
}

function part(token, time) {
  const two = (n) => String(n).padStart(2, "0");
  const hour = time.getUTCHours();
  switch (token) {
    case "YYYY": return String(time.getUTCFullYear());
    case "YY": return two(time.getUTCFullYear() % 100);
    case "MMMM": return MONTHS[time.getUTCMonth()];
    case "MMM": return MONTHS[time.getUTCMonth()].slice(0, 3);
    case "MM": return two(time.getUTCMonth() + 1);
    case "M": return String(time.getUTCMonth() + 1);
    case "DD": return two(time.getUTCDate());
    case "Do": return ordinal(time.getUTCDate());
    case "D": return String(time.getUTCDate());
    case "dddd": return DAYS[time.getUTCDay()];
    case "ddd": return DAYS[time.getUTCDay()].slice(0, 3);
    case "HH": return two(hour);
    case "H": return String(hour);
    case "hh": return two(hour % 12 || 12);
    case "h": return String(hour % 12 || 12);
    case "mm": return two(time.getUTCMinutes());
    case "m": return String(time.getUTCMinutes());
    case "ss": return two(time.getUTCSeconds());
    case "s": return String(time.getUTCSeconds());
    case "SSS": return String(time.getUTCMilliseconds()).padStart(3, "0");
    case "A": return hour < 12 ? "AM" : "PM";
    case "a": return hour < 12 ? "am" : "pm";
    default: return String(Math.floor(time.getUTCMonth() / 3) + 1);
  }
}

function ordinal(day) {
  const ending = day > 10 && day < 20 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return day + ending;
}

/** How the server writes the category that gathers what is beyond a limit; no data has it, and no click selects it. */
export const OTHER = "\ue000";

/** Any value of a column. Null is said, not left out: a missing value is a fact. */
export function format(value, column, short = false) {
  if (value === null || value === undefined) return column.format?.nulls ?? (isNumber(column) ? "–" : "(none)");
  if (value === "") return "(empty)";
  if (value === OTHER) return "Other";
  if (isNumber(column) && typeof value === "number") return formatNumber(value, column.format, short);
  if (isDate(column)) return formatDate(String(value), column, short);
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return plain(String(value));
}

/** Text from outside in one line, without the invisible characters that turn its direction. */
export function plain(text) {
  return text.replace(/[\r\n\t]+/g, " ").replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "\ufffd");
}

/** The same where ECharts reads {name|…} as a style: the brace is parted from the name by a character without width. */
export function canvasText(text) {
  return text.replaceAll("{", "{\u2060");
}

export const isNumber = (column) => column.type === "number" || column.type === "integer";
export const isDate = (column) => column.type === "date" || column.type === "datetime";
