/** The example holds under load, and what the documents show runs. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { folder } from "./support.mjs";

const ROOT = join(import.meta.dirname, "../..");

test("the backend loses nothing under load", () => {
  const args = [join(ROOT, "example/load.mjs"), "--webhooks", "40", "--streams", "6", "--agents", "4"];
  const done = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 180_000 });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  for (const line of done.stdout.trim().split("\n")) console.log(line);
  assert.match(done.stdout, /none lost, none twice/);
});

/** The first block of code in a language under a heading, or in the whole text. */
function block(path: string, language: string, heading = ""): string {
  const text = readFileSync(join(ROOT, path), "utf8").replace(/\r/g, "");
  const from = heading === "" ? 0 : text.indexOf(heading);
  assert.ok(from >= 0, `${path} has no ${heading}`);
  const code = text.slice(from).split(`\`\`\`${language}\n`)[1]?.split("```")[0];
  assert.ok(code, `${path} shows no ${language}`);
  return code;
}

const SHOWN: Array<[string, string]> = [
  ["README.md", ""],
  ["../../README.md", "## From Node"],
];

for (const [path, heading] of SHOWN) {
  test(`the quick start of ${path} runs`, (t) => {
    const clean = folder(t);
    const entry = JSON.stringify(import.meta.resolve("aftersync"));
    writeFileSync(join(clean, "main.mjs"), block(path, "js", heading).replace('"aftersync"', entry));
    const done = spawnSync(process.execPath, ["main.mjs"], { cwd: clean, encoding: "utf8", timeout: 60_000 });
    assert.deepEqual([done.status, done.stderr], [0, ""]);
    if (heading !== "") assert.match(done.stdout, /resolved/);
  });
}
