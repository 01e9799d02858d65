# Asks the kernel for what breaking out of a sandbox begins with.
import ctypes, os, socket, sys

NEW_USER, NEW_NET, ATTACH, IO_URING_SETUP = 0x10000000, 0x40000000, 16, 425
libc = ctypes.CDLL(None, use_errno=True)
room = ctypes.create_string_buffer(256)
attempts = {
    "a user namespace": lambda: libc.unshare(NEW_USER),
    "a network namespace": lambda: libc.unshare(NEW_NET),
    "a mount": lambda: libc.mount(b"none", b"/box", b"tmpfs", 0, None),
    "another root": lambda: libc.chroot(b"/box"),
    "the memory of process 1": lambda: libc.ptrace(ATTACH, 1, 0, 0),
    "io_uring": lambda: libc.syscall(IO_URING_SETUP, 1, room),
    "a packet socket": lambda: socket.socket(17, socket.SOCK_RAW).fileno(),
}


def worked(attempt):
    try:
        return attempt() >= 0
    except OSError:
        return False


# Without isolation only the first one is asked for: the others would change the machine.
isolated = not os.path.exists("/proc/%d/cwd/pnpm-workspace.yaml" % os.getppid())
taken = [name for at, (name, attempt) in enumerate(attempts.items()) if (isolated or at == 0) and worked(attempt)]
words = f"took: {', '.join(taken)}\n" if taken else "kept out: none of them was given\n"
server = socket.create_server((sys.argv[1], int(sys.argv[2])))
while True:
    peer, _ = server.accept()
    peer.recv(1)
    peer.sendall(words.encode())
    peer.shutdown(socket.SHUT_WR)
