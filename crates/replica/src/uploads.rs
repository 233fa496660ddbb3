//! Files that wait: sent in parts, one with each request, so that a broken line or a killed app costs one part.
use aftersync_core::engine::replica::{Chunk, MAX_PART_BYTES, Uploaded};
use aftersync_core::error::Result;
use aftersync_core::json;
use aftersync_core::model::command::Act;
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::ids::{TicketId, Uid};
use aftersync_core::model::time::Timestamp;
use aftersync_core::store::BlobHash;
use rusqlite::{OptionalExtension, params};

use crate::file::{CopyFile, Kind, failed};
use crate::outbox;
use crate::replica::Replica;

impl Replica {
    /// Queues a photo or a file for a ticket, and gives the key of the command that adds it. It survives the end of the
    /// app, and goes on where it was.
    ///
    /// # Errors
    /// `Malformed` above 16 MiB; `NotFound` when the ticket is not in the copy.
    pub fn attach(
        &self,
        ticket: TicketId,
        kind: EvidenceKind,
        content: &[u8],
        note: Option<String>,
        at: Timestamp,
    ) -> Result<String> {
        let hash = BlobHash::of(content)?;
        let act = Act::Edit {
            ticket,
            add_tags: Vec::new(),
            remove_tags: Vec::new(),
            custom: Default::default(),
            issue: None,
            band: None,
            evidence: vec![Evidence {
                kind,
                url: None,
                blob: Some(hash.as_str().to_owned()),
                note,
            }],
        };
        self.with(|file| {
            file.transaction(true, || {
                let id = hash.id();
                let body = file.seal_bytes(Kind::Upload, id, content)?;
                let insert = "INSERT INTO upload(id, hash, size, parts, body) VALUES(?1, ?2, ?3, '[]', ?4)
                              ON CONFLICT(id) DO NOTHING";
                let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
                let values = params![id.0, hash.as_str(), size, body];
                file.conn.execute(insert, values).map_err(failed)?;
                outbox::queue(file, act, at, Some(id))
            })
        })
    }

    /// How many bytes of files wait to be sent, and how many of those were sent.
    ///
    /// # Errors
    /// As of every read.
    pub fn uploading(&self) -> Result<(u64, u64)> {
        self.with(|file| {
            let mut statement = file.conn.prepare("SELECT size, parts FROM upload").map_err(failed)?;
            let read = |r: &rusqlite::Row<'_>| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?));
            let mut sum = (0, 0);
            for row in statement.query_map([], read).map_err(failed)? {
                let (size, parts) = row.map_err(failed)?;
                let size = size.unsigned_abs();
                let sent = (names(&parts).iter().flatten().count() * MAX_PART_BYTES) as u64;
                sum = (sum.0 + size, sum.1 + sent.min(size));
            }
            Ok(sum)
        })
    }
}

fn names(parts: &str) -> Vec<Option<String>> {
    json::read_text(parts).unwrap_or_default()
}

/// The next part to send: the first that has no name yet; when all have one, the wish to put them together.
pub(crate) fn next(file: &CopyFile) -> Result<Option<(Chunk, Vec<u8>)>> {
    let Some((id, hash, parts)) = first(file)? else {
        return Ok(None);
    };
    let read = |r: &rusqlite::Row<'_>| r.get::<_, Vec<u8>>(0);
    let sealed = file
        .conn
        .query_row("SELECT body FROM upload WHERE id = ?1", [id.0], read)
        .map_err(failed)?;
    let content = file.unseal_bytes(Kind::Upload, id, &sealed)?;
    let names = names(&parts);
    let pieces = content.chunks(MAX_PART_BYTES);
    let missing = pieces
        .enumerate()
        .find(|(at, _)| !names.get(*at).is_some_and(Option::is_some));
    let (part, bytes) = match missing {
        Some((at, piece)) => (u32::try_from(at).ok(), piece.to_vec()),
        None => (None, Vec::new()),
    };
    let chunk = Chunk {
        file: hash,
        part,
        parts: if part.is_none() {
            names.into_iter().flatten().collect()
        } else {
            Vec::new()
        },
    };
    Ok(Some((chunk, bytes)))
}

fn first(file: &CopyFile) -> Result<Option<(Uid, String, String)>> {
    let read = |r: &rusqlite::Row<'_>| Ok((Uid(r.get(0)?), r.get(1)?, r.get(2)?));
    let sql = "SELECT id, hash, parts FROM upload ORDER BY size, id LIMIT 1";
    file.conn.query_row(sql, [], read).optional().map_err(failed)
}

/// Takes in what became of the part that was sent. `true`: there is more to send.
pub(crate) fn take(file: &CopyFile, uploaded: Option<&Uploaded>) -> Result<bool> {
    let (Some(uploaded), Some((id, _, parts))) = (uploaded, first(file)?) else {
        return Ok(false);
    };
    let mut names = names(&parts);
    match uploaded {
        Uploaded::Part { name } => {
            match names.iter_mut().find(|slot| slot.is_none()) {
                Some(slot) => *slot = Some(name.clone()),
                None => names.push(Some(name.clone())),
            }
            keep(file, id, &names)?;
        }
        Uploaded::Missing { parts } => {
            let lost = |at: usize| u32::try_from(at).is_ok_and(|at| parts.contains(&at));
            let kept = names
                .into_iter()
                .enumerate()
                .map(|(at, name)| name.filter(|_| !lost(at)));
            keep(file, id, &kept.collect::<Vec<_>>())?;
        }
        Uploaded::Whole => outbox::release(file, id, None)?,
        Uploaded::Refused { error } => outbox::release(file, id, Some(error))?,
    }
    // A command that went on is to be pushed too.
    Ok(true)
}

fn keep(file: &CopyFile, id: Uid, names: &[Option<String>]) -> Result<()> {
    let parts = serde_json::to_string(names).unwrap_or_default();
    let update = "UPDATE upload SET parts = ?2 WHERE id = ?1";
    file.conn
        .execute(update, params![id.0, parts])
        .map(|_| ())
        .map_err(failed)
}

/// Forgets a file that is there, or refused.
pub(crate) fn forget(file: &CopyFile, id: Uid) -> Result<()> {
    file.conn
        .execute("DELETE FROM upload WHERE id = ?1", [id.0])
        .map(|_| ())
        .map_err(failed)
}
