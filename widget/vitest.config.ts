import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"], pool: "threads", poolOptions: { threads: { singleThread: true } } },
});
