import { byId, element, result } from "./page.js";
import { showFields } from "./fields.js";

const FILE = "ErrorsController";
const NOBODY_TIMEOUT = 2000;
const MEMBERS = "/members";

/** Every kind of error. */
export const errors = [
  {
    id: "refusal",
    title: "A refusal",
    hint: "ok: false",
    about: "A controller’s no, with a message that is meant for the client. It comes where the answer would have.",
    fields: [{ name: "name", label: "Your name", placeholder: "Empty is refused" }],
    actions: [
      { label: "Greet me with ack", run: (attempt, { name }) => attempt.answer("demo:greet", name) },
      { label: "Without", run: (attempt, { name }) => attempt.tell("demo:greet", name) },
    ],
    code: [["AnswersController", '@On("demo:greet")']],
  },
  {
    id: "validation",
    title: "Invalid input",
    hint: "fields",
    about: "Constraints of Jakarta Validation, checked before the method runs. The answer says which field is wrong.",
    fields: [
      { name: "name", label: "Name" },
      { name: "email", label: "E-mail address", value: "me at home" },
      { name: "seats", label: "Seats", type: "number", value: "7" },
    ],
    actions: [
      {
        label: "Book",
        run: async (attempt, { name, email, seats }, form) => {
          showFields(form, {});
          const envelope = await attempt.answer("demo:book", { name, email, seats: Number(seats) });
          const wrong = Object.keys(envelope.fields ?? {}).length;
          if (wrong > 0) attempt.say(wrong === 1 ? "One field is wrong." : `${wrong} fields are wrong.`, "bad");
          showFields(form, envelope.fields ?? {});
        },
      },
    ],
    code: [[FILE, "record Booking("], [FILE, '@On("demo:book")']],
  },
  {
    id: "arguments",
    title: "Wrong arguments",
    hint: "named",
    about: "A method gets what it asks for, or is not called: the answer names the argument and what was expected.",
    actions: [
      { label: "One missing", run: (attempt) => attempt.answer("demo:add", 1) },
      { label: "One too many", run: (attempt) => attempt.answer("demo:add", 1, 2, 3) },
      { label: "One ill-typed", run: (attempt) => attempt.answer("demo:add", 1, "two") },
      { label: "Both right", run: (attempt) => attempt.answer("demo:add", 1, 2) },
    ],
    code: [[FILE, '@On("demo:add")']],
  },
  {
    id: "mapped",
    title: "Your own exception",
    hint: "mapped",
    about: "What the application throws needs to know nothing of clients. A bean says what they are told.",
    fields: [{ name: "article", label: "Article", value: "Striped socks" }],
    actions: [{ label: "Buy", run: (attempt, { article }) => attempt.answer("demo:buy", article) }],
    code: [[FILE, '@On("demo:buy")'], ["SoldOutMapper", "public RefusedException map("]],
  },
  {
    id: "unexpected",
    title: "A bug",
    hint: "Internal error.",
    about: "Clients learn an id; the stack trace lies beside it in the log. Only in development they get the message.",
    actions: [{ label: "Run into it", run: (attempt) => attempt.answer("demo:fail") }],
    code: [[FILE, '@On("demo:fail")']],
  },
  {
    id: "members",
    title: "Who may",
    hint: "@RolesAllowed",
    about: "Some methods are for whoever has logged in, some for a role. Others are refused before the call. A socket is " +
      "of one namespace and has one user: who you are in /members is nothing to the rest of this page.",
    setUp: logIn,
    actions: [
      { label: "Read", run: (attempt) => askMember(attempt, "demo:read") },
      { label: "Publish", run: (attempt) => askMember(attempt, "demo:publish") },
    ],
    code: [
      ["MembersController", '@On("demo:login")'],
      ["MembersController", '@On("demo:read")'],
      ["MembersController", '@On("demo:publish")'],
    ],
  },
  {
    id: "unknown",
    title: "An unknown event",
    hint: "silence",
    about: "What no method answers is ignored and counted. A client that waits for an ack needs a timeout.",
    fields: [{ name: "event", label: "Name of an event", value: "demo:nobody" }],
    actions: [
      {
        label: "Send it",
        run: async (attempt, { event }) => {
          if (!event) throw new Error("An event needs a name.");
          const [envelope] = await attempt.ask(event, [], NOBODY_TIMEOUT);
          attempt.say(`Somebody answered: ${JSON.stringify(envelope)}`, "good");
        },
      },
    ],
    code: [],
    note: 'socket.timeout(2000).emit("demo:nobody", (failure, answer) => {\n  if (failure) show("Nobody answered.");\n});',
  },
  {
    id: "door",
    title: "A closed door",
    hint: "connect_error",
    about: "A namespace decides who may join it. Its no reaches the client with a message, and data beside it.",
    fields: [{ name: "word", label: "Password of /door", placeholder: "It is worn on a foot" }],
    actions: [{ label: "Knock", run: (attempt, { word }) => knock(attempt, word) }],
    code: [["DoorController", "record Knock("], ["DoorController", "@OnConnect"]],
  },
];

