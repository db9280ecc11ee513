/** Figures of the node, and the last two minutes of them as plots. */

import { make } from "./schema.js";

const { uPlot } = globalThis; // of its own script
const SECONDS = 120;
const FIGURES = ["connections", "sockets", "rooms", "namespaces", "timers", "waiting_sockets"];
const RATES = [
  ["events_received", "events", "--accent"],
  ["calls_refused", "refused", "--wait"],
  ["calls_failed", "failed", "--bad"],
];
const LEVELS = [
  ["sockets", "sockets", "--out"],
  ["rooms", "rooms", "--purple"],
];

const words = (name) => name.replaceAll("_", " ");
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const format = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

function plot(id, series) {
  const at = document.getElementById(id);
  const axis = { stroke: () => color("--soft"), grid: { stroke: () => color("--line"), width: 1 }, ticks: { show: false } };
  const made = new uPlot(
    {
      width: at.clientWidth || 400,
      height: 180,
      cursor: { y: false },
      scales: { x: { range: () => [Date.now() / 1000 - SECONDS, Date.now() / 1000] }, y: { range: (self, min, max) => [0, Math.max(5, max * 1.1)] } },
      axes: [{ ...axis, size: 28, splits: () => [120, 90, 60, 30, 0].map((ago) => Date.now() / 1000 - ago), values: (self, ticks) => ticks.map(ago) }, { ...axis, size: 44 }],
      series: [
        { label: "time", value: (self, time) => (time == null ? "" : ago(time)) },
        ...series.map(([, label, stroke]) => ({
          label,
          stroke: () => color(stroke),
          width: 2,
          points: { show: false },
          value: (self, value) => (value == null ? "–" : format.format(value)),
        })),
      ],
    },
    [[], ...series.map(() => [])],
    at,
  );
  new ResizeObserver(() => made.setSize({ width: at.clientWidth, height: 180 })).observe(at);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => made.redraw());
  return made;
}

const ago = (time) => {
  const seconds = Math.round(Date.now() / 1000 - time);
  return seconds < 1 ? "now" : "−" + seconds + " s";
};

export function live(first, data) {
  const figures = document.getElementById("figures");
  const counters = document.getElementById("counters");
  const times = [];
  const rates = RATES.map(() => []);
  const levels = LEVELS.map(() => []);
  const plots = [plot("rates", RATES), plot("levels", LEVELS)];
  let before = first;

  function show(now) {
    figures.replaceChildren(
      ...FIGURES.map((name) => make("div", {}, make("dt", {}, words(name)), make("dd", {}, format.format(now.gauges[name])))),
    );
    counters.replaceChildren(
      ...Object.entries(now.counters).map(([name, count]) =>
        make("div", {}, make("dt", {}, words(name)), make("dd", {}, format.format(count))),
      ),
    );
  }

  function keep(now) {
    const seconds = (now.nanos - before.nanos) / 1e9;
    times.push(Date.now() / 1000);
    RATES.forEach(([name], i) => rates[i].push(seconds > 0 ? (now.counters[name] - before.counters[name]) / seconds : 0));
    LEVELS.forEach(([name], i) => levels[i].push(now.gauges[name]));
    before = now;
    if (times.length > SECONDS) {
      [times, ...rates, ...levels].forEach((list) => list.shift());
    }
    plots[0].setData([times, ...rates]);
    plots[1].setData([times, ...levels]);
  }

  async function look() {
    try {
      const now = await data("overview");
      keep(now);
      show(now);
    } catch {
      // the server is away; the plots have a gap, and go on when it is back
    }
    setTimeout(look, 1000);
  }

  show(first);
  look();
}
