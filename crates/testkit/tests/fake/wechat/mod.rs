//! The fake WeChat shop platform over real HTTP.

mod client;
mod disputes;
mod flows;
mod gate;
mod lists;
mod pushes;
mod vectors;
