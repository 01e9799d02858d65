# Listens, and never accepts a connection: the kernel shakes hands for it.
import socket, sys, time

server = socket.create_server((sys.argv[1], int(sys.argv[2])))
time.sleep(600)
