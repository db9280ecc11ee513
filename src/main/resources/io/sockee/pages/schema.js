/** Elements, and JSON Schema in words that fit into a line. */

export function make(name, properties = {}, ...content) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content.filter((one) => one !== null && one !== undefined));
  return element;
}

const BOUNDS = [
  ["minimum", "≥ "],
  ["exclusiveMinimum", "> "],
  ["maximum", "≤ "],
  ["exclusiveMaximum", "< "],
  ["minLength", "length ≥ "],
  ["maxLength", "length ≤ "],
  ["minItems", "items ≥ "],
  ["maxItems", "items ≤ "],
  ["pattern", "matches "],
];

/** The bounds of 32 bits are what everybody expects of a whole number. */
const USUAL = [-2147483648, 2147483647];

const nameOf = (ref) => ref.split("/").at(-1);

/** The type of a schema: text with links to the objects that it names. */
export function typeOf(schema = {}) {
  const parts = [];
  if (schema.$ref) {
    parts.push(make("a", { href: "#schema-" + nameOf(schema.$ref) }, nameOf(schema.$ref)));
  } else if (schema.enum) {
    parts.push(schema.enum.map((one) => JSON.stringify(one)).join(" | "));
  } else if ("const" in schema) {
    parts.push(JSON.stringify(schema.const));
  } else if (schema.contentEncoding) {
    parts.push("binary");
  } else if (schema.anyOf || schema.oneOf || schema.allOf) {
    const all = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    all.forEach((one, i) => parts.push(i === 0 ? "" : schema.allOf ? " & " : " | ", typeOf(one)));
  } else {
    parts.push(...plainType(schema));
  }
  const said = BOUNDS.filter(([keyword]) => keyword in schema && !USUAL.includes(schema[keyword]))
    .map(([keyword, sign]) => sign + schema[keyword])
    .concat(schema.format ?? []);
  if (said.length > 0) {
    parts.push(make("span", { className: "bounds" }, " " + said.join(", ")));
  }
  return make("code", {}, ...parts);
}

function plainType(schema) {
  const types = [schema.type ?? "any"].flat();
  return types.flatMap((type, i) => [i === 0 ? "" : " | ", ...oneType(type, schema)]);
}

function oneType(type, schema) {
  if (type === "array" && schema.items) {
    return ["list of ", typeOf(schema.items)];
  } else if (type === "object" && schema.additionalProperties) {
    return ["map of ", typeOf(schema.additionalProperties)];
  }
  return [type];
}

/** The objects that a document defines, each with its properties. */
export function definitions(schemas = {}) {
  return Object.entries(schemas).map(([name, schema]) =>
    make(
      "section",
      { className: "card object", id: "schema-" + name },
      make("h3", {}, name),
      make(
        "dl",
        { className: "properties" },
        ...Object.entries(schema.properties ?? {}).map(([property, type]) =>
          make(
            "div",
            {},
            make("dt", {}, make("code", {}, property + ((schema.required ?? []).includes(property) ? "" : "?"))),
            make("dd", {}, typeOf(type)),
          ),
        ),
      ),
    ),
  );
}

/** A line for each thing of a list. */
export function lines(list) {
  return make(
    "dl",
    { className: "properties" },
    ...list.map(([name, ...content]) => make("div", {}, make("dt", {}, name), make("dd", {}, ...content))),
  );
}
