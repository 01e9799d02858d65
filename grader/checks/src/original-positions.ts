import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { join, relative } from "node:path";
import { printableName } from "@wirelab/model";

/** A position in a compiled program, as stack traces have it. */
const position = /(?:file:\/\/)?[^\s()]{0,200}?(\.wirelab\/[\w.-]+\.mjs):(\d+)(?::(\d+))?/g;

/**
 * Names the lines that the student wrote where a text names those that the compiler made of them.
 * @param box the submission's folder, with the compiled programs and their source maps
 */
export function originalPositions(text: string, box: string): string {
  return text.replaceAll(position, (whole, file: string, line: string, column = "1") => {
    const path = join(box, `${file}.map`);
    if (!existsSync(path)) return whole;
    const map = new SourceMap(JSON.parse(readFileSync(path, "utf8")) as SourceMapPayload);
    const origin = map.findOrigin(Number(line), Number(column));
    if (!("fileName" in origin)) return whole;
    const name = relative(".wirelab", join(".wirelab", origin.fileName)).replace(/^(\.\.\/)+/, "");
    return `${printableName(name)}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}
