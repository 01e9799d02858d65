import { test } from "../test.ts";

test("your client and your server understand each other", async ({ exchange, pairing }) => {
  await pairing({ client: "student", server: "student" }, exchange);
});
