import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type CheckResult, fromJson, toJson } from "../src/index.ts";
import { result } from "./builders.ts";

const all = Uint8Array.from({ length: 256 }, (_, value) => value);

test.for([
  ["a Uint8Array", all],
  ["a Buffer", Buffer.from(all)],
  ["a window into a bigger Buffer", Buffer.concat([Buffer.from("before"), all, Buffer.from("after")]).subarray(6, 262)],
  ["no bytes", new Uint8Array()],
] as const)("%s comes back as the same bytes", ([, bytes]) => {
  const check: CheckResult = { ...result("echo", "fail"), transcript: [{ at: 1.5, peer: "ann", kind: "in", bytes, size: 999 }] };
  const json = toJson(check);
  expect(json).not.toContain("\n");
  expect(fromJson(json)).toEqual({
    ...check,
    transcript: [{ at: 1.5, peer: "ann", kind: "in", bytes: Uint8Array.from(bytes), size: 999 }],
  });
});

test("texts come back as they were", () => {
  fc.assert(
    fc.property(fc.uint16Array(), (codes) => {
      const check = result("echo", { kind: "fault", error: String.fromCharCode(...codes) });
      expect(fromJson(toJson(check))).toEqual(check);
    }),
  );
});
