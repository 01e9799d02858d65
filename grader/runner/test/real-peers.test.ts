import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempDisposableSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import getPort from "get-port";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { foldersOf } from "../src/index.ts";

/** Programs that nobody here wrote, with which the references must get on. */
const tools = { nc: "nc", socat: "socat", curl: "curl", python: "python3" };
type Tool = keyof typeof tools;

/** A test that is skipped, and says why by its name, where the tool is not installed. */
function withTool(tool: Tool, name: string, body: () => Promise<void>): void {
  const installed = spawnSync("sh", ["-c", `command -v ${tools[tool]}`]).status === 0;
  test.skipIf(!installed)(installed ? name : `${name} (${tools[tool]} is not installed)`, body);
}

type Running = ChildProcessByStdio<Writable, Readable, null>;

function run(command: string, args: readonly string[]): Running {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => {});
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** What a program prints, given this on its standard input. */
async function answer(command: string, args: readonly string[], input: string | Buffer): Promise<string> {
  const child = run(command, args);
  child.stdin.end(input);
  return text(child.stdout);
}

function reference(lab: string, program: string, args: readonly string[]): Running {
  return run(process.execPath, [join(foldersOf(lab).solution, "src", `${program}.ts`), ...args]);
}

/** Waits until something listens, or is bound, at a port. */
async function ready(table: "tcp" | "udp", port: number): Promise<void> {
  const row = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, "0")} 0+:0000 (0A|07) `);
  await vi.waitUntil(() => row.test(readFileSync(`/proc/net/${table}`, "latin1")), { timeout: 30_000, interval: 10 });
}

async function startServer(lab: string, program: string, table: "tcp" | "udp", args: readonly string[] = []): Promise<string> {
  const port = await getPort();
  reference(lab, program, ["127.0.0.1", String(port), ...args]);
  await ready(table, port);
  return String(port);
}

describe("the reference of tcp-server", () => {
  const said = "first line\nsecond 第二行\nno end";

  withTool("nc", "answers nc", async () => {
    const port = await startServer("tcp-server", "main", "tcp");
    expect(await answer("nc", ["-N", "127.0.0.1", port], said)).toBe(said);
  });

  withTool("socat", "answers socat", async () => {
    const port = await startServer("tcp-server", "main", "tcp");
    expect(await answer("socat", ["-t", "10", "-", `TCP:127.0.0.1:${port}`], said)).toBe(said);
  });

  withTool("curl", "answers curl telnet://", async () => {
    const port = await startServer("tcp-server", "main", "tcp");
    const curl = run("curl", ["--silent", "--no-buffer", `telnet://127.0.0.1:${port}`]);
    curl.stdin.write("to curl\n");
    const [chunk] = (await once(curl.stdout, "data")) as [Buffer];
    expect(String(chunk)).toBe("to curl\n");
  });

  withTool("python", "answers Python's socket", async () => {
    const port = await startServer("tcp-server", "main", "tcp");
    const script = `
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as s:
    s.sendall(sys.stdin.buffer.read())
    s.shutdown(socket.SHUT_WR)
    while data := s.recv(3):
        sys.stdout.buffer.write(data)`;
    expect(await answer("python3", ["-c", script, port], said)).toBe(said);
  });
});

describe("the reference of tcp-client", () => {
  withTool("nc", "talks to nc", async () => {
    const port = await getPort();
    const nc = run("nc", ["-l", "-N", "127.0.0.1", String(port)]);
    nc.stdin.end("one\ntwo\n");
    const asked = text(nc.stdout);
    await ready("tcp", port);
    expect(await answer(process.execPath, clientOf("tcp-client", port), "1?\n2?\n")).toBe("one\ntwo\n");
    expect(await asked).toBe("1?\n2?\n");
  });

  withTool("socat", "talks to socat", async () => {
    const port = await getPort();
    run("socat", [`TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr`, "EXEC:cat"]);
    await ready("tcp", port);
    expect(await answer(process.execPath, clientOf("tcp-client", port), "a\n\n第三\nlast")).toBe("a\n\n第三\nlast\n");
  });

  withTool("python", "talks to Python's socketserver", async () => {
    const port = await getPort();
    const script = `
import socketserver, sys
class Shout(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())
socketserver.TCPServer(("127.0.0.1", int(sys.argv[1])), Shout).handle_request()`;
    run("python3", ["-c", script, String(port)]);
    await ready("tcp", port);
    expect(await answer(process.execPath, clientOf("tcp-client", port), "a\nbc\n")).toBe("A\nBC\n");
  });
});

