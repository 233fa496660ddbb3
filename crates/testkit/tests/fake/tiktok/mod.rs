//! The fake TikTok Shop over real HTTP.

mod batch;
mod client;
mod flows;
mod gate;
mod lists;
mod pushes;
mod vectors;
