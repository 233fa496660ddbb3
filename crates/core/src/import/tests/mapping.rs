use super::*;

fn problems(mapping: &Mapping) -> Vec<(String, String)> {
    let found = mapping.problems().into_iter();
    found.map(|p| (p.field.unwrap_or_default(), p.reason)).collect()
}

#[test]
fn every_fault_is_told_before_a_row_is_read() {
    let mut mapping = orders();
    mapping.fields.remove("shop");
    mapping.fields.remove("currency");
    mapping.fields.insert("colour".into(), Source::column("颜色"));
    mapping
        .fields
        .get_mut("state")
        .unwrap()
        .values
        .insert("好".into(), "finished".into());
    mapping.fields.get_mut("created_at").unwrap().read = Some(Read::MoneyMinor);
    mapping.fields.insert("room".into(), Source::default());
    mapping.fields.get_mut("quantity").unwrap().default = Some("one".into());
    mapping.zone_minutes = 100_000;
    mapping.lines_at = Some("/items".into());
    let found = problems(&mapping);
    let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "",
            "",
            "shop",
            "colour",
            "created_at",
            "quantity",
            "room",
            "state",
            "currency"
        ],
        "{found:?}"
    );
    let e = Importer::new(mapping, ORDERS.as_bytes(), None).unwrap_err();
    assert_eq!(e.kind(), crate::ErrorKind::Config);
    assert!(e.to_string().contains("finished") && e.to_string().contains("colour"));
}

#[test]
fn a_mapping_must_fit_the_columns_of_the_file() {
    let mapping = orders().with("room", Source::column("直播间"));
    assert_eq!(mapping.problems(), []);
    let e = Importer::new(mapping, ORDERS.as_bytes(), None).unwrap_err();
    assert!(
        e.to_string().contains("直播间") && e.to_string().contains("买家ID"),
        "{e}"
    );
    let twice = ORDERS.replacen("商品名称", "商品ID", 1);
    let e = Importer::new(orders(), twice.as_bytes(), None).unwrap_err();
    assert!(e.to_string().contains("stands there 2 times"), "{e}");
}

#[test]
fn documents_are_read_strictly() {
    let wrong = [
        r#"{"what": "orders", "fields": {"sku": {"colum": "a"}}}"#,
        r#"{"what": "orders", "fields": {"sku": 5}}"#,
        r#"{"what": "orders", "fields": {}, "zone": 8}"#,
        r#"{"what": "invoices", "fields": {}}"#,
        r#"{"what": "orders", "fields": {"sku": {"column": "a", "read": "float"}}}"#,
    ];
    for document in wrong {
        assert!(serde_json::from_str::<Mapping>(document).is_err(), "{document}");
    }
    let short: Mapping = serde_json::from_str(r#"{"what": "orders", "fields": {"sku": "商品ID"}}"#).unwrap();
    assert_eq!(short.fields["sku"], Source::column("商品ID"));
    let schema = serde_json::to_string(&schemars::schema_for!(Mapping)).unwrap();
    assert!(schema.contains("money_decimal") && schema.contains("lines_at"));
}

#[test]
fn guesses_from_usual_exports() {
    let header = |names: &str| names.split(',').map(str::to_owned).collect::<Vec<_>>();
    let column = |m: &Mapping, field: &str| m.fields.get(field).and_then(|s| s.column.clone()).unwrap_or_default();
    let orders = Mapping::guess(
        &header(
            "主订单编号,子订单编号,商品ID,选购商品,商品数量,商家编码,商品金额(元),订单应付金额(元),订单提交时间,订单状态,达人昵称,收货地址",
        ),
        What::Orders,
    );
    assert_eq!(column(&orders, "external_id"), "主订单编号");
    assert_eq!(column(&orders, "line_id"), "子订单编号");
    assert_eq!(column(&orders, "paid"), "订单应付金额(元)");
    assert_eq!(column(&orders, "host_name"), "达人昵称");
    let missing: Vec<_> = orders.problems().into_iter().filter_map(|p| p.field).collect();
    assert_eq!(missing, ["platform", "shop"]);
    let tickets = Mapping::guess(
        &header("售后单号,订单编号,售后类型,售后状态,退款金额,申请时间,买家昵称"),
        What::Tickets,
    );
    assert_eq!(column(&tickets, "requested"), "退款金额");
    assert_eq!(tickets.fields["status"].values["已退款"], "refunded");
    let english = Mapping::guess(
        &header("Order ID,SKU,Qty,Order Status,Created At,Payment,Platform,Shop ID,Currency"),
        What::Orders,
    );
    assert_eq!(english.problems(), []);
    let nothing = Mapping::guess(&[], What::Messages);
    assert!(nothing.fields.is_empty());
}

#[test]
fn guessed_words_and_fields_are_all_ours() {
    use super::super::guess::{all_names, all_words};
    for what in What::ALL {
        for field in all_names(*what) {
            let known = What::ALL.iter().any(|w| targets(*w).iter().any(|t| t.name == field));
            assert!(known, "{field}");
        }
        for target in targets(*what) {
            for (_, word) in all_words(target) {
                assert!(
                    matches!(target.shape, Shape::Word(v) if v.has(word)) || target.name == "platform",
                    "{word}"
                );
            }
        }
    }
}
