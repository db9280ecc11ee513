import { element } from "./page.js";

const FILE = "AnswersController";
const RANDOM_AT_ONCE = 65536; // what browsers give at a time

/** Every kind of answer. */
export const answers = [
  {
    id: "returned",
    title: "Return value",
    hint: "ok: true",
    about: "The client emits an event with an ack callback. The method’s return value is sent as the ack, in an envelope.",
    fields: [{ name: "name", label: "Your name", value: "world" }],
    actions: [{ label: "Greet me", run: (attempt, { name }) => attempt.answer("demo:greet", name) }],
    code: [[FILE, '@On("demo:greet")']],
  },
  {
    id: "without-ack",
    title: "Event without ack",
    hint: "…_data",
    about: "The same method. A client that gives no ack callback gets the same envelope as an event, here demo:greet_data.",
    fields: [{ name: "name", label: "Your name", value: "world" }],
    actions: [{ label: "Greet me without an ack", run: (attempt, { name }) => attempt.tell("demo:greet", name) }],
    code: [[FILE, '@On("demo:greet")']],
  },
  {
    id: "void",
    title: "void method",
    hint: "res: false",
    about: "A void method is acknowledged with res: false when it has returned. Without an ack callback nothing is sent.",
    fields: [{ name: "note", label: "A note for later", value: "Buy socks" }],
    actions: [{ label: "Store the note", run: (attempt, { note }) => attempt.answer("demo:remember", note) }],
    code: [[FILE, '@On("demo:remember")']],
  },
  {
    id: "empty",
    title: "null and Optional",
    hint: "res: null",
    about: "null and an empty Optional are both sent as null. Store a note first, and the method returns it once.",
    actions: [
      { label: "Read the note", run: (attempt) => attempt.answer("demo:recall") },
      { label: "Store one", run: (attempt) => attempt.answer("demo:remember", "Buy socks") },
    ],
    code: [[FILE, '@On("demo:recall")']],
  },
  {
    id: "later",
    title: "Async result",
    hint: "CompletionStage",
    about: "The ack is sent when the CompletionStage completes. No thread waits for it, and the socket’s next calls are not delayed.",
    fields: [{ name: "seconds", label: "Seconds, five at most", type: "number", value: "2" }],
    actions: [
      {
        label: "Call it",
        run: async (attempt, { seconds }) => {
          const [envelope] = await attempt.ask("demo:later", [Number(seconds)], 10_000);
          attempt.judge(envelope);
        },
      },
    ],
    code: [[FILE, '@On("demo:later")']],
  },
  {
    id: "by-hand",
    title: "Ack parameter",
    hint: "no envelope",
    about: "A method with a parameter of type Ack sends the ack itself: any number of arguments, without envelope, from any thread.",
    fields: [{ name: "text", label: "A text", value: "socks" }],
    actions: [
      {
        label: "Send it",
        run: async (attempt, { text }) => {
          const came = await attempt.ask("demo:raw", [text]);
          attempt.say(`The ack has ${came.length} arguments: ${came.join(", ")}.`, "good");
        },
      },
    ],
    code: [[FILE, '@On("demo:raw")']],
  },
  {
    id: "binary",
    title: "Binary data",
    hint: "byte[]",
    about: "byte[] arguments and results are sent as binary attachments, in both directions, at any depth. The page compares what comes back.",
    fields: [{ name: "size", label: "Random bytes, 500,000 at most", type: "number", value: "65536" }],
    actions: [{ label: "Send and compare", run: (attempt, { size }) => compare(attempt, Number(size)) }],
    code: [[FILE, '@On("demo:bytes")']],
  },
  {
    id: "question",
    title: "Server asks client",
    hint: "emitWithAck",
    about: "The server can emit with an ack too. This method asks the client a question, waits up to 20 seconds for the ack, then answers.",
    setUp: answerQuestions,
    actions: [
      {
        label: "Order a drink",
        run: async (attempt) => {
          const [envelope] = await attempt.ask("demo:order-drink", [], 25_000);
          attempt.judge(envelope);
        },
      },
    ],
    code: [[FILE, '@On("demo:order-drink")']],
  },
  {
    id: "pattern",
    title: "Event name pattern",
    hint: "{name}",
    about: "One method answers all events whose names match a pattern. The variable part and the whole name are parameters.",
    fields: [{ name: "name", label: "Name of a color", value: "sock" }],
    actions: [
      {
        label: "Ask for it",
        run: async (attempt, { name }) => {
          const envelope = await attempt.answer(`demo:color.${name}`);
          if (envelope.ok) attempt.say(`${envelope.res.name} is this color.`, "good");
          attempt.swatch(envelope.ok ? `hsl(${envelope.res.hue} 65% 50%)` : "");
        },
      },
    ],
    code: [[FILE, "record Color("], [FILE, '@On("demo:color.{name}")']],
  },
  {
    id: "timer",
    title: "Timer",
    hint: "every second",
    about: "The server emits an event each second. The timer is cancelled when its socket disconnects.",
    setUp: countTicks,
    actions: [
      { label: "Start the timer", run: (attempt) => attempt.answer("demo:tick.start") },
      { label: "Stop the timer", run: (attempt) => attempt.answer("demo:tick.stop") },
    ],
    code: [["TimersController", '@On("demo:tick.start")'], ["Ticking", "public void start()"]],
  },
];

async function compare(attempt, size) {
  if (!(size >= 1 && size <= 500_000)) throw new Error("From 1 to 500,000 bytes, please.");
  const sent = random(size);
  const [envelope] = await attempt.ask("demo:bytes", [sent]);
  attempt.judge(envelope);
  if (!envelope.ok) return;
  const back = new Uint8Array(envelope.res.bytes);
  const same = back.length === sent.length && back.every((byte, index) => byte === sent[index]);
  if (same) attempt.say(`${size.toLocaleString("en")} bytes came back equal.`, "good");
  else attempt.say("What came back differs.", "bad");
}

function random(size) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += RANDOM_AT_ONCE) {
    crypto.getRandomValues(bytes.subarray(at, at + RANDOM_AT_ONCE));
  }
  return bytes;
}

/** Puts the server's question to the visitor, and sends back what was chosen. */
function answerQuestions({ connection, attempt, form }) {
  const asked = element("fieldset", "asked");
  asked.hidden = true;
  form.append(asked);
  connection.on("demo:question", (question, answer) => {
    attempt.show("came", connection.wire.event("demo:question"));
    attempt.say(`The server asks: ${question}`, "wait");
    asked.replaceChildren(element("legend", "", question));
    for (const choice of ["Tea", "Coffee"]) {
      const button = element("button", "", choice);
      button.type = "button";
      button.addEventListener("click", () => {
        attempt.show("sent", connection.wire.sending(() => answer(choice.toLowerCase())));
        asked.hidden = true;
      });
      asked.append(button);
    }
    asked.hidden = false;
  });
  connection.addEventListener("state", () => (asked.hidden = true));
}

/** Shows the clock's last tick; all of them are in the list of events. */
function countTicks({ connection, attempt, form }) {
  const count = element("p", "count", "0");
  form.prepend(count);
  connection.on("demo:tick", (tick) => {
    count.textContent = tick;
    if (tick === 1) attempt.show("came", connection.wire.event("demo:tick"));
  });
  connection.addEventListener("state", () => (count.textContent = "0")); // another socket has no timer
}
