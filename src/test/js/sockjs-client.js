"use strict";

// Drives the real sockjs-client and prints what it saw as one line of JSON, by the names of the cases.
//
//   node sockjs-client.js <url> <transport,…> <case…>

const SockJS = require("sockjs-client");
const { sockJsCase } = require("./sockjs-cases.js");

const [url, transports, ...names] = process.argv.slice(2);

(async () => {
  const seen = {};
  for (const name of names) {
    seen[name] = await sockJsCase(SockJS, name, url.replace(/\/$/, ""), transports.split(","));
  }
  console.log(JSON.stringify(seen));
  process.exit(0);
})();
