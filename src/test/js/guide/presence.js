"use strict";

module.exports = async ({ io, console, logged }) => {
  const socket = io("/desk");

  // tag::here
  const here = new Map(); // by ref: {key, meta}
  socket.on("sockee:presence", ({ state, left = {}, joined = {} }) => {
    if (state) here.clear();
    for (const all of Object.values(left)) all.forEach(({ ref }) => here.delete(ref));
    for (const [key, all] of Object.entries(state ?? joined)) all.forEach(({ ref, meta }) => here.set(ref, { key, meta }));
    console.log(...[...here.values()].map(({ meta }) => meta.text));
  });
  // end::here
  await logged(1);

  const other = io("/desk");
  await logged(2);
  other.emit("status", "lunch");
  await logged(3);
  other.disconnect();
  await logged(4);
};
