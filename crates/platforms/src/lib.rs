//! aftersync platforms
