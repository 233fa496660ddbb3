//! Which parts of a document are left out, and where the others stand in it.
use std::collections::BTreeMap;

/// One step into a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// A field of an object.
    Field(String),
    /// A place of a list.
    Place(usize),
}

/// What is left out of a value: all of it, or parts.
#[derive(Debug, Default)]
pub(super) struct Gone {
    all: bool,
    parts: BTreeMap<Step, Gone>,
}

impl Gone {
    /// Leaves out what stands there.
    pub fn leave_out(&mut self, place: &[Step]) {
        let mut at = self;
        for step in place {
            at = at.parts.entry(step.clone()).or_default();
        }
        at.all = true;
    }

    /// Whether all of it is left out.
    pub fn is_all(&self) -> bool {
        self.all
    }

    /// What is left out of a field.
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self.parts.is_empty() {
            true => None,
            false => self.parts.get(&Step::Field(name.to_owned())),
        }
    }

    /// What is left out of a place of a list.
    pub fn place(&self, at: usize) -> Option<&Self> {
        self.parts.get(&Step::Place(at))
    }

    /// Whether something right in it is left out whole.
    pub fn lacks_any(&self) -> bool {
        self.parts.values().any(|part| part.all)
    }

    /// Whether something of a list in it is left out whole.
    fn lacks_place(&self) -> bool {
        let place = |(step, part): (&Step, &Self)| match step {
            Step::Place(_) => part.all || part.lacks_place(),
            Step::Field(_) => part.lacks_place(),
        };
        self.parts.iter().any(place)
    }

    /// Where in the list that was written stands what is at this place without those that were left out.
    fn written_at(&self, place: usize) -> usize {
        let mut at = place;
        for (step, part) in &self.parts {
            if let Step::Place(left_out) = step
                && part.all
                && *left_out <= at
            {
                at += 1;
            }
        }
        at
    }

    /// The path in the document as it was written of what has this path in what was read. Nothing for what was left out itself
    /// and for a list that lost some: what is said there may be of the rest only.
    pub fn back(&self, path: &str) -> Option<String> {
        let mut out = String::with_capacity(path.len());
        let mut at = Some(self);
        for step in steps(path) {
            match step {
                Read::Field(name) => {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    out.push_str(name);
                    at = at.and_then(|gone| gone.field(name));
                }
                Read::Place(place) => {
                    let place = at.map_or(place, |gone| gone.written_at(place));
                    out.push_str(&format!("[{place}]"));
                    at = at.and_then(|gone| gone.place(place));
                }
            }
            if at.is_some_and(Self::is_all) {
                return None;
            }
        }
        (!at.is_some_and(Self::lacks_place)).then_some(out)
    }
}

/// A step of a path that is written.
enum Read<'p> {
    Field(&'p str),
    Place(usize),
}

/// The steps of a path such as `rules[3].when.all[1]`.
fn steps(path: &str) -> impl Iterator<Item = Read<'_>> {
    path.split('.').flat_map(|part| {
        let (name, places) = part
            .split_once('[')
            .map_or((part, None), |(name, rest)| (name, Some(rest)));
        let places = places.into_iter().flat_map(|rest| rest.split('['));
        let places = places.filter_map(|place| place.strip_suffix(']')?.parse().ok());
        let name = Some(name).filter(|name| !name.is_empty()).map(Read::Field);
        name.into_iter().chain(places.map(Read::Place))
    })
}
