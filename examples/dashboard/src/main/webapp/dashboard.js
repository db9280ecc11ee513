import { connect } from "/sockee/client/sockee-client.js";

const { uPlot } = globalThis; // of its own script
const SECONDS = 60;
const HEIGHT = 160;

const element = (id) => document.getElementById(id);
const color = (name) => getComputedStyle(element("charts")).getPropertyValue(name);
const dark = matchMedia("(prefers-color-scheme: dark)");
const charts = new Map(); // by the name of the channel, those that are watched
const sockee = connect();

/** A channel as a card with its last value and a plot of the last minute. */
class Chart {
  #values = []; // of the last minute, by time
  #digits;

  constructor({ title, unit, sway }) {
    this.#digits = sway < 1 ? 2 : sway < 10 ? 1 : 0;
    this.card = document.createElement("article");
    this.card.innerHTML = "<header><h2></h2><p><output></output></p></header><div></div>";
    this.card.querySelector("h2").textContent = title;
    this.now = document.createTextNode("–");
    const small = document.createElement("small");
    small.textContent = " " + unit;
    this.card.querySelector("output").append(this.now, small);
  }

  /** After the card has come into the page, and has a width. */
  draw() {
    const place = this.card.querySelector("div");
    const axis = { stroke: () => color("--soft"), grid: { stroke: () => color("--line"), width: 1 }, ticks: { show: false } };
    this.plot = new uPlot(
      {
        width: place.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false },
        scales: { x: { range: (plot, first, last) => [last - SECONDS, last] } },
        axes: [
          { ...axis, size: 28, values: (plot, times) => times.map((time) => new Date(time * 1000).toTimeString().slice(3, 8)) },
          { ...axis, size: 52 },
        ],
        series: [{}, { stroke: () => color("--accent"), width: 2, points: { show: false } }],
      },
      [[], []],
      place,
    );
    this.resizes = new ResizeObserver(() => this.plot.setSize({ width: place.clientWidth, height: HEIGHT }));
    this.resizes.observe(place);
    this.redraw = () => this.plot.redraw();
    dark.addEventListener("change", this.redraw);
  }

  /** Values may come twice, and those of the answer after newer ones. */
  add(values) {
    const all = new Map([...this.#values, ...values].map((value) => [value.time, value]));
    const sorted = [...all.values()].sort((one, other) => one.time - other.time);
    const last = sorted.at(-1);
    if (last) {
      this.#values = sorted.filter(({ time }) => time > last.time - SECONDS);
      this.plot.setData([this.#values.map(({ time }) => time), this.#values.map(({ value }) => value)]);
      this.now.data = last.value.toFixed(this.#digits);
    }
  }

  close() {
    dark.removeEventListener("change", this.redraw);
    this.resizes.disconnect();
    this.plot.destroy();
    this.card.remove();
  }
}

/** Watches a channel, and shows what was before, unless the chart has been closed meanwhile. */
async function before(chart, name) {
  const values = await sockee.server.hall.watch(name);
  if (charts.get(name) === chart) {
    chart.add(values);
  }
}

async function watch(channel) {
  const chart = new Chart(channel);
  charts.set(channel.name, chart);
  element("charts").append(chart.card);
  chart.draw();
  await before(chart, channel.name);
}

async function unwatch({ name }) {
  charts.get(name).close();
  charts.delete(name);
  await sockee.server.hall.unwatch(name);
}

function offer(channel, chosen) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = chosen;
  label.append(box, channel.title);
  element("channels").append(label);
  const change = () => {
    (box.checked ? watch(channel) : unwatch(channel)).catch((error) => (element("state").textContent = error.message));
    element("none").hidden = charts.size > 0;
  };
  box.addEventListener("change", change);
  if (chosen) {
    change();
  }
}

sockee.on("sockee:status", (connected) => (element("state").textContent = connected ? "Connected" : "Connecting"));
sockee.on("measured", (value) => charts.get(value.channel)?.add([value]));

(await sockee.server.hall.channels()).forEach((channel, i) => offer(channel, i % 2 === 0));

// From now on, each further connection is a new socket, which is in no room yet.
sockee.on("connect", () => {
  for (const [name, chart] of charts) {
    before(chart, name).catch(() => {});
  }
});
