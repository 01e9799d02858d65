// A client that uploads a picture: client.ts <host> <port> <file> [name]
// The rules are in labs/avatar-upload/README.md. Go stage by stage: pnpm lab check avatar-upload
import { basename } from "node:path";

const [host = "127.0.0.1", port = "8080", file = "", name = basename(file)] = process.argv.slice(2);

console.error(`${file} would go to ${host} port ${port}, as ${name}`);

// TODO 13 (client): Connect. Send the header's length (4 bytes, big-endian), the header and the
// file's bytes, piece by piece. Print the server's reply to stdout; exit with code 0 when it is OK.

// TODO 14 (client-errors): A missing file, a refused or broken connection, ERR instead of OK: one
// clear line on stderr, and an exit code that is not 0.
