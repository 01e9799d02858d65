import { describe, expect, test } from "vitest";
import { firstDivergence, type WireEvent } from "../src/index.ts";

type Said = [peer: string, kind: WireEvent["kind"], bytes?: string, at?: number];

function wire(...events: Said[]): WireEvent[] {
  return events.map(([peer, kind, bytes, at = 0]) => ({ at, peer, kind, ...(bytes !== undefined && { bytes: Buffer.from(bytes) }) }));
}

const asked: Said[] = [
  ["ann", "open"],
  ["ann", "out", "hello\n"],
];

describe("two transcripts part", () => {
  test("nowhere, where only times and pieces differ", () => {
    const inPieces = wire(...asked, ["ann", "in", "hel", 7], ["ann", "in", "lo\n", 9], ["ann", "close"]);
    expect(firstDivergence(inPieces, wire(...asked, ["ann", "in", "hello\n"], ["ann", "close"]), "tcp")).toBeUndefined();
  });

  test("at the piece with the first wrong byte, on both sides", () => {
    const own = wire(...asked, ["ann", "in", "he"], ["ann", "in", "l"], ["ann", "in", "p\n"], ["ann", "close"]);
    expect(firstDivergence(own, wire(...asked, ["ann", "in", "hello\n"], ["ann", "close"]), "tcp")).toEqual({
      submission: 4,
      reference: 2,
    });
  });

  test("where one spoke before its turn", () => {
    const own = wire(["ann", "open"], ["ann", "out", "hel"], ["ann", "in", "hel"]);
    const other = wire(["ann", "open"], ["ann", "out", "hel"], ["ann", "out", "lo\n"], ["ann", "in", "hello\n"]);
    expect(firstDivergence(own, other, "tcp")).toEqual({ submission: 2, reference: 2 });
  });

  test("where one says nothing more", () => {
    expect(firstDivergence(wire(...asked), wire(...asked, ["ann", "in", "hello\n"], ["ann", "close"]), "tcp")).toEqual({ reference: 2 });
  });

  test("where a reply has a tail too many", () => {
    const own = wire(...asked, ["ann", "in", "hello\n"], ["ann", "in", "bye\n"], ["ann", "close"]);
    expect(firstDivergence(own, wire(...asked, ["ann", "in", "hello\n"], ["ann", "close"]), "tcp")).toEqual({
      submission: 3,
      reference: 3,
    });
  });

  test("not by how peers side by side take turns", () => {
    const ann: Said[] = [...asked, ["ann", "in", "hello\n"]];
    const bob: Said[] = [
      ["bob", "open"],
      ["bob", "out", "hi\n"],
      ["bob", "in", "hi\n"],
    ];
    expect(firstDivergence(wire(...ann, ...bob), wire(...bob, ...ann), "tcp")).toBeUndefined();
    const wrong = wire(...ann, ...bob.slice(0, 2), ["bob", "in", "hello\n"]);
    expect(firstDivergence(wrong, wire(...bob, ...ann), "tcp")).toEqual({ submission: 5, reference: 2 });
  });

  test("between datagrams, whose borders count", () => {
    const own = wire(["ann", "out", "1 ECHO a"], ["ann", "in", "1 "], ["ann", "in", "a"]);
    const other = wire(["ann", "out", "1 ECHO a"], ["ann", "in", "1 a"]);
    expect(firstDivergence(own, other, "udp")).toEqual({ submission: 1, reference: 1 });
    expect(firstDivergence(own, other, "tcp")).toBeUndefined();
  });

  test("behind what a transcript keeps of a long piece", () => {
    const long: WireEvent = { at: 0, peer: "ann", kind: "in", bytes: Buffer.from("abc"), size: 1000 };
    const after = (end: string): WireEvent[] => [...wire(...asked), long, ...wire(["ann", "in", end])];
    expect(firstDivergence(after("x"), after("y"), "tcp")).toEqual({ submission: 3, reference: 3 });
  });
});
