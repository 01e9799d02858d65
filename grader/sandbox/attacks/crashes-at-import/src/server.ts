// Throws while it is loaded, an error that is none.
const error = Object.create(null) as Error;
Object.defineProperty(error, "message", { get: () => process.exit(0) });
throw new AggregateError([error], "crash");
