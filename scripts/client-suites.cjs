// Instead of the servers that the clients' tests start: hands their ports on to the one at SOCKEE_URL.
const net = require("net");

const server = new URL(process.env.SOCKEE_URL);
const listeners = [];

function listen(port) {
  const listener = net.createServer((near) => {
    const far = net.connect(server.port || 80, server.hostname.replace(/^\[|\]$/g, ""));
    near.pipe(far).pipe(near);
    near.on("error", () => far.destroy()).on("close", () => far.destroy());
    far.on("error", () => near.destroy()).on("close", () => near.destroy());
  });
  listeners.push(listener);
  return new Promise((resolve, reject) => {
    listener.on("error", (error) => reject(new Error(`port ${port}, which the tests name: ${error.message}`)));
    listener.listen(port, "localhost", resolve);
  });
}

exports.mochaHooks = {
  beforeAll: () => Promise.all([3210, 3000].map(listen)),
  afterAll: () => listeners.forEach((listener) => listener.close()),
};
