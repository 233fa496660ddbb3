// Loads the native half for this machine.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

/** The C library of Linux decides which build fits. */
function libc() {
  if (process.platform !== "linux") return "";
  const { report } = process;
  const before = report.excludeNetwork;
  // It would look up the names of all hosts there are connections to.
  report.excludeNetwork = true;
  const { header } = report.getReport();
  report.excludeNetwork = before;
  return header.glibcVersionRuntime ? "-gnu" : "-musl";
}

const name = `aftersync.${process.platform}-${process.arch}${libc()}.node`;
const path = process.env.AFTERSYNC_NATIVE || join(__dirname, name);

if (!existsSync(path)) {
  throw new Error(
    `aftersync has no native half for this machine: ${name} is missing. Build it: node scripts/build.mjs`,
  );
}
module.exports = require(path);
