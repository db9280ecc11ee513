"use strict";

// Serves the guide's React page as a developer does, prints its address as one line, and ends with its input.
//
//   node guide/vite.js <url of Sockee>

const path = require("node:path");

async function main() {
  process.env.SOCKEE_URL = process.argv[2];
  const { createServer } = await import("vite");
  const server = await createServer({
    root: path.join(__dirname, "react"),
    logLevel: "error",
    esbuild: { jsx: "automatic" },
    server: { host: "127.0.0.1" },
    // Each process its own: two that share one prepare the libraries anew under each other's pages.
    cacheDir: path.join(__dirname, ".vite-" + process.pid),
    optimizeDeps: {
      include: ["react", "react-dom/client", "react/jsx-runtime", "react/jsx-dev-runtime", "socket.io-client"],
    },
  });
  await server.listen();
  console.log(server.resolvedUrls.local[0]);
  process.stdin.resume();
  process.stdin.on("end", () => server.close().then(() => process.exit(0)));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
