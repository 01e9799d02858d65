import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { diagnose } from "../src/diagnoses/index.ts";
import { evidence, type Seen } from "./evidence.ts";

/** What a mistake looks like, and what looks much like it and is something else. */
interface Case {
  readonly says: string;
  readonly guilty: Seen;
  readonly innocent: Seen;
}

const hello = "hello\n";
const nihao = Buffer.from("你好\n");
const accent = Buffer.from([0x63, 0xe9, 0x0a]);

const fromServer = { situation: "datagram", transport: "udp", role: "server" } as const;
const fromClient = { situation: "datagram", transport: "udp", role: "client" } as const;

const inBytes: readonly Case[] = [
  {
    says: "A Buffer was printed as text",
    guilty: { expected: hello, actual: "<Buffer 68 65 6c 6c 6f 0a>" },
    innocent: { expected: "<Buffer 68>\n", actual: "<Buffer 68>" },
  },
  {
    says: "became U+FFFD",
    guilty: { expected: nihao, actual: "\uFFFD\uFFFD\uFFFD好\n" },
    innocent: { expected: "\uFFFD!\n", actual: "\uFFFD\n" },
  },
  {
    says: "read as latin1 and written as UTF-8",
    guilty: { expected: accent, actual: accent.toString("latin1") },
    innocent: { expected: accent, actual: accent.subarray(0, 2) },
  },
  {
    says: "The program speaks first",
    guilty: { situation: "silence", sent: "", expected: "", actual: "welcome\n" },
    innocent: { situation: "silence", sent: "hel", expected: "", actual: "hel" },
  },
  {
    says: "bytes of another client (bob)",
    guilty: { expected: hello, actual: "from bob\n", bobSent: "from bob\n" },
    innocent: { expected: hello, actual: "from nobody\n", bobSent: "from bob\n" },
  },
  {
    says: "One LF too many",
    guilty: { expected: "two\n", actual: "\ntwo\n\n" },
    innocent: { expected: "\ntwo\n", actual: "\n\ntwo" },
  },
  {
    says: "One LF too many",
    guilty: { situation: "silence", expected: "", actual: "\n" },
    innocent: { expected: "two\n", actual: "\nthree\n" },
  },
  {
    says: "CR was dropped",
    guilty: { expected: "a\rb\r\n", actual: "ab\n" },
    innocent: { expected: "a\rb\r\n", actual: "a\rb" },
  },
  {
    says: "LF is missing",
    guilty: { expected: hello, actual: "hello" },
    innocent: { expected: hello, actual: "hell" },
  },
  {
    says: "White space was trimmed",
    guilty: { expected: "  a b \n", actual: "a b\n" },
    innocent: { expected: "  a b \n", actual: "a\n" },
  },
];

const inTheStream: readonly Case[] = [
  {
    says: "A chunk was taken for a message",
    guilty: { situation: "silence", sent: "hel", expected: "", actual: "hel" },
    innocent: { situation: "silence", sent: "hel", expected: "", actual: "error" },
  },
  {
    says: "printed to stdout what belongs on the wire",
    guilty: { expected: hello, actual: "", stdout: "got hello\n" },
    innocent: { expected: hello, actual: "", stdout: "listening\n" },
  },
  {
    says: "one chunk can hold several lines",
    guilty: { expected: "one\ntwo\n", actual: "one\n" },
    innocent: { expected: "one\ntwo\n", actual: "one\nt" },
  },
  {
    says: "FIN was answered at once",
    guilty: { expected: hello, actual: "he", ending: "end", finished: true },
    innocent: { expected: hello, actual: "he", ending: "end" },
  },
  {
    says: "It read on and kept all replies in memory",
    guilty: { situation: "stall" },
    innocent: { situation: "stall", ending: "reset" },
  },
  {
    says: "closed the connection before its reply was whole",
    guilty: { expected: hello, actual: "he", ending: "end" },
    innocent: { expected: hello, actual: "no", ending: "end" },
  },
  {
    says: "never closed its side",
    guilty: { situation: "close" },
    innocent: { situation: "close", ending: "reset" },
  },
  {
    says: "sent nothing and sat idle",
    guilty: { expected: hello, actual: "" },
    innocent: { expected: hello, actual: "he" },
  },
];