/** Wants to join a second namespace over the same connection. */
async function knock(attempt, word) {
  const { connection } = attempt;
  if (!connection.connected) throw new Error("Not connected.");
  const socket = connection.socket.io.socket("/door", {});
  socket.off();
  socket.disconnect(); // whoever is in already knocks anew
  socket.auth = { word };
  const refusal = await new Promise((resolve) => {
    socket.on("connect", () => resolve());
    socket.on("connect_error", resolve);
    attempt.show("sent", connection.wire.sending(() => socket.connect()));
  });
  attempt.show("came", connection.wire.packet("04", "/door"));
  if (refusal) {
    attempt.say(`Refused: ${refusal.message} ${refusal.data?.hint ?? ""}`, "bad");
    connection.note(`refused by ${socket.nsp}: ${refusal.message}`);
  } else {
    attempt.say(`Come in! Your id in ${socket.nsp} is ${socket.id}`, "good");
    connection.note(`joined ${socket.nsp}`);
  }
}

async function askMember(attempt, event) {
  const [envelope] = await attempt.ask(event, [], undefined, await attempt.connection.join(MEMBERS));
  attempt.judge(envelope);
}

/** Lets the visitor be somebody. */
function logIn({ connection, form }) {
  const choice = element("fieldset", "choice");
  choice.append(element("legend", "", "You are, without a password: this is a demo"));
  const options = element("div", "");
  const said = element("p", "hint", "Nobody has logged in.");
  said.id = "members-user";
  said.setAttribute("role", "status");
  const members = ["nobody", "visitor", "editor"];
  for (const member of members) {
    const label = element("label", "");
    const radio = element("input", "");
    Object.assign(radio, { type: "radio", name: "member", value: member, checked: member === "nobody" });
    radio.addEventListener("change", () => become(member));
    label.append(radio, element("span", "", member[0].toUpperCase() + member.slice(1)));
    options.append(label);
  }
  choice.append(options);
  form.prepend(choice, said);

  async function become(member) {
    try {
      const [event, values] = member === "nobody" ? ["demo:logout", []] : ["demo:login", [member.toUpperCase()]];
      const [answer] = await connection.exchange(event, values, undefined, await connection.join(MEMBERS)).answered;
      if (!answer.ok) throw new Error(answer.err);
      result(said, member === "nobody" ? "Nobody has logged in." : `Logged in as ${member}.`, "");
    } catch (error) {
      result(said, error.message, "bad");
    }
  }

  connection.addEventListener("state", ({ detail }) => {
    if (detail.state !== "connected") return;
    connection.leave(MEMBERS);
    choice.querySelector("[value=nobody]").checked = true; // a new socket belongs to nobody
    byId("members-user").textContent = "Nobody has logged in.";
  });
}
