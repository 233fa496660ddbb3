//! Articles of the merchant: commands that add or change a product, each with a key of its content.
use super::cells::{Bad, Cells, Got};
use super::importer::Item;
use crate::model::command::{Act, Actor, Command};
use crate::model::ids::{ProductId, Uid};
use crate::model::product::Product;

pub(super) fn item(cells: Cells<'_>) -> Got<Item> {
    let external = cells.need_id("external_id")?;
    let product = Product {
        id: ProductId(Uid::digest(&["product", &external])),
        title: cells.need("title", cells.text("title")?)?,
        merchant_code: cells.id("merchant_code")?,
        barcode: cells.id("barcode")?,
        supplier: cells.text("supplier")?,
        category: cells.text("category")?,
        custom: cells.custom()?,
        listings: Vec::new(),
        merged_into: None,
    };
    let content = serde_json::to_string(&product);
    let content = content.map_err(|_| Bad::new(cells.line, "the product cannot be written down", None))?;
    Ok(Item::Command(Box::new(Command {
        // The same content again is the same command: applied once.
        key: Some(format!("import-product-{}", Uid::digest(&[&content]))),
        expect: None,
        actor: Actor::system(),
        act: Act::PutProduct {
            product: Box::new(product),
        },
    })))
}
