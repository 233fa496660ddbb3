//! Amounts as decimal texts, and lines: one for every piece.

use serde_json::{Value, json};

use crate::fake::world::{AfterSale, Currency, Kind, Line, Order};

/// Currencies that are written without decimals, though one of them has a minor unit.
const WHOLE: [&str; 2] = ["VND", "IDR"];

/// An amount as the wire writes it; nothing is `0`.
pub(super) fn amount(currency: Currency, minor: i64) -> String {
    if minor == 0 {
        return "0".to_owned();
    }
    let text = currency.text(minor);
    match text.split_once('.') {
        Some((whole, _)) if WHOLE.contains(&currency.code) => whole.to_owned(),
        _ => text,
    }
}

/// One piece of an order line.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub id: i64,
    pub sku_id: i64,
    pub pay_minor: i64,
}

/// Every piece of a line has a number of its own, the first one the line's.
pub(super) fn pieces(line: &Line) -> impl Iterator<Item = Piece> + '_ {
    let shares = shares(line.pay_minor, line.quantity);
    shares.zip(0..).map(|(pay_minor, place)| Piece {
        id: line.id.saturating_add(place),
        sku_id: line.sku_id,
        pay_minor,
    })
}

/// An amount in equal parts; the first takes what is left over.
fn shares(minor: i64, parts: i64) -> impl Iterator<Item = i64> {
    let parts = parts.max(1);
    let (each, rest) = (minor.div_euclid(parts), minor.rem_euclid(parts));
    (0..parts).map(move |place| if place == 0 { each.saturating_add(rest) } else { each })
}

/// One line of a request.
pub(super) struct RequestLine {
    pub id: i64,
    pub piece: Piece,
    pub refund_minor: i64,
}

/// The lines of a request, one for every piece asked for.
pub(super) fn request_lines(it: &AfterSale, order: &Order) -> Vec<RequestLine> {
    let Some(line) = order.line(it.line_id) else {
        return Vec::new();
    };
    let shares = shares(it.refund_amount_minor, it.quantity);
    pieces(line)
        .zip(shares)
        .zip(1..)
        .map(|((piece, refund_minor), place)| RequestLine {
            id: it.id.saturating_add(place),
            piece,
            refund_minor,
        })
        .collect()
}

/// `refund_amount` of a request or a line: the total, and of what it is made.
pub(super) fn refund(currency: Currency, total_minor: i64, shipping_minor: i64) -> Value {
    json!({
        "currency": currency.code,
        "refund_total": amount(currency, total_minor),
        "refund_subtotal": amount(currency, total_minor.saturating_sub(shipping_minor)),
        "refund_shipping_fee": amount(currency, shipping_minor),
        "refund_tax": "0",
        "retail_delivery_fee": "0",
        "buyer_service_fee": "0",
    })
}

/// `refund_amount` of a whole request. A replacement costs nothing until money is given instead.
pub(super) fn refund_of(it: &AfterSale) -> Value {
    let nothing = it.kind == Kind::Exchange && it.refund_amount_minor == 0;
    let (total, shipping) = if nothing {
        (0, 0)
    } else {
        (it.refund_amount_minor, it.refund_post_minor)
    };
    refund(it.currency, total, shipping)
}

#[cfg(test)]
mod tests {
    use super::{amount, shares};
    use crate::fake::world::Currency;

    #[test]
    fn texts_of_amounts() {
        assert_eq!(amount(Currency::USD, 1_850), "18.50");
        assert_eq!(amount(Currency::USD, 0), "0");
        assert_eq!(amount(Currency::VND, 150_000), "150000");
        assert_eq!(amount(Currency::IDR, 15_000_000), "150000");
    }

    #[test]
    fn nothing_is_lost_in_parts() {
        assert_eq!(shares(1_000, 3).collect::<Vec<_>>(), [334, 333, 333]);
        assert_eq!(shares(5, 0).collect::<Vec<_>>(), [5]);
    }
}
