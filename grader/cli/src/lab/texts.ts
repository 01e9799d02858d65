import { text } from "@wirelab/model";

/** What `lab` says to a student, in both languages. */
export const texts = {
  allPassed: text("All stages that you can check here pass.", "你在这里能检查的阶段全部通过。"),
  stopped: text("Later stages wait for this one; --all goes on.", "后面的阶段要等这一阶段通过；加 --all 可以继续检查。"),
} as const;
