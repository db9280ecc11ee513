/** Shows the OpenAPI or the AsyncAPI document of the application, by the folder that the page is in. */

import { fetched } from "./fetched.js";
import { definitions, lines, make, typeOf } from "./schema.js";

const page = document.getElementById("page");
const kind = location.pathname.replace(/\/$/, "").split("/").at(-1);

function title(text, document_, file) {
  document.title = text + " – " + document_.info.title;
  document.querySelector(".brand span").textContent = document_.info.title;
  return make(
    "div",
    { className: "title" },
    make("h1", {}, text),
    make("p", {}, document_.info.description ?? "", " ", make("a", { href: "../" + file }, file)),
  );
}

// --- OpenAPI -----------------------------------------------------------------------------------------------------

function operation(path, method, said) {
  const body = said.requestBody?.content?.["application/json"]?.schema;
  const rows = (said.parameters ?? []).map((one) => [
    make("code", {}, one.name + (one.required ? "" : "?")),
    typeOf(one.schema),
  ]);
  if (body) {
    rows.push(["Body", ...argumentsOf(body)]);
  }
  for (const [status, answer] of Object.entries(said.responses)) {
    const schema = Object.values(answer.content ?? {})[0]?.schema;
    rows.push([status === "default" ? "Otherwise" : status, schema ? typeOf(schema) : answer.description]);
  }
  const login = !(said.security ?? []).some((one) => Object.keys(one).length === 0);
  return make(
    "section",
    { className: "card call" },
    make(
      "h3",
      {},
      make("span", { className: "method " + method }, method.toUpperCase()),
      " ",
      make("code", {}, path),
      login ? make("span", { className: "badge" }, "login") : null,
    ),
    lines(rows),
  );
}

function openApi(said) {
  const operations = Object.entries(said.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => operation(path, method, one)),
  );
  return [
    title("HTTP", said, "openapi.json"),
    ...section("Actions", operations, "No action can be called over HTTP."),
    ...section("Objects", definitions(said.components.schemas), "None."),
  ];
}

// --- AsyncAPI ----------------------------------------------------------------------------------------------------

function resolved(said, reference) {
  return reference
    .slice(2)
    .split("/")
    .reduce((at, step) => at[step], said);
}

/** The types of positional arguments, with commas between them. */
function argumentsOf(schema) {
  const one = schema.anyOf ? schema.anyOf[0] : schema;
  const items = one.prefixItems;
  const rest = one.items && one.type === "array" ? ["…", typeOf(one.items)] : [];
  if (!items) {
    return rest.length > 0 ? rest : [schema.anyOf ? typeOf(one) : one.type === "array" ? "none" : typeOf(one)];
  }
  return items.flatMap((item, i) => (i === 0 ? [typeOf(item)] : [", ", typeOf(item)])).concat(rest.length ? [", ", ...rest] : []);
}

function event(said, operation) {
  const message = resolved(said, operation.messages[0].$ref);
  const rows = [["Arguments", ...argumentsOf(message.payload)]];
  const reply = operation.reply && resolved(said, operation.reply.messages[0].$ref);
  if (reply) {
    const envelope = reply.payload.prefixItems?.[0]?.oneOf?.[0];
    const result = envelope?.properties?.res;
    rows.push(["Answer", envelope ? (result.const === false ? "done" : typeOf(result)) : "by hand"]);
  }
  return make(
    "section",
    { className: "card call" },
    make(
      "h3",
      {},
      make("span", { className: "method " + operation.action }, operation.action === "send" ? "←" : "→"),
      " ",
      make("code", {}, message.name),
    ),
    lines(rows),
  );
}

function asyncApi(said) {
  const operations = Object.values(said.operations);
  const parts = Object.entries(said.channels).flatMap(([id, channel]) => {
    const here = operations.filter((one) => one.channel.$ref === "#/channels/" + id);
    const of = (action) => here.filter((one) => one.action === action).map((one) => event(said, one));
    return [
      ...section("Clients send, in " + channel.address, of("receive"), "Nothing is answered."),
      ...section("The server emits, in " + channel.address, of("send"), "Nothing is declared."),
    ];
  });
  return [title("Events", said, "asyncapi.json"), ...parts, ...section("Objects", definitions(said.components.schemas), "None.")];
}

function section(name, cards, without) {
  return [
    make("h2", {}, name),
    cards.length > 0 ? make("div", { className: "cards" }, ...cards) : make("p", { className: "hint" }, without),
  ];
}

async function show() {
  const answer = await fetched("../" + kind + ".json", page);
  if (!answer.ok) {
    page.replaceChildren(make("p", { className: "problem", role: "alert" }, answer.status + ": " + (await answer.text())));
    return;
  }
  const said = await answer.json();
  page.replaceChildren(...(kind === "openapi" ? openApi(said) : asyncApi(said)));
}

show()
  .catch((error) => page.replaceChildren(make("p", { className: "problem", role: "alert" }, String(error))))
  .finally(() => page.removeAttribute("aria-busy"));
