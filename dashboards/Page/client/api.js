// The server's answers. One request draws a sheet: its lines arrive as each visual is ready, and leaving cancels them.

let running = null;

/** Streams the lines of a sheet; an earlier stream is cancelled, and the server stops its queries. */
export async function sheet(search, onLine) {
  running?.abort();
  const mine = (running = new AbortController());
  const answer = await fetch("api/sheet" + search, { signal: mine.signal, cache: "no-store" });
  if (!answer.ok) throw new Error(await problem(answer));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line !== "" && running === mine) onLine(JSON.parse(line));
    if (done) return;
  }
}

/** The definition as a whole: name, sheets, theme, users, what is not supported. */
export async function board(search) {
  const answer = await fetch("api/board" + search, { cache: "no-store" });
  if (!answer.ok) throw new Error(await problem(answer));
  return answer.json();
}

/** The values of one control, after a search. */
export async function choices(control, text, search) {
  const params = new URLSearchParams(search);
  params.set("control", control);
  params.set("search", text);
  const answer = await fetch("api/choices?" + params, { cache: "no-store" });
  if (!answer.ok) throw new Error(await problem(answer));
  return answer.json();
}

/** Calls back when the definition's files changed, or when the server went away and came back. */
export function watch(onChange, onGone) {
  const events = new EventSource("api/changes");
  events.addEventListener("changed", (event) => onChange(JSON.parse(event.data)));
  events.addEventListener("error", () => onGone(true));
  events.addEventListener("open", () => onGone(false));
}

async function problem(answer) {
  const text = await answer.text();
  try {
    return JSON.parse(text).error ?? `the server answered ${answer.status}`;
  } catch {
    return `the server answered ${answer.status}`;
  }
}
