import { Device } from "./device.js";
import { byId } from "./page.js";
import { showWebsite } from "./website.js";

/** Each tab is a user of its own, whose devices nobody else knows. */
const user = sessionStorage.getItem("sockee.push") ?? `guest-${crypto.getRandomValues(new Uint32Array(1))[0].toString(16)}`;
sessionStorage.setItem("sockee.push", user);

function absent(message) {
  byId("absent").textContent = `This server does not have the site “demo” (${message}). It has it in the dev profile, with a data source ` +
    "jdbc/sockee, when it reaches itself at sockee.demo.url.";
  byId("absent").hidden = false;
}

showWebsite(user);
for (const name of ["Phone", "Tablet"]) {
  const device = new Device(name, user, absent);
  byId("device-cards").append(device.card);
  device.connect();
}
