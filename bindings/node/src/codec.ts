import { BYTES, WITH_BYTES } from "./api.js";
import { failure } from "./errors.js";

/** Deeper than anything that is taken. */
const DEEPEST = 100;
/** What stands before JSON that holds whole numbers a `number` cannot hold. */
const WIDE = "!";

/** Arguments as JSON; what JSON cannot hold is named. */
export function encode(args: object, name = ""): string {
  try {
    return WITH_BYTES.has(name) ? JSON.stringify(args, asBase64) : JSON.stringify(args);
  } catch {
    // A bigint, or something that goes round in circles.
    return written(args, "", 0) ?? "{}";
  }
}

/** Bytes as base64 text: a `Buffer` would write itself as a list of numbers. */
function asBase64(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const own = this[key];
  return own instanceof Uint8Array ? base64(own) : value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/** JSON with what `JSON.stringify` cannot write: bigints as numbers, bytes as base64 text. */
export function written(value: unknown, path: string, depth: number): string | undefined {
  if (depth > DEEPEST) throw malformed(path, "is nested too deeply, or holds itself");
  switch (typeof value) {
    case "bigint":
      return value.toString();
    case "undefined":
    case "function":
    case "symbol":
      return undefined;
    case "object":
      return value === null ? "null" : writtenObject(value, path, depth);
    default:
      return JSON.stringify(value);
  }
}

function writtenObject(value: object, path: string, depth: number): string | undefined {
  if (value instanceof Uint8Array) return JSON.stringify(base64(value));
  if (Array.isArray(value)) {
    const items = value.map((item, at) => written(item, `${path}[${at}]`, depth + 1) ?? "null");
    return `[${items.join(",")}]`;
  }
  if ("toJSON" in value && typeof value.toJSON === "function") return written(value.toJSON(), path, depth + 1);
  const fields: string[] = [];
  for (const [name, field] of Object.entries(value)) {
    const text = written(field, path === "" ? name : `${path}.${name}`, depth + 1);
    if (text !== undefined) fields.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${fields.join(",")}}`;
}

/** Something else stands where bytes must be. */
export function noBytes(field: string): Error {
  return failure("malformed", `\`${field}\`: a Uint8Array is wanted`, {
    operation: "call.arguments",
    field,
    allowed: ["Uint8Array", "Buffer"],
  });
}

function malformed(path: string, what: string): Error {
  // Where it went on for ever says nothing: the argument it began in does.
  const field = path.split(/[.[]/, 1)[0] ?? "";
  return failure("malformed", `\`${field}\` ${what}`, { operation: "call.arguments", field });
}

/** What a method gave. */
export function decode<T>(name: string, json: string): T {
  const value: unknown = json.startsWith(WIDE) ? narrowed(JSON.parse(json.slice(WIDE.length))) : JSON.parse(json);
  const at = BYTES[name];
  return (at === undefined ? value : withBytes(value, at)) as T;
}

/** Puts bigints where numbers were too wide. Only such texts are walked through. */
function narrowed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(narrowed);
  const fields = Object.entries(value);
  const [first] = fields;
  if (fields.length === 1 && first?.[0] === "$wide" && typeof first[1] === "string") return BigInt(first[1]);
  return Object.fromEntries(fields.map(([name, field]) => [name, narrowed(field)]));
}

function withBytes(value: unknown, at: string): unknown {
  if (at === "") return typeof value === "string" ? Buffer.from(value, "base64") : value;
  if (at.startsWith("*")) return (value as unknown[]).map((one) => withBytes(one, at.slice(1)));
  const record = value as Record<string, unknown>;
  return { ...record, [at]: withBytes(record[at], "") };
}
