//! A disk that can lose what was not synced: pure data, no SQLite.
//!
//! A file is what was synced last, and the changes since. When the power goes, any part of those changes may have reached the
//! disk, in any order, each torn at sectors. A disk can also be full, or fail at one operation.
use std::collections::BTreeMap;

/// What a disk writes whole or not at all.
pub const SECTOR: usize = 512;

/// Numbers from a seed (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides.max(1)
    }
}

#[derive(Clone, Debug)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => put(content, *at, bytes),
            Self::Truncate(len) => content.resize(*len, 0),
        }
    }
}

fn put(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
}

/// One file.
#[derive(Clone, Debug, Default)]
struct File {
    /// What survives for sure; `None` when its name was never synced.
    durable: Option<Vec<u8>>,
    /// What programs see.
    live: Vec<u8>,
    unsynced: Vec<Change>,
}

impl File {
    fn change(&mut self, change: Change) {
        change.apply(&mut self.live);
        self.unsynced.push(change);
    }

    /// What is found after the power came back; `None` when the file is not there.
    fn after_power_cut(&self, dice: &mut Dice) -> Option<Vec<u8>> {
        let mut content = match &self.durable {
            Some(content) => content.clone(),
            None if dice.roll(2) == 0 => return None,
            None => Vec::new(),
        };
        let mut changes: Vec<&Change> = self.unsynced.iter().collect();
        for at in (1..changes.len()).rev() {
            changes.swap(at, dice.roll(at as u64 + 1) as usize);
        }
        // Nothing, a little, most or all of it.
        let quarters = dice.roll(5);
        for change in changes {
            match change {
                Change::Write { at, bytes } => {
                    for (from, sector) in sectors(*at, bytes) {
                        if dice.roll(4) < quarters {
                            put(&mut content, from, sector);
                        }
                    }
                }
                Change::Truncate(_) if dice.roll(4) < quarters => change.apply(&mut content),
                Change::Truncate(_) => {}
            }
        }
        Some(content)
    }
}

/// A write, cut where sectors begin.
fn sectors(at: usize, bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let (mut from, mut rest, mut out) = (at, bytes, Vec::new());
    while !rest.is_empty() {
        let (head, tail) = rest.split_at((SECTOR - from % SECTOR).min(rest.len()));
        out.push((from, head));
        (from, rest) = (from + head.len(), tail);
    }
    out
}

/// What an operation met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The device failed.
    Io,
    /// There is no room.
    Full,
    /// There is no such file.
    Missing,
}

/// The disk of one machine.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    files: BTreeMap<String, File>,
    /// Changing operations so far.
    pub operations: u64,
    /// The power goes at this operation, which is not done any more, and nothing after it.
    pub power_until: Option<u64>,
    /// Bytes that may still be written.
    pub room: Option<usize>,
    /// This operation fails, and those after it do not.
    pub fails_at: Option<u64>,
}

impl Disk {
    /// The same disk in a machine that is switched on again.
    pub fn after_power_cut(&self, dice: &mut Dice) -> Self {
        let survived = self.files.iter().filter_map(|(name, file)| {
            let content = file.after_power_cut(dice)?;
            let file = File {
                durable: Some(content.clone()),
                live: content,
                unsynced: Vec::new(),
            };
            Some((name.clone(), file))
        });
        Self {
            files: survived.collect(),
            ..Self::default()
        }
    }

    /// An empty disk whose power goes at that operation.
    pub fn with_power_until(operation: u64) -> Self {
        Self {
            power_until: Some(operation),
            ..Self::default()
        }
    }

    pub fn is_off(&self) -> bool {
        self.power_until.is_some_and(|until| self.operations >= until)
    }

    pub fn exists(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    pub fn len(&self, name: &str) -> usize {
        self.files.get(name).map_or(0, |file| file.live.len())
    }

    pub fn create(&mut self, name: &str) -> Result<(), Trouble> {
        if !self.exists(name) {
            self.operate()?;
            self.files.insert(name.to_owned(), File::default());
        }
        Ok(())
    }

    /// Reads what is there; the count tells how much that was.
    pub fn read(&self, name: &str, at: usize, into: &mut [u8]) -> Result<usize, Trouble> {
        if self.is_off() {
            return Err(Trouble::Io);
        }
        let file = self.files.get(name).ok_or(Trouble::Missing)?;
        let found = file.live.get(at..).unwrap_or_default();
        let count = found.len().min(into.len());
        into[..count].copy_from_slice(&found[..count]);
        Ok(count)
    }

    pub fn write(&mut self, name: &str, at: usize, bytes: &[u8]) -> Result<(), Trouble> {
        self.operate()?;
        let grows = (at + bytes.len()).saturating_sub(self.len(name));
        if let Some(room) = &mut self.room {
            *room = room.checked_sub(grows).ok_or(Trouble::Full)?;
        }
        let bytes = bytes.to_vec();
        self.file(name)?.change(Change::Write { at, bytes });
        Ok(())
    }

    pub fn truncate(&mut self, name: &str, len: usize) -> Result<(), Trouble> {
        self.operate()?;
        self.file(name)?.change(Change::Truncate(len));
        Ok(())
    }

    pub fn sync(&mut self, name: &str) -> Result<(), Trouble> {
        self.operate()?;
        let file = self.file(name)?;
        file.durable = Some(file.live.clone());
        file.unsynced.clear();
        Ok(())
    }

    pub fn delete(&mut self, name: &str) -> Result<(), Trouble> {
        self.operate()?;
        self.files.remove(name).map(drop).ok_or(Trouble::Missing)
    }

    fn file(&mut self, name: &str) -> Result<&mut File, Trouble> {
        self.files.get_mut(name).ok_or(Trouble::Missing)
    }

    fn operate(&mut self) -> Result<(), Trouble> {
        if self.is_off() {
            return Err(Trouble::Io);
        }
        self.operations += 1;
        if self.fails_at == Some(self.operations) {
            return Err(Trouble::Io);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_synced_survives_and_the_rest_may_not() {
        let mut disk = Disk::default();
        disk.create("f").unwrap();
        disk.write("f", 0, &[1; 1_024]).unwrap();
        disk.sync("f").unwrap();
        disk.write("f", 512, &[2; 1_024]).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..200 {
            let after = disk.after_power_cut(&mut Dice(seed));
            let mut content = vec![9; after.len("f")];
            after.read("f", 0, &mut content).unwrap();
            assert_eq!(&content[..512], [1; 512]);
            seen.insert((content[512], content.get(1_024).copied()));
        }
        // The second sector old or new, the third there or not: torn in every way.
        let all = [(1, None), (1, Some(2)), (2, None), (2, Some(2))];
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), all);
    }

    #[test]
    fn writes_are_cut_where_sectors_begin() {
        let cut: Vec<(usize, usize)> = sectors(500, &[0; 600]).iter().map(|(at, b)| (*at, b.len())).collect();
        assert_eq!(cut, [(500, 12), (512, 512), (1_024, 76)]);
    }

    #[test]
    fn a_disk_without_power_does_nothing() {
        let mut disk = Disk {
            power_until: Some(2),
            ..Disk::default()
        };
        disk.create("f").unwrap();
        disk.write("f", 0, b"a").unwrap();
        assert_eq!(disk.write("f", 0, b"b"), Err(Trouble::Io));
        assert_eq!(disk.read("f", 0, &mut [0]), Err(Trouble::Io));
        assert_eq!(disk.len("f"), 1);
    }
}
