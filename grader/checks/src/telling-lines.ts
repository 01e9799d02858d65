/** How many lines are shown. */
const shown = 6;

/** Frames of Node itself and what it prints around an error tell a student nothing. */
const noise = /^\s*$|^\s+at .*\(?node:|^Node\.js v|^\s*\^+\s*$|^node:[\w/]+:\d+$|^\s+throw |emitted 'error' event/i;

/** The first line of an error: a name that ends so, then a colon. */
const errorLine = /^(Uncaught )?[\w.]*(Error|Exception)\b.*:/;

/** Of the last lines of stderr, those that tell what went wrong: the error and what follows it, without the language's own frames. */
export function tellingLines(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => !noise.test(line));
  const error = lines.findLastIndex((line) => errorLine.test(line));
  return (error >= 0 && error < lines.length - shown ? lines.slice(error, error + shown) : lines.slice(-shown)).join("\n");
}
