/** One instruction of classic BPF, `struct sock_filter`. */
interface Instruction {
  readonly code: number;
  readonly jt?: number;
  readonly jf?: number;
  readonly k: number;
}

/** Instructions in a row. */
export type Block = readonly Instruction[];

/** Instructions that load something, and a test of it: how many instructions are jumped over where it holds, and where it does not. */
type Condition = (jumps: { readonly jt: number; readonly jf: number }) => Instruction[];

const codes = { load: 0x20, and: 0x54, jumpIfEqual: 0x15, jumpIfAtLeast: 0x35, jumpIfAnyBit: 0x45, return: 0x06 } as const;

/** Where things are in `struct seccomp_data`. Of an argument, the lower half: kernels take flags, families and commands as 32 bits. */
const offsets = { number: 0, architecture: 4, argument: (index: number) => 16 + 8 * index } as const;

/** What becomes of a system call. */
export const allow: Block = [{ code: codes.return, k: 0x7fff_0000 }];
export const killProcess: Block = [{ code: codes.return, k: 0x8000_0000 }];
export const refuse = (errno: number): Block => [{ code: codes.return, k: 0x0005_0000 | errno }];

/** Goes through a block where a condition holds, and past it where it does not. */
export function when(condition: Condition, block: Block): Block {
  return [...condition({ jt: 0, jf: block.length }), ...block];
}

/** Goes past a block where a condition holds, and through it where it does not. */
export function unless(condition: Condition, block: Block): Block {
  return [...condition({ jt: block.length, jf: 0 }), ...block];
}

export const isArchitecture = (audit: number): Condition => equal([load(offsets.architecture)], audit);
export const isCall = (number: number): Condition => equal([load(offsets.number)], number);
export const isCallFrom = (number: number): Condition => atLeast([load(offsets.number)], number);
export const hasArgument = (index: number, value: number): Condition => equal([load(offsets.argument(index))], value);
export const hasAnyBit = (index: number, mask: number): Condition => test(codes.jumpIfAnyBit, [load(offsets.argument(index))], mask);
export const hasMasked = (index: number, mask: number, value: number): Condition =>
  equal([load(offsets.argument(index)), { code: codes.and, k: mask }], value);

const load = (k: number): Instruction => ({ code: codes.load, k });
const equal = (loads: readonly Instruction[], value: number): Condition => test(codes.jumpIfEqual, loads, value);
const atLeast = (loads: readonly Instruction[], value: number): Condition => test(codes.jumpIfAtLeast, loads, value);

function test(code: number, loads: readonly Instruction[], k: number): Condition {
  return (jumps) => [...loads, { code, ...jumps, k }];
}

/**
 * The bytes of a program, as the kernel reads them on little-endian machines.
 * @throws {RangeError} where a jump is too far for the format
 */
export function assemble(program: Block): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8 * program.length));
  for (const [index, { code, jt = 0, jf = 0, k }] of program.entries()) {
    if (jt > 255 || jf > 255) throw new RangeError(`instruction ${index} jumps over more than 255`);
    bytes.setUint16(8 * index, code, true);
    bytes.setUint8(8 * index + 2, jt);
    bytes.setUint8(8 * index + 3, jf);
    bytes.setUint32(8 * index + 4, k, true);
  }
  return new Uint8Array(bytes.buffer);
}
