import { byId, element, result } from "./page.js";
import { showFields } from "./fields.js";

const FILE = "ErrorsController";
const UNANSWERED_TIMEOUT = 2000;
const MEMBERS = "/members";

/** Every kind of error. */
export const errors = [
  {
    id: "refusal",
    title: "Refused call",
    hint: "RefusedException",
    about: "The method throws RefusedException. The client gets its message in the ack, or as the event demo:greet_error.",
    fields: [{ name: "name", label: "Your name", placeholder: "Empty is refused" }],
    actions: [
      { label: "Greet me with ack", run: (attempt, { name }) => attempt.answer("demo:greet", name) },
      { label: "Without", run: (attempt, { name }) => attempt.tell("demo:greet", name) },
    ],
    code: [["AnswersController", '@On("demo:greet")']],
  },
  {
    id: "validation",
    title: "Validation",
    hint: "@Valid",
    about: "Constraints of Jakarta Validation are checked before the method is called. The answer has a message for each invalid field.",
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
    hint: "missing, ill-typed",
    about: "Arguments that do not fit the method’s parameters: it is not called, and the error names the argument and the expected type.",
    actions: [
      { label: "One missing", run: (attempt) => attempt.answer("demo:add", 1) },
      { label: "One extra (ignored)", run: (attempt) => attempt.answer("demo:add", 1, 2, 3) },
      { label: "One ill-typed", run: (attempt) => attempt.answer("demo:add", 1, "two") },
      { label: "Both right", run: (attempt) => attempt.answer("demo:add", 1, 2) },
    ],
    code: [[FILE, '@On("demo:add")']],
  },
  {
    id: "mapped",
    title: "Mapped exception",
    hint: "ExceptionMapper",
    about: "The method throws an exception of the application. An ExceptionMapper bean turns it into a message for the client.",
    fields: [{ name: "article", label: "Article", value: "Striped socks" }],
    actions: [{ label: "Buy", run: (attempt, { article }) => attempt.answer("demo:buy", article) }],
    code: [[FILE, '@On("demo:buy")'], ["SoldOutMapper", "public RefusedException map("]],
  },
  {
    id: "unexpected",
    title: "Unexpected exception",
    hint: "Internal error.",
    about: "Any other exception: the client gets an id, and the server’s log has the stack trace with the same id. In development the client gets the exception’s message too.",
    actions: [{ label: "Throw an exception", run: (attempt) => attempt.answer("demo:fail") }],
    code: [[FILE, '@On("demo:fail")']],
  },
  {
    id: "members",
    title: "Access control",
    hint: "@RolesAllowed",
    about: "@LoggedIn and @RolesAllowed: without a login or the role, the method is not called. The login below is for the " +
      "namespace /members alone; the rest of this page has a login of its own.",
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
    title: "Unknown event",
    hint: "no answer",
    about: "An event that no method handles is ignored and counted. A client that waits for an ack needs a timeout.",
    fields: [{ name: "event", label: "Event name", value: "demo:unknown" }],
    actions: [
      {
        label: "Send it",
        run: async (attempt, { event }) => {
          if (!event) throw new Error("An event needs a name.");
          const [envelope] = await attempt.ask(event, [], UNANSWERED_TIMEOUT);
          attempt.say(`Answered: ${JSON.stringify(envelope)}`, "good");
        },
      },
    ],
    code: [],
    note: 'socket.timeout(2000).emit("demo:unknown", (failure, answer) => {\n  if (failure) show("No answer within 2 s.");\n});',
  },
  {
    id: "private",
    title: "Refused namespace",
    hint: "connect_error",
    about: "A method with @OnConnect can refuse the connection to a namespace. The client gets connect_error with a message and data.",
    fields: [{ name: "password", label: "Password for /private", placeholder: "The right one is: sock" }],
    actions: [{ label: "Connect to /private", run: (attempt, { password }) => connectTo(attempt, "/private", { password }) }],
    code: [["PrivateController", "record Credentials("], ["PrivateController", "@OnConnect"]],
  },
];

/** Connects to a second namespace over the same connection. */
async function connectTo(attempt, namespace, auth) {
  const { connection } = attempt;
  if (!connection.connected) throw new Error("Not connected.");
  const socket = connection.socket.io.socket(namespace, {});
  socket.off();
  socket.disconnect(); // it may be connected already
  socket.auth = auth;
  const refusal = await new Promise((resolve) => {
    socket.on("connect", () => resolve());
    socket.on("connect_error", resolve);
    attempt.show("sent", connection.wire.sending(() => socket.connect()));
  });
  attempt.show("came", connection.wire.packet("04", namespace));
  if (refusal) {
    attempt.say(`Refused: ${refusal.message} ${refusal.data?.hint ?? ""}`, "bad");
    connection.note(`refused by ${socket.nsp}: ${refusal.message}`);
  } else {
    attempt.say(`Connected to ${socket.nsp}, socket id ${socket.id}`, "good");
    connection.note(`connected to ${socket.nsp}`);
  }
}

async function askMember(attempt, event) {
  const [envelope] = await attempt.ask(event, [], undefined, await attempt.connection.join(MEMBERS));
  attempt.judge(envelope);
}

/** Logs the visitor in to the namespace, as one of its users. */
function logIn({ connection, form }) {
  const choice = element("fieldset", "choice");
  choice.append(element("legend", "", "Log in to /members as (without password)"));
  const options = element("div", "");
  const said = element("p", "hint", "Not logged in.");
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
      result(said, member === "nobody" ? "Not logged in." : `Logged in as ${member}.`, "");
    } catch (error) {
      result(said, error.message, "bad");
    }
  }

  connection.addEventListener("state", ({ detail }) => {
    if (detail.state !== "connected") return;
    connection.leave(MEMBERS);
    choice.querySelector("[value=nobody]").checked = true; // a new socket belongs to nobody
    byId("members-user").textContent = "Not logged in.";
  });
}
