# Starts 1,200 threads that do nothing, with hardly any stack, and says how many it got.
import socket, sys, threading

forever = threading.Event()
threading.stack_size(65536)
started = 0
try:
    for _ in range(1200):
        threading.Thread(target=forever.wait, daemon=True).start()
        started += 1
    words = f"took: {started} threads\n"
except RuntimeError:
    words = f"kept out: after {started} threads\n"
server = socket.create_server((sys.argv[1], int(sys.argv[2])))
peer, _ = server.accept()
peer.recv(1)
peer.sendall(words.encode())
peer.shutdown(socket.SHUT_WR)
forever.wait()
