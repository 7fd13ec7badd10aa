//! What was read, ready to be read again.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use goodword_core::columns::{Filter, Row};
use goodword_core::facets::Facets;
use goodword_core::reader::SourceText;
use goodword_core::{Columns, Problem, Response, Survey, Zone};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::comment_order::Ordering;
use super::comment_search;
use super::protocol::{Comment, CommentQuery, Sort, SummaryReport};
use super::read_ranges::windows;
use super::selection::{Options, Selection};
use super::time_slice::{ROWS, TimeSlice};

/// Bytes that are read again at once; on the page's own thread less, so that it can breathe.
const WINDOW: u64 = 4 << 20;
const SLICE: u64 = 128 << 10;

/// The rows of a reading and the sources they stand in.
pub struct Archive {
    /// One row per response.
    pub columns: Columns,
    /// The bytes of each source, in the order in which they were read.
    pub sources: Vec<Blob>,
    /// How their lines are read.
    pub texts: Vec<SourceText>,
    /// The zone that days are counted by.
    pub zone: Zone,
    /// What the survey asks.
    pub survey: Option<Survey>,
    /// What can be chosen from.
    pub facets: Facets,
    /// The comments that were looked at last, in order.
    pub looked: RefCell<Option<CommentMatches>>,
}

/// Comments of what was asked for, with these words, in this order: the numbers of their rows.
pub struct CommentMatches {
    look: CommentQuery,
    rows: Rc<Vec<u32>>,
}

impl Archive {
    /// The figures of what is asked for; nothing when nobody wants them any more.
    pub async fn sum(
        &self,
        selection: &Options,
        time_slice: &TimeSlice,
        wanted: &impl Fn() -> bool,
    ) -> Result<Option<SummaryReport>, Problem> {
        let query = Selection::read(selection)?.query(&self.facets);
        let mut summing = self.columns.summary_builder(&query, &self.zone)?;
        while summing.count(ROWS) {
            time_slice.rest().await;
            if !wanted() {
                return Ok(None);
            }
        }
        let summary = summing.finish(self.survey.as_ref()).json();
        let options = query.options().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(Some(SummaryReport::new(selection.clone(), options, summary)))
    }

    /// How many comments there are, and those in sight; nothing when nobody wants them any more.
    pub async fn comments(
        &self,
        look: &CommentQuery,
        time_slice: &TimeSlice,
        wanted: &impl Fn() -> bool,
    ) -> Result<Option<(u64, Vec<Comment>)>, JsValue> {
        let Some(rows) = self.looked(look, time_slice, wanted).await? else { return Ok(None) };
        let mut comments = Vec::new();
        for at in rows.iter().skip(look.from).take(look.count) {
            let Some(row) = self.columns.row(usize::try_from(*at).unwrap_or(usize::MAX)) else { continue };
            let bytes = self.bytes(row.source, row.offset, row.offset + u64::from(row.len)).await?;
            let bytes = bytes.to_vec();
            let question = look.question.as_deref();
            comments.extend(self.text(row.source, &bytes).and_then(|text| self.comment(&text, question)));
            if !wanted() {
                return Ok(None);
            }
        }
        Ok(Some((u64::try_from(rows.len()).unwrap_or(u64::MAX), comments)))
    }

    /// The rows that are looked at, found again where they were looked at before.
    async fn looked(
        &self,
        look: &CommentQuery,
        time_slice: &TimeSlice,
        wanted: &impl Fn() -> bool,
    ) -> Result<Option<Rc<Vec<u32>>>, JsValue> {
        if let Some(looked) = self.looked.borrow().as_ref().filter(|one| one.look.is_alike(look)) {
            return Ok(Some(looked.rows.clone()));
        }
        let mut filter = Selection::read(&look.selection).map(|selection| selection.filter).unwrap_or_default();
        let question = look.question.as_deref();
        if question.is_none() {
            if filter.comment == Some(false) {
                return Ok(Some(Rc::default()));
            }
            filter.comment = Some(true);
        }
        let mut numbers = self.numbers(&filter, time_slice).await?;
        let words = comment_search::words(&look.search);
        // Of a comment it is known whether there is one; of other texts only their lines tell.
        if !words.is_empty() || question.is_some() {
            numbers = self.matching(&numbers, (question, &words), time_slice, wanted).await?;
        }
        let rows = Rc::new(self.ordered(&numbers, look.sort, time_slice).await);
        if !wanted() {
            return Ok(None);
        }
        *self.looked.borrow_mut() = Some(CommentMatches { look: look.clone(), rows: rows.clone() });
        Ok(Some(rows))
    }

