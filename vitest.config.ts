import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    reporters: process.env["WIRELAB_TEST_RESULTS"] ? ["default", ["json", { outputFile: ".turbo/test-results.json" }]] : ["default"],
  },
});
