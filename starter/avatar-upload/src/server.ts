// A server that stores pictures: server.ts <host> <port> <directory>
// The rules are in labs/avatar-upload/README.md. Go stage by stage: pnpm lab check avatar-upload
import { createServer } from "node:net";

const [host = "127.0.0.1", port = "8080", directory = "."] = process.argv.slice(2);

const server = createServer((socket) => {
  console.log(`a client: ${socket.remoteAddress} port ${socket.remotePort}`);

  // TODO 1 (upload): Read the header's length, the header, and then as many bytes as it says. Store
  // them under their name in the directory, and reply "OK <sha256 in hex>\n".

  // TODO 2 (on-disk): When OK leaves, the file must be whole on disk. What must be finished before?

  // TODO 3 (framing): Each of the three parts may come in many pieces, and a piece may hold several.

  // TODO 4 (again): After OK the next upload may follow. Some of it may be here already.

  // TODO 5 (replace): Whoever reads an avatar sees the old one or the new one, at any moment.

  // TODO 6 (sizes): Refuse 0 bytes and more than MAX_BYTES (an environment variable; 5242880 when it
  // is not set) as soon as the header is there.

  // TODO 7 (names): The name comes from a stranger. Refuse every one that is not simply a file's name.

  // TODO 8 (images): The first bytes tell what a picture is. Its name tells nothing.

  // TODO 9 (headers): The header comes from a stranger too. What may be wrong with it?

  // TODO 10 (interrupted): A client may vanish half-way. Nothing of its upload may be left.

  // TODO 11 (side-by-side): Several uploads go on at a time, even to the same name.

  // TODO 12 (stalled): Drop a client from which no byte comes for UPLOAD_TIMEOUT_MS milliseconds (an
  // environment variable; 10000 when it is not set) in the middle of an upload.
});

server.listen({ host, port: Number(port) }, () => {
  console.log(`listening on ${host} port ${port}; pictures will go to ${directory}`);
});

// TODO 15 (end-to-end): SIGTERM ends the server. What happens to an upload that is in progress?
