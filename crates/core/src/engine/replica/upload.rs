//! Files in parts: each part is kept under its own name, so that a broken line costs one part. Nothing else is remembered.
use crate::error::{Error, ErrorRecord, Result};
use crate::limits::MAX_BLOB_BYTES;
use crate::model::ids::Tenant;
use crate::store::{BlobHash, BlobStore};

use super::protocol::{Chunk, MAX_PART_BYTES, Uploaded};

/// What stands before the bytes of a part, so that a part is never taken for a file.
const PART: &[u8] = b"aftersync part\0";

/// Takes a part, or puts the parts together.
pub(super) fn take(blobs: &dyn BlobStore, tenant: &Tenant, chunk: &Chunk, bytes: &[u8]) -> Result<Uploaded> {
    let whole = BlobHash::parse(&chunk.file).ok_or_else(|| Error::malformed("this is no hash of a file"))?;
    if blobs.get(tenant, &whole)?.is_some() {
        return Ok(Uploaded::Whole);
    }
    match chunk.part {
        Some(_) => {
            if bytes.is_empty() || bytes.len() > MAX_PART_BYTES {
                return Err(Error::malformed("a part has 1 byte to 256 KiB"));
            }
            let name = blobs.put(tenant, &[PART, bytes].concat())?;
            Ok(Uploaded::Part {
                name: name.as_str().to_owned(),
            })
        }
        None => join(blobs, tenant, &whole, &chunk.parts),
    }
}

fn join(blobs: &dyn BlobStore, tenant: &Tenant, whole: &BlobHash, parts: &[String]) -> Result<Uploaded> {
    if parts.len() > MAX_BLOB_BYTES / MAX_PART_BYTES {
        return Err(Error::malformed("the file is too large"));
    }
    let (mut content, mut missing, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for (at, name) in (0..).zip(parts) {
        let hash = BlobHash::parse(name).ok_or_else(|| Error::malformed("this is no name of a part"))?;
        match blobs
            .get(tenant, &hash)?
            .as_deref()
            .and_then(|kept| kept.strip_prefix(PART))
        {
            Some(bytes) => content.extend_from_slice(bytes),
            None => missing.push(at),
        }
        names.push(hash);
    }
    if !missing.is_empty() {
        return Ok(Uploaded::Missing { parts: missing });
    }
    if BlobHash::of(&content)? != *whole {
        return Err(Error::malformed("the parts are not those of the file"));
    }
    blobs.put(tenant, &content)?;
    for name in &names {
        blobs.delete(tenant, name)?;
    }
    Ok(Uploaded::Whole)
}

/// What a failure is called in an answer.
pub(super) fn refused(error: &Error) -> Uploaded {
    Uploaded::Refused {
        error: ErrorRecord::from(error),
    }
}
