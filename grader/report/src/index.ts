export { comparisonPage } from "./compare/html.ts";
export { leaderboard as leaderboardReport } from "./compare/leaderboard.ts";
export { leaderboardPage } from "./compare/leaderboard-page.ts";
export { comparisonReport } from "./compare/terminal.ts";
export { forStudent } from "./edition.ts";
export {
  type Format,
  FormatError,
  type GradedSubmission,
  type Location,
  type ReportContext,
  type ReportFile,
  withoutTranscripts,
} from "./format.ts";
export { formatNamed, formats } from "./formats.ts";
export { html } from "./html/index.ts";
export { Roster } from "./roster.ts";
export { gradebook } from "./terminal/gradebook.ts";
export { plain, styleFor, type Style } from "./terminal/style.ts";
export { refusedParts, stageLine, stageTrouble, submissionReport } from "./terminal/submission.ts";
