"use strict";

// Has the official tools look at documents, and prints what they complain of, as one line of JSON.
//
//   node documents.js <folder with openapi.json and asyncapi.json> [file.ts ...]

const fs = require("fs");
const path = require("path");

const [folder, ...sources] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");

async function openapi() {
  const { Validator } = await import("@seriousme/openapi-schema-validator");
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(read("openapi.json")));
  return valid ? validator.version : errors;
}

async function asyncapi() {
  const { Parser } = require("@asyncapi/parser");
  const { document, diagnostics } = await new Parser().parse(read("asyncapi.json"));
  const errors = diagnostics.filter((one) => one.severity === 0).map((one) => one.message + " at " + one.path.join("/"));
  return document ? document.version() : errors;
}

function typescript() {
  const ts = require("typescript");
  const program = ts.createProgram(sources, {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map((one) => {
    const at = one.file ? path.basename(one.file.fileName) + ":" + (one.file.getLineAndCharacterOfPosition(one.start).line + 1) : "";
    return at + " " + ts.flattenDiagnosticMessageText(one.messageText, " ");
  });
}

async function main() {
  return { openapi: await openapi(), asyncapi: await asyncapi(), typescript: sources.length > 0 ? typescript() : [] };
}

main().then(
  (seen) => console.log(JSON.stringify(seen)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
