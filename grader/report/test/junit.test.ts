import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { junitCi } from "../src/junit-ci.ts";
import { junit } from "../src/junit.ts";
import { fail, pass, report } from "./builders.ts";
import { contentOf, filesOf, varied } from "./format-fixtures.ts";

const schema = readFileSync(join(import.meta.dirname, "schemas/junit-strict.xsd"), "utf8");

/** What xmllint has against documents. */
async function errorsIn(...documents: readonly string[]): Promise<string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema });
  return errors.map(({ message }) => message);
}

test("strict readers' schema takes every verdict, and would not take less", async () => {
  const xml = contentOf(junit, varied);
  expect(await errorsIn(xml)).toEqual([]);
  expect(await errorsIn(xml.replace(' tests="1"', ""))).not.toEqual([]);
  expect(await errorsIn(xml.replace(' name="listens"', ' name="listens" file="a.ts"'))).not.toEqual([]);
  expect(await errorsIn(xml.replace("segments (2)", "segments"))).not.toEqual([]);
});

test("a failure is a failure, a fault an error, a skip skipped", () => {
  expect(contentOf(junit, varied)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="ann · tcp-server" tests="8" failures="3" errors="1">
      <testsuite name="1 listen · Listens" tests="1" failures="0" errors="0" skipped="0" time="1.500" timestamp="2026-03-01T12:30:45">
        <properties>
          <property name="points" value="40"></property>
          <property name="earned" value="40"></property>
          <property name="seed" value="8127"></property>
          <property name="sandbox" value="bwrap"></property>
        </properties>
        <testcase name="listens" classname="ann.tcp-server.listen" time="1.500"></testcase>
      </testsuite>
      <testsuite name="2 echo · Echoes" tests="6" failures="3" errors="0" skipped="2" time="0.006" timestamp="2026-03-01T12:30:45">
        <properties>
          <property name="points" value="30"></property>
          <property name="earned" value="6"></property>
          <property name="seed" value="8127"></property>
          <property name="sandbox" value="bwrap"></property>
        </properties>
        <testcase name="echoes a line" classname="ann.tcp-server.echo" time="0.001"></testcase>
        <testcase name="joins a line that came in two segments" classname="ann.tcp-server.echo" time="0.001">
          <failure type="fail" message="The reply is wrong.">The reply is wrong.
    expected  &quot;secret\\n&quot;  (7 bytes)
    received  &quot;hel&quot;  (3 bytes)

    grader                                          your program
    client │── &quot;hel&quot; ──────────────────────────────▶│     0 ms
    client │◀────────────────────────────── &quot;hel&quot; ──│     1 ms

    A chunk was taken for a message.
    stderr  Error: one
    stderr      at main.ts:3:5
    hint: pnpm lab hint tcp-server echo
    again: pnpm lab check tcp-server echo --seed 8127</failure>
        </testcase>
        <testcase name="joins a line that came in two segments (hidden)" classname="ann.tcp-server.echo" time="0.001">
          <failure type="fail" message="The reply is wrong.">The reply is wrong.
    expected  &quot;secret\\n&quot;  (7 bytes)
    received  &quot;hel&quot;  (3 bytes)

    grader                                          your program
    client │── &quot;secret&quot; ───────────────────────────▶│     0 ms

    A chunk was taken for a message.
    stderr  Error: one
    stderr      at main.ts:3:5
    hint: pnpm lab hint tcp-server echo</failure>
        </testcase>
        <testcase name="joins a line that came in two segments (2)" classname="ann.tcp-server.echo" time="0.001">
          <failure type="fail" message="The reply is wrong.">The reply is wrong.
    expected  &quot;secret\\n&quot;  (7 bytes)
    received  &quot;hel&quot;  (3 bytes)
    A chunk was taken for a message.
    stderr  Error: one
    stderr      at main.ts:3:5
    hint: pnpm lab hint tcp-server echo
    again: pnpm lab check tcp-server echo --seed 8127</failure>
        </testcase>
        <testcase name="is skipped" classname="ann.tcp-server.echo" time="0.001">
          <skipped type="skip" message="skipped: needs the stage listen">skipped: needs the stage listen</skipped>
        </testcase>
        <testcase name="measures memory" classname="ann.tcp-server.echo" time="0.001">
          <skipped type="skip" message="left out, as this machine lacks cgroups">left out, as this machine lacks cgroups</skipped>
        </testcase>
      </testsuite>
      <testsuite name="3 byte-stream · Finds the lines" tests="1" failures="0" errors="1" skipped="0" time="0.001" timestamp="2026-03-01T12:30:45">
        <properties>
          <property name="points" value="30"></property>
          <property name="earned" value="0"></property>
          <property name="seed" value="8127"></property>
          <property name="sandbox" value="bwrap"></property>
        </properties>
        <testcase name="is a fault" classname="ann.tcp-server.byte-stream" time="0.001">
          <error type="fault" message="the grader&apos;s own trouble">the grader&apos;s own trouble
    spawn bwrap ENOENT</error>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test("viewers in CI get file and line, and the text as the element's content", () => {
  const xml = contentOf(junitCi, varied);
  expect(xml).toContain('classname="ann.tcp-server.listen" time="1.500" file="labs/tcp-server/checks/listen.check.ts" line="7"');
  expect(xml).toMatch(/<failure type="fail" message="The reply is wrong\.">The reply is wrong\.\n[^<]*secret[^<]*at main\.ts:3:5/);
  expect(contentOf(junitCi, varied, { locate: () => undefined })).not.toMatch(/ file=| line=/);
});

test("a check that no one knows the line of has its file only", () => {
  const xml = contentOf(junitCi, varied, { locate: () => ({ file: "a.ts" }) });
  expect(xml).toContain(' file="a.ts"');
  expect(xml).not.toContain(" line=");
});

test("a file for each submission, whatever it is called", async () => {
  const names = ["true", "a & <b>", 'say "hi"', "]]>", "王小明"];
  const reports = names.map((name) => report(name, [pass, fail]));
  for (const format of [junit, junitCi])
    expect(filesOf(format, reports).map(({ path }) => path)).toEqual(names.map((name) => `${format.name}/tcp-server/${name}.xml`));
  expect(await errorsIn(...filesOf(junit, reports).map(({ content }) => content))).toEqual([]);
  const located = filesOf(junitCi, reports).map(({ content }) => content);
  expect(await errorsIn(...located.map((content) => content.replaceAll(/ (file|line)="[^"]*"/g, "")))).toEqual([]);
});
