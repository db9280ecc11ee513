import { defineConfig } from "vite";

export default defineConfig({
  server: {
    proxy: {
      // Not the short form with a string: that one changes the Host, and the server then takes the page for another site's.
      "/socket.io": { target: process.env.SOCKEE_URL ?? "http://localhost:9080", ws: true },
    },
  },
});
