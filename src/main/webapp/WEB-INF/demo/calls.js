import { byId, onSubmit, result, span } from "./page.js";

const RANDOM_AT_ONCE = 65536; // what browsers give at a time

/** Asks for a greeting, which the server refuses to somebody without a name. */
export function showGreet(connection) {
  const name = byId("greet-name");
  const output = byId("greet-result");
  const show = (answer, way) =>
    answer.ok
      ? result(output, `${answer.res.greeting} (${way})`, "good")
      : result(output, `Refused: ${answer.err} (${way})`, "bad");

  const failed = (message) => result(output, message, "bad");
  onSubmit(byId("greet-form"), async () => {
    show(await connection.ask("demo:greet", name.value), "in the ack");
  }, failed);
  byId("greet-plain").addEventListener("click", () => {
    try {
      connection.emit("demo:greet", name.value);
    } catch (error) {
      failed(error.message);
    }
  });
  for (const event of ["demo:greet_data", "demo:greet_error"]) {
    connection.on(event, (answer) => show(answer, `as ${event}`));
  }
}

/** Sends random bytes and compares what comes back. */
export function showBinary(connection) {
  const output = byId("binary-result");
  onSubmit(byId("binary-form"), async () => {
    const sent = random(byId("binary-size").valueAsNumber);
    result(output, "On the way…", "");
    const began = performance.now();
    const answer = await connection.ask("demo:bytes", sent);
    if (!answer.ok) throw new Error(`Refused: ${answer.err}`);
    const took = span(performance.now() - began);
    const back = new Uint8Array(answer.res.bytes);
    const same = back.length === sent.length && back.every((byte, index) => byte === sent[index]);
    const size = sent.length.toLocaleString("en");
    result(output, same ? `${size} bytes came back equal in ${took}` : "What came back differs.", same ? "good" : "bad");
  }, (message) => result(output, message, "bad"));
}

function random(size) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += RANDOM_AT_ONCE) {
    crypto.getRandomValues(bytes.subarray(at, at + RANDOM_AT_ONCE));
  }
  return bytes;
}
