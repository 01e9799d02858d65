/** A line of a stack trace, or the head of one. */
const traces: readonly RegExp[] = [
  // Node, Deno, Bun
  /^\s+at .+(?::\d+:\d+|<anonymous>|native\))/m,
  // Java and its kin
  /^\s+at [\w$./<>@]+\([^)]*\)$/m,
  // Python
  /^[\s|+]*(?:Exception Group )?Traceback \(most recent call last\):/m,
  // Go
  /^goroutine \d+ \[/m,
  // Ruby
  /^\s+from .+:\d+:in /m,
  // Perl
  /^\s+\S+\(.*\) called at .+ line \d+/m,
  // Lua
  /^\s*stack traceback:/m,
  // Rust
  /^stack backtrace:/m,
];

/** Whether some of what a program has said is a stack trace, as one of the usual languages writes it. */
export function hasStackTrace(words: string): boolean {
  return traces.some((trace) => trace.test(words));
}
