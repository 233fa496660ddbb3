//! The native half of the Node binding: converts, calls, converts. Types, errors and iterators are TypeScript.
//!
//! Nothing here calls into JavaScript: every call gives a promise of the result's JSON, or fails with the JSON of a
//! [`Failure`](aftersync_bindings_common::Failure) as its message.
// What is exported is registered by the macros, but not in a build for tests.
#![cfg_attr(test, allow(dead_code))]
mod call;
mod desk;
mod names;
mod stop;
mod wide;
