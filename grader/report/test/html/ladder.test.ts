import { describe, expect, test } from "vitest";
import { ladder } from "../../src/html/ladder.ts";
import { layOut } from "../../src/html/ladder-layout.ts";
import { wire } from "../builders.ts";

describe("a ladder's layout", () => {
  test("of nothing is nothing", () => {
    expect(layOut([])).toBeUndefined();
    expect(ladder([])).toBeUndefined();
  });

  test("has a lane for each peer and one for the program", () => {
    const layout = layOut(wire(["ann", "open"], ["bob", "open"], ["ann", "in", "hi"]))!;
    expect(layout.lanes.map(({ name, is }) => [name.en, is])).toEqual([
      ["ann (grader)", "peer"],
      ["bob (grader)", "peer"],
      ["your program", "program"],
    ]);
    expect(layout.ends("bob").grader).toBe(layout.lanes[1]);
    expect(layout.ends("bob").program).toBe(layout.lanes[2]);
  });

  test("puts a network between client and server", () => {
    const layout = layOut(wire(["stdio", "out", "GET a\n"], ["client", "in", "1 GET a"], ["server", "out", "1 GET a"]))!;
    const [keyboard, client, network, server] = layout.lanes;
    expect(layout.lanes.map(({ name }) => name.en)).toEqual(["stdio", "client", "network", "server"]);
    expect(layout.ends("stdio")).toEqual({ grader: keyboard, program: client });
    expect(layout.ends("client")).toEqual({ grader: network, program: client });
    expect(layout.ends("server")).toEqual({ grader: network, program: server });
  });

  test("of more peers than can be told apart has the failing one", () => {
    const transcript = wire(...["one", "two", "three", "four", "five"].map((name): [string, "open"] => [name, "open"]));
    expect(layOut(transcript, { peer: "two" })!.lanes.map(({ name }) => name.en)).toEqual(["two (grader)", "your program"]);
    expect(layOut(transcript)!.lanes).toHaveLength(5);
  });

  test("shows a silence, and leaves out the middle of many events", () => {
    const [first, second] = wire(["ann", "open"], ["ann", "close"]);
    expect(layOut([first!, { ...second!, at: 1600 }])!.steps.map(({ kind }) => kind)).toEqual(["event", "gap", "event"]);
    const many = layOut(wire(...Array.from({ length: 60 }, (_, at): [string, "in", string] => ["ann", "in", String(at)])))!.steps;
    expect(many.filter(({ kind }) => kind === "event")).toHaveLength(36);
    expect(many[8]).toEqual({ kind: "omitted", count: 24 });
  });

  test("marks what came last to the failing peer, where something came that was wrong", () => {
    const transcript = wire(["ann", "in", "a"], ["bob", "in", "b"], ["ann", "in", "c"], ["ann", "out", "d"]);
    const wrong = (verdict: { peer?: string; actual?: string }): number[] =>
      layOut(transcript, verdict)!.steps.flatMap((step, index) => (step.kind === "event" && step.mark === "wrong" ? [index] : []));
    expect(wrong({ peer: "ann", actual: '"c"' })).toEqual([2]);
    expect(wrong({ peer: "ann" })).toEqual([]);
  });
});

describe("a ladder's drawing", () => {
  const draw = (...events: Parameters<typeof wire>): string => ladder(wire(...events))!.markup;

  test("says connect, FIN, RST and close in words", () => {
    const drawn = draw(["a", "open"], ["a", "end", undefined, "program"], ["a", "reset", undefined, "peer"], ["a", "close"]);
    for (const word of ["connect", "连接", "FIN", "RST", "close", "关闭"]) expect(drawn).toContain(word);
  });

  test("carries the bytes, and tells the size of what was not kept", () => {
    expect(draw(["a", "out", "hi\n"])).toContain('data-bytes="68690a" data-size="3"');
    const [event] = wire(["a", "in", "x"]);
    expect(ladder([{ ...event!, size: 70_000 }])!.markup).toMatch(/data-size="70000"[^]*70000 B/);
  });

  test("lets the arrow of a lost datagram end half-way, without a head", () => {
    const [sent, lost] = wire(["a", "out", "1"], ["a", "in", "2"]);
    const drawn = ladder([sent!, { ...lost!, lost: true }])!.markup;
    expect(drawn.match(/marker-end/g)).toHaveLength(1);
    expect(drawn).toContain("✕");
    expect(drawn).toContain("丢失");
  });
});
