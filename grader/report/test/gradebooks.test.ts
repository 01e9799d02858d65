import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { canvas } from "../src/canvas.ts";
import { moodle } from "../src/moodle.ts";
import { Roster } from "../src/roster.ts";
import { fail, fault, pass, report } from "./builders.ts";
import { contentOf, context, filesOf } from "./format-fixtures.ts";

/** As Canvas exports it, with a column for the folders added, a row that is no student's, and a byte order mark. */
const ofCanvas = `\uFEFFStudent,ID,SIS User ID,SIS Login ID,Section,Folder
    Points Possible,,,,,
"Lovelace, Ada",17,s17,ada,Mon,ann
王小明,18,s18,wang,Tue,王小明
Bob,19,,,Tue,bob
`;
const ofMoodle =
  "folder,Username,ID number,Email address\nann,ada,1,ann@example.org\nbob,,2,bob@example.org\n王小明,wang,3,wang@example.org\n";

const students = [report("ann", [pass, pass, pass]), report("王小明", [pass, fail, pass]), report("bob", [pass, fault, pass])];
const roster = (csv: string): { roster: Roster } => ({ roster: Roster.parse(csv) });
const rowsOf = (csv: string): string[][] => parse(csv);

test("Canvas gets a row for each student judged in full, with the points that there are to be had", () => {
  const columns = new Map([["tcp-server", "Echo server (4711)"]]);
  const [file] = filesOf(canvas, students, { ...roster(ofCanvas), columns });
  expect(file?.path).toBe("canvas/tcp-server.csv");
  expect(rowsOf(file?.content ?? "")).toEqual([
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Echo server (4711)"],
    ["Points Possible", "", "", "", "", "100"],
    ["Lovelace, Ada", "17", "s17", "ada", "Mon", "100"],
    ["王小明", "18", "s18", "wang", "Tue", "70"],
  ]);
});

test("Moodle gets the first identifier that everyone has", () => {
  const [file] = filesOf(moodle, students, roster(ofMoodle));
  expect(file?.path).toBe("moodle/tcp-server.csv");
  expect(rowsOf(contentOf(moodle, students[0]!, roster(ofMoodle)))).toEqual([
    ["Username", "tcp-server"],
    ["ada", "100"],
  ]);
  const everyone = students.map(({ submission }) => report(submission, [pass, pass, pass]));
  expect(rowsOf(filesOf(moodle, everyone, roster(ofMoodle))[0]?.content ?? "")).toEqual([
    ["ID number", "tcp-server"],
    ["1", "100"],
    ["3", "100"],
    ["2", "100"],
  ]);
});

test("points have no thousands separator and a decimal point", () => {
  const odd = { ...students[0]!, earned: 1234.25 };
  expect(contentOf(canvas, odd, roster(ofCanvas))).toMatch(/,1234\.25\n$/);
});

describe.for([canvas, moodle])("$name", (format) => {
  const possible = (csv: string | undefined, names = ["ann"], columns?: ReadonlyMap<string, string>): string => {
    const given = { ...context, columns, roster: csv === undefined ? undefined : Roster.parse(csv) };
    try {
      format.assertPossible?.(
        names.map((submission) => ({ lab: "tcp-server", submission })),
        given,
      );
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };

  test("a roster that has everyone once will do", () => {
    expect(possible("folder,id,username\nann,1,ada\nbob,2,bob\n", ["ann", "bob"])).toBe("");
  });

  test.for([
    ["no roster", undefined, /needs a roster.*--roster <file>\.$/],
    ["a student missing", "folder,id,username\nbob,2,bob\n", /^The roster lacks "ann": add a row for each\.$/],
    ["a student there twice", "folder,id,username\nann,1,ada\nann,2,ada2\n", /more than one row for "ann": keep one\.$/],
    ["a student without an id", "folder,id,username,section\nann,,,Mon\n", /^The roster .* fill .* in\.$/],
    ["no column for folders", "name,id\nann,1\n", /no column "Folder"/],
    ["no CSV", 'folder,id\n"ann,1\n', /^The roster is no CSV file: .*\.$/],
  ] as const)("%s gets one clear sentence", ([, csv, message]) => {
    let said = "";
    try {
      said = possible(csv);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(message);
    expect(said).not.toContain("\n");
  });

  test("two folders of one student get one clear sentence", () => {
    expect(possible("folder,id,username\nann,1,ada\nbob,1,ada\n", ["ann", "bob"])).toMatch(/has the same .* for "ann", "bob"/);
  });
});

test("Canvas would pass over a column that it takes for a total", () => {
  const given = { ...context, ...roster(ofCanvas) };
  const withColumn = (title: string) => (): void =>
    canvas.assertPossible?.([{ lab: "tcp-server", submission: "ann" }], { ...given, columns: new Map([["tcp-server", title]]) });
  expect(withColumn("Final lab: Score")).toThrow(/takes a column called "Final lab: Score" for a total/);
  expect(withColumn("Finals")).not.toThrow();
});

test.for(["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1"])(
  "a cell that begins like a formula is none: %j",
  (attack) => {
    const csv = `folder,student,id,section\nann,"${attack}",1,"${attack}"\n`;
    const columns = new Map([["tcp-server", attack]]);
    for (const cell of rowsOf(contentOf(canvas, students[0]!, { roster: Roster.parse(csv), columns })).flat())
      expect(cell).not.toMatch(/^\s*[=+\-@＝＋]/);
  },
);