const inWhatAClientDoes: readonly Case[] = [
  {
    says: "sends on before the reply is whole",
    guilty: { situation: "silence", carries: "request", sent: "", expected: "", actual: "two\n" },
    innocent: { situation: "silence", carries: "output", sent: "", expected: "", actual: "two\n" },
  },
  {
    says: "A piece of a reply was printed",
    guilty: { situation: "silence", carries: "output", sent: "ask\n", bobSent: "a piece", expected: "", actual: "a piece" },
    innocent: { situation: "silence", carries: "output", sent: "ask\n", bobSent: "a piece", expected: "", actual: "> " },
  },
  {
    says: "Only the last piece of the reply was printed",
    guilty: { carries: "output", expected: "whole reply\n", actual: "reply\n" },
    innocent: { carries: "output", expected: "whole reply\n", actual: "another\n" },
  },
  {
    says: "Standard output is for the replies and nothing else",
    guilty: { carries: "output", expected: hello, actual: "> hello\n" },
    innocent: { carries: "output", expected: hello, actual: "hell" },
  },
  {
    says: "process.exit() does not wait",
    guilty: { carries: "output", expected: hello, actual: "he", exited: 0, stopping: true },
    innocent: { carries: "output", expected: hello, actual: "he" },
  },
  {
    says: "connects to 127.0.0.1 port 9, not to",
    guilty: { situation: "accept", exited: 1, stderr: "connect ECONNREFUSED 127.0.0.1:9" },
    innocent: { situation: "accept", exited: 1, stderr: "connect ECONNREFUSED 127.0.0.1:8080" },
  },
  {
    says: "where one address refuses, try the next",
    guilty: { situation: "accept", host: "localhost", exited: 1, stderr: "localhost: connection refused" },
    innocent: { situation: "accept", host: "127.0.0.1", exited: 1, stderr: "127.0.0.1: connection refused" },
  },
];

