import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 300_000,
    // Test files leave nothing behind in modules or in the environment, and need not load what they test anew, each for itself.
    isolate: false,
    // Gradings, most of which is waiting for what a program does not do.
    maxConcurrency: 8,
  },
});
