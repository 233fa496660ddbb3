import { native } from "./native.js";

/** The version of the library. */
export const version: string = native.version();
