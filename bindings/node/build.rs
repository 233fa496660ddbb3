//! Lets the symbols of Node stay open until the library is loaded.
fn main() {
    napi_build::setup();
}
