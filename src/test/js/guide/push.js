"use strict";

module.exports = async ({ io, console, logged, server }) => {
  process.env.SHOP_KEY = "the key of the shop";
  // tag::client
  const shop = io("/shop?token=12345&deviceId=phone&deliveryIds=1");
  const seen = new Set();

  function receive(event, args) {
    const { _id } = args.pop(); // because of deliveryIds=1
    if (!seen.has(_id)) {
      seen.add(_id);
      console.log(event, ...args);
    }
  }

  shop.on("update_store", (...args) => {
    const done = args.pop(); // the answer: until it is given, the message waits
    receive("update_store", args);
    done();
  });
  shop.on("_batch", (messages, done) => {
    messages.forEach(([event, ...args]) => receive(event, args));
    done(); // one answer for all of them; more of them may follow
  });
  shop.on("_resync", ({ reason }, done) => {
    console.log("everything anew:", reason); // ask the website for what there is now
    done();
  });
  // end::client
  await new Promise((resolve) => shop.on("_settings", resolve));

  // tag::send
  const response = await fetch(`${server}/send?site=shop`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Api-Key": process.env.SHOP_KEY,
      "Idempotency-Key": "order-7-shipped",
    },
    body: JSON.stringify({
      rooms: ["user_8", "staff"],
      event: "update_store",
      args: ["user", { id: 1, age: 5 }],
    }),
  });
  // end::send
  console.log(response.status, await response.text());
  await logged(2);
};
