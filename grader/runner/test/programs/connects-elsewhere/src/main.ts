import { connect } from "node:net";

connect(9, "127.0.0.1").on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
