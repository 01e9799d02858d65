import type { Lab } from "@wirelab/model";
import { UserError } from "@wirelab/runner";

/** @throws {UserError} where the lab has no such stage */
export function assertStage(lab: Lab, id: string): void {
  if (!lab.stages.some((stage) => stage.id === id))
    throw new UserError(`${lab.id} has no stage "${id}". Its stages are: ${lab.stages.map((stage) => stage.id).join(", ")}.`);
}
