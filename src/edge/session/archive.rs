//! What was read, ready to be read again.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use goodword_core::columns::{Filter, Row};
use goodword_core::csv::Header;
use goodword_core::{Columns, Empathy, Problem, Recommend, Response, Survey, Zone};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::edge::stream;
use crate::results::asked::{Asked, Options};
use crate::results::facets::Facets;
use crate::results::message::{Comment, Look, Sort, Sum};
use crate::results::order::ordered;
use crate::results::said;
use crate::results::window::windows;

/// Bytes that are read again at once; on the page's own thread less, so that it can breathe.
const WINDOW: u64 = 4 << 20;
const SLICE: u64 = 256 << 10;

/// The rows of a reading and the sources they stand in.
pub struct Archive {
    /// One row per response.
    pub columns: Columns,
    /// The bytes of each source, in the order in which they were read.
    pub sources: Vec<Blob>,
    /// The columns of those that are CSV.
    pub headers: Vec<Option<Header>>,
    /// The zone that days are counted by.
    pub zone: Zone,
    /// What the survey asks.
    pub survey: Option<Survey>,
    /// What can be chosen from.
    pub facets: Facets,
    /// The comments that were looked at last, in order.
    pub looked: RefCell<Option<Looked>>,
}

/// Comments of what was asked for, with these words, in this order: the numbers of their rows.
pub struct Looked {
    asked: Options,
    search: String,
    sort: Sort,
    rows: Rc<Vec<u32>>,
}

impl Archive {
    /// The figures of what is asked for.
    pub fn sum(&self, asked: &Options) -> Result<Sum, Problem> {
        let query = Asked::read(asked)?.query(&self.facets);
        let summary = self.columns.summary(&query, &self.zone, self.survey.as_ref())?.json();
        let options = query.options().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(Sum { asked: asked.clone(), options, summary })
    }

    /// How many comments there are, and those in sight; nothing when nobody wants them any more.
    pub async fn comments(
        &self,
        look: &Look,
        on_page: bool,
        wanted: impl Fn() -> bool,
    ) -> Result<Option<(u64, Vec<Comment>)>, JsValue> {
        let Some(rows) = self.looked(look, on_page, &wanted).await? else { return Ok(None) };
        let mut comments = Vec::new();
        for at in rows.iter().skip(look.from).take(look.count) {
            let Some(row) = self.columns.row(usize::try_from(*at).unwrap_or(usize::MAX)) else { continue };
            let bytes = self.bytes(row.source, row.offset, row.offset + u64::from(row.len)).await?;
            let bytes = bytes.to_vec();
            comments.extend(self.text(row.source, &bytes).and_then(|text| self.comment(&text)));
            if !wanted() {
                return Ok(None);
            }
        }
        Ok(Some((u64::try_from(rows.len()).unwrap_or(u64::MAX), comments)))
    }

    /// The rows that are looked at, found again where they were looked at before.
    async fn looked(
        &self,
        look: &Look,
        on_page: bool,
        wanted: &impl Fn() -> bool,
    ) -> Result<Option<Rc<Vec<u32>>>, JsValue> {
        let same = |one: &&Looked| one.asked == look.asked && one.search == look.search && one.sort == look.sort;
        if let Some(looked) = self.looked.borrow().as_ref().filter(same) {
            return Ok(Some(looked.rows.clone()));
        }
        let mut filter = Asked::read(&look.asked).map(|asked| asked.filter).unwrap_or_default();
        if filter.comment == Some(false) {
            return Ok(Some(Rc::default()));
        }
        filter.comment = Some(true);
        let rows = match said::words(&look.search) {
            words if words.is_empty() => {
                let rows = self.columns.numbered(&filter, &self.zone).map_err(refused)?;
                ordered(rows, look.sort)
            }
            words => match self.found(&filter, &words, on_page, wanted).await? {
                Some(found) => ordered(found.iter().filter_map(|at| Some((*at, self.columns.row(*at)?))), look.sort),
                None => return Ok(None),
            },
        };
        let (rows, search) = (Rc::new(rows), look.search.clone());
        *self.looked.borrow_mut() =
            Some(Looked { asked: look.asked.clone(), search, sort: look.sort, rows: rows.clone() });
        Ok(Some(rows))
    }

    /// The numbers of the rows whose comment has all these words.
    async fn found(
        &self,
        filter: &Filter,
        words: &[String],
        on_page: bool,
        wanted: &impl Fn() -> bool,
    ) -> Result<Option<Vec<usize>>, JsValue> {
        let numbered: Vec<_> = self.columns.numbered(filter, &self.zone).map_err(refused)?.map(|(at, _)| at).collect();
        let rows = numbered.iter().filter_map(|at| self.columns.row(*at));
        let (mut found, mut numbers) = (Vec::new(), numbered.iter());
        for window in windows(rows, if on_page { SLICE } else { WINDOW }) {
            let bytes = self.bytes(window.source, window.start, window.end).await?.to_vec();
            let hits = window.lines(&bytes).zip(numbers.by_ref().take(window.rows.len()));
            found.extend(
                hits.filter(|(line, _)| self.text(window.source, line).is_some_and(|line| said::has(&line, words)))
                    .map(|(_, at)| *at),
            );
            if !wanted() {
                return Ok(None);
            }
            if on_page {
                stream::breathe().await;
            }
        }
        Ok(Some(found))
    }

    /// A line of a source as the JSON text of its response.
    pub fn text<'a>(&self, source: usize, line: &'a [u8]) -> Option<Cow<'a, str>> {
        let line = std::str::from_utf8(line).ok()?;
        match self.headers.get(source) {
            Some(Some(header)) => header.json(line).ok().map(Cow::Owned),
            _ => Some(Cow::Borrowed(line)),
        }
    }

    fn comment(&self, line: &str) -> Option<Comment> {
        let response = Response::parse(line).ok()?;
        let answers = response.answers;
        Some(Comment {
            day: self.zone.day(response.submitted_at.unix_ms()),
            text: answers.comment?.as_str().to_owned(),
            empathy: answers.empathy.map(Empathy::score),
            recommend: answers.recommend.map(Recommend::score),
            promise: answers.promise,
        })
    }

    /// The rows that are asked for, in the order in which they were read.
    pub fn matching<'a>(&'a self, filter: &'a Filter) -> Result<impl Iterator<Item = Row<'a>> + 'a, JsValue> {
        self.columns.matching(filter, &self.zone).map_err(refused)
    }

    /// Some bytes of a source.
    #[allow(clippy::cast_precision_loss, reason = "offsets are below 2^53")]
    pub async fn bytes(&self, source: usize, start: u64, end: u64) -> Result<Uint8Array, JsValue> {
        let source = self.sources.get(source).ok_or(JsValue::UNDEFINED)?;
        let slice = source.slice_with_f64_and_f64(start as f64, end as f64)?;
        JsFuture::from(slice.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer))
    }

    /// How many bytes are read again at once.
    pub fn window(on_page: bool) -> u64 {
        if on_page { SLICE } else { WINDOW }
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn refused(problem: Problem) -> JsValue {
    problem.to_text().into()
}
