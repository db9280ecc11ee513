import { byId, clock } from "./page.js";

/** Shows the state of the connection and its transport, and lets the visitor change both. */
export function showConnection(connection) {
  const panel = byId("connection");
  const toggle = byId("toggle");
  const radios = [...document.querySelectorAll("input[name=transports]")];

  connection.addEventListener("state", ({ detail }) => {
    panel.dataset.state = detail.state;
    byId("state").textContent = detail.text;
    // While it tries again, the reason why it had to stays in sight.
    if (detail.reason || detail.state !== "reconnecting") byId("reason").textContent = detail.reason;
    const trying = ["connecting", "connected", "reconnecting"].includes(detail.state);
    toggle.textContent = trying ? "Disconnect" : "Connect";
    toggle.dataset.trying = trying;
    toggle.classList.toggle("primary", !trying);
    byId("sid").textContent = detail.state === "connected" ? connection.socket.id : "–";
    if (detail.state !== "connected" && detail.state !== "connecting") showTransport("–", "–");
  });

  connection.addEventListener("transport", ({ detail }) => {
    if (detail.upgradedAfter !== undefined) {
      showTransport(detail.name, `after ${detail.upgradedAfter} ms, at ${clock()}`);
    } else if (detail.name === "polling" && detail.transports.length > 1) {
      showTransport(detail.name, "WebSocket is being tried…");
    } else {
      showTransport(detail.name, detail.name === "websocket" ? "Not needed" : "Not allowed");
    }
  });

  toggle.addEventListener("click", () => {
    if (toggle.dataset.trying === "true") connection.disconnect();
    else connection.connect();
  });
  radios.forEach((radio) => radio.addEventListener("change", () => connection.open(radio.value)));
  // A reloaded page keeps the visitor's choice in Firefox; here the page begins with both.
  radios.forEach((radio) => (radio.checked = radio.value === "both"));
}

function showTransport(name, upgrade) {
  byId("transport").textContent = name;
  byId("transport").dataset.name = name;
  byId("upgrade").textContent = upgrade;
}
