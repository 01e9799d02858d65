# Goes into the background as daemons do, twice removed from whoever started it, and listens from there.
import os, socket, sys, time

for _ in range(2):
    if os.fork():
        os._exit(0)
    os.setsid()
server = socket.create_server((sys.argv[1], int(sys.argv[2])))
time.sleep(600)
