"use strict";

const element = (id) => document.getElementById(id);
const lines = new Map(); // the elements of the messages, by id
const OVER = ["User not found.", "Logged out."]; // refusals of a login that is not good any more

// tag::connect
/** Of this window: a login lasts as long as it, also over a reload or a lost connection. */
const login = {
  get: () => JSON.parse(sessionStorage.getItem("login") ?? "{}"),
  set: (account) => sessionStorage.setItem("login", JSON.stringify(account)),
};

// Asked at each connect: with a token, the socket comes in logged in.
const socket = io({ auth: (send) => send(login.get()) });

/** Calls the server: the result, or an error with what it says. */
async function call(event, ...args) {
  const answer = await socket.timeout(10_000).emitWithAck(event, ...args);
  if (!answer.ok) {
    throw new Error(answer.err);
  }
  return answer.res;
}
// end::connect

function status(text) {
  element("status").textContent = text;
}

/** Runs what a form is for, and says so when it fails. */
function onSubmit(id, action) {
  element(id).addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await action(new FormData(event.target, event.submitter), event.target);
    } catch (error) {
      status(error.message);
    }
  });
}

function show(inside) {
  element("door").hidden = inside;
  element("inside").hidden = !inside;
  status(inside ? `Logged in as ${login.get().name}` : "Not logged in");
}

function put(line) {
  const item = lines.get(line.id) ?? element("messages").appendChild(document.createElement("li"));
  lines.set(line.id, item);
  const author = document.createElement("b");
  author.textContent = line.author;
  item.replaceChildren(author, line.text);
  item.title = new Date(line.sent).toLocaleString();
}

let room;

// tag::use
async function join(name) {
  const meanwhile = []; // said while the answer is under way: it may not be in it
  const hear = (line) => line.room === name && meanwhile.push(line);
  socket.on("said", hear).on("edited", hear);
  try {
    const history = await call("join", name);
    room = name;
    lines.clear();
    element("messages").replaceChildren();
    [...history, ...meanwhile].forEach(put);
  } finally {
    socket.off("said", hear).off("edited", hear);
  }
}

onSubmit("door", async (form, door) => {
  const user = { name: form.get("name"), password: form.get("password") };
  login.set(await call("auth", { type: form.get("type"), user }));
  door.reset();
  await join("lobby"); // before anything can be said
  show(true);
});

onSubmit("room", (form) => join(form.get("room")));

onSubmit("say", async (form, say) => {
  put(await call("say", { room, text: form.get("text") }));
  say.reset();
});

socket.on("said", (line) => line.room === room && put(line));
socket.on("edited", (line) => line.room === room && put(line));
// end::use

element("out").addEventListener("click", async () => {
  const { name, token } = login.get();
  login.set({});
  await call("auth", { type: "logout", user: { name, key: token } }).catch(() => {});
});

socket.on("auth_data", (answer) => login.set(answer.res)); // a new token, in the place of one past its time

socket.on("connect", async () => {
  if (!("token" in login.get())) {
    show(false);
    return;
  }
  const failed = await join(room ?? "lobby").catch((error) => error);
  show(true);
  if (failed) {
    status(failed.message);
  }
});

socket.on("connect_error", ({ message, data }) => {
  status(socket.active ? "Connecting again" : message);
  if (socket.active) {
    return; // it tries again by itself
  }
  if (OVER.includes(message)) {
    login.set({});
    socket.connect();
  } else if (data?.retryAfter) { // the login may be good: the server cannot say at the moment
    setTimeout(() => socket.connect(), data.retryAfter * 1000 * (1 + Math.random()));
  }
});

socket.on("disconnect", (reason) => {
  if (reason === "io server disconnect") { // the login has ended, here or elsewhere
    login.set({});
    socket.connect();
  }
});
