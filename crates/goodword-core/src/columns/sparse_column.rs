//! One more value for each row, kept only where rows have one.

/// Rows whose values stand together.
const BLOCK: usize = 4_096;

/// Values by row; what was never set is the default one. A block of rows without values takes no memory.
#[derive(Debug, Clone, Default)]
pub struct SparseColumn<T> {
    blocks: Vec<Option<Box<[T]>>>,
}

impl<T: Copy + Default + PartialEq> SparseColumn<T> {
    /// The value of a row.
    pub fn get(&self, row: usize) -> T {
        let block = self.blocks.get(row / BLOCK).and_then(Option::as_ref);
        block.and_then(|block| block.get(row % BLOCK)).copied().unwrap_or_default()
    }

    /// Keeps the value of a row.
    pub fn set(&mut self, row: usize, value: T) {
        if value == T::default() && self.get(row) == value {
            return;
        }
        if self.blocks.len() <= row / BLOCK {
            self.blocks.resize(row / BLOCK + 1, None);
        }
        if let Some(block) = self.blocks.get_mut(row / BLOCK) {
            let block = block.get_or_insert_with(|| vec![T::default(); BLOCK].into_boxed_slice());
            block.iter_mut().skip(row % BLOCK).take(1).for_each(|place| *place = value);
        }
    }

    /// Bytes allotted.
    pub fn bytes(&self) -> usize {
        self.blocks.capacity() * size_of::<Option<Box<[T]>>>()
            + self.blocks.iter().flatten().count() * BLOCK * size_of::<T>()
    }
}
