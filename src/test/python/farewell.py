"""Has a server emit to python-socketio clients and disconnect them at once, again and again, and prints what they saw as one
line of JSON.

    python3 farewell.py <url> <transport> <clients> <event> <serializer>

transport is polling, websocket or upgrade, serializer is default or msgpack. Each client first asks the namespace / for an echo and an ack.
"""

import json
import sys
import threading
import time

import socketio

URL, TRANSPORT, CLIENTS, EVENT, SERIALIZER = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5]
EVENTS = 50
PATIENCE_S = 30
QUIET_S = 5


def one():
    """One client: what it heard, and what went wrong."""
    client = socketio.Client(reconnection=False, serializer=SERIALIZER)
    words, problems, echoes = [], [], []
    echoed, ended = threading.Event(), threading.Event()
    client.on("word", words.append, namespace="/farewell")
    client.on("disconnect", ended.set, namespace="/farewell")

    @client.on("message-back")
    def back(*arguments):
        echoes.append(arguments)
        echoed.set()

    transports = ["polling", "websocket"] if TRANSPORT == "upgrade" else [TRANSPORT]
    client.connect(URL, transports=transports, namespaces=["/", "/farewell"], wait_timeout=PATIENCE_S)
    answer = client.call("message-with-ack", ("a", {"b": [1, "ü"]}), timeout=PATIENCE_S)
    if tuple(answer) != ("a", {"b": [1, "ü"]}):
        problems.append("ack %r" % (answer,))
    client.emit("message", ("text", 1.5, b"\x00\x01", {"nested": b"\x02"}))
    if not echoed.wait(PATIENCE_S) or echoes != [("text", 1.5, b"\x00\x01", {"nested": b"\x02"})]:
        problems.append("echo %r" % echoes)
    client.emit(EVENT, EVENTS, namespace="/farewell")
    if not ended.wait(PATIENCE_S):
        problems.append("not disconnected")
    # This client handles each event on a thread of its own: their order is its affair, and some may still be under way.
    end = time.monotonic() + QUIET_S
    while len(words) < EVENTS and time.monotonic() < end:
        time.sleep(0.01)
    client.disconnect()
    if sorted(words) != list(range(EVENTS)):
        problems.append("words %r" % words)
    return problems


problems = [problem for _ in range(CLIENTS) for problem in one()]
print(json.dumps({"clients": CLIENTS, "problems": sorted(set(problems))}))
