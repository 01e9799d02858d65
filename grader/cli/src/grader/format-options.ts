import { formats } from "@wirelab/report";
import { InvalidArgumentError, Option } from "commander";

/** In which formats reports are made, and of what beside the grades. */
export interface FormatOptions {
  readonly format?: readonly string[];
  readonly for: "instructor" | "student";
  readonly roster?: string;
  readonly column?: ReadonlyMap<string, string>;
  readonly out?: string;
}

export const formatOption = (): Option =>
  new Option(
    "--format <name>",
    `also makes reports as ${formats.map(({ name }) => name).join(", ")}; may be given several times`,
  ).argParser<readonly string[] | undefined>((name, names) => [...(names ?? []), name]);

export const editionOption = (): Option =>
  new Option("--for <reader>", "whom the formats' reports are for: of a hidden check, a student gets the name and the verdict only")
    .choices(["instructor", "student"])
    .default("instructor");

export const rosterOption = (): Option =>
  new Option("--roster <file>", "a CSV file that says which student each folder is, for canvas and moodle");

export const columnOption = (): Option =>
  new Option("--column <lab=title>", "how a lab's column in the gradebook is called; its id by default").argParser<
    ReadonlyMap<string, string> | undefined
  >((value, columns) => {
    const [lab, ...title] = value.split("=");
    if (!lab || title.join("=") === "") throw new InvalidArgumentError("It must be a lab and a title, such as udp=Lab 3.");
    return new Map([...(columns ?? []), [lab, title.join("=")]]);
  });