const inDatagrams: readonly Case[] = [
  {
    says: "A request that came again got no reply",
    guilty: { ...fromServer, expected: "a1 5", actual: "", exchange: { sent: ["a1 ADD x 5", "a1 ADD x 5"] } },
    innocent: { ...fromServer, expected: "b2 5", actual: "", exchange: { sent: ["a1 ADD x 5", "b2 ADD x 5"] } },
  },
  {
    says: "was carried out anew",
    guilty: { ...fromServer, expected: "a1 5", actual: "a1 10", exchange: { sent: ["a1 ADD x 5", "a1 ADD x 5"] } },
    innocent: { ...fromServer, expected: "b2 10", actual: "b2 15", exchange: { sent: ["a1 ADD x 5", "b2 ADD x 5"] } },
  },
  {
    says: "Another peer has used this id before",
    guilty: { ...fromServer, expected: "a1 10", actual: "a1 5", exchange: { sent: ["a1 ADD x 5"] }, otherSent: "a1 ADD x 5" },
    innocent: { ...fromServer, expected: "a1 10", actual: "a1 5", exchange: { sent: ["a1 ADD x 5"] }, otherSent: "b1 ADD x 5" },
  },
  {
    says: "Datagrams were joined",
    guilty: { ...fromServer, expected: "a1 hi", actual: "a1 hib2 ECHO ho", exchange: { sent: ["a1 ECHO hi", "b2 ECHO ho"] } },
    innocent: { ...fromServer, expected: "a1 hi", actual: "a1 ERR what is a1 ECHO hi", exchange: { sent: ["a1 ECHO hi", "b2 ECHO ho"] } },
  },
  {
    says: "The datagram ends after 1000 of 1475 bytes",
    guilty: { ...fromServer, expected: "x".repeat(1475), actual: "x".repeat(1000), exchange: {} },
    innocent: { ...fromServer, expected: "a1 hello", actual: "a1 hell", exchange: {} },
  },
  {
    says: "nothing to the address and port that asked",
    guilty: { ...fromServer, expected: "a1 hi", actual: "", exchange: { sent: ["a1 ECHO hi"] } },
    innocent: { ...fromServer, expected: "a1 hi", actual: "", exited: 1, exchange: { sent: ["a1 ECHO hi"] } },
  },
  {
    says: "The client sent nothing to the host and port",
    guilty: { ...fromClient, expected: "<id> GET x", actual: "", exchange: {} },
    innocent: { ...fromClient, expected: "a1 GET x", actual: "", exchange: { taken: ["a1 GET x"] } },
  },
  {
    says: "The client fell silent",
    guilty: { ...fromClient, expected: "a1 GET x", actual: "", exchange: { taken: ["a1 GET x"] } },
    innocent: { ...fromClient, expected: "a1 GET x", actual: "", exchange: { taken: ["a1 GET x"] }, exited: 1 },
  },
  {
    says: "The total should be 5 and is 10",
    guilty: { situation: "receive", transport: "udp", carries: "output", expected: "2\n5\n6\n", actual: "2\n10\n" },
    innocent: { situation: "receive", transport: "udp", carries: "output", expected: "2\n5\n6\n", actual: "2\nasking\n" },
  },
  {
    says: "Something keeps the process alive",
    guilty: { situation: "exit", transport: "udp", role: "client" },
    innocent: { situation: "exit", transport: "udp", role: "client", exited: 1 },
  },
  {
    says: "sent again with another id",
    guilty: { ...fromClient, expected: "a1 GET x", actual: "a2 GET x", exchange: { taken: ["a1 GET x"] } },
    innocent: { ...fromClient, expected: "a1 GET x", actual: "a2 GET y", exchange: { taken: ["a1 GET x"] } },
  },
  {
    says: "An id was used for a second request",
    guilty: { ...fromClient, expected: "<new id> GET y", actual: "a1 GET y", exchange: { taken: ["a1 GET x", "a1 GET y"] } },
    innocent: { ...fromClient, expected: "<new id> GET y", actual: "a2 GET z", exchange: { taken: ["a1 GET x", "a2 GET z"] } },
  },
  {
    says: "sent again too soon or too often",
    guilty: { ...fromClient, situation: "silence", actual: "a1 GET x", exchange: { taken: ["a1 GET x"], inbox: ["a1 GET x"] } },
    innocent: { ...fromClient, situation: "silence", actual: "a2 GET y", exchange: { taken: ["a1 GET x"], inbox: ["a2 GET y"] } },
  },
  {
    says: "sends on before the reply is in",
    guilty: { ...fromClient, situation: "silence", actual: "a2 GET y", exchange: { taken: ["a1 GET x"], inbox: ["a2 GET y"] } },
    innocent: { ...fromServer, situation: "silence", actual: "a2 0", exchange: { taken: ["a1 0"], inbox: ["a2 0"] } },
  },
  {
    says: "bound to no UDP port",
    guilty: { situation: "start", transport: "udp", listensOn: [] },
    innocent: { situation: "start", listensOn: [] },
  },
  {
    says: "is bind() called?",
    guilty: { situation: "start", transport: "udp", exited: 0, listensOn: [] },
    innocent: { situation: "start", exited: 0, listensOn: [] },
  },
  {
    says: "give bind() the host too",
    guilty: { ...fromServer, situation: "silence", host: "127.0.0.2", actual: "a1 hi", exchange: {}, listensOn: ["0.0.0.0 8080"] },
    innocent: { ...fromServer, situation: "silence", host: "127.0.0.2", actual: "a1 hi", exchange: {} },
  },
];

const whereItListens: readonly Case[] = [
  {
    says: "listens on 0.0.0.0 port 3000, not on port 8080",
    guilty: { situation: "start", listensOn: ["0.0.0.0 3000"] },
    innocent: { situation: "connect", listensOn: ["0.0.0.0 3000", "127.0.0.1 8080"] },
  },
  {
    says: "listens on no TCP port",
    guilty: { situation: "start", listensOn: [] },
    innocent: { situation: "receive", listensOn: [] },
  },
  {
    says: "listens on all addresses (::)",
    guilty: { situation: "refuse", listensOn: [":: 8080"] },
    innocent: { situation: "refuse", host: "::", listensOn: [":: 8080"] },
  },
  {
    says: "listens on 127.0.0.1 only; it was told 127.0.0.2",
    guilty: { situation: "connect", host: "127.0.0.2", listensOn: ["127.0.0.1 8080"] },
    innocent: { situation: "connect", host: "localhost", listensOn: ["127.0.0.1 8080"] },
  },
];

