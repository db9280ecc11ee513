import { byId, clock, span } from "./page.js";
import { addSource } from "./source.js";

/** Which answer is which is told by its text: they all come as the same event. */
const KINDS = [
  { id: "answer-now", begins: "Recieved" }, // spelled as the server does
  { id: "answer-others", begins: "Global Timed Emit" },
  { id: "answer-everyone", begins: "Global Emit" },
];

/** Sockey's example: asks for it, and shows its three kinds of answers with their times. */
export function showExample(connection) {
  const counts = new Map();
  let asked;
  addSource(byId("example-code"), [["ExampleController", '@On("example")']]);

  connection.on("example_data", ({ message }) => {
    const kind = KINDS.find(({ begins }) => message.startsWith(begins));
    if (!kind) return;
    const count = (counts.get(kind.id) ?? 0) + 1;
    counts.set(kind.id, count);
    const after = asked === undefined ? "" : `, ${span(performance.now() - asked)} after you asked`;
    const times = count > 1 ? ` (${count} times)` : "";
    show(kind.id, message, `${clock()}${after}${times}`);
  });

  byId("example-start").addEventListener("click", () => {
    asked = performance.now();
    counts.clear();
    KINDS.forEach(({ id }) => show(id, "Waiting…", ""));
    try {
      connection.emit("example");
    } catch (error) {
      KINDS.forEach(({ id }) => show(id, error.message, ""));
    }
  });
  connection.addEventListener("state", ({ detail }) => {
    if (detail.state === "connecting") asked = undefined; // another socket: the timers of the old one are gone
  });
}

function show(id, what, when) {
  const row = byId(id);
  row.querySelector(".what").textContent = what;
  row.dataset.came = when !== "";
  let time = row.querySelector("time");
  if (!time) {
    time = document.createElement("time");
    row.append(time);
  }
  time.textContent = when;
}
