// No program at all.
const server = ;
