//! What the connections of one machine share about a file: its locks, and the memory that indexes the write-ahead log.
use std::collections::BTreeMap;
use std::ops::Range;

/// How much of a file a connection has locked, in SQLite's numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(pub i32);

const SHARED: Level = Level(1);
const RESERVED: Level = Level(2);

/// What is shared about one file.
#[derive(Debug, Default)]
pub struct Shared {
    levels: BTreeMap<u64, Level>,
    /// By slot: who has it, and whether alone.
    slots: [BTreeMap<u64, bool>; 8],
    /// Never moved while the file is open: connections keep pointers into them.
    regions: Vec<Box<[u64]>>,
}

impl Shared {
    /// Raises a connection's lock; false when another one is in the way.
    pub fn lock(&mut self, who: u64, to: Level) -> bool {
        let highest_of_others = self.others(who).max().unwrap_or_default();
        let free = match to {
            SHARED => highest_of_others <= RESERVED,
            RESERVED => highest_of_others < RESERVED,
            _ => highest_of_others == Level::default(),
        };
        if free {
            self.levels.insert(who, to);
        }
        free
    }

    pub fn unlock(&mut self, who: u64, to: Level) {
        self.levels.insert(who, to);
    }

    pub fn is_reserved(&self) -> bool {
        self.levels.values().any(|level| *level >= RESERVED)
    }

    /// Takes slots of the log's index, all or none.
    pub fn take(&mut self, who: u64, slots: Range<usize>, exclusive: bool) -> bool {
        let blocks =
            |held: &BTreeMap<u64, bool>| held.iter().any(|(other, alone)| *other != who && (exclusive || *alone));
        let wanted = &mut self.slots[slots];
        if wanted.iter().any(blocks) {
            return false;
        }
        for held in wanted {
            held.insert(who, exclusive);
        }
        true
    }

    pub fn let_go(&mut self, who: u64, slots: Range<usize>) {
        for held in &mut self.slots[slots] {
            held.remove(&who);
        }
    }

    /// A connection is closed.
    pub fn leave(&mut self, who: u64) {
        self.levels.remove(&who);
        self.let_go(who, 0..8);
    }

    /// A page of shared memory; null when it is not there and is not to be made.
    pub fn region(&mut self, page: usize, size: usize, extend: bool) -> *mut u8 {
        while self.regions.len() <= page && extend {
            self.regions.push(vec![0; size / size_of::<u64>()].into_boxed_slice());
        }
        self.regions
            .get_mut(page)
            .map_or(std::ptr::null_mut(), |region| region.as_mut_ptr().cast())
    }

    pub fn forget_regions(&mut self) {
        self.regions.clear();
    }

    fn others(&self, who: u64) -> impl Iterator<Item = Level> + '_ {
        self.levels
            .iter()
            .filter(move |(other, _)| **other != who)
            .map(|(_, level)| *level)
    }
}
