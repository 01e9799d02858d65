import type { Figure, Unit } from "@wirelab/model";

/** A value of three digits and its unit. */
export function value(number: number, unit: Unit): string {
  return `${threeDigits(number)} ${unit}`;
}

/** The least and the most of a figure, without their unit. */
export function spread({ least, most }: Figure, digits: (number: number) => string = threeDigits): string {
  return `${digits(least)}–${digits(most)}`;
}

/** A ratio of two digits. */
export function ratio(number: number): string {
  return number >= 99.5 ? String(Math.round(number)) : number.toPrecision(2);
}

function threeDigits(number: number): string {
  return String(number >= 1000 ? Math.round(number) : Number(number.toPrecision(3)));
}
