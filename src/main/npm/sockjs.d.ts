export * from "./sockee-client.js";
export { default } from "./sockee-client.js";
