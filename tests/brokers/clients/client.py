"""stomp.py against a broker on 127.0.0.1: client.py PORT VERSION. Exits 0 when all went as told."""
import queue
import sys
import threading

import stomp

PORT, VERSION = int(sys.argv[1]), sys.argv[2]
PATIENCE = 20
BODIES = ["grüße", "李 🎁 №", "{\"id\":9007199254740993}"]


class Listener(stomp.ConnectionListener):
    def __init__(self):
        self.messages = queue.Queue()
        self.receipts = queue.Queue()
        self.errors = []
        self.beats = threading.Semaphore(0)
        self.gone = threading.Event()

    def on_heartbeat(self):
        self.beats.release()

    def on_disconnected(self):
        self.gone.set()

    def on_message(self, frame):
        self.messages.put(frame)

    def on_receipt(self, frame):
        self.receipts.put(frame.headers["receipt-id"])

    def on_error(self, frame):
        if frame.headers["message"] == "The broker is shutting down":
            return
        self.errors.append(frame)
        print("ERROR", frame.headers, frame.body, file=sys.stderr)


def check(condition, what):
    if not condition:
        sys.exit("not as expected: " + what)


Connection = {"1.0": stomp.Connection10, "1.1": stomp.Connection11, "1.2": stomp.Connection12}
BEATS = {} if VERSION == "1.0" else {"heartbeats": (500, 500)}
connection = Connection[VERSION]([("127.0.0.1", PORT)], reconnect_sleep_initial=0.1,
                                 reconnect_sleep_increase=0, reconnect_attempts_max=100, **BEATS)
listener = Listener()
connection.set_listener("", listener)
connection.connect("guest", "guest", wait=True)


def receipt(name):
    check(listener.receipts.get(timeout=PATIENCE) == name, "receipt " + name)


def message(body):
    frame = listener.messages.get(timeout=PATIENCE)
    check(frame.body == body, "body %r is %r" % (body[:80], frame.body[:80]))
    return frame


def settle(verb, frame):
    if VERSION == "1.2":
        getattr(connection, verb)(frame.headers["ack"])
    elif VERSION == "1.1":
        getattr(connection, verb)(frame.headers["message-id"], frame.headers["subscription"])
    else:
        getattr(connection, verb)(frame.headers["message-id"])


def subscribe(destination, name, ack):
    connection.subscribe(destination, id=name, ack=ack, headers={"receipt": "sub-" + name})
    receipt("sub-" + name)


# A queue, one by one and out of order.
subscribe("/queue/individual", "i", "client-individual")
note = "a:b ☕" if VERSION == "1.0" else "a:b\\c\nd ☕"
for body in BODIES:
    connection.send("/queue/individual", body, content_type="application/json",
                    headers={"note": note, "receipt": "sent"})
    receipt("sent")
frames = [message(body) for body in BODIES]
for frame in frames:
    check(frame.headers["note"] == note, "header note is %r" % frame.headers["note"])
    check(frame.headers["subscription"] == "i", "subscription")
for index in (1, 0, 2):
    settle("ack", frames[index])

# A topic, and a body of a megabyte.
subscribe("/topic/news", "t", "auto")
big = "x" * 999_999 + "é"
for body in (BODIES[1], big):
    connection.send("/topic/news", body)
    message(body)

# Mode client: the last acknowledges all.
subscribe("/queue/cumulative", "c", "client")
for body in BODIES:
    connection.send("/queue/cumulative", body)
settle("ack", [message(body) for body in BODIES][2])

# Refused, and delivered again.
if VERSION != "1.0":
    subscribe("/queue/refused", "r", "client-individual")
    connection.send("/queue/refused", "again")
    settle("nack", message("again"))
    frame = message("again")
    check(frame.headers["redelivered"] == "true", "redelivered")
    settle("ack", frame)

# Transactions.
subscribe("/queue/transaction", "x", "auto")
for last, body in (("abort", "never"), ("commit", "committed")):
    transaction = connection.begin()
    connection.send("/queue/transaction", body, headers={"transaction": transaction})
    getattr(connection, last)(transaction)
message("committed")

connection.unsubscribe(id="x")

# What a selector does not take waits for another consumer.
for colour in ("red", "blue", "red"):
    connection.send("/queue/selected", colour, headers={"colour": colour})
connection.subscribe("/queue/selected", id="s", ack="auto", headers={"selector": "colour = 'red'"})
message("red")
message("red")
subscribe("/queue/selected", "rest", "auto")
message("blue")

# Heart-beats both ways: without its own the broker would have closed the connection meanwhile.
if VERSION != "1.0":
    for _ in range(4):
        check(listener.beats.acquire(timeout=PATIENCE), "a heart-beat")

print("restart", flush=True)
check(listener.gone.wait(PATIENCE), "the broker goes")
connection.connect("guest", "guest", wait=True)
subscribe("/queue/after", "a", "auto")
message("still here")
connection.disconnect(receipt="bye")
receipt("bye")
check(listener.messages.empty() and not listener.errors, "something else came")
print("done")