const inItsEnd: readonly Case[] = [
  {
    says: "flooded its output",
    guilty: { expected: hello, actual: "", flooded: true, exited: 137 },
    innocent: { expected: hello, actual: "", exited: 137 },
  },
  {
    says: "Host and port are swapped",
    guilty: { exited: 1, stderr: "Error: getaddrinfo ENOTFOUND 8080" },
    innocent: { exited: 1, stderr: "Error: getaddrinfo ENOTFOUND example.org" },
  },
  {
    says: "EACCES",
    guilty: { exited: 1, stderr: "Error: listen EACCES: permission denied 127.0.0.1:80" },
    innocent: { exited: 1, stderr: "Error: listen EINVAL" },
  },
  {
    says: "was it port 8080",
    guilty: { exited: 1, stderr: "Error: listen EADDRINUSE: address already in use 127.0.0.1:8080" },
    innocent: { situation: "exit", exited: 0, stderr: "Error: listen EADDRINUSE: address already in use :::8080" },
  },
  {
    says: "wants port 3000, not port 8080",
    guilty: { exited: 1, stderr: "Error: listen EADDRINUSE: address already in use :::3000" },
    innocent: { exited: 1, stderr: "Error: listen EADDRINUSE: address already in use :::8080" },
  },
  {
    says: "listen() got the host where it wants the port",
    guilty: { exited: 1, stderr: "Error: listen EACCES: permission denied 127.0.0.1" },
    innocent: { exited: 1, stderr: "Error: listen EACCES: permission denied 127.0.0.1:80" },
  },
  {
    says: "is listen() called?",
    guilty: { situation: "start", exited: 0, listensOn: [] },
    innocent: { situation: "start", exited: 0, listensOn: [], stderr: "usage: main <host> <port>" },
  },
  {
    says: "SIGTERM killed the program",
    guilty: { situation: "exit", exited: 143, stopping: true },
    innocent: { situation: "exit", exited: 1, stopping: true },
  },
  {
    says: "The program crashed: TypeError: x is not a function",
    guilty: { exited: 1, stderr: "main.ts:3\nTypeError: x is not a function\n    at main.ts:3:5" },
    innocent: { exited: 1, stderr: "a TypeError: x is not a function" },
  },
  {
    says: "a client reset its connection",
    guilty: { exited: 1, stderr: "Unhandled 'error' event\nError: read ECONNRESET" },
    innocent: { expected: hello, actual: "he", stderr: "a client is gone: ECONNRESET" },
  },
  {
    says: "that it had already ended",
    guilty: { exited: 1, stderr: "Error [ERR_STREAM_WRITE_AFTER_END]: write after end" },
    innocent: { exited: 1, stderr: "Error: something else" },
  },
  {
    says: "ran out of memory",
    guilty: { exited: 134, stderr: "FATAL ERROR: JavaScript heap out of memory" },
    innocent: { exited: 134, stderr: "Aborted" },
  },
  {
    says: "ran out of memory",
    guilty: { exited: 1, stderr: "RangeError: Array buffer allocation failed" },
    innocent: { exited: 1, stderr: "RangeError: Invalid array length" },
  },
  {
    says: "a syntax error",
    guilty: { exited: 1, stderr: "SyntaxError: Unexpected token" },
    innocent: { exited: 1, stderr: "SyntaxError: Cannot convert five to a BigInt" },
  },
  {
    says: "imports a module that it does not bring along",
    guilty: { exited: 1, stderr: "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'express'" },
    innocent: { exited: 1, stderr: "Error: Cannot find the file" },
  },
  {
    says: "ended by itself with exit code 3",
    guilty: { exited: 3 },
    innocent: { exited: 3, stopping: true },
  },
];

const body = Buffer.from("\x89PNG\r\n\x1A\n and what follows", "latin1");
const header = Buffer.from('{"name":"é.png","size":24}');
const upload = Buffer.concat([Buffer.from([0, 0, 0, header.length]), header, body]);
const ok = (...bytes: Buffer[]): string => `OK ${createHash("sha256").update(Buffer.concat(bytes)).digest("hex")}\n`;
const asText = Buffer.from(body.toString());

