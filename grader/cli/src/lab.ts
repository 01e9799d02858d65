import { enableCompileCache } from "node:module";
import { compileCache } from "@wirelab/runner/compile-cache";

// Before all else: what was compiled once need not be compiled again.
enableCompileCache(compileCache);
await import("./lab/commands.ts");
