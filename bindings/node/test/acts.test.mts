/** Every word for a command gives that command, with all that can go with it: as the library writes each down. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { desk, ME } from "./support.mjs";

// biome-ignore lint/suspicious/noExplicitAny: commands of many shapes
type Data = any;

const GOLDEN = join(import.meta.dirname, "../../../../crates/core/tests/golden/act.json");
const ACTS = new Map<string, Data>(JSON.parse(readFileSync(GOLDEN, "utf8")).map((act: Data) => [act.do, act]));

const snake = (word: string) => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The words that an actor has: every method of the generated class. */
function wordsOf(acting: object): string[] {
  const generated = Object.getPrototypeOf(Object.getPrototypeOf(acting));
  return Object.getOwnPropertyNames(generated).filter((name) => name !== "constructor");
}

/** The names of what a method takes before its options. */
function namesOf(method: Data): string[] {
  const written = /^[^(]*\(([^=]*)\boptions\b/.exec(String(method))?.[1] ?? assert.fail(String(method));
  return written
    .split(",")
    .map((name: string) => name.trim().replace(/_$/, ""))
    .filter(Boolean);
}

/** The move that a word is for, with everything that it takes. */
function moveBy(word: string, names: string[], method: Data): Data {
  const move = ACTS.get("move");
  const takesAll = String(method).includes("...rest");
  const taken = Object.entries(move.details).filter(([name]) => takesAll || names.includes(name));
  return { ...move, trigger: snake(word), details: Object.fromEntries(taken) };
}

test("each word gives its command", async (t) => {
  const acting: Data = (await desk(t)).act(ME);
  acting.run = async (act: object, options: object) => JSON.parse(JSON.stringify({ act, options }));
  const words = wordsOf(acting);
  for (const word of words) {
    const names = namesOf(acting[word]);
    const { do: verb, ...wanted } = ACTS.get(snake(word)) ?? moveBy(word, names, acting[word]);
    const given: Data = verb === "move" && word !== "move" ? { ticket: wanted.ticket, ...wanted.details } : wanted;
    const rest = Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));
    const said = await acting[word](...names.map((name) => given[name]), { ...rest, key: "k", expect: 7 });
    assert.deepEqual(said, { act: { do: verb, ...wanted }, options: { key: "k", expect: 7 } }, word);
  }
  const without = [...ACTS.keys()].filter((verb) => !words.map(snake).includes(verb));
  assert.deepEqual(without, []);
});
