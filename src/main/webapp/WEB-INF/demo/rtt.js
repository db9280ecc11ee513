import { byId, span } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const PERIOD = 1000;
const KEPT = 60;
const DRAWN = 20; // round trips that the picture has room for at least
const WIDTH = 300;
const HEIGHT = 60;

/** Measures the round trip once a second and shows the last minute. */
export function showRoundTrips(connection) {
  let samples = [];
  let waiting = false;

  async function measure() {
    if (waiting || !connection.connected) return;
    waiting = true;
    const sent = performance.now();
    try {
      await connection.ask("demo:ping", Math.round(sent));
      samples = [...samples, performance.now() - sent].slice(-KEPT);
      show(samples);
    } catch {
      byId("rtt-now").textContent = "–"; // the connection's state says why
    } finally {
      waiting = false;
    }
  }

  connection.addEventListener("state", ({ detail }) => {
    if (detail.state === "connected") {
      measure();
    } else if (detail.state === "connecting") {
      samples = [];
      show(samples);
    } else {
      byId("rtt-now").textContent = "–";
    }
  });
  setInterval(measure, PERIOD);
  show(samples);
}

function show(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const text = (value) => (value === undefined ? "–" : span(value));
  byId("rtt-now").textContent = text(samples.at(-1));
  byId("rtt-median").textContent = text(sorted[Math.floor(sorted.length / 2)]);
  byId("rtt-min").textContent = text(sorted[0]);
  draw(byId("sparkline"), samples, sorted);
}

function draw(svg, samples, sorted) {
  if (samples.length === 0) {
    svg.replaceChildren(shape("path", { class: "base", d: `M0 ${HEIGHT - 1}H${WIDTH}` }));
    svg.setAttribute("aria-label", "No round trips measured yet");
    return;
  }
  const highest = sorted.at(-1);
  // One slow round trip, as while the transport is upgraded, shall not flatten all others: it leaves the picture.
  const scale = Math.max(Math.min(highest, 4 * sorted[Math.floor(sorted.length / 2)]), 4);
  const step = WIDTH / (Math.max(samples.length, DRAWN) - 1);
  const x = (index) => WIDTH - (samples.length - 1 - index) * step;
  const y = (value) => HEIGHT - 2 - (Math.min(value, scale) / scale) * (HEIGHT - 6);
  const points = samples.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`);
  svg.replaceChildren(
    shape("path", { class: "base", d: `M0 ${HEIGHT - 1}H${WIDTH}` }),
    shape("polygon", { class: "area", points: `${x(0).toFixed(1)},${HEIGHT} ${points.join(" ")} ${WIDTH},${HEIGHT}` }),
    shape("polyline", { class: "line", points: points.join(" ") }),
  );
  svg.setAttribute("aria-label", `The last ${samples.length} round trips, the longest ${span(highest)}`);
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}
