import { type Text, text } from "@wirelab/model";
import type { Check } from "./check.ts";
import { currentJob } from "./current-job.ts";
import { CheckFailure } from "./failure.ts";
import type { Author } from "./program.ts";

/** Whose programs talk to each other. */
export interface Pair {
  readonly client: Author;
  readonly server: Author;
}

export type Scenario = (pair: Pair) => Promise<void>;

/**
 * Lets a client and a server talk to each other; where that fails, finds out whose end broke the rule by putting the reference in
 * the place of the one and of the other.
 * @throws {CheckFailure} with the verdict on the student's programs in its diagnosis
 */
export async function runPairing(check: Check, pair: Pair, scenario: Scenario): Promise<void> {
  const failure = await failureOf(check, pair, scenario);
  if (!failure) return;
  check.recorder.stop();
  throw failure.withDiagnosis(await blame(check, pair, scenario));
}

async function blame(check: Check, pair: Pair, scenario: Scenario): Promise<Text | undefined> {
  if (pair.client !== pair.server) return pair.client === "student" ? yourClient : yourServer;
  if (!currentJob().reference) return undefined;
  const client = await failureOf(check, { client: "student", server: "reference" }, scenario);
  const server = await failureOf(check, { client: "reference", server: "student" }, scenario);
  if (client && server) return both;
  return client ? yourClient : server ? yourServer : neither;
}

async function failureOf(check: Check, pair: Pair, scenario: Scenario): Promise<CheckFailure | undefined> {
  try {
    await check.clear();
    // A server of the student's that finds the reference's could pass on to it what it is asked.
    if (pair.server === "reference") await check.alone(() => scenario(pair));
    else await scenario(pair);
    return undefined;
  } catch (error) {
    if (error instanceof CheckFailure) return error;
    throw error;
  }
}

const yourClient = text(
  "With the reference's server it fails as well: it is your client that breaks the rule.",
  "换成参考实现的服务器也会失败：违反规则的是你的客户端。",
);
const yourServer = text(
  "With the reference's client it fails as well: it is your server that breaks the rule.",
  "换成参考实现的客户端也会失败：违反规则的是你的服务器。",
);
const both = text(
  "Neither your client nor your server gets on with the reference: both break the rule.",
  "你的客户端和服务器与参考实现都配合不了：两边都违反了规则。",
);
const neither = text(
  "Each of your programs gets on with the reference: they share a misunderstanding that only shows between the two.",
  "你的两个程序各自与参考实现都能配合：它们有一个共同的误解，只在彼此之间才显现出来。",
);
