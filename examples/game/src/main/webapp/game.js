import { connect } from "/sockee/client/sockee-client.js";

const element = (id) => document.getElementById(id);
const canvas = element("field");
const paint = canvas.getContext("2d");
const sockee = connect();

let name = ""; // of who plays in this window
let me = ""; // the id by which the server's frames know this player
let frame = { players: [], stars: [] };
let names = new Map();
const drawn = new Map(); // by id, where a player is on the screen: between the frames it glides

/** The same for everybody who sees the player. */
const color = (id) => `hsl(${[...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7)} 80% 65%)`;

// --- The server ----------------------------------------------------------------------------------------------------

sockee.on("sockee:status", (connected) => (element("state").textContent = connected ? "Connected" : "Connecting"));
sockee.on("connect", () => name && play(name)); // again after a lost connection: with another id

async function play(chosen) {
  try {
    me = await sockee.call("play", chosen);
    name = chosen;
    said = "0,0"; // a new player stands still
    byKeys();
    element("problem").textContent = "";
    element("door").hidden = true;
    canvas.focus();
  } catch (error) {
    element("problem").textContent = error.fields?.name ?? error.message;
    element("door").hidden = false;
  }
}

element("door").addEventListener("submit", (event) => {
  event.preventDefault();
  play(event.target.elements.name.value);
});

sockee.on("sockee:presence", (room, present) => {
  names = new Map(present.map(({ key, meta }) => [key, meta.name]));
  list();
});

sockee.on("frame", (next) => {
  frame = next;
  list();
});

function list() {
  const items = [...frame.players]
    .sort((one, other) => other.score - one.score)
    .map(({ id, x, y, score }) => {
      const item = document.createElement("li");
      item.className = id === me ? "me" : "";
      item.style.setProperty("--color", color(id));
      Object.assign(item.dataset, { x, y }); // where the player is, for whom the canvas says nothing
      const who = document.createElement("span");
      who.textContent = names.get(id) ?? "…";
      const stars = document.createElement("b");
      stars.textContent = score;
      item.append(who, stars);
      return item;
    });
  element("players").replaceChildren(...items);
}

// --- Steering ------------------------------------------------------------------------------------------------------

const KEYS = {
  ArrowLeft: [-1, 0], KeyA: [-1, 0],
  ArrowRight: [1, 0], KeyD: [1, 0],
  ArrowUp: [0, -1], KeyW: [0, -1],
  ArrowDown: [0, 1], KeyS: [0, 1],
};
const pressed = new Set();
let target; // where the finger or the mouse points to
let said = "0,0";

/** Tells the server a new direction: once, and never later than now. */
function steer(x, y) {
  if (me && said !== `${x},${y}`) {
    said = `${x},${y}`;
    sockee.volatile.steer(x, y).catch(() => (said = ""));
  }
}

function byKeys() {
  const directions = [...pressed].map((code) => KEYS[code]);
  steer(...[0, 1].map((axis) => directions.reduce((sum, direction) => sum + direction[axis], 0)));
}

canvas.addEventListener("keydown", (event) => {
  if (event.code in KEYS) {
    event.preventDefault();
    target = undefined;
    pressed.add(event.code);
    byKeys();
  }
});
canvas.addEventListener("keyup", (event) => pressed.delete(event.code) && byKeys());
canvas.addEventListener("blur", () => {
  pressed.clear();
  byKeys();
});

const point = (event) => (target = { x: (event.offsetX * canvas.width) / canvas.clientWidth, y: (event.offsetY * canvas.height) / canvas.clientHeight });
canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  point(event);
});
canvas.addEventListener("pointermove", (event) => event.buttons && point(event));

sockee.on("frame", ({ players }) => {
  const player = target && players.find(({ id }) => id === me);
  if (player) {
    const [x, y] = [target.x - player.x, target.y - player.y];
    const far = Math.hypot(x, y);
    if (far < 15) {
      target = undefined;
      steer(0, 0);
    } else {
      steer(Math.round((x / far) * 20) / 20, Math.round((y / far) * 20) / 20);
    }
  }
});

// --- Painting ------------------------------------------------------------------------------------------------------

function star(x, y) {
  paint.beginPath();
  for (let corner = 0; corner < 10; corner++) {
    const radius = corner % 2 ? 5 : 12;
    const angle = (corner * Math.PI) / 5 - Math.PI / 2;
    paint.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  paint.closePath();
  paint.fill();
}

function draw() {
  paint.clearRect(0, 0, canvas.width, canvas.height);
  paint.fillStyle = "#ffd35c";
  frame.stars.forEach(({ x, y }) => star(x, y));
  paint.font = "600 15px system-ui, sans-serif";
  paint.textAlign = "center";
  for (const { id, x, y } of frame.players) {
    const at = drawn.get(id) ?? { x, y };
    at.x += (x - at.x) * 0.3;
    at.y += (y - at.y) * 0.3;
    drawn.set(id, at);
    paint.fillStyle = color(id);
    paint.beginPath();
    paint.arc(at.x, at.y, 16, 0, 2 * Math.PI);
    paint.fill();
    if (id === me) {
      paint.lineWidth = 3;
      paint.strokeStyle = "#fff";
      paint.stroke();
    }
    paint.fillText(names.get(id) ?? "", at.x, at.y - 24);
  }
  for (const id of drawn.keys()) {
    if (!frame.players.some((player) => player.id === id)) {
      drawn.delete(id);
    }
  }
  requestAnimationFrame(draw);
}

draw();
