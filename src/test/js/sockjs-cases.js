"use strict";

// What a client of SockJS does with the services of SockJS's own test servers (/echo, /amplify, /close, /broadcast), and what it
// sees. Runs in a browser, where it defines sockJsCase, and in Node.js, where sockjs-client.js requires it. What came is compared here:
// half a pair of surrogates would not survive the way to whoever asks.

(function define(scope) {
  const QUIET_MS = 30_000;
  const every = Array.from({ length: 257 }, (_, i) => String.fromCharCode(i)).join("");
  const specials = Array.from({ length: 48 }, (_, i) => String.fromCharCode(0x2000 + i) + String.fromCharCode(0xffd0 + i));
  const HARD = [
    "data",
    "",
    " ",
    "\u0000",
    "\u00ff\u0000",
    " \r\n ",
    "\r",
    "\n",
    "\t",
    every,
    specials.join("") + "\ufeff\u00ad\u200b\u2028\u2029\u2060\u206f\ufffe\uffff",
    '"\\/\\u0061 \\x </script><!-- %20&d=+ a["x"]',
    "\u03a4\u03b7 \u03b3\u03bb\u03ce\u03c3\u03c3\u03b1 \uc744 \u0e09\u0e31\u0e19 \ud83e\udde6\ud83d\udc69\u200d\ud83d\udcbb",
    "\ud83e",
    "\udde6\ud83e",
    "a\ud800b\udfffc",
    "x".repeat(100_000),
    ("\u20ac\ud83e\udde6\"\n").repeat(4_000),
    "last",
  ];

  /** What one connection sees until it ends, or until nothing has come for a while. */
  function conversation(SockJS, url, transports, onopen, onmessage) {
    return new Promise((resolve) => {
      const socket = new SockJS(url, null, { transports });
      const seen = { transport: null, opened: 0, received: 0, problems: [], closes: 0 };
      let quiet;
      const end = () => {
        clearTimeout(quiet);
        resolve(seen);
      };
      const progress = () => {
        clearTimeout(quiet);
        quiet = setTimeout(() => {
          seen.problems.push("nothing came for " + QUIET_MS + " ms");
          socket.close();
          end();
        }, QUIET_MS);
      };
      progress();
      socket.onopen = () => {
        progress();
        seen.opened += 1;
        seen.transport = socket.transport;
        onopen(socket, seen);
      };
      socket.onmessage = ({ data }) => {
        progress();
        seen.received += 1;
        onmessage(socket, data, seen);
      };
      socket.onclose = ({ code, reason, wasClean }) => {
        Object.assign(seen, { code, reason, wasClean, closes: seen.closes + 1 });
        setTimeout(end, 10); // a second one would be a fault
      };
    });
  }

  /** Sends all at once, and expects the same back in the same order; closes behind the last. */
  function echo(SockJS, base, transports) {
    return conversation(
      SockJS,
      base + "/echo?page=1",
      transports,
      (socket) => HARD.forEach((text) => socket.send(text)),
      (socket, data, seen) => {
        const nr = seen.received - 1;
        if (data !== HARD[nr]) seen.problems.push("message " + nr + " is another one, of " + data.length + " characters");
        if (seen.received === HARD.length) socket.close();
      },
    ).then((seen) => ({ ...seen, expected: HARD.length }));
  }

  /** Asks for much with little. */
  function amplify(SockJS, base, transports) {
    const exponents = [1, 2, 4, 8, 13, 15, 17, 1];
    return conversation(
      SockJS,
      base + "/amplify",
      transports,
      (socket) => exponents.forEach((n) => socket.send(String(n))),
      (socket, data, seen) => {
        const length = 2 ** exponents[seen.received - 1];
        if (data !== "x".repeat(length)) seen.problems.push(data.length + " characters in the place of " + length);
        if (seen.received === exponents.length) socket.close(3001, "enough");
      },
    ).then((seen) => ({ ...seen, expected: exponents.length }));
  }

  /** Is sent away. */
  function close(SockJS, base, transports) {
    return conversation(SockJS, base + "/close", transports, () => {}, () => {}).then((seen) => ({ ...seen, expected: 0 }));
  }

  /** Two are there; what one says both hear, in the same order. */
  async function broadcast(SockJS, base, transports) {
    const texts = ["one", "two", "three"];
    const heard = (socket, data, seen) => {
      if (data === "ready") {
        seen.received -= 1;
        return;
      }
      if (data !== texts[seen.received - 1]) seen.problems.push(data);
      if (seen.received === texts.length) socket.close();
    };
    let other;
    const first = conversation(SockJS, base + "/broadcast", transports, (socket) => {
      other = conversation(SockJS, base + "/broadcast", transports, (second) => second.send("ready"), heard);
      void socket;
    }, (socket, data, seen) => {
      if (data === "ready") texts.forEach((text) => socket.send(text));
      heard(socket, data, seen);
    });
    const seen = await first;
    const others = await other;
    return { ...seen, problems: [...seen.problems, ...others.problems], others: others.received, expected: texts.length };
  }

  /** Ticks come by themselves. */
  function ticker(SockJS, base, transports) {
    return conversation(SockJS, base + "/ticker", transports, () => {}, (socket, data, seen) => {
      if (data !== "tick!") seen.problems.push(data);
      socket.close();
    }).then((seen) => ({ ...seen, expected: 1 }));
  }

  /** No transport is left. */
  function refused(SockJS, base, transports) {
    return conversation(SockJS, base + "/disabled_websocket_echo", transports, () => {}, () => {});
  }

  scope.sockJsCase = (SockJS, name, base, transports) =>
    ({ echo, amplify, close, broadcast, ticker, refused })[name](SockJS, base, transports);
})(typeof module === "object" ? module.exports : globalThis);
