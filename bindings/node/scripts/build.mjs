// Builds the native half and compiles the TypeScript half: `node scripts/build.mjs [--profile NAME] [--only native|types]`.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** The profile of what is shipped: small, and fast where it counts. */
const SHIPPED = "dist";
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: { profile: { type: "string", default: SHIPPED }, only: { type: "string" } },
});

/** Runs a command in the folder of the package. */
function run(command, args, options = {}) {
  return execFileSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], ...options });
}

/** Where cargo leaves what it builds. */
function targetFolder() {
  const metadata = run(cargo, ["metadata", "--format-version", "1", "--no-deps"], {
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(metadata).target_directory;
}

const cargo = process.env.CARGO ?? "cargo";
const libraries = { linux: "libaftersync_node.so", darwin: "libaftersync_node.dylib", win32: "aftersync_node.dll" };

function native() {
  const { profile } = values;
  run(cargo, ["build", "--locked", "--quiet", "-p", "aftersync-node", "--profile", profile]);
  const folder = profile === "dev" ? "debug" : profile;
  const built = join(targetFolder(), folder, libraries[process.platform] ?? libraries.linux);
  const name = `aftersync.${process.platform}-${process.arch}${libc()}.node`;
  const small = `${built}.small`;
  rmSync(small, { force: true });
  // What a debugger reads is most of a build that is not for release.
  if (process.platform === "linux" && profile !== SHIPPED) spawnSync("strip", ["--strip-debug", "-o", small, built]);
  // Replaced as a whole: a process may have the old one open.
  copyFileSync(existsSync(small) ? small : built, join(root, `${name}.new`));
  renameSync(join(root, `${name}.new`), join(root, name));
}

function libc() {
  if (process.platform !== "linux") return "";
  return process.report.getReport().header.glibcVersionRuntime ? "-gnu" : "-musl";
}

function types() {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.json"]);
}

if (values.only !== "types") native();
if (values.only !== "native") types();
