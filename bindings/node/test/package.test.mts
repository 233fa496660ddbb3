/** What users install: the tarball in a clean folder, required, imported and compiled. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { folder } from "./support.mjs";

const ROOT = join(import.meta.dirname, "../..");

function run(command: string, args: string[], cwd: string): string {
  const done = spawnSync(command, args, { cwd, encoding: "utf8", timeout: 300_000 });
  assert.equal(done.status, 0, `${command} ${args.join(" ")}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

const CJS = `
const { Desk } = require("aftersync");
const { aftersync } = require("aftersync/express");
(async () => {
  const desk = await Desk.open("cjs.db");
  await desk.configure({ shops: [{ platform: "douyin", shop: "1" }] });
  console.log(await desk.head(), typeof aftersync);
  await desk.close();
})();
`;
const ESM = `
import { Desk, AftersyncError, agentId } from "aftersync";
import { aftersync as express } from "aftersync/express";
import { aftersync as fastify } from "aftersync/fastify";
import { aftersync as hono } from "aftersync/hono";
const desk = await Desk.open("esm.db");
const kinds = [];
await desk.configure({});
for await (const { body } of desk.events()) { kinds.push(body.kind); break; }
await desk.ticket("x").catch((error) => kinds.push(error instanceof AftersyncError, error.code));
console.log(kinds.join(" "), agentId("an").length, typeof express, typeof fastify, typeof hono);
await desk.close();
`;

test("the tarball works in a clean folder", async (t) => {
  const clean = folder(t);
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", clean], ROOT)) as [
    { filename: string; files: Array<{ path: string }> },
  ];
  const paths = packed.files.map((file) => file.path);
  const native = paths.filter((path) => path.endsWith(".node"));
  assert.equal(native.length, 1, native.join(", "));
  const wanted =
    /^(dist\/[a-z]+(\.d)?\.(js|ts|mjs|mts)|loader\.(cjs|d\.cts)|README\.md|LICENSE-(APACHE|MIT)|package\.json|aftersync\..*\.node)$/;
  assert.deepEqual(
    paths.filter((path) => !wanted.test(path)),
    [],
  );
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) {
    assert.ok(paths.includes(name), name);
    assert.equal(readFileSync(join(ROOT, name), "utf8"), readFileSync(join(ROOT, "../..", name), "utf8"));
  }
  const megabytes = (path: string) => (statSync(path).size / 1e6).toFixed(2);
  console.log(
    `tarball ${megabytes(join(clean, packed.filename))} MB, native half ${megabytes(join(ROOT, native[0] ?? ""))} MB as built here`,
  );

  writeFileSync(join(clean, "package.json"), '{"private": true, "type": "commonjs"}');
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--no-package-lock", `./${packed.filename}`], clean);
  assert.deepEqual(
    readdirSync(join(clean, "node_modules")).filter((name) => !name.startsWith(".")),
    ["aftersync"],
  );

  await t.test("it is required", () => {
    writeFileSync(join(clean, "main.cjs"), CJS);
    assert.equal(run(process.execPath, ["main.cjs"], clean).trim(), "1 function");
  });
  await t.test("it is imported", () => {
    writeFileSync(join(clean, "main.mjs"), ESM);
    const said = run(process.execPath, ["main.mjs"], clean).trim();
    assert.equal(said, "configured true AFTERSYNC_MALFORMED 32 function function function");
  });
  await t.test("it is compiled, as strictly as can be, for modules and for CommonJS", () => {
    compiled(clean);
  });
  await t.test("without its native half it says what is missing", () => {
    const moved = { ...process.env, AFTERSYNC_NATIVE: join(clean, "nowhere.node") };
    const done = spawnSync(process.execPath, ["main.cjs"], { cwd: clean, encoding: "utf8", env: moved });
    assert.equal(done.status, 1);
    assert.match(done.stderr, /no native half for this machine/);
  });
});

/** Compiles what a user would write, against the installed package. */
function compiled(clean: string): void {
  // Types of others that a user has.
  for (const name of ["@types/node", "undici-types", "hono", "fastify"]) copied(name, clean, new Set());
  const source = readFileSync(join(ROOT, "test/consumer.ts.txt"), "utf8");
  mkdirSync(join(clean, "esm"));
  writeFileSync(join(clean, "esm/package.json"), '{"type": "module"}');
  writeFileSync(join(clean, "esm/main.ts"), source);
  writeFileSync(join(clean, "main.ts"), source);
  const options = {
    target: "es2022",
    lib: ["es2023", "esnext.disposable"],
    module: "nodenext",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const files = ["main.ts", "esm/main.ts"];
  writeFileSync(join(clean, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files }));
  run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json"], clean);
  // And what must not compile does not.
  const wrong = source.replace('role: "agent"', 'role: "king"');
  assert.notEqual(wrong, source);
  writeFileSync(join(clean, "main.ts"), wrong);
  assert.throws(
    () =>
      execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json"], {
        cwd: clean,
        stdio: "pipe",
      }),
    (error: { stdout: Buffer }) => /"king"/.test(error.stdout.toString()),
  );
}

/** A package with all that its types need. */
function copied(name: string, clean: string, done: Set<string>): void {
  const from = join(ROOT, "node_modules", name);
  if (done.has(name)) return;
  done.add(name);
  cpSync(from, join(clean, "node_modules", name), { recursive: true });
  const { dependencies = {} } = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  for (const dependency of Object.keys(dependencies)) copied(dependency, clean, done);
}
