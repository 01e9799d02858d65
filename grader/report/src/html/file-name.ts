import type { GradeReport } from "@wirelab/model";

/** Where a submission's page lies, below the report's folder. Whatever the submission is called, it stays there. */
export function pagePath({ lab, submission }: Pick<GradeReport, "lab" | "submission">): string {
  return `${fileName(lab)}/${fileName(submission)}.html`;
}

/** The same as a relative address. */
export function pageAddress(report: Pick<GradeReport, "lab" | "submission">): string {
  return pagePath(report).split("/").map(encodeURIComponent).join("/");
}

/** Letters, digits and a few signs stay; anything else, and a dot in the first place, becomes the hex code of its bytes. */
function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} ._-]|^\./gu, (char) => `%${Buffer.from(char).toString("hex")}`);
}
