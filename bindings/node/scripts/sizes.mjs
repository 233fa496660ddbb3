// What the native half weighs, and what each part of it costs: `node scripts/sizes.mjs [LIBRARY] [--limit MEGABYTES]`.
// Parts are told by the symbols of a library that was not stripped; what is shipped is stripped.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { limit: { type: "string" } } });
const [library] = positionals;
if (library === undefined) throw new Error("which library?");

/** The first that a symbol fits is its part. */
const PARTS = [
  ["SQLite", /^(sqlite3|fts5|rtree|json[A-Z]|vdbe|btree|pager|wal|yy_|unix[A-Z]|where|expr)|rusqlite|libsqlite3/],
  ["zstd", /^(ZSTD|HUF|FSE|HIST|XXH|ZDICT|COVER|FASTCOVER|divsufsort|POOL)|zstd/],
  [
    "TLS and cryptography",
    /rustls|ring_core|ring::|webpki|aws_lc|^(GFp|x25519|ecp|bn_|p256|p384|aes|chacha|poly|sha\d)|chacha20|poly1305|sha2|sha1|md5|hmac|subtle|aes::|cbc::/,
  ],
  ["HTTP client", /reqwest|hyper|h2::|http::|tower|url::|idna|icu_|mime|encoding_rs/],
  ["tokio", /tokio|mio::/],
  ["Node binding and napi", /aftersync_node|napi/],
  ["what all bindings share", /aftersync_bindings_common|schemars/],
  ["platforms", /aftersync_platforms/],
  ["store and sealing", /aftersync_(sqlite|seal)/],
  ["engine, rules and model", /aftersync/],
  ["JSON", /serde_json|serde::|serde_core/],
  ["futures", /futures/],
  ["Rust's own library", /(std|core|alloc|__rust|rust_|compiler_builtins|gimli|addr2line|miniz_oxide|object)/],
];

function symbols() {
  const text = execFileSync("nm", ["-S", "--defined-only", "-C", library], { encoding: "utf8", maxBuffer: 2 ** 29 });
  const lines = text.split("\n").map((line) => /^[0-9a-f]+ ([0-9a-f]+) \w (.+)$/.exec(line));
  return lines.filter(Boolean).map(([, size, name]) => ({ size: Number.parseInt(size, 16), name }));
}

const folder = mkdtempSync(join(tmpdir(), "aftersync-size-"));
const shipped = join(folder, "shipped.node");
copyFileSync(library, shipped);
execFileSync("strip", ["--strip-all", shipped]);
const bytes = statSync(shipped).size;
const packed = gzipSync(readFileSync(shipped)).length;
rmSync(folder, { recursive: true });

const sums = new Map();
for (const { size, name } of symbols()) {
  const part = PARTS.find(([, pattern]) => pattern.test(name))?.[0] ?? "everything else";
  sums.set(part, (sums.get(part) ?? 0) + size);
}
const megabytes = (n) => (n / 1e6).toFixed(2).padStart(7);
const named = [...sums.values()].reduce((sum, n) => sum + n, 0);
console.log(`shipped ${megabytes(bytes)} MB, compressed ${megabytes(packed)} MB; by what has a name:`);
for (const [part, size] of [...sums].sort((a, b) => b[1] - a[1])) console.log(`${megabytes(size)} MB  ${part}`);
console.log(`${megabytes(bytes - named)} MB  tables of the linker, unwinding, texts`);

if (values.limit !== undefined && bytes > Number(values.limit) * 1e6) {
  console.error(`more than ${values.limit} MB`);
  process.exit(1);
}
