export { forStudent } from "./edition.ts";
export { leaderboard as leaderboardReport } from "./compare/leaderboard.ts";
export { comparisonReport } from "./compare/terminal.ts";
export { gradebook } from "./terminal/gradebook.ts";
export { plain, styleFor, type Style } from "./terminal/style.ts";
export { stageLine, stageTrouble, submissionReport } from "./terminal/submission.ts";
