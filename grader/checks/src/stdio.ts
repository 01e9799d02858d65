import type { Readable, Writable } from "node:stream";
import { stdio } from "@wirelab/model";
import { type Bytes, ByteStream, toBuffer } from "./byte-stream.ts";
import type { Program } from "./program.ts";

/** The conversation with a program over its standard input and output. */
export class Stdio extends ByteStream {
  readonly #stdin: Writable;
  readonly #stdout: Readable;

  constructor(program: Program, stdin: Writable, stdout: Readable) {
    super(program, stdio, "output");
    this.#stdin = stdin;
    this.#stdout = stdout;
    // A program that has ended or closed its input takes nothing more: how it ended is told elsewhere.
    stdin.on("error", () => {});
    stdout.on("data", (chunk: Buffer) => this.received(chunk));
    stdout.on("end", () => this.ended("end"));
  }

  override end(bytes: Bytes = ""): Promise<void> {
    return this.check.track("end()", this.#end(toBuffer(bytes)));
  }

  override pauseReading(): void {
    this.#stdout.pause();
  }

  override resumeReading(): void {
    this.#stdout.resume();
  }

  override wasRead(): Promise<unknown> {
    return this.program.settled();
  }

  protected override write(bytes: Buffer): Promise<void> {
    this.note(bytes);
    return new Promise((resolve) => {
      if (this.#stdin.writable) this.#stdin.write(bytes, () => resolve());
      else resolve();
    });
  }

  async #end(bytes: Buffer): Promise<void> {
    if (bytes.length > 0) this.note(bytes);
    this.#stdin.end(bytes);
    this.noteEnd();
  }
}
