//! What is chosen of the words of comments.

/// Two groups, and which comments are drawn.
#[derive(Clone, PartialEq)]
pub struct Chosen {
    /// The first group, by the name that `goodword words --compare` has for it.
    pub a: String,
    /// The one beside it.
    pub b: String,
    /// The same comments are drawn for the same one.
    pub seed: u32,
    /// Whether words are wanted at all: it takes a program of its own and a look at every comment.
    pub asked: bool,
}
