/** Something that a student reads, in both of the course's languages. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Text;

export const languages: readonly Language[] = ["en", "zh"];

/** Pairs an English wording with its Chinese one. */
export function text(en: string, zh: string): Text {
  return { en, zh };
}
