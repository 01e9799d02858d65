import type { Shard } from "@wirelab/runner/verify";
import { InvalidArgumentError, Option } from "commander";

export const shardOption = (): Option =>
  new Option("--shard <part>", "grades a part of the corpus, e.g. 1/3, so that several machines share the work").argParser(
    (value): Shard => {
      const [, number, count] = /^(\d{1,3})\/(\d{1,3})$/.exec(value)?.map(Number) ?? [];
      if (!number || !count || number > count) throw new InvalidArgumentError("It must be a part and the number of parts, e.g. 1/3.");
      return { number, count };
    },
  );
