/** Every scenario leaves in Node what it leaves in every language. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { canonical, Play } from "./scenario.mjs";

const FOLDER = join(import.meta.dirname, "../../../../tests/scenarios");
const read = (path: string): unknown => exact(readFileSync(join(FOLDER, path), "utf8"));
const BASE = read("base.json");
const ALL = readdirSync(FOLDER).filter((name) => name.endsWith(".json") && name !== "base.json");

/** JSON whose whole numbers that a `number` cannot hold are bigints. */
function exact(json: string): unknown {
  const marked = json.replace(/([:[,]\s*)(-?\d{16,})(?=\s*[,}\]])/g, '$1"$2n"');
  return JSON.parse(marked, (_, value) =>
    typeof value === "string" && /^-?\d{16,}n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  );
}

for (const name of ALL.sort()) {
  test(`${name.slice(0, -5)} leaves the same as in every language`, async () => {
    const got = await new Play(read(name), BASE).run();
    assert.equal(canonical(got), canonical(read(join("results", name))));
  });
}

test("there are enough of them", () => {
  assert.ok(ALL.length >= 30);
});
