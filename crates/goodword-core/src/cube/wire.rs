//! A cube as JSON: only the cells that are not empty, each `[empathy, promise, recommend, n]`, `null` = no answer.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{Cell, Cube};
use crate::{Empathy, Problem, Promise, Recommend};

impl Serialize for Cube {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.cells().map(|((empathy, promise, recommend), n)| (empathy, promise, recommend, n)))
    }
}

type Entry<'a> = (Option<i64>, Option<std::borrow::Cow<'a, str>>, Option<i64>, u64);

fn cell((empathy, promise, recommend, n): Entry<'_>) -> Result<(Cell, u64), Problem> {
    let empathy = empathy.map(Empathy::new).transpose()?;
    let promise = promise.as_deref().map(Promise::parse).transpose()?;
    let recommend = recommend.map(Recommend::new).transpose()?;
    Ok(((empathy, promise, recommend), n))
}

impl<'de> Deserialize<'de> for Cube {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut cube = Self::default();
        for entry in Vec::<Entry<'de>>::deserialize(deserializer)? {
            let (cell, n) = cell(entry).map_err(D::Error::custom)?;
            cube.add(cell, n);
        }
        Ok(cube)
    }
}

impl fmt::Debug for Cube {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.cells()).finish()
    }
}
