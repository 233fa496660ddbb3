//! One article across shops: listings join by merchant code or barcode; titles only suggest.
use crate::model::ids::{ListingId, Platform, ProductId, ShopId, Uid};
use crate::model::order::{OrderLine, OrderSnapshot};
use crate::model::product::{JoinedBy, Listing, Product, ProductCode};
use crate::store::Record;

use super::super::draft::Draft;
use super::{Rule, stock};

/// The key under which a code finds its product.
pub fn code_key(kind: &str, code: &str) -> Uid {
    Uid::digest(&[kind, &code.trim().to_uppercase()])
}

/// The codes of a line, by which it finds its product.
pub(super) fn codes(line: &OrderLine) -> Vec<(Uid, JoinedBy)> {
    let code = line.merchant_code.as_deref().filter(|c| !c.trim().is_empty());
    let bar = line.barcode.as_deref().filter(|c| !c.trim().is_empty());
    let code = code.map(|c| (code_key("code", c), JoinedBy::MerchantCode));
    let bar = bar.map(|c| (code_key("barcode", c), JoinedBy::Barcode));
    code.into_iter().chain(bar).collect()
}

/// The product of every line, joining and opening products as needed.
pub(super) fn join(
    draft: &mut Draft<'_>,
    platform: &Platform,
    shop: &ShopId,
    o: &OrderSnapshot,
) -> Rule<Vec<ProductId>> {
    let listing = |l: &OrderLine| ListingId::of(platform, shop, &l.sku);
    draft.want(o.lines.iter().flat_map(|l| {
        let codes = codes(l).into_iter().map(|(key, _)| ProductCode::key(key));
        codes.chain([Listing::key(listing(l).0)]).collect::<Vec<_>>()
    }))?;
    o.lines
        .iter()
        .map(|l| one(draft, platform, shop, listing(l), l))
        .collect()
}

fn one(draft: &mut Draft<'_>, platform: &Platform, shop: &ShopId, id: ListingId, line: &OrderLine) -> Rule<ProductId> {
    let mut found: Vec<(ProductId, JoinedBy)> = Vec::new();
    let known = draft.get::<Listing>(id)?.cloned();
    if let Some(l) = &known {
        found.push((root(draft, l.product)?, l.joined_by));
    }
    let codes = codes(line);
    for (key, by) in &codes {
        if let Some(code) = draft.get::<ProductCode>(*key)?.copied_product() {
            found.push((root(draft, code)?, *by));
        }
    }
    let product = match found.iter().map(|(p, _)| *p).min() {
        Some(survivor) => {
            for (other, _) in &found {
                merge(draft, survivor, *other)?;
            }
            survivor
        }
        None => open(draft, line),
    };
    for (key, _) in &codes {
        if draft.get::<ProductCode>(*key)?.copied_product() != Some(product) {
            draft.put(*key, ProductCode { product });
        }
    }
    if known.as_ref().is_none_or(|l| l.product != product) {
        let joined_by = known.as_ref().map(|l| l.joined_by).or(found.first().map(|(_, by)| *by));
        let listing = Listing {
            platform: platform.clone(),
            shop: shop.clone(),
            sku: line.sku.clone(),
            title: line.title.clone(),
            product,
            joined_by: joined_by.unwrap_or(JoinedBy::First),
        };
        draft.put(id, listing);
        if let Some(mut row) = draft.get::<Product>(product)?.cloned()
            && !row.listings.contains(&id)
        {
            row.listings.push(id);
            row.listings.sort_unstable();
            draft.put(product, row);
        }
    }
    Ok(product)
}

fn open(draft: &mut Draft<'_>, line: &OrderLine) -> ProductId {
    let id = ProductId(draft.mint());
    draft.put(
        id,
        Product {
            id,
            title: line.title.clone(),
            merchant_code: line.merchant_code.clone(),
            barcode: line.barcode.clone(),
            supplier: line.supplier.clone(),
            category: None,
            custom: Default::default(),
            listings: Vec::new(),
            merged_into: None,
        },
    );
    id
}

/// The product that lives on where this one was merged.
pub(super) fn root(draft: &Draft<'_>, id: ProductId) -> Rule<ProductId> {
    let mut at = id;
    for _ in 0..64 {
        match draft.get::<Product>(at)?.and_then(|p| p.merged_into) {
            Some(next) => at = next,
            None => break,
        }
    }
    Ok(at)
}

/// Makes two products one: a redirect, so that what names the other stays true.
pub(super) fn merge(draft: &mut Draft<'_>, survivor: ProductId, gone: ProductId) -> Rule<()> {
    if survivor == gone {
        return Ok(());
    }
    let (Some(mut into), Some(mut from)) = (
        draft.get::<Product>(survivor)?.cloned(),
        draft.get::<Product>(gone)?.cloned(),
    ) else {
        return Ok(());
    };
    stock::merge(draft, survivor, gone)?;
    into.listings.append(&mut from.listings);
    into.listings.sort_unstable();
    into.listings.dedup();
    into.merchant_code = into.merchant_code.or(from.merchant_code.take());
    into.barcode = into.barcode.or(from.barcode.take());
    into.supplier = into.supplier.or(from.supplier.take());
    into.category = into.category.or(from.category.take());
    for (name, value) in std::mem::take(&mut from.custom) {
        into.custom.entry(name).or_insert(value);
    }
    from.merged_into = Some(survivor);
    draft.put(survivor, into);
    draft.put(gone, from);
    Ok(())
}

trait CopiedProduct {
    fn copied_product(self) -> Option<ProductId>;
}

impl CopiedProduct for Option<&ProductCode> {
    fn copied_product(self) -> Option<ProductId> {
        self.map(|c| c.product)
    }
}
