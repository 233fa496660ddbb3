//! The warehouse.
use aftersync::warehouse::ScanHints;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::method::{Method, Way, later};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Scan {
    /// The code: a tracking number, the number of an after-sale, an order or a ticket, a sku, a merchant code or a barcode.
    code: String,
    /// What else can be read on the parcel or is found in it.
    #[serde(default)]
    hints: ScanHints,
}

pub(super) fn methods() -> Vec<Method> {
    vec![later(
        "scan",
        Way::Read,
        "What a parcel or a slip in the warehouse is: what is to come back in it, whose it is when nobody asked, or which returns it \
         may be, the likeliest first, with the reasons.",
        |desk, p: Scan| desk.scan(p.code, p.hints),
        |scanned| scanned,
    )]
}
