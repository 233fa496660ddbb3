use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Reads in small pieces, so that every boundary of a buffer is met.
fn all(mapping: Mapping, bytes: &[u8], buffer: usize) -> Option<Vec<Row>> {
    let reader = std::io::BufReader::with_capacity(buffer, bytes);
    let importer = Importer::new(mapping, reader, None).ok()?;
    Some(
        importer
            .map(|row| row.expect("reading from memory cannot fail"))
            .collect(),
    )
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b",".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just("6912,S1,卫衣,1,1.50,已完成,2025-10-09,u1,".as_bytes().to_vec()),
        Just(br#"{"id":"1","items":[{}]}"#.to_vec()),
        vec(any::<u8>(), 0..12),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_to_their_end(tail in pieces(), buffer in 1usize..40) {
        let header = "订单编号,商品ID,商品名称,数量,实付金额,订单状态,下单时间,买家ID,买家昵称\n";
        let file = [header.as_bytes(), &tail].concat();
        let rows = all(orders(), &file, buffer).unwrap();
        let at_once = all(orders(), &file, 4_096).unwrap();
        prop_assert_eq!(&rows, &at_once);
        let marks: Vec<u64> = rows.iter().map(|r| r.next.byte).collect();
        prop_assert!(marks.is_sorted() && marks.iter().all(|b| *b <= file.len() as u64));
        // The place after any row is a place to go on from, and gives the rest.
        if let Some(middle) = rows.get(rows.len() / 2) {
            let importer = Importer::new(orders(), &file[..], Some(middle.next.clone())).unwrap();
            let rest: Vec<Row> = importer.map(Result::unwrap).collect();
            prop_assert_eq!(&rows[rows.len() / 2 + 1..], &rest[..]);
        }
        // As a header, as tickets and as JSON lines the same bytes are survived too.
        all(tickets(), &tail, buffer);
        let mut json = orders();
        json.format = Format::JsonLines;
        json.lines_at = Some("/items".into());
        prop_assert!(all(json, &tail, buffer).is_some() || tail.starts_with(&[0xFF, 0xFE]) || tail.starts_with(&[0xFE, 0xFF]));
    }

    #[test]
    fn quoted_cells_come_back_as_they_were(cells in vec("[a-z,\"\n\u{4e00}-\u{4e10}]{0,12}", 9)) {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        let mut header: Vec<String> = (0..9).map(|n| format!("列{n}")).collect();
        header.extend(["号", "类", "态", "时"].map(str::to_owned));
        writer.write_record(&header).unwrap();
        let mut row = cells.clone();
        row.extend(["1", "换货", "换货中", "2025-10-09"].map(str::to_owned));
        writer.write_record(&row).unwrap();
        let mapping = tickets().with("external_id", Source::column("号"));
        let mapping = ["order", "requested", "currency"].iter().fold(mapping, |mut m, f| { m.fields.remove(*f); m });
        let mapping = [("kind", "类"), ("status", "态"), ("created_at", "时")].iter().fold(mapping, |mut m, (field, column)| {
            m.fields.get_mut(*field).unwrap().column = Some((*column).to_owned());
            m
        });
        let read = rows(mapping, writer.into_inner().unwrap());
        let extra = &sale(&read[0]).extra;
        for (n, cell) in cells.iter().enumerate() {
            prop_assert_eq!(extra.get(&format!("列{n}")).map_or("", String::as_str), cell.trim());
        }
    }

    #[test]
    fn no_text_is_too_strange_for_a_value(text in "\\PC{0,24}", zone in -840i32..840) {
        let _ = super::super::value::time_text(&text, zone);
        let _ = super::super::value::money_decimal(&text, crate::model::money::Currency::CNY);
        let _ = super::super::value::clean(&text);
        let _ = super::super::value::is_rounded(&text);
    }

    #[test]
    fn money_written_is_money_read(minor in 0i64..=crate::model::money::MAX_MINOR) {
        use crate::model::money::{Currency, Money};
        for currency in [Currency::CNY, Currency::parse("JPY").unwrap(), Currency::parse("KWD").unwrap()] {
            let money = Money::new(minor, currency);
            let shown = money.to_string();
            let digits = shown.split(' ').next().unwrap();
            prop_assert_eq!(super::super::value::money_decimal(digits, currency), Ok(money));
        }
    }
}