const inUploads: readonly Case[] = [
  {
    says: "the header went into it",
    guilty: { sent: upload, expected: ok(body), actual: ok(header, body) },
    innocent: { sent: upload, expected: ok(body), actual: ok(body, body) },
  },
  {
    says: "The hash is of the body as text",
    guilty: { sent: upload, expected: ok(body), actual: ok(asText) },
    innocent: { sent: upload, expected: ok(body), actual: ok(upload) },
  },
  {
    says: "anew for each upload",
    guilty: { sent: upload, expected: ok(body), actual: ok(body, body) },
    innocent: { sent: upload, expected: ok(body), actual: "OK\n" },
  },
  {
    says: "A header that is right was refused",
    guilty: { sent: upload, expected: ok(body), actual: "ERR BAD_HEADER\n" },
    innocent: { sent: upload, expected: "ERR BAD_NAME\n", actual: "ERR BAD_HEADER\n" },
  },
  {
    says: "was refused with BAD_NAME",
    guilty: { sent: upload, expected: ok(body), actual: "ERR BAD_NAME\n" },
    innocent: { sent: upload, expected: "ERR FAILED\n", actual: "ERR BAD_NAME\n" },
  },
  {
    says: "What should have been refused was taken",
    guilty: { sent: upload, expected: "ERR BAD_NAME\n", actual: ok(body) },
    innocent: { sent: upload, expected: "ERR line too long\n", actual: ok(body) },
  },
  {
    says: "is enough to refuse",
    guilty: { sent: upload, expected: "ERR TOO_LARGE\n", actual: "" },
    innocent: { sent: upload, expected: ok(body), actual: "" },
  },
  {
    says: "The length is in little-endian",
    guilty: { carries: "request", expected: Buffer.of(0, 0, 1, 27), actual: Buffer.of(27, 1, 0, 0) },
    innocent: { carries: "request", expected: Buffer.of(0, 0, 1, 27), actual: Buffer.of(27, 1, 0, 1) },
  },
  {
    says: "The length counts characters",
    guilty: { carries: "request", expected: header, actual: header.subarray(0, -1) },
    innocent: { carries: "request", expected: header, actual: header.subarray(0, -2) },
  },
  {
    says: "The file was read as text",
    guilty: { carries: "request", expected: body, actual: asText },
    innocent: { carries: "request", expected: body, actual: body.subarray(0, 9) },
  },
  {
    says: "OK included",
    guilty: { carries: "output", expected: ok(body), actual: ok(body).slice(3) },
    innocent: { carries: "output", expected: ok(body), actual: ok(body).slice(0, 9) },
  },
];

const onDisk: readonly Case[] = [
  {
    says: "rename it when it is whole: that happens in one step",
    guilty: { situation: "watch" },
    innocent: { situation: "files" },
  },
  {
    says: "A temporary file was left behind",
    guilty: { situation: "files", surplus: [".upload-1"] },
    innocent: { situation: "files", surplus: ["me.png"] },
  },
  {
    says: "Something was stored that should not be",
    guilty: { situation: "files", surplus: ["me.png"] },
    innocent: { situation: "files", surplus: [".upload-1"] },
  },
  {
    says: "have been text on their way",
    guilty: { situation: "files", expected: body, actual: asText },
    innocent: { situation: "files", expected: body, actual: body.subarray(0, 9) },
  },
  {
    says: "The beginning is missing",
    guilty: { situation: "files", expected: body, actual: body.subarray(5) },
    innocent: { situation: "files", expected: body, actual: body.subarray(0, 5) },
  },
  {
    says: "It is only the beginning",
    guilty: { situation: "files", expected: body, actual: body.subarray(0, 5) },
    innocent: { situation: "files", expected: body, actual: upload },
  },
  {
    says: "The file has been written into",
    guilty: { situation: "files", expected: body, actual: upload },
    innocent: { situation: "files" },
  },
];

describe.for([...inBytes, ...inTheStream, ...inWhatAClientDoes, ...inDatagrams, ...whereItListens, ...inItsEnd, ...inUploads, ...onDisk])(
  "“$says”",
  ({ says, guilty, innocent }) => {
    test("is said where it is so, in both languages", () => {
      const found = diagnose(evidence(guilty));
      expect(found?.en).toContain(says);
      expect(found?.zh).toMatch(/\p{Script=Han}/u);
    });

    test("is not said where it only looks so", () => {
      expect(diagnose(evidence(innocent))?.en ?? "").not.toContain(says);
    });
  },
);

test("nothing is said where nothing classical fits", () => {
  expect(diagnose(evidence({ expected: hello, actual: "jello\n" }))).toBeUndefined();
  expect(diagnose(evidence({ situation: "memory" }))).toBeUndefined();
});

test("an exit explains more than the bytes that it kept from coming", () => {
  expect(diagnose(evidence({ expected: hello, actual: "hello", ending: "end", exited: 1 }))?.en).toContain("ended by itself");
});
