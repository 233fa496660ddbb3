mod csv;
mod json;
mod mapping;
mod page;
mod resume;
mod robust;

use super::*;
use crate::model::aftersale::AfterSale;
use crate::model::fact::{Fact, FactBody};
use crate::model::order::OrderSnapshot;

pub(super) const ORDERS: &str = "订单编号,商品ID,商品名称,数量,实付金额,订单状态,下单时间,买家ID,买家昵称,备注\r\n\
6912001,\"S1\",\"卫衣, 灰色\",1,128.05,已完成,2025-10-09 16:53:20,u1,小王,\"两行\r\n备注\"\r\n\
6912001,S2,\"9\"\" 平板\",2,\"1,280.00\",已完成,2025/10/9 16:53,u1,小王,\r\n\
6912002,S1,卫衣,1,128.05,交易关闭,2025-10-10,u2,,\r\n";

pub(super) fn orders() -> Mapping {
    let header = [
        "订单编号",
        "商品ID",
        "商品名称",
        "数量",
        "订单状态",
        "下单时间",
        "买家ID",
        "买家昵称",
    ]
    .map(str::to_owned);
    Mapping::guess(&header, What::Orders)
        .with("platform", Source::constant("douyin"))
        .with("shop", Source::constant("4463798"))
        .with("line_paid", Source::column("实付金额"))
}

pub(super) fn tickets() -> Mapping {
    let header = ["售后单号", "订单编号", "售后类型", "售后状态", "申请时间", "退款金额"].map(str::to_owned);
    Mapping::guess(&header, What::Tickets)
        .with("platform", Source::constant("douyin"))
        .with("shop", Source::constant("4463798"))
}

pub(super) fn rows(mapping: Mapping, file: impl AsRef<[u8]>) -> Vec<Row> {
    Importer::new(mapping, file.as_ref(), None)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

pub(super) fn fact(row: &Row) -> &Fact {
    match &row.result {
        Ok(Item::Fact(fact)) => fact,
        other => panic!("no fact: {other:?}"),
    }
}

pub(super) fn order(row: &Row) -> &OrderSnapshot {
    match &fact(row).body {
        FactBody::Order(order) => order,
        other => panic!("no order: {other:?}"),
    }
}

pub(super) fn sale(row: &Row) -> &AfterSale {
    match &fact(row).body {
        FactBody::AfterSale(sale) => sale,
        other => panic!("no after-sale: {other:?}"),
    }
}

pub(super) fn bad(row: &Row) -> &RowError {
    row.result.as_ref().unwrap_err()
}
