const ADD = /^ADD ([0-9a-z-]{1,32}) (-?[0-9]+)$/;
const GET = /^GET ([0-9a-z-]{1,32})$/;

const MIN_INTEGER = -(2 ** 31);
const MAX_INTEGER = 2 ** 31 - 1;

/** The counters, and the commands about them. They belong to all peers together. */
export class Counters {
  // Not a plain object: totals["constructor"] is there in every object, and is no number.
  // Only the integers are limited, not their sum: bigint does not round, however long we run.
  readonly #totals = new Map<string, bigint>();

  /** Carries a command out and returns what its reply says after the id. */
  execute(command: string): string {
    if (command.startsWith("ECHO ")) return command.slice("ECHO ".length);

    const [, addName, integer] = ADD.exec(command) ?? [];
    if (addName !== undefined) return this.#add(addName, Number(integer));

    const [, getName] = GET.exec(command) ?? [];
    if (getName !== undefined) return String(this.#totals.get(getName) ?? 0);

    return "ERR expected ECHO <bytes>, ADD <name> <integer> or GET <name>";
  }

  #add(name: string, integer: number): string {
    if (integer < MIN_INTEGER || integer > MAX_INTEGER) return "ERR the integer does not fit into 32 bits";
    const total = (this.#totals.get(name) ?? 0n) + BigInt(integer);
    this.#totals.set(name, total);
    return String(total);
  }
}
