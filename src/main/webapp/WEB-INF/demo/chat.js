import { showFields } from "./fields.js";
import { Message } from "./message.js";
import { byId, onSubmit, result } from "./page.js";
import { addSource } from "./source.js";

const CODE = [
  ["chat/ChatController", "public class ChatController"],
  ["chat/ChatController", '@On("demo:chat.say")'],
  ["chat/ChatMessages", "EntityManager entities;"],
  ["chat/ChatMessages", "ChatMessage add("],
  ["chat/ChatMessages", "List<ChatMessage> before("],
];

/** The chat: the latest messages and earlier ones, each in its latest version. */
export function showChat(connection, account) {
  const rows = byId("chat-messages");
  const earlier = byId("chat-earlier");
  const mine = byId("chat-mine");
  const messages = new Map();
  const removed = new Set();
  let entered; // as whom
  let turn = 0; // of what was asked, only the last answer counts

  addSource(byId("chat-code"), CODE);

  async function enter() {
    clear("");
    if (!connection.connected) return clear(account.absence);
    if (account.users === false) return clear("The chat needs users, and this server has none.");
    if (account.name === undefined) return clear("Only logged-in users can read and write messages.");
    const page = await load("demo:chat.enter");
    if (page && mine.checked) await load("demo:chat.history", { before: null, mine: true });
  }

  function clear(why) {
    messages.clear();
    rows.replaceChildren();
    earlier.hidden = true;
    byId("chat-login").hidden = account.name !== undefined || account.users === false || !connection.connected;
    byId("chat-why").textContent = why;
  }

  /** Asks for a page of messages, and shows it instead of what is there or before it. */
  async function load(event, ...which) {
    const current = ++turn;
    try {
      const { ok, err, res } = await connection.ask(event, ...which);
      if (current !== turn) return undefined;
      if (!ok) throw new Error(err);
      if (!which[0]?.before) clear("");
      show(res);
      return res;
    } catch (error) {
      if (current !== turn) return undefined;
      clear(error.message);
      return undefined;
    }
  }

  function show(page) {
    rows.setAttribute("aria-busy", "true"); // screen readers shall not read all of it
    page.messages.forEach(put);
    rows.removeAttribute("aria-busy");
    earlier.hidden = !page.more;
    byId("chat-why").textContent = messages.size === 0 ? "No messages yet." : "";
  }

  /** Shows a message in its place, unless what is there is newer. */
  function put(shown) {
    const present = messages.get(shown.id);
    if (removed.has(shown.id) || (present && present.shown.version > shown.version)) return;
    const own = shown.author === account.name;
    if (mine.checked && !own) return;
    const atEnd = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 40;
    const message = new Message(shown, own ? { edit, remove } : undefined);
    messages.set(shown.id, message);
    if (present) {
      present.row.replaceWith(message.row);
    } else {
      const after = [...messages.values()].filter((other) => other.shown.id > shown.id);
      const next = after.sort((a, b) => a.shown.id - b.shown.id)[0];
      rows.insertBefore(message.row, next?.row ?? null);
    }
    rows.tabIndex = 0; // now there is something to scroll
    byId("chat-why").textContent = "";
    if (atEnd) rows.scrollTop = rows.scrollHeight;
  }

  function take(id) {
    removed.add(id);
    messages.get(id)?.row.remove();
    messages.delete(id);
  }

  async function edit(id, text) {
    const answer = await connection.ask("demo:chat.edit", id, { text });
    if (answer.ok) {
      put(answer.res);
      messages.get(id)?.row.querySelector(".acts button").focus(); // what had the focus is gone
    }
    return answer;
  }

  async function remove(id) {
    const { ok, err } = await connection.ask("demo:chat.remove", id);
    if (!ok) throw new Error(err);
    take(id);
    byId("chat-text").focus(); // what had the focus is gone
  }

  function failed(message) {
    result(byId("chat-result"), message, "bad");
    byId("chat-result").hidden = message === "";
  }

  byId("chat-form").noValidate = true; // what is wrong is the server's to say
  onSubmit(byId("chat-form"), async () => {
    failed("");
    showFields(byId("chat-form"), {});
    const text = byId("chat-text");
    const { ok, err, res, fields } = await connection.ask("demo:chat.say", { text: text.value });
    showFields(byId("chat-form"), fields ?? {});
    if (fields) return;
    if (!ok) throw new Error(err);
    text.value = "";
    put(res);
    rows.scrollTop = rows.scrollHeight;
  }, failed);

  earlier.addEventListener("click", async () => {
    const before = Math.min(...messages.keys());
    const height = rows.scrollHeight;
    await load("demo:chat.history", { before, mine: mine.checked });
    rows.scrollTop = rows.scrollHeight - height; // what was in sight stays there
    if (earlier.hidden) rows.focus();
  });
  mine.addEventListener("change", () => {
    if (account.name !== undefined) load("demo:chat.history", { before: null, mine: mine.checked });
  });
  connection.on("demo:chat.said", put);
  connection.on("demo:chat.removed", take);
  account.addEventListener("change", () => {
    const as = connection.connected ? [connection.socket.id, account.name, account.users].join() : account.absence;
    if (as === entered) return;
    entered = as;
    failed("");
    enter();
  });
}
