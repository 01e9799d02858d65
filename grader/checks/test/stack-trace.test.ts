import { expect, test } from "vitest";
import { hasStackTrace } from "../src/stack-trace.ts";

test.for([
  ["Node", "Error: connect ECONNREFUSED 127.0.0.1:1\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)"],
  ["Java", 'Exception in thread "main" java.net.ConnectException: Connection refused\n\tat A.main(A.java:1)'],
  ["Java's own code", "java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.connect0(Native Method)\n\t... 5 more"],
  ["Python", 'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nConnectionRefusedError: [Errno 111]'],
  ["Python's groups", "  + Exception Group Traceback (most recent call last):\n  |   File"],
  ["Go", "panic: dial tcp 127.0.0.1:1: connect: connection refused\n\ngoroutine 1 [running]:\nmain.main()\n\t/tmp/a.go:3 +0x52"],
  ["Ruby", "a.rb:2:in `initialize': Connection refused (Errno::ECONNREFUSED)\n\tfrom a.rb:2:in `new'"],
  ["Perl", "no connection at a.pl line 1.\n\tmain::x(3) called at a.pl line 1"],
  ["Lua", "lua5.4: a.lua:1: refused\nstack traceback:\n\t[C]: in function 'error'"],
  ["Rust", "thread 'main' panicked at src/main.rs:4:37:\nrefused\nstack backtrace:\n   0: rust_begin_unwind"],
] as const)("finds the stack trace of %s", ([, words]) => {
  expect(hasStackTrace(words)).toBe(true);
});

test.for([
  "cannot connect to 127.0.0.1:40123: connection refused",
  "cannot connect: refused at client.pl line 9.",
  "client.rb:3:in `initialize': Connection refused (Errno::ECONNREFUSED)",
  "thread 'main' panicked at src/main.rs:4:37:\nrefused\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
  "  the reply from localhost did not come\n  at all (waited 600 ms)",
])("takes a plain message for one: %s", (words) => {
  expect(hasStackTrace(words)).toBe(false);
});
