import os
import signal
import socket
import sys
import threading

MAX_LINE = 4096
IDLE_TIMEOUT = int(os.environ.get("IDLE_TIMEOUT_MS", "30000")) / 1000


def handle(conn, addr):
    conn.settimeout(IDLE_TIMEOUT)
    buffer = b""
    try:
        while True:
            data = conn.recv(4096)
            if not data:
                conn.sendall(buffer)
                break
            buffer += data
            while b"\n" in buffer:
                line, rest = buffer.split(b"\n", 1)
                if len(line) > MAX_LINE:
                    break
                conn.sendall(line + b"\n")
                buffer = rest
            if len(buffer.split(b"\n", 1)[0]) > MAX_LINE:
                conn.sendall(b"ERR line too long\n")
                conn.shutdown(socket.SHUT_WR)
                while conn.recv(4096):
                    pass
                break
    except socket.timeout:
        pass
    except OSError as e:
        print("lost", addr, e)
    finally:
        conn.close()


def main():
    host = sys.argv[1]
    port = int(sys.argv[2])

    info = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    s = socket.socket(info[0], socket.SOCK_STREAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        s.bind(info[4])
    except OSError as e:
        print(f"bind {host}:{port} failed: {e}", file=sys.stderr)
        sys.exit(1)
    s.listen(256)

    def stop(signum, frame):
        s.close()
        sys.exit(0)

    signal.signal(signal.SIGTERM, stop)

    while True:
        conn, addr = s.accept()
        t = threading.Thread(target=handle, args=(conn, addr), daemon=True)
        t.start()


if __name__ == "__main__":
    main()
