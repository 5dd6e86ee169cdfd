"""stomp.py for the benches: stomppy.py PORT MESSAGES TASK [BODIES]. Tasks: receive (prints the
seconds from the first message to the last); publish; pipelined (each with a receipt); one-by-one
(the next one after the receipt). BODIES is a file of 200 bytes each. 77: there is no stomp.py."""
import sys
import threading
import time

try:
    import stomp
except ImportError:
    sys.exit(77)

PORT, MESSAGES, TASK = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
SIZE = 200
DESTINATION = "/queue/bench.orders"
PATIENCE = 30


class Listener(stomp.ConnectionListener):
    count = 0
    size = 0
    began = 0.0
    ended = 0.0
    receipts = 0

    def __init__(self):
        self.answered = threading.Semaphore(0)
        self.done = threading.Event()

    def on_message(self, frame):
        if self.count == 0:
            self.began = time.monotonic()
        self.count += 1
        self.size += len(frame.body.encode())
        if self.count == MESSAGES:
            self.ended = time.monotonic()
            self.done.set()

    def on_receipt(self, frame):
        if not frame.headers["receipt-id"].startswith("m"):
            return
        self.receipts += 1
        self.answered.release()
        if self.receipts == MESSAGES:
            self.done.set()


def receive():
    connection.subscribe(DESTINATION, id="1", ack="auto")
    if not listener.done.wait(PATIENCE) or listener.size != SIZE * MESSAGES:
        sys.exit("%d messages, %d bytes" % (listener.count, listener.size))
    print(listener.ended - listener.began, flush=True)


def publish():
    with open(sys.argv[4], "rb") as file:
        everything = file.read()
    bodies = [everything[at:at + SIZE] for at in range(0, len(everything), SIZE)]
    for number in range(MESSAGES):
        body = bodies[number % len(bodies)]
        if TASK == "publish":
            connection.send(DESTINATION, body, "application/json")
            continue
        connection.send(DESTINATION, body, "application/json", receipt="m%d" % number)
        if TASK == "one-by-one" and not listener.answered.acquire(timeout=PATIENCE):
            sys.exit("no receipt for message %d" % number)
    if TASK != "publish" and not listener.done.wait(PATIENCE):
        sys.exit("%d receipts" % listener.receipts)


connection = stomp.Connection12([("127.0.0.1", PORT)])
listener = Listener()
connection.set_listener("", listener)
connection.connect(wait=True)
if TASK == "receive":
    receive()
else:
    publish()
connection.disconnect()