describe("the references of udp", () => {
  withTool("nc", "the server answers nc", async () => {
    const port = await startServer("udp", "server", "udp");
    const nc = run("nc", ["-u", "127.0.0.1", port]);
    nc.stdin.write("7 ECHO to nc\n");
    const [chunk] = (await once(nc.stdout, "data")) as [Buffer];
    expect(String(chunk)).toBe("7 to nc\n");
  });

  withTool("socat", "the server answers socat", async () => {
    const port = await startServer("udp", "server", "udp");
    const socat = run("socat", ["-", `UDP:127.0.0.1:${port}`]);
    socat.stdin.write("a ADD apples -3");
    const [chunk] = (await once(socat.stdout, "data")) as [Buffer];
    expect(String(chunk)).toBe("a -3");
  });

  withTool("python", "the client talks to Python's socketserver", async () => {
    const port = await getPort();
    const script = `
import socketserver, sys
class Count(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.read().split(b" ")[0] + b" 42")
with socketserver.UDPServer(("127.0.0.1", int(sys.argv[1])), Count) as server:
    for _ in range(2): server.handle_request()`;
    run("python3", ["-c", script, String(port)]);
    await ready("udp", port);
    expect(await answer(process.execPath, clientOf("udp", port), "GET a\nADD a 1\n")).toBe("42\n42\n");
  });
});

describe("the references of avatar-upload", () => {
  const picture = Buffer.concat([Buffer.from("GIF89a"), Buffer.alloc(1000, 7)]);
  const hash = createHash("sha256").update(picture).digest("hex");
  const header = Buffer.from(JSON.stringify({ name: "ann.gif", size: picture.length }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  const upload = Buffer.concat([length, header, picture]);

  withTool("nc", "the server takes a picture from nc", async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), "wirelab-"));
    const port = await startServer("avatar-upload", "server", "tcp", [directory.path]);
    expect(await answer("nc", ["-N", "127.0.0.1", port], upload)).toBe(`OK ${hash}\n`);
    expect(readFileSync(join(directory.path, "ann.gif"))).toEqual(picture);
  });

  withTool("socat", "the server takes a picture from socat", async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), "wirelab-"));
    const port = await startServer("avatar-upload", "server", "tcp", [directory.path]);
    expect(await answer("socat", ["-t", "10", "-", `TCP:127.0.0.1:${port}`], upload)).toBe(`OK ${hash}\n`);
  });

  withTool("python", "the client gives a picture to Python's socketserver", async () => {
    using directory = mkdtempDisposableSync(join(tmpdir(), "wirelab-"));
    const file = join(directory.path, "ann.gif");
    writeFileSync(file, picture);
    const port = await getPort();
    const script = `
import hashlib, json, socketserver, struct, sys
class Take(socketserver.StreamRequestHandler):
    def handle(self):
        (length,) = struct.unpack("!I", self.rfile.read(4))
        header = json.loads(self.rfile.read(length))
        body = self.rfile.read(header["size"])
        self.wfile.write(b"OK " + hashlib.sha256(body).hexdigest().encode() + b"\\n")
socketserver.TCPServer(("127.0.0.1", int(sys.argv[1])), Take).handle_request()`;
    run("python3", ["-c", script, String(port)]);
    await ready("tcp", port);
    expect(await answer(process.execPath, clientOf("avatar-upload", port, [file]), "")).toBe(`OK ${hash}\n`);
  });
});

function clientOf(lab: string, port: number, args: readonly string[] = []): string[] {
  const program = lab === "tcp-client" ? "main" : "client";
  return [join(foldersOf(lab).solution, "src", `${program}.ts`), "127.0.0.1", String(port), ...args];
}
