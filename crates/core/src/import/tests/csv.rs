use super::*;
use crate::lifecycle::claim_for;
use crate::model::axes::{Headline, Kind};
use crate::model::custom::CustomValue;
use crate::model::money::Money;
use crate::model::order::OrderState;
use crate::model::time::Timestamp;

#[test]
fn orders_of_several_lines_with_quotes_and_line_breaks() {
    let rows = rows(orders(), ORDERS);
    assert_eq!(rows.len(), 2);
    let first = order(&rows[0]);
    assert_eq!((first.external_id.as_str(), first.state), ("6912001", OrderState::Done));
    assert_eq!(first.paid, Money::cny(140_805));
    assert_eq!(first.lines[0].title, "卫衣, 灰色");
    assert_eq!(first.lines[0].custom["备注"], CustomValue::Text("两行\r\n备注".into()));
    assert_eq!(
        (first.lines[1].title.as_str(), first.lines[1].quantity),
        ("9\" 平板", 2)
    );
    assert_eq!(first.lines[1].paid, Money::cny(128_000));
    let ids: Vec<&str> = first.lines.iter().map(|l| l.external_id.as_str()).collect();
    assert_eq!(ids, ["1", "2"]);
    let account = first.account.as_ref().unwrap();
    assert_eq!(
        (
            account.uid.as_str(),
            account.scope.as_str(),
            account.nickname.as_deref()
        ),
        ("u1", "4463798", Some("小王"))
    );
    // The earlier of the two written times, and the later as the revision.
    assert_eq!(first.created_at, Timestamp::parse("2025-10-09 16:53:00", 480).unwrap());
    assert_eq!(fact(&rows[0]).revision, 1_760_000_000);
    // The line break inside quotes counts as a line of the file.
    assert_eq!((rows[0].line, rows[1].line), (2, 5));
    assert_eq!(order(&rows[1]).state, OrderState::Cancelled);
}

#[test]
fn a_byte_order_mark_line_feeds_and_tabs_change_nothing() {
    let plain = rows(orders(), ORDERS.replace("\"两行\r\n备注\"", "备注"));
    let marked = format!(
        "\u{feff}{}",
        ORDERS.replace("\"两行\r\n备注\"", "备注").replace("\r\n", "\n")
    );
    let items = |rows: &[Row]| rows.iter().map(|r| r.result.clone()).collect::<Vec<_>>();
    assert_eq!(items(&rows(orders(), marked.trim_end())), items(&plain));
    let mut mapping = orders();
    mapping.format = Format::Csv {
        delimiter: '\t',
        quote: '\'',
    };
    let tabs = "订单编号\t商品ID\t商品名称\t数量\t实付金额\t订单状态\t下单时间\t买家ID\t买家昵称\n=\"69\"\tS\t'a\tb'\t1\t1\t已完成\t2025-10-09\t\t\n";
    let row = &rows(mapping, tabs)[0];
    assert_eq!(
        (order(row).external_id.as_str(), order(row).lines[0].title.as_str()),
        ("69", "a\tb")
    );
}

fn order_row(edit: impl Fn(&mut Vec<&str>)) -> Row {
    let header = "订单编号,商品ID,商品名称,数量,实付金额,订单状态,下单时间,买家ID,买家昵称";
    let mut cells = vec!["69", "S1", "卫衣", "1", "128.05", "已完成", "2025-10-09", "u1", "小王"];
    edit(&mut cells);
    rows(orders(), format!("{header}\n{}\n", cells.join(","))).remove(0)
}

#[test]
fn bad_cells_name_line_column_and_field_and_quote_nothing() {
    let cases: [(usize, &str, &str); 8] = [
        (0, "", "订单编号"),
        (0, "6.91202E+17", "订单编号"),
        (1, "-", "商品ID"),
        (3, "0", "数量"),
        (4, "一百", "实付金额"),
        (4, "-128.05", "实付金额"),
        (5, "神秘状态", "订单状态"),
        (6, "2025-02-30", "下单时间"),
    ];
    for (place, text, column) in cases {
        let row = order_row(|cells| cells[place] = text);
        let error = bad(&row);
        assert_eq!((error.line, error.column.as_deref()), (2, Some(column)), "{text}");
        let shown = format!("{error:?}");
        assert!(text.len() < 2 || !shown.contains(text), "{shown}");
    }
    assert_eq!(
        order_row(|cells| cells[5] = "神秘状态").unknown_word,
        Some(("state".to_owned(), "神秘状态".to_owned()))
    );
    assert_eq!(
        bad(&order_row(|cells| cells.truncate(8))).reason,
        "the row has 8 cells, the header 9"
    );
    assert!(order_row(|cells| cells.push(" ")).result.is_ok());
    assert!(order_row(|cells| cells.push("x")).result.is_err());
}

#[test]
fn one_bad_line_spoils_its_order_and_no_other() {
    let file = ORDERS.replace("\"1,280.00\"", "abc");
    let rows = rows(orders(), file);
    assert_eq!(rows.len(), 2);
    assert_eq!(bad(&rows[0]).line, 4);
    assert_eq!(order(&rows[1]).external_id, "6912002");
}

