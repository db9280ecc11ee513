import { showFields } from "./fields.js";
import { byId } from "./page.js";

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
    about: "Creates a user and logs in. The answer has a token, which the client sends in auth when it connects. The page does not keep the password.",
    fields: [
      { ...NAME, help: "" },
      { name: "email", label: "E-mail address", type: "email", autocomplete: "email", help: "" },
      { name: "password", label: "Password", type: "password", autocomplete: "new-password", help: "" },
      REMEMBER,
    ],
    setUp: ({ form }) => help(account, form, ({ registration, nameRule, emailRule, passwordRule }) => ({
      name: registration ? nameRule : "Registration is closed: sockee.auth.registration is false.",
      email: emailRule,
      password: passwordRule,
    })),
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
    about: "From the answer on, the socket is the user’s. With “Remember me” the token is stored in this browser, and the " +
      "server renews it when it expires; otherwise the login ends with the tab or with the token.",
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
    note: `// When the page is loaded again:
const socket = io({ auth: (send) => send({ name, token }) }); // what they are then

// The server renews an expired token:
socket.on("auth_data", ({ res }) => keep(res.name, res.token));

// "User not found.", "Logged out.": connect without the token, log in again.
socket.on("connect_error", ({ message }) => show(message));`,
  },
  {
    id: "password",
    title: "Change password",
    hint: "password",
    about: "Ends all logins of the user. This page continues with the token in the answer; other clients have to log in again.",
    fields: [
      NAME,
      { name: "password", label: "Password", type: "password", autocomplete: "current-password" },
      { name: "new_password", label: "New password", type: "password", autocomplete: "new-password", help: "" },
    ],
    setUp: ({ form }) => {
      fill(account, form, ({ name }) => ({ name }));
      help(account, form, ({ passwordRule }) => ({ new_password: passwordRule }));
    },
    actions: [
      {
        label: "Change password",
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
    title: "Check a token",
    hint: "keytest",
    about: "Asks whether a token is valid for a user name. Filled in are those of this page, if it is logged in.",
    fields: [NAME, { name: "key", label: "Token" }],
    setUp: ({ form }) => fill(account, form, ({ name, token }) => ({ name, key: token })),
    actions: [
      {
        label: "Check the token",
        run: async (attempt, { name, key }) => {
          const envelope = await attempt.answer("keytest", { user: { name, key } });
          if (envelope.ok) attempt.say(`${envelope.res}.`, "good");
        },
      },
    ],
    code: [],
    note: `socket.emit("keytest", { user: { name, key } },
  ({ ok, err }) => show(ok ? "Valid." : err));`,
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

/** Writes the server's rules to the fields they are for, when they are known. */
function help(account, form, textsOf) {
  account.addEventListener("change", () => {
    if (!account.rules) return;
    for (const [name, text] of Object.entries(textsOf(account.rules))) {
      byId(`${form.querySelector(`[name=${name}]`).id}-help`).textContent = text;
    }
  });
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
