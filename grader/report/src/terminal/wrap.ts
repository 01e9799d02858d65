import stringWidth from "string-width";

/** What stays together: a word; a Chinese character with the marks around it, as none that closes may begin a line. */
const unit = /[（“《「]*\p{Script=Han}[，。、；：！？）”》」…]*|\s+|[^\s\p{Script=Han}（“《「]+|[（“《「]+/gu;

/** Lines longer than this are hard to read, however wide the terminal. */
const widest = 100;

/** Breaks a text into lines of at most so many columns, after spaces and between Chinese characters; without a width, at its own line ends only. */
export function wrap(text: string, columns?: number): string[] {
  const lines = text.split("\n");
  return columns === undefined ? lines : lines.flatMap((line) => wrapLine(line, Math.min(columns, widest)));
}

function wrapLine(text: string, columns: number): string[] {
  const lines: string[] = [];
  let [line, width] = ["", 0];
  for (const [word] of text.matchAll(unit)) {
    const isSpace = word.trim() === "";
    const more = stringWidth(word);
    if (width + more > columns && line.trim() !== "" && !isSpace) {
      lines.push(line.trimEnd());
      [line, width] = ["", 0];
    }
    if (isSpace && line === "" && lines.length > 0) continue;
    [line, width] = [line + word, width + more];
  }
  return [...lines, line.trimEnd()];
}
