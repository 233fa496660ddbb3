//! aftersync platforms
#![forbid(unsafe_code)]
