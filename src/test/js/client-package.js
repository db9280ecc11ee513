"use strict";

// Unpacks the packed client beside the installed ones, as npm would, and prints what is in it and what it exports.
//
//   node client-package.js <archive>

const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");

const to = path.join(__dirname, "node_modules", "sockee-client");
fs.rmSync(to, { recursive: true, force: true });
fs.mkdirSync(to);
execFileSync("tar", ["-xzf", process.argv[2], "-C", to, "--strip-components=1"]);

async function main() {
  const names = async (module) => Object.keys(await import(module)).sort();
  return {
    files: fs.readdirSync(to).sort(),
    exported: await names("sockee-client"),
    overSockJs: await names("sockee-client/sockjs"),
  };
}

main().then(
  (seen) => console.log(JSON.stringify(seen)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
