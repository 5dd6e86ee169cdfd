// stompit for the benches: stompit.js PORT MESSAGES TASK [BODIES]; see stomppy.py. Where it is
// installed stands in NODE_PATH.
"use strict";

let stompit;
try {
  stompit = require("stompit");
} catch (error) {
  process.exit(77);
}

const SIZE = 200;
const DESTINATION = "/queue/bench.orders";
const port = Number(process.argv[2]);
const messages = Number(process.argv[3]);
const task = process.argv[4];

function fail(reason) {
  console.error(String(reason));
  process.exit(1);
}

function receive(client) {
  let count = 0;
  let size = 0;
  let began;
  client.subscribe({ destination: DESTINATION, ack: "auto" }, (error, message) => {
    if (error) fail(error);
    if (began === undefined) began = process.hrtime.bigint();
    message.readString("utf-8", (readError, body) => {
      if (readError) fail(readError);
      size += Buffer.byteLength(body);
      if (++count < messages) return;
      const took = Number(process.hrtime.bigint() - began) / 1e9;
      if (size !== SIZE * messages) fail(size + " bytes");
      console.log(took);
      client.disconnect();
    });
  });
}

function publish(client) {
  const everything = require("fs").readFileSync(process.argv[5]);
  const bodies = [];
  for (let at = 0; at < everything.length; at += SIZE)
    bodies.push(everything.toString("utf-8", at, at + SIZE));
  let sent = 0;
  let confirmed = 0;
  const confirm = () => {
    ++confirmed;
    if (confirmed === messages) client.disconnect();
    else if (task === "one-by-one") next();
  };
  const next = () => {
    if (sent === messages) {
      if (task === "publish") client.disconnect();
      return;
    }
    const body = bodies[sent++ % bodies.length];
    const headers = {
      destination: DESTINATION,
      "content-type": "application/json",
      "content-length": SIZE,
    };
    const frame = client.send(headers, task === "publish" ? {} : { onReceipt: confirm });
    if (task === "one-by-one") frame.end(body);
    else frame.end(body, next);
  };
  next();
}

stompit.connect({ host: "127.0.0.1", port: port, noDelay: true }, (error, client) => {
  if (error) fail(error);
  client.on("error", fail);
  if (task === "receive") receive(client);
  else publish(client);
});
