use super::*;
use crate::model::command::Act;
use crate::model::conversation::{Channel, Sender};
use crate::model::custom::CustomValue;
use crate::model::customer::KeyKind;
use crate::model::money::Money;

fn mapping(document: &str) -> Mapping {
    let mapping: Mapping = serde_json::from_str(document).unwrap();
    assert_eq!(mapping.problems(), []);
    let again: Mapping = serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).unwrap();
    assert_eq!(again, mapping);
    mapping
}

#[test]
fn orders_with_their_lines_inside() {
    let mapping = mapping(
        r#"{"what": "orders", "format": {"kind": "json_lines"}, "lines_at": "/items", "fields": {
            "platform": {"column": "channel", "values": {"TikTok": "tiktok"}}, "shop": "/shop/id", "currency": "cur",
            "external_id": "id", "state": {"column": "status", "values": {"COMPLETED": "done"}},
            "created_at": {"column": "created", "read": "time_secs"}, "updated_at": {"column": "updated", "read": "time_ms"},
            "paid": {"column": "total", "read": "money_minor"},
            "line_id": "id", "sku": "sku", "title": "name", "line_paid": "/price/paid",
            "custom.weight": {"column": "grams", "read": "integer"}, "tracking_number": "parcels"}}"#,
    );
    let file = concat!(
        r#"{"channel":"TikTok","shop":{"id":7},"cur":"USD","id":9001,"status":"COMPLETED","created":1760000000,"updated":1760000005000,"total":3000,"parcels":["A1","A2"],"items":[{"id":1,"sku":"K","name":"键盘","price":{"paid":20.5},"grams":900,"colour":"red"},{"id":2,"sku":"M","name":"鼠标","price":{"paid":"9.50"},"grams":null}]}"#,
        "\n\n",
        r#"{"channel":"TikTok","shop":{"id":7},"cur":"USD","id":9002,"status":"COMPLETED","created":1760000000,"total":1,"items":{}}"#,
        "\n[1]\nnot json\n",
    );
    let read = rows(mapping, file);
    assert_eq!(read.len(), 4);
    let first = order(&read[0]);
    assert_eq!(fact(&read[0]).platform.as_str(), "tiktok");
    assert_eq!(fact(&read[0]).revision, 1_760_000_005);
    assert_eq!((first.external_id.as_str(), first.paid.minor), ("9001", 3_000));
    assert_eq!(
        first.lines[0].paid,
        Money::new(2_050, crate::model::money::Currency::USD)
    );
    assert_eq!(first.lines[0].custom["weight"], CustomValue::Integer(900));
    assert_eq!(first.lines[0].custom["colour"], CustomValue::Text("red".into()));
    assert_eq!(first.lines[1].external_id, "2");
    assert_eq!(first.parcels.len(), 2);
    assert!(bad(&read[1]).reason.contains("lines_at"));
    assert_eq!((bad(&read[2]).line, bad(&read[3]).line), (4, 5));
}

#[test]
fn customers_become_contacts() {
    let mapping = mapping(
        r#"{"what": "customers", "zone_minutes": 480, "fields": {"platform": {"constant": "app"}, "shop": {"constant": "main"},
            "buyer_id": "会员", "buyer_nickname": "昵称", "created_at": "注册时间", "phone": "手机号", "member": "会员"}}"#,
    );
    let read = rows(
        mapping,
        "会员,昵称,手机号,注册时间,生日\nm1,小王,\t13800138000,2025-10-09,5月\nm2,,-,2025-10-09,\n",
    );
    let FactBody::Contact { account, keys } = &fact(&read[0]).body else {
        panic!()
    };
    assert_eq!((account.uid.as_str(), account.scope.as_str()), ("m1", "main"));
    let kinds: Vec<_> = keys.iter().map(|k| (k.kind, k.value.as_str())).collect();
    assert_eq!(kinds, [(KeyKind::ProvenPhone, "13800138000"), (KeyKind::Member, "m1")]);
    let FactBody::Contact { keys, .. } = &fact(&read[1]).body else {
        panic!()
    };
    assert_eq!(keys.len(), 1);
}

#[test]
fn products_become_commands_whose_key_follows_their_content() {
    let mapping = mapping(
        r#"{"what": "products", "fields": {"external_id": "货号", "title": "名称", "barcode": "条码", "currency": {"constant": "CNY"},
            "custom.cost": {"column": "成本", "read": "money_decimal"}}}"#,
    );
    let put = |file: &str| match rows(mapping.clone(), file).remove(0).result.unwrap() {
        Item::Command(command) => match command.act {
            Act::PutProduct { product } => (command.key, *product),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let (key, product) = put("货号,名称,条码,成本,产地\nH1,卫衣,69001,33.30,杭州\n");
    assert_eq!(product.barcode.as_deref(), Some("69001"));
    assert_eq!(product.custom["产地"], CustomValue::Text("杭州".into()));
    assert!(matches!(product.custom["cost"], CustomValue::Money(m) if m.0 == Money::cny(3_330)));
    let (same, again) = put("产地,货号,名称,条码,成本\n杭州,H1,卫衣,69001,¥33.3\n");
    assert_eq!((same, again), (key.clone(), product.clone()));
    let (other, changed) = put("货号,名称,条码,成本,产地\nH1,卫衣,69001,33.31,杭州\n");
    assert_ne!(other, key);
    assert_eq!(changed.id, product.id);
}

#[test]
fn messages_find_their_own_id() {
    let mapping = mapping(
        r#"{"what": "messages", "format": {"kind": "json_lines"}, "fields": {"platform": {"constant": "app"}, "shop": {"constant": "main"},
            "conversation": "c", "sender": {"column": "from", "values": {"客户": "buyer", "客服": "agent"}}, "text": "t",
            "at": {"column": "ts", "read": "time_ms"}, "order": "order",
            "channel": {"constant": "form"}}}"#,
    );
    let file = "{\"c\":\"c1\",\"from\":\"客户\",\"t\":\"-\",\"ts\":1760000000000,\"order\":\"69\"}\n\
                {\"c\":\"c1\",\"from\":\"客服\",\"t\":\"-\",\"ts\":1760000000000}\n\
                {\"c\":\"c1\",\"from\":\"外星人\",\"t\":\"hi\",\"ts\":1760000000000}\n\
                {\"c\":\"c1\",\"from\":\"客服\",\"t\":{},\"ts\":1760000000000}\n";
    let read = rows(mapping, file);
    let message = |row: &Row| match &fact(row).body {
        FactBody::Message(message) => (**message).clone(),
        other => panic!("{other:?}"),
    };
    let (a, b) = (message(&read[0]), message(&read[1]));
    assert_eq!(
        (a.sender, a.channel, a.text.as_str()),
        (Sender::Buyer, Channel::Form, "-")
    );
    assert_eq!(a.about.order.as_deref(), Some("69"));
    assert_ne!(a.external_id, b.external_id);
    assert_eq!(bad(&read[2]).field.as_deref(), Some("sender"));
    assert_eq!(bad(&read[3]).field.as_deref(), Some("text"));
}
