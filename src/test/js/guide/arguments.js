"use strict";

module.exports = async ({ io, console, logged }) => {
  const socket = io();

  // tag::emit
  const query = { text: "socks", tags: ["wool", "blue"], since: "2026-01-31" };
  socket.emit("search", query, 2, (answer) => console.log(answer.res)); // "socks of 2026-01-31, by NAME, page 2"
  // end::emit
  await logged(1);

  // tag::binary
  const image = new Uint8Array([1, 2, 3]);
  const picture = { title: "A sock", image, thumbnails: [image.slice(0, 1)] };
  socket.emit("upload", picture, (answer) => console.log(answer.res.size, answer.res.first.byteLength)); // 3 1
  // end::binary
  await logged(2);

  // tag::shop
  const shop = io("/shop/corner");
  shop.emit("name", (answer) => console.log(answer.res)); // "corner"
  // end::shop
  await logged(3);
};
