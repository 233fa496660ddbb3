//! Who is who: laws of the matching, decisions of people, bad input.
mod bad;
mod decisions;
mod kit;
mod late;
mod laws;
