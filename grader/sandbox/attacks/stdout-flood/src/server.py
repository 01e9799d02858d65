# Writes 1 GB to standard output.
import sys

piece = b"spam " * 200_000
for _ in range(1000):
    sys.stdout.buffer.write(piece)
