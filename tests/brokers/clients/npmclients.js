// stompit and @stomp/stompjs behind the same few verbs, for client.js. `place` has port, version, isWeb,
// inbox (gets {body, headers, raw} of each MESSAGE) and fail(reason). What is sent waits for its receipt.
"use strict";

const CREDENTIALS = { login: "guest", passcode: "guest" };
const BEAT = 500; // ms, both ways

const webProtocol = (version) => "v" + version.replace(".", "") + ".stomp";
const until = (holds) =>
  new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!holds()) return;
      clearInterval(timer);
      resolve();
    }, 10);
  });

function stompit(place) {
  const library = require("stompit");
  let client;
  let transport;
  let beats = 0;
  let gone;
  const headers = {
    ...CREDENTIALS,
    host: "localhost",
    "accept-version": place.version,
    "heart-beat": place.version === "1.0" ? "0,0" : BEAT + "," + BEAT,
  };
  // Its own list of servers to try; a WebSocket is a stream like any other to it.
  const servers = new library.ConnectFailover([{ connectHeaders: headers }], {
    initialReconnectDelay: 100,
    useExponentialBackOff: false,
    connectFunction: (server, connected) => {
      if (!place.isWeb)
        return library.connect({ ...server, host: "127.0.0.1", port: place.port }, connected);
      const { WebSocket, createWebSocketStream } = require("ws");
      const socket = new WebSocket("ws://127.0.0.1:" + place.port, webProtocol(place.version));
      const made = new library.Client(createWebSocketStream(socket), {});
      made.connect(headers, connected);
      return made;
    },
  });
  const connect = () =>
    new Promise((resolve) => {
      servers.connect((error, made) => {
        if (error) return place.fail(error);
        client = made;
        transport = client.getTransportSocket();
        transport.on("data", (bytes) => (beats += String(bytes) === "\n" ? 1 : 0));
        gone = new Promise((lost) => client.on("error", lost));
        resolve();
      });
    });
  const receipt = (start) => new Promise((onReceipt) => start({ onReceipt }));
  return {
    hardNote: { "1.0": "a b ☕", 1.1: "a:b\nd \\c ☕", 1.2: "a:b\nd\r \\c ☕" },
    connect,
    version: () => place.version, // it does not tell; another one than asked for it would refuse
    subscribe: async (destination, id, ack, more = {}) => {
      client.subscribe({ destination, id, ack, ...more }, (error, message) => {
        if (error) return; // the connection's end, told to each subscription
        message.readString("utf-8", (broken, body) => {
          if (broken) return place.fail(broken);
          place.inbox.put({ body, headers: message.headers, raw: message });
        });
      });
    },
    unsubscribe: async (id) => client.getSubscription(id).unsubscribe(),
    send: (destination, body, more = {}) =>
      receipt((told) => client.send({ destination, ...more }, told).end(body)),
    settle: (verb, message) => receipt((told) => client[verb](message.raw, {}, told)),
    transaction: async (destination, body, last) => {
      const open = client.begin();
      open.send({ destination }).end(body);
      await receipt((told) => open[last](told));
    },
    beats: (count) => until(() => beats >= count),
    reconnected: async () => {
      await gone;
      await connect();
    },
    disconnect: () => new Promise((resolve) => client.disconnect(resolve)),
  };
}

function stompjs(place) {
  const { Client, Versions } = require("@stomp/stompjs");
  let beats = 0;
  let receipts = 0;
  let connections = 0;
  const client = new Client({
    connectHeaders: CREDENTIALS,
    stompVersions: new Versions([place.version]),
    heartbeatIncoming: place.version === "1.0" ? 0 : BEAT,
    heartbeatOutgoing: place.version === "1.0" ? 0 : BEAT,
    reconnectDelay: 100,
    debug: (line) => (beats += line === "<<< PONG" ? 1 : 0),
    onConnect: () => ++connections,
    onStompError: (frame) => {
      if (frame.headers.message !== "The broker is shutting down")
        place.fail("ERROR " + frame.headers.message + " " + frame.body);
    },
    webSocketFactory: () => {
      if (place.isWeb) {
        const { WebSocket } = require("ws");
        return new WebSocket("ws://127.0.0.1:" + place.port, webProtocol(place.version));
      }
      const { TCPWrapper } = require("@stomp/tcp-wrapper");
      return new TCPWrapper("127.0.0.1", place.port);
    },
  });
  const receipt = (start) =>
    new Promise((resolve) => {
      const name = "r" + ++receipts;
      client.watchForReceipt(name, resolve);
      start({ receipt: name });
    });
  const subscriptions = {};
  return {
    // It escapes in 1.2 only, and replaces one escape after the other: a backslash before c would not
    // survive it.
    hardNote: { "1.0": "a b ☕", 1.1: "a b ☕", 1.2: "a:b\nd\r \\ ☕" },
    connect: () => {
      client.activate();
      return until(() => connections === 1);
    },
    version: () => client.connectedVersion,
    subscribe: (destination, id, ack, more = {}) =>
      receipt((told) => {
        const received = (message) =>
          place.inbox.put({ body: message.body, headers: message.headers, raw: message });
        const headers = { id, ack, ...more, ...told };
        subscriptions[id] = client.subscribe(destination, received, headers);
      }),
    unsubscribe: (id) => receipt((told) => subscriptions[id].unsubscribe(told)),
    send: (destination, body, more = {}) =>
      receipt((told) => client.publish({ destination, body, headers: { ...more, ...told } })),
    settle: (verb, message) => receipt((told) => message.raw[verb](told)),
    transaction: async (destination, body, last) => {
      const open = client.begin();
      client.publish({ destination, body, headers: { transaction: open.id } });
      open[last]();
    },
    beats: (count) => until(() => beats >= count),
    reconnected: () => until(() => connections === 2),
    disconnect: () => client.deactivate(),
  };
}

module.exports = { stompit, stompjs };
