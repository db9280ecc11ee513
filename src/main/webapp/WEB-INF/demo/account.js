import { byId, element } from "./page.js";

/** What the server says of a token that is not valid any more. */
const OVER = ["User not found.", "Logged out."];
const ENDED_BY_SERVER = "io server disconnect";
const ENDED = "The server has ended this login.";

/**
 * Who the server takes this page for, and what ends that. Tells of every "change"; then `users` says whether the server has
 * users (nothing while that is not known), `rules` what names and passwords have to be, `name` who this page is, and
 * `absence` why nobody knows.
 */
export class Account extends EventTarget {
  #connection;
  #login;
  #owned = false; // whether the socket, as long as it was there, has belonged to somebody
  note = "";
  absence = "Not connected.";
  users;
  rules;
  name;

  constructor(connection, login) {
    super();
    this.#connection = connection;
    this.#login = login;
    connection.on("auth_data", ({ res }) => {
      login.renew(res);
      this.#change({ note: "The token had expired and was renewed." });
    });
    connection.addEventListener("state", ({ detail }) => this.#follow(detail));
  }

  /** The login that is kept in the browser, whether the server agrees or not. */
  get login() {
    return this.#login.current;
  }

  /** The server has logged this socket in. */
  begin(account, remembered) {
    this.#login.begin(account, remembered);
    this.#owned = true;
    this.#change({ name: account.name, note: "" });
  }

  /** Has another token, as long as the one before. */
  renew(account) {
    this.begin(account, this.login?.remembered ?? false);
  }

  /** Ends the login. The server disconnects all its sockets, this one behind its answer. */
  async end() {
    const { name, token } = this.login;
    const { ok, err } = await this.#connection.ask("auth", { type: "logout", user: { name, key: token } });
    if (!ok && !OVER.includes(err)) throw new Error(err);
    this.#login.end();
    this.#change({ name: undefined, note: ok ? "Logged out." : err });
  }

  #follow({ state, reason }) {
    this.absence = reason ? `Not connected: ${reason}` : "Not connected.";
    if (state === "connected") {
      this.#ask();
    } else if (state === "refused" && OVER.includes(reason)) {
      this.#login.refused();
      if (this.note !== ENDED) this.note = `The token is not valid any more: ${reason}`;
      this.#again();
    } else if (state === "disconnected" && reason === ENDED_BY_SERVER && this.#owned) {
      if (this.name !== undefined) this.note = ENDED; // otherwise the visitor has asked for it
      this.#again();
    }
    if (state !== "connected") this.#change({ name: undefined });
  }

  /** In turn: whoever listens hears first that the connection has ended, and of an answer that came with its end. */
  #again() {
    this.#owned = false;
    setTimeout(() => this.#connection.connect());
  }

  async #ask() {
    try {
      const { res } = await this.#connection.ask("demo:who");
      this.#owned = res.name !== null;
      this.#change({ users: res.users, name: res.name ?? undefined, rules: res.rules ?? undefined });
    } catch {
      this.#change({ name: undefined }); // the connection's state says why
    }
  }

  #change(news) {
    Object.assign(this, news);
    this.dispatchEvent(new Event("change"));
  }
}

/** Shows whose page it is, with a way out. */
export function showAccount(connection, account) {
  const who = byId("account-user");
  const note = byId("account-note");
  const out = byId("account-logout");

  function show() {
    const { name, login, users } = account;
    byId("account").dataset.user = name !== undefined;
    byId("users").hidden = users === false;
    byId("users-none").hidden = users !== false;
    byId("account").hidden = users === false;
    byId("user").textContent = name ?? (connection.connected ? "nobody" : "–");
    out.hidden = name === undefined || !login;
    note.textContent = account.note;
    if (name !== undefined) {
      who.replaceChildren("Logged in as ", element("strong", "", name));
      if (!note.textContent && login) {
        note.textContent = login.remembered ? "Remembered by this browser." : "Ends when this tab is closed.";
      }
    } else {
      who.textContent = connection.connected ? "Not logged in." : account.absence;
    }
  }

  out.addEventListener("click", async () => {
    try {
      await account.end();
    } catch (error) {
      note.textContent = error.message;
    }
  });
  account.addEventListener("change", show);
  show();
}