    /// The numbers of the rows that are asked for.
    pub async fn numbers(&self, filter: &Filter, time_slice: &TimeSlice) -> Result<Vec<u32>, JsValue> {
        let (mut numbers, rows) = (Vec::new(), self.columns.rows());
        for from in (0..rows).step_by(ROWS) {
            let part = from..from.saturating_add(ROWS).min(rows);
            numbers.extend(self.columns.numbers_in(filter, &self.zone, part).map_err(refused)?);
            time_slice.rest().await;
        }
        Ok(numbers)
    }

    /// Rows by their numbers.
    pub fn rows<'a>(&'a self, numbers: &'a [u32]) -> impl Iterator<Item = Row<'a>> {
        numbers.iter().filter_map(|at| self.columns.row(usize::try_from(*at).ok()?))
    }

    async fn ordered(&self, numbers: &[u32], sort: Sort, time_slice: &TimeSlice) -> Vec<u32> {
        let mut ordering = Ordering::new(sort);
        for part in numbers.chunks(ROWS) {
            ordering.take(part.iter().copied().zip(self.rows(part)));
            time_slice.rest().await;
        }
        while ordering.merge(ROWS) {
            time_slice.rest().await;
        }
        ordering.finish()
    }

    /// The numbers of the rows whose comment, or answer to a question, has all these words.
    async fn matching(
        &self,
        numbers: &[u32],
        (question, words): (Option<&str>, &[String]),
        time_slice: &TimeSlice,
        wanted: &impl Fn() -> bool,
    ) -> Result<Vec<u32>, JsValue> {
        let (mut found, mut left) = (Vec::new(), numbers.iter());
        for window in windows(self.rows(numbers), Self::window(time_slice)) {
            let bytes = self.bytes(window.source, window.start, window.end).await?.to_vec();
            let hits = window.lines(&bytes).zip(left.by_ref().take(window.rows.len()));
            found.extend(
                hits.filter(|(line, _)| {
                    self.text(window.source, line).is_some_and(|line| comment_search::has(&line, question, words))
                })
                .map(|(_, at)| *at),
            );
            if !wanted() {
                break;
            }
            time_slice.rest().await;
        }
        Ok(found)
    }

    /// A line of a source as the JSON text of its response.
    pub fn text<'a>(&self, source: usize, line: &'a [u8]) -> Option<Cow<'a, str>> {
        self.texts.get(source)?.text(line)
    }

    /// The line of a row.
    pub async fn line(&self, row: u32) -> Result<Option<String>, JsValue> {
        let Some(row) = self.columns.row(usize::try_from(row).unwrap_or(usize::MAX)) else { return Ok(None) };
        let bytes = self.bytes(row.source, row.offset, row.offset + u64::from(row.len)).await?.to_vec();
        Ok(self.text(row.source, &bytes).map(Cow::into_owned))
    }

    /// The comment of a response, or its answer to a question of the owner's own.
    pub fn comment(&self, line: &str, question: Option<&str>) -> Option<Comment> {
        Comment::of(Response::parse(line).ok()?, question, &self.zone)
    }

    /// Some bytes of a source.
    #[allow(clippy::cast_precision_loss, reason = "offsets are below 2^53")]
    pub async fn bytes(&self, source: usize, start: u64, end: u64) -> Result<Uint8Array, JsValue> {
        let source = self.sources.get(source).ok_or(JsValue::UNDEFINED)?;
        let slice = source.slice_with_f64_and_f64(start as f64, end as f64)?;
        JsFuture::from(slice.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer))
    }

    /// How many bytes are read again at once.
    pub fn window(time_slice: &TimeSlice) -> u64 {
        if time_slice.on_page { SLICE } else { WINDOW }
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn refused(problem: Problem) -> JsValue {
    problem.to_text().into()
}
