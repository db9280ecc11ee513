/** What can be called, with its types, and a form to call it. */

import { connect } from "../client/sockee-client.js";
import { make, typeOf } from "./schema.js";

const byId = (id) => document.getElementById(id);

/** The values at which a form begins, by the schema. */
function sample(schema, defined, depth = 0) {
  if (schema.$ref) {
    return depth > 3 ? {} : sample(defined[schema.$ref.split("/").at(-1)] ?? {}, defined, depth + 1);
  } else if (schema.enum) {
    return schema.enum[0];
  } else if ("const" in schema) {
    return schema.const;
  } else if (schema.allOf) {
    return Object.assign({}, ...schema.allOf.map((one) => sample(one, defined, depth)));
  } else if (schema.anyOf || schema.oneOf) {
    return sample((schema.anyOf ?? schema.oneOf)[0], defined, depth);
  }
  const type = [schema.type].flat()[0];
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sample(one, defined, depth)]),
      );
    case "array":
      return [];
    case "string":
      return "";
    case "integer":
    case "number":
      return Math.max(0, schema.minimum ?? 0);
    case "boolean":
      return false;
    default:
      return null;
  }
}

export function calls(document_) {
  const defined = document_.components.schemas;
  const resolve = (reference) =>
    reference
      .slice(2)
      .split("/")
      .reduce((at, step) => at[step], document_);
  const all = Object.values(document_.operations)
    .filter((one) => one.action === "receive")
    .map((one) => {
      const message = resolve(one.messages[0].$ref);
      const envelope = resolve(one.reply.messages[0].$ref).payload.prefixItems?.[0]?.oneOf?.[0];
      return { name: message.name, payload: message.payload, result: envelope?.properties?.res, namespace: resolve(one.channel.$ref).address };
    });
  const clients = new Map();
  let chosen = null;

  function client(namespace) {
    if (!clients.has(namespace)) {
      const made = connect({ namespace, timeout: 30_000, maxWait: 10_000 });
      made.on("sockee:status", showState);
      made.on("connect_error", (error) => showState(false, error.message));
      clients.set(namespace, made);
    }
    return clients.get(namespace);
  }

  function showState(ignored, why) {
    const connected = chosen !== null && client(chosen.namespace).connected;
    byId("state").textContent = connected ? "connected" : (why ?? "offline");
    byId("state").dataset.connected = connected;
  }

  function showList() {
    const text = byId("filter").value.trim().toLowerCase();
    byId("list").replaceChildren(
      ...all
        .filter((one) => (one.namespace + " " + one.name).toLowerCase().includes(text))
        .map((one) => {
          const button = make("button", { type: "button" }, make("code", {}, one.name));
          if (one.namespace !== "/") {
            button.append(make("span", { className: "hint" }, " in " + one.namespace));
          }
          button.setAttribute("aria-current", one === chosen);
          button.addEventListener("click", () => choose(one));
          return make("li", {}, button);
        }),
    );
  }

  function choose(one) {
    chosen = one;
    byId("none").hidden = true;
    byId("call").hidden = false;
    byId("name").replaceChildren(make("code", {}, one.name));
    const answer = one.result === undefined ? "anything" : one.result.const === false ? "nothing" : typeOf(one.result);
    byId("says").replaceChildren("Answers ", answer);
    const variables = [...(one.namespace === "/" ? "" : one.namespace).matchAll(/\{[^}]*}|\*/g), ...one.name.matchAll(/\{[^}]*}|\*$/g)];
    byId("arguments").replaceChildren(
      ...(variables.length > 0 ? [field("target", "Name", one.name, "text")] : []),
      ...fields(one.payload),
    );
    byId("result").replaceChildren();
    client(one.namespace);
    showState();
    showList();
  }

  function fields(payload) {
    if (payload.items) {
      return [field("all", make("span", {}, "All arguments, an array"), "[]", "json")];
    }
    return (payload.prefixItems ?? []).map((one, i) =>
      field("argument-" + i, make("span", {}, typeOf(one)), JSON.stringify(sample(one, defined), null, 2), "json"),
    );
  }

  function field(id, label, value, kind) {
    const input = make(kind === "text" ? "input" : "textarea", { id, value, spellcheck: false, rows: value.split("\n").length });
    input.dataset.kind = kind;
    const wrong = make("p", { className: "wrong", id: id + "-wrong" });
    input.setAttribute("aria-describedby", wrong.id);
    return make("div", { className: "field" }, make("label", { htmlFor: id }, label), input, wrong);
  }

  /** The values of the form; undefined when one of them is no JSON, which is told beside it. */
  function values() {
    let wrong = false;
    const read = [...byId("arguments").querySelectorAll("textarea")].map((input) => {
      const said = byId(input.id + "-wrong");
      said.textContent = "";
      input.removeAttribute("aria-invalid");
      try {
        return JSON.parse(input.value);
      } catch (error) {
        wrong = true;
        said.textContent = "This is no JSON: " + error.message;
        input.setAttribute("aria-invalid", "true");
        return undefined;
      }
    });
    if (wrong) {
      return undefined;
    }
    return byId("all-wrong") ? [read[0]].flat() : read;
  }

  async function run(event) {
    event.preventDefault();
    const given = values();
    if (given === undefined) {
      return;
    }
    const one = chosen;
    const name = byId("target")?.value ?? one.name;
    const began = performance.now();
    byId("run").disabled = true;
    let shown;
    try {
      const result = await client(one.namespace).call(name, ...given);
      shown = make("pre", { className: "good" }, JSON.stringify(result, null, 2) ?? "nothing");
    } catch (error) {
      const fields = Object.entries(error.fields ?? {}).map(([path, message]) => "\n" + path + ": " + message);
      shown = make("pre", { className: "bad" }, (error.code ?? "error") + ": " + error.message + fields.join(""));
    }
    byId("run").disabled = false;
    if (one === chosen) {
      const took = format(performance.now() - began);
      byId("result").replaceChildren(shown, make("p", { className: "hint" }, took));
    }
  }

  const format = (ms) => (ms < 10 ? ms.toFixed(1) : Math.round(ms)) + " ms";

  byId("filter").addEventListener("input", showList);
  byId("call").addEventListener("submit", run);
  showList();
}
