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

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Stock {
    /// The merchant's codes of the articles, or their barcodes: at most 500.
    codes: Vec<String>,
}

pub(super) fn methods() -> Vec<Method> {
    let scan = later(
        "scan",
        Way::Read,
        "What a parcel or a slip in the warehouse is: what is to come back in it, whose it is when nobody asked, or which returns it \
         may be, the likeliest first, with the reasons.",
        |desk, p: Scan| desk.scan(p.code, p.hints),
        |scanned| scanned,
    );
    let stock = later(
        "stock",
        Way::Read,
        "What there is of articles and what of it is promised, in the order asked. Articles that were never counted are left out.",
        |desk, p: Stock| desk.stock(p.codes),
        |levels| levels,
    );
    vec![scan, stock]
}
