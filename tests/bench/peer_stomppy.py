"""stomp.py for bench_client: peer_stomppy.py PORT MESSAGES. Prints the seconds that they took."""
import sys
import threading
import time

import stomp

PORT, MESSAGES = int(sys.argv[1]), int(sys.argv[2])
DONE = threading.Event()


class Listener(stomp.ConnectionListener):
    count = 0
    size = 0
    began = 0.0
    ended = 0.0

    def on_message(self, frame):
        if self.count == 0:
            self.began = time.monotonic()
        self.count += 1
        self.size += len(frame.body.encode())
        if self.count == MESSAGES:
            self.ended = time.monotonic()
            DONE.set()


connection = stomp.Connection12([("127.0.0.1", PORT)])
listener = Listener()
connection.set_listener("", listener)
connection.connect(wait=True)
connection.subscribe("/queue/bench.orders", id="1", ack="auto")
if not DONE.wait(30) or listener.size != 200 * MESSAGES:
    sys.exit("%d messages, %d bytes" % (listener.count, listener.size))
print(listener.ended - listener.began, flush=True)
connection.disconnect()
