import stringWidth from "string-width";

/** Pads a text to a width, whatever the width of its characters. */
export function pad(text: string, width: number, side: "left" | "right" = "right"): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return side === "right" ? text + space : space + text;
}

/** Rows as lines, each column as wide as its widest cell. What a cell's style adds takes no width. */
export function table(rows: readonly (readonly string[])[], sides: readonly ("left" | "right")[] = []): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, sides[column]))
      .join("  ")
      .trimEnd(),
  );
}
