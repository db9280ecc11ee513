/** Sockets, users and rooms of a namespace, sessions, devices and what waits for them: a page at a time. */

import { make } from "./schema.js";

const byId = (id) => document.getElementById(id);

const time = (text) => (text === "" ? "–" : make("time", { dateTime: text }, new Date(text).toLocaleString()));

const COLUMNS = {
  sockets: [
    ["Socket", (one) => make("code", {}, one.id)],
    ["User", (one) => one.user || "–"],
    ["Address", (one) => one.address],
    ["Transport", (one) => one.transport],
    ["Rooms", (one) => one.rooms.join(", ") || "–"],
  ],
  users: [
    ["User", (one) => one.name],
    ["Sockets", (one) => String(one.sockets)],
  ],
  rooms: [
    ["Room", (one) => one.name],
    ["Sockets", (one) => String(one.sockets)],
  ],
  sessions: [
    ["User", (one) => one.user || "–"],
    ["Created", (one) => time(one.created)],
    ["Channels", (one) => one.channels.join(", ") || "–"],
    ["Sockets", (one) => String(one.sockets)],
    ["Stored", (one) => (one.stored ? "yes" : "no")],
  ],
  devices: [
    ["Site", (one) => one.site],
    ["Room", (one) => one.room],
    ["Device", (one) => one.device || "–"],
    ["Waiting", (one) => String(one.waiting)],
    ["Bytes", (one) => String(one.bytes)],
    ["Oldest", (one) => time(one.oldest)],
    ["Connected", (one) => (one.connected ? "yes" : "no")],
  ],
};

/** A cell that says on a small screen, too, what is in it. */
function named(title, cell) {
  cell.dataset.title = title;
  return cell;
}

/** Lists of the whole server, whatever the namespace. */
const OF_ALL = new Set(["sessions", "devices"]);

/**
 * @param failed is told what could not be shown
 */
export function lists(overview, data, failed) {
  const [head, body] = byId("table").children;
  let kind = "sockets";
  let last = "";

  function showNamespaces(names) {
    const before = byId("namespace").value || "/";
    byId("namespace").replaceChildren(
      ...names.map(({ name, sockets }) => make("option", { value: name, selected: name === before }, `${name} (${sockets})`)),
    );
  }

  const show = (after) => showPage(after).catch(failed);
  const again = () => showAll().catch(failed);

  async function showPage(after) {
    const asked = kind;
    const query = new URLSearchParams({ namespace: byId("namespace").value, after });
    const page = await data(kind + "?" + query);
    if (asked !== kind) {
      return; // another was chosen meanwhile
    }
    const columns = COLUMNS[kind];
    head.replaceChildren(make("tr", {}, ...columns.map(([title]) => make("th", { scope: "col" }, title))));
    const rows = page.items.map((one) => make("tr", {}, ...columns.map(([title, cell]) => named(title, make("td", {}, cell(one))))));
    if (after === "") {
      body.replaceChildren(...rows);
    } else {
      body.append(...rows);
    }
    const end = page.items.at(-1);
    last = end?.id ?? end?.name ?? end?.number ?? last;
    byId("namespace").disabled = OF_ALL.has(kind);
    byId("cut").hidden = !page.cut;
    byId("more").hidden = !page.more;
    byId("empty").hidden = body.childElementCount > 0;
    byId("table").hidden = body.childElementCount === 0;
  }

  async function showAll() {
    showNamespaces((await data("overview")).namespaces);
    await showPage("");
  }

  for (const button of byId("kinds").querySelectorAll("[data-kind]")) {
    button.addEventListener("click", () => {
      kind = button.dataset.kind;
      for (const other of byId("kinds").querySelectorAll("[data-kind]")) {
        other.setAttribute("aria-pressed", other === button);
      }
      show("");
    });
  }
  byId("namespace").addEventListener("change", () => show(""));
  byId("again").addEventListener("click", again);
  byId("more").addEventListener("click", () => show(last));
  for (const name of overview.lists) {
    byId("kinds").querySelector(`[data-kind="${name}"]`).hidden = false;
  }
  showNamespaces(overview.namespaces);
  show("");
}
