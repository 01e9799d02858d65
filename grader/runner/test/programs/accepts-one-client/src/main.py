"""Takes one client out of the queue; the others stay in the system's backlog, connected to nobody."""
import socket
import sys

host, port = sys.argv[1], int(sys.argv[2])
family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
server = socket.socket(family, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(address)
server.listen(100)
client, _ = server.accept()
while data := client.recv(65536):
    client.sendall(data)
