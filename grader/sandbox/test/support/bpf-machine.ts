/** A system call as a filter sees it. */
export interface Call {
  readonly number: number;
  readonly audit?: number;
  readonly args?: readonly number[];
}

/** What a filter decides on a call, by the rules of classic BPF for the instructions that ours are made of. */
export function verdictOf(program: Uint8Array, { number, audit = 0, args = [] }: Call): number {
  const code = new DataView(program.buffer, program.byteOffset, program.byteLength);
  const data = new Map([[0, number], [4, audit], ...args.map((value, index) => [16 + 8 * index, value] as const)]);
  let accumulator = 0;
  for (let at = 0; at < code.byteLength; at += 8) {
    const [jt, jf, k] = [code.getUint8(at + 2), code.getUint8(at + 3), code.getUint32(at + 4, true)];
    const jump = (holds: boolean): void => void (at += 8 * (holds ? jt : jf));
    switch (code.getUint16(at, true)) {
      case 0x20:
        accumulator = data.get(k) ?? 0;
        break;
      case 0x54:
        accumulator = (accumulator & k) >>> 0;
        break;
      case 0x15:
        jump(accumulator === k);
        break;
      case 0x35:
        jump(accumulator >= k);
        break;
      case 0x45:
        jump((accumulator & k) !== 0);
        break;
      case 0x06:
        return k;
      default:
        throw new Error(`no instruction 0x${code.getUint16(at, true).toString(16)} at ${at / 8}`);
    }
  }
  throw new Error("the program ran past its end");
}