#[test]
fn scattered_rows_are_refused_or_collected() {
    let file = format!("{ORDERS}6912001,S3,帽子,1,10,已完成,2025-10-09 16:53:20,u1,,\n");
    let refused = rows(orders(), &file);
    assert_eq!(refused.len(), 3);
    assert!(bad(&refused[2]).reason.contains("not adjacent"));
    assert_eq!(bad(&refused[2]).line, 6);
    let mut mapping = orders();
    mapping.collect = true;
    let collected = rows(mapping, &file);
    assert_eq!(collected.len(), 2);
    assert_eq!(order(&collected[0]).lines.len(), 3);
    assert_eq!(order(&collected[0]).paid, Money::cny(141_805));
}

#[test]
fn an_amount_of_the_order_is_not_taken_for_one_of_its_lines() {
    let whole = || {
        let mut mapping = orders().with("paid", Source::column("实付金额"));
        mapping.fields.remove("line_paid");
        mapping
    };
    let disagree = rows(whole(), ORDERS);
    assert!(bad(&disagree[0]).reason.contains("disagree"));
    assert_eq!(order(&disagree[1]).lines[0].paid, Money::cny(12_805));
    let agree = rows(whole(), ORDERS.replace("\"1,280.00\"", "128.05"));
    assert_eq!(bad(&agree[0]).hint.as_deref(), Some("map line_paid"));
}

const TICKETS: &str = "售后单号,订单编号,售后类型,售后状态,申请时间,退款金额,仓库备注\n\
7100,69,退货退款,退款成功,2025-10-12 09:00:00,128.05,二号仓\n\
7101,69,仅退款,待商家处理,2025-10-12 09:00:00,,\n\
7102,69,仅退款,外星状态,2025-10-12 09:00:00,1,\n";

#[test]
fn a_status_becomes_the_axes_it_stands_for() {
    let read = rows(tickets(), TICKETS);
    let first = sale(&read[0]);
    assert_eq!(first.claim, claim_for(Headline::Refunded, Kind::ReturnRefund));
    assert_eq!(
        (first.raw_status.as_str(), first.raw_type.as_deref()),
        ("退款成功", Some("退货退款"))
    );
    assert_eq!(
        (first.order.as_deref(), first.requested),
        (Some("69"), Some(Money::cny(12_805)))
    );
    assert_eq!(first.extra["仓库备注"], "二号仓");
    assert_eq!(
        sale(&read[1]).claim,
        claim_for(Headline::AwaitingSeller, Kind::RefundOnly)
    );
    assert!(sale(&read[1]).extra.is_empty() && sale(&read[1]).requested.is_none());
    assert!(first.rank > sale(&read[1]).rank);
    assert_eq!(bad(&read[2]).column.as_deref(), Some("售后状态"));

    let mut mapping = tickets();
    mapping.fields.get_mut("status").unwrap().default = Some("unknown".into());
    mapping.keep = Keep::None;
    let kept = rows(mapping, TICKETS);
    let strange = sale(&kept[2]);
    assert_eq!((strange.known, strange.raw_status.as_str()), (false, "外星状态"));
    assert_eq!(strange.claim, crate::model::claim::Claim::default());
    assert!(sale(&kept[0]).extra.is_empty());
}

#[test]
fn other_encodings_are_refused_with_advice() {
    let utf16 = Importer::new(orders(), &[0xFF, 0xFE, 0x41, 0x00][..], None).unwrap_err();
    assert!(utf16.advice().unwrap().contains("iconv"));
    let gb = Importer::new(orders(), &[0xB6, 0xA9, 0xB5, 0xA5, b'\n'][..], None).unwrap_err();
    assert!(gb.advice().unwrap().contains("GB18030"), "{gb}");
    let mut file = ORDERS.as_bytes().to_vec();
    file.extend([0xB6, 0xA9, b'\n']);
    file.extend("6912003,S1,卫衣,1,1,已完成,2025-10-10,u2,,\n".as_bytes());
    let read = rows(orders(), &file);
    assert_eq!(read.len(), 4);
    assert!(bad(&read[2]).reason.contains("UTF-8"));
    assert_eq!(order(&read[3]).external_id, "6912003");
}

#[test]
fn an_open_quote_costs_a_bounded_piece_of_the_file() {
    let good = |n| format!("{n},S1,卫衣,1,1,已完成,2025-10-10,u2,,\n");
    let many: String = (7_001..19_000).map(good).collect();
    assert!(many.len() > 2 * MAX_ROW_BYTES);
    let file = format!("{ORDERS}7000,\"S1,卫衣\n{many}");
    let read = rows(orders(), &file);
    assert!(bad(&read[2]).reason.contains("longer"));
    assert!(read[3..].iter().all(|row| row.result.is_ok()) && read.len() > 5_000);
    assert_eq!(order(&read[read.len() - 1]).external_id, "18999");
    let unclosed = rows(orders(), format!("{ORDERS}7000,\"S1"));
    assert!(bad(&unclosed[2]).reason.contains("never closed"));
}
