import { type CheckResult, type Fail, type GradeReport, printable, score, showDifference, text, type WireEvent } from "@wirelab/model";
import { describe, expect, test } from "vitest";
import { check, lab } from "./builders.ts";
import { asName, type Hostile, hostileStrings } from "./hostile-strings.ts";
import { reporters, unknown } from "./reporters.ts";

const harmless: Hostile = { what: "nothing", bytes: Buffer.from("harmless") };

/** What a check makes of a program that says this: shown as received, on the wire, in the message, in the diagnosis and as stderr. */
function said({ bytes }: Hostile): CheckResult {
  const { expected, actual } = showDifference(Buffer.from("hello\n"), bytes);
  const words = printable(bytes.subarray(-2000));
  const verdict: Fail = {
    kind: "fail",
    message: `The program crashed: ${words}`,
    diagnosis: `It ended with: ${words}`,
    expected: expected.en,
    actual: actual.en,
    texts: { message: text(`The program crashed: ${words}`, `程序崩溃了：${words}`), expected, actual },
    peer: "client",
    stderr: words,
  };
  const event = (kind: WireEvent["kind"], at: number, carried?: Uint8Array): WireEvent => ({
    at,
    peer: "client",
    kind,
    ...(carried && { bytes: carried.subarray(0, 4096), size: carried.length }),
  });
  return check("listen", verdict, "a check", [
    event("open", 0),
    event("out", 1, Buffer.from("hello\n")),
    event("in", 2, bytes),
    event("end", 3),
  ]);
}

/** A class of one student who bears this name, whose program says it, whose file is called so, and who met a fault that quotes it. */
function classOf(hostile: Hostile): GradeReport[] {
  const error = `cannot read ${Buffer.from(hostile.bytes.subarray(0, 2000)).toString()}`;
  const results = [said(hostile), check("echo", { kind: "fault", error }), check("byte-stream", { kind: "pass" })];
  const report = score({ lab, submission: asName(hostile), seed: 1, sandbox: "none" }, results);
  const refused = [
    { path: printable(Buffer.from(asName(hostile))).replaceAll("\n", "\\n"), reason: text("It is a link.", "这是一个链接。") },
  ];
  return [{ ...report, refused }];
}

test("every reporter is in the table", () => {
  expect(unknown).toEqual([]);
});

describe.for(reporters)("$name", ({ rule, show }) => {
  test.for(hostileStrings)("is not moved by $what", (hostile) => {
    for (const language of ["en", "zh"] as const) {
      const [shown, own] = [show(classOf(hostile), lab, language), show(classOf(harmless), lab, language)];
      expect(shown).toHaveLength(own.length);
      for (const [at, content] of shown.entries()) {
        expect(rule(content, own[at] ?? "")).toEqual([]);
        // Whatever was said, a report stays one that can be opened.
        expect(content.length).toBeLessThan(2 ** 20);
      }
    }
  });
});

/** The rules must be able to fail: a reporter that shows what it is told as it is breaks them. */
test.for(reporters)("a $name that escaped nothing would be found out", ({ rule, show }) => {
  const own = show(classOf(harmless), lab, "en").join("\n");
  const moved = hostileStrings.filter(
    ({ bytes }) =>
      rule(
        own.replaceAll("harmless", () => Buffer.from(bytes.subarray(0, 5000)).toString()),
        own,
      ).length > 0,
  );
  expect(moved.length).toBeGreaterThan(hostileStrings.length / 4);
});
