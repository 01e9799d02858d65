import type { Socket } from "node:net";
import { stdio } from "@wirelab/model";
import { type Bytes, ByteStream, toBuffer } from "./byte-stream.ts";
import type { Program } from "./program.ts";

/** The conversation with a program over its standard input and output. */
export class Stdio extends ByteStream {
  readonly #stdin: Socket;
  readonly #stdout: Socket;

  constructor(program: Program, stdin: Socket, stdout: Socket) {
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

  override get transferred(): number {
    return this.#stdin.bytesWritten - this.#stdin.writableLength + this.#stdout.bytesRead;
  }

  protected override get open(): boolean {
    return this.#stdin.writable;
  }

  protected override put(bytes: Buffer, taken: () => void): void {
    this.#stdin.write(bytes, () => taken());
  }

  async #end(bytes: Buffer): Promise<void> {
    if (bytes.length > 0) await this.write(bytes);
    this.#stdin.end();
    this.noteEnd();
  }
}
