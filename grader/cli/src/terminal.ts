import { type Style, styleFor } from "@wirelab/report/terminal";

/** How results are written to standard output; as wide as its terminal, where it is one. */
export function standardOutput(): { readonly style: Style; readonly columns: number | undefined } {
  return { style: styleFor(process.stdout), columns: process.stdout.isTTY ? process.stdout.columns : undefined };
}
