export function follow(socket, show) {
  // tag::stream
  socket.on("sockee:stream", ({ id, item, end, error }) => {
    if (error) {
      show(id, error.err);
    } else {
      show(id, end ? "over" : item);
    }
  });
  socket.emit("ticker.prices", (answer) => {
    const id = answer.res.stream; // its items follow; to have no more of them:
    document.querySelector("#stop").onclick = () => socket.emit("sockee:cancel", id);
  });
  // end::stream
}

export function authenticate(socket) {
  // tag::authenticate
  socket.emit("authenticate", "pin", { door: "back", number: "1234" }, (answer) => {
    console.log(answer.ok ? answer.res.user.name : `${answer.err} ${answer.info?.triesLeft} tries left.`);
  });
  // end::authenticate
}
