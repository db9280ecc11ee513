/** Where Socket.IO is: there the page has its client from, whatever the context root and the path are. */
export const PATH = new URL(".", document.querySelector('script[src$="/socket.io.js"]').src).pathname;
