// Clients from npm against a broker on 127.0.0.1: client.js PORT VERSION CLIENT, where CLIENT is stompit,
// stompit-ws, stompjs or stompjs-ws. Exits 0 when all went as told. Where they are installed stands in
// NODE_PATH. After "restart" on its output the broker goes, comes again, and gets a message for /queue/after.
"use strict";

const { stompit, stompjs } = require("./npmclients.js");

const port = Number(process.argv[2]);
const version = process.argv[3];
const [library, transport] = process.argv[4].split("-");
const BODIES = ["grüße", "李 🎁 №", '{"id":9007199254740993}'];

function fail(reason) {
  console.log("not as expected: " + (reason && reason.stack ? reason.stack : reason));
  process.exit(1);
}
process.on("unhandledRejection", fail);
// stompit throws what ERROR says where nobody can catch it.
process.on("uncaughtException", (error) => {
  if (error.message !== "The broker is shutting down") fail(error);
});
setTimeout(() => fail("it took too long"), 50000).unref();

function check(condition, what) {
  if (!condition) fail(what);
}

/** Gives what was put in, in order, to who waits for it. */
class Inbox {
  constructor() {
    this.waiting = [];
    this.wanted = [];
  }
  put(what) {
    const wanted = this.wanted.shift();
    if (wanted) wanted(what);
    else this.waiting.push(what);
  }
  next() {
    if (this.waiting.length) return Promise.resolve(this.waiting.shift());
    return new Promise((resolve) => this.wanted.push(resolve));
  }
}

async function main() {
  const inbox = new Inbox();
  const make = library === "stompit" ? stompit : stompjs;
  const client = make({ port, version, isWeb: transport === "ws", inbox, fail });
  await client.connect();
  check(client.version() === version, "version " + client.version());

  const message = async (body) => {
    const got = await inbox.next();
    check(got.body === body, `body ${body.slice(0, 80)} is ${got.body.slice(0, 80)}`);
    return got;
  };
  const messages = async (bodies) => {
    const got = [];
    for (const body of bodies) got.push(await message(body));
    return got;
  };

  // A queue, one by one and out of order.
  await client.subscribe("/queue/individual", "i", "client-individual");
  const note = client.hardNote[version];
  for (const body of BODIES) await client.send("/queue/individual", body, { note });
  const frames = await messages(BODIES);
  for (const frame of frames)
    check(frame.headers.note === note, "header note is " + JSON.stringify(frame.headers.note));
  for (const index of [1, 0, 2]) await client.settle("ack", frames[index]);

  // A topic, and a body of a megabyte.
  await client.subscribe("/topic/news", "t", "auto");
  for (const body of [BODIES[1], "x".repeat(999999) + "é"]) {
    await client.send("/topic/news", body);
    await message(body);
  }

  // Mode client: the last acknowledges all.
  await client.subscribe("/queue/cumulative", "c", "client");
  for (const body of BODIES) await client.send("/queue/cumulative", body);
  await client.settle("ack", (await messages(BODIES))[2]);

  // Refused, and delivered again.
  if (version !== "1.0") {
    await client.subscribe("/queue/refused", "r", "client-individual");
    await client.send("/queue/refused", "again");
    await client.settle("nack", await message("again"));
    const again = await message("again");
    check(again.headers.redelivered === "true", "redelivered");
    await client.settle("ack", again);
  }

  // Transactions.
  await client.subscribe("/queue/transaction", "x", "auto");
  await client.transaction("/queue/transaction", "never", "abort");
  await client.transaction("/queue/transaction", "committed", "commit");
  await message("committed");
  await client.unsubscribe("x");

  // What a selector does not take waits for another consumer.
  for (const colour of ["red", "blue", "red"])
    await client.send("/queue/selected", colour, { colour });
  await client.subscribe("/queue/selected", "s", "auto", { selector: "colour = 'red'" });
  await messages(["red", "red"]);
  await client.subscribe("/queue/selected", "rest", "auto");
  await message("blue");

  // Heart-beats both ways: without its own the broker would have closed the connection meanwhile.
  if (version !== "1.0") await client.beats(4);

  console.log("restart");
  await client.reconnected();
  await client.subscribe("/queue/after", "a", "auto");
  await message("still here");
  await client.disconnect();
  check(inbox.waiting.length === 0, "something else came");
  console.log("done");
  process.exit(0);
}
main();
