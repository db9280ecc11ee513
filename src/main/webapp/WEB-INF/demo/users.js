import { showFields } from "./fields.js";

const HASHED_TIMEOUT = 15_000; // passwords are hashed slowly on purpose, and a few at a time

/** Which field a message of Sockey's is about: they are for the whole form, in one sentence. */
const ABOUT = { name: /^User ?name|in a name/, password: /^Password|in a password/, email: /^Email/ };

const NAME = { name: "name", label: "Name", autocomplete: "username" };
const REMEMBER = { name: "remember", label: "Remember me", type: "checkbox" };

/** What users do with the event auth, and with keytest. */
export const users = (account) => [
  {
    id: "register",
    title: "Register",
    hint: "register",
    about: "Makes a user and logs in. The token in the answer opens sockets from now on; the password is not kept.",
    fields: [
      NAME,
      { name: "email", label: "E-mail address", type: "email", autocomplete: "email" },
      { name: "password", label: "Password", type: "password", autocomplete: "new-password" },
      REMEMBER,
    ],
    actions: [
      {
        label: "Register",
        run: (attempt, { name, email, password, remember }, form) =>
          begin(attempt, form, { type: "register", user: { name, password, email, persistent: remember } }, (res) =>
            account.begin(res, remember)),
      },
    ],
    code: [],
    note: `socket.emit("auth", {
  type: "register",
  user: { name, password, email, persistent: remember },
}, ({ ok, err, res }) => {
  if (!ok) return show(err);
  keep(res.name, res.token);
});`,
  },
  {
    id: "login",
    title: "Log in",
    hint: "login",
    about: "The socket belongs to the user from the answer on. “Remember me” keeps the token in this browser, and lets the " +
      "server renew it when it is past its time; otherwise the login ends with the tab, or with the token.",
    fields: [NAME, { name: "password", label: "Password", type: "password", autocomplete: "current-password" }, REMEMBER],
    actions: [
      {
        label: "Log in",
        run: (attempt, { name, password, remember }, form) =>
          begin(attempt, form, { type: "login", user: { name, password, persistent: remember } }, (res) =>
            account.begin(res, remember)),
      },
    ],
    code: [],
    note: `// The next time the page is there:
const socket = io({ auth: { name, token } });

// A token that is past its time comes back renewed:
socket.on("auth_data", ({ res }) => keep(res.name, res.token));

// Not good any more: come in as nobody, log in again.
socket.on("connect_error", ({ message }) => show(message));`,
  },
  {
    id: "password",
    title: "Change the password",
    hint: "password",
    about: "Ends all the user’s logins. This page goes on with the token in the answer; others have to log in again.",
    fields: [
      NAME,
      { name: "password", label: "Password", type: "password", autocomplete: "current-password" },
      { name: "new_password", label: "New password", type: "password", autocomplete: "new-password" },
    ],
    setUp: ({ form }) => fill(account, form, ({ name }) => ({ name })),
    actions: [
      {
        label: "Change it",
        run: (attempt, { name, password, new_password }, form) =>
          begin(attempt, form, { type: "password", user: { name, password, new_password } }, (res) => account.renew(res)),
      },
    ],
    code: [],
    note: `socket.emit("auth", {
  type: "password",
  user: { name, password, new_password },
}, ({ ok, err, res }) => {
  if (!ok) return show(err);
  keep(res.name, res.token);
});`,
  },
  {
    id: "keytest",
    title: "Test a token",
    hint: "keytest",
    about: "Tells whether a name and a token fit. Here are those of this page, if it has any: change them, and they do not.",
    fields: [NAME, { name: "key", label: "Token" }],
    setUp: ({ form }) => fill(account, form, ({ name, token }) => ({ name, key: token })),
    actions: [
      {
        label: "Test the token",
        run: async (attempt, { name, key }) => {
          const envelope = await attempt.answer("keytest", { user: { name, key } });
          if (envelope.ok) attempt.say(`${envelope.res}.`, "good");
        },
      },
    ],
    code: [],
    note: `socket.emit("keytest", { user: { name, key } },
  ({ ok, err }) => show(ok ? "Good." : err));`,
  },
];

/** Asks for a login; each message is shown at the field it is about, if there is one. */
async function begin(attempt, form, request, begun) {
  showFields(form, {});
  const [envelope] = await attempt.ask("auth", [request], HASHED_TIMEOUT);
  attempt.judge(envelope);
  if (envelope.ok) {
    form.querySelectorAll("[type=password]").forEach((input) => (input.value = ""));
    begun(envelope.res);
    return;
  }
  const input = inputOf(form, envelope.err);
  if (!input) return;
  showFields(form, { [input.name]: envelope.err });
  attempt.say("One field is wrong.", "bad");
}

/** Of two passwords, the one that is missing, or else the new one: nothing is said of what the old one may be. */
function inputOf(form, message) {
  const about = Object.keys(ABOUT).find((name) => ABOUT[name].test(message));
  const inputs = [...form.querySelectorAll(".field input")].filter(({ name }) => about && name.endsWith(about));
  return inputs.find(({ value }) => value === "") ?? inputs.at(-1);
}

/** Keeps fields filled with what is known of the login; what the visitor writes there stays until that changes. */
function fill(account, form, valuesOf) {
  let known;
  const show = () => {
    const { login } = account;
    if (login?.token === known) return;
    known = login?.token;
    for (const [name, value] of Object.entries(valuesOf(login ?? { name: "", token: "" }))) {
      form.querySelector(`[name=${name}]`).value = value;
    }
  };
  account.addEventListener("change", show);
  show();
}
