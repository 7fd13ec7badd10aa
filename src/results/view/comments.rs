//! What people said in their own words: only what is in sight is fetched and drawn, however many there are.

use std::rc::Rc;

use goodword_cards::remark;
use goodword_core::survey::labels::{QuestionLabels, label};
use goodword_core::words::number::count;
use goodword_core::words::plural;
use yew::prelude::*;

use super::choice::{ListOption, list};
use super::trend::SharedController;
use crate::browser::{keyboard, print};
use crate::reader::protocol::{Comment, CommentQuery, Sort};
use crate::reader::selection::Options;
use crate::results::state;
use crate::results::virtual_list::{VirtualList, sight};

/// What is shown.
#[derive(Clone, PartialEq, Properties)]
pub struct CommentsProps {
    /// The comments that were fetched.
    pub comments: Rc<state::Comments>,
    /// The comments that are printed.
    pub paper: Rc<state::Comments>,
    /// Whether others are on their way.
    pub waiting: bool,
    /// Whether what was asked for last failed.
    pub failed: bool,
    /// How many there are without a search.
    pub total: u64,
    /// The owner's own questions that were answered in words, by id and name.
    pub questions: Vec<(String, String)>,
    /// What options are called.
    pub read: Rc<state::SourceFacts>,
    /// Whose days and times they are.
    pub zone: AttrValue,
    /// What is wanted: comments are fetched anew when it changes.
    pub selection: Options,
    /// Fetches them.
    pub controller: SharedController,
}

/// So many are printed: some ten sheets of paper.
const PRINTED: usize = 100;

const SORTS: [(Sort, &str); 4] = [
    (Sort::Newest, "Newest first"),
    (Sort::Oldest, "Oldest first"),
    (Sort::Lowest, "Lowest score first"),
    (Sort::Highest, "Highest score first"),
];

/// The list, its search and its order.
#[component]
pub fn Comments(props: &CommentsProps) -> Html {
    let search = use_state_eq(String::new);
    let sort = use_state_eq(Sort::default);
    let question = use_state_eq(|| None::<String>);
    let whole = use_state_eq(|| None::<Comment>);
    // How far was scrolled, how high the window and what is in it are.
    let scroll = use_state_eq(|| (0.0, 0.0, 0.0));
    let found = props.comments.total;
    let seen = sight(found, *scroll);
    let wanted = (props.selection.clone(), (*question).clone(), (*search).clone(), *sort, seen.from, seen.count);
    use_effect_with(wanted, {
        let controller = props.controller.clone();
        move |(_, question, search, sort, from, count)| {
            controller.0.look(question.clone(), search, *sort, *from, *count);
        }
    });
    // What is read whole is of what is listed.
    use_effect_with((props.selection.clone(), (*question).clone()), {
        let whole = whole.clone();
        move |_| whole.set(None)
    });
    // Before paper is printed there is no time to fetch anything.
    use_effect_with((props.comments.look.clone(), found), {
        let controller = props.controller.clone();
        let printed = props.comments.look.is_alike(&props.paper.look) && props.paper.total == found;
        move |(look, found)| {
            if *found > 0 && !printed {
                controller.0.paper(look, PRINTED);
            }
        }
    });
    let printing = use_state_eq(|| false);
    use_effect_with((), {
        let printing = printing.clone();
        move |()| {
            let listening = print::listen(move |now| printing.set(now));
            || drop(listening)
        }
    });
    let oninput = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(keyboard::value(&event)))
    };
    let onscroll = {
        let scroll = scroll.clone();
        Callback::from(move |event: Event| scroll.set(keyboard::scrolled(&event)))
    };
    let CommentsProps { selection, waiting, failed, total, .. } = props;
    let total = question.is_none().then_some(*total);
    let wanted =
        Wanted { selection, question: question.as_deref(), search: &search, waiting: *waiting, failed: *failed, total };
    let (title, stale) = (wanted.title(&props.comments), !wanted.is_in(&props.comments));
    html! {
        <section class="card at-comments" aria-labelledby="gw-comments-title" aria-busy={stale.then_some("true")}>
            <div class="top">
                <p class="kicker">{ "In their own words" }</p>
                <div class="choices">
                    { for (!props.questions.is_empty()).then(|| asked(&props.questions, &question)) }
                    <input type="search" class="pill" aria-label="Search comments" placeholder="Search comments" {oninput} />
                    { order(&sort) }
                </div>
            </div>
            <h3 id="gw-comments-title" aria-live="polite">{ title }</h3>
            { for match (found, *printing) {
                (0, _) => None,
                (_, true) => Some(paper(&props.paper)),
                (_, false) => Some(html! {
                    <div class="reading">
                        { window(&props.comments, &seen, onscroll, &whole) }
                        { for whole.as_ref().map(|comment| read_whole(comment, &props.read.facets.labels, &props.questions, &props.zone)) }
                    </div>
                }),
            } }
        </section>
    }
}

/// What is asked for, and how far that is.
struct Wanted<'a> {
    selection: &'a Options,
    question: Option<&'a str>,
    search: &'a str,
    waiting: bool,
    failed: bool,
    /// How many there are without a search, where that is known.
    total: Option<u64>,
}

impl Wanted<'_> {
    /// Whether these comments are of the words and responses that are asked for.
    fn is_in(&self, comments: &state::Comments) -> bool {
        let asked = (comments.look.question.as_deref(), comments.look.search.as_str()) == (self.question, self.search);
        asked && comments.look.selection == *self.selection
    }

    /// How many there are. What was counted of other words, or of other responses, is not said of these.
    fn title(&self, comments: &state::Comments) -> String {
        let (found, all, searched) = (comments.total, self.total, !self.search.trim().is_empty());
        let (one, many) = if self.question.is_some() { ("answer", "answers") } else { ("comment", "comments") };
        match (found, searched, all) {
            (_, true, _) if !self.is_in(comments) && self.failed => format!("The {many} could not be searched."),
            (_, true, _) if !self.is_in(comments) => "Searching …".to_owned(),
            (0, _, Some(1..)) if self.waiting => "Looking …".to_owned(),
            (_, false, Some(all)) if !self.is_in(comments) => plural(all, one, many),
            (_, false, None) if !self.is_in(comments) => "Looking …".to_owned(),
            (0, true, _) => format!("No {one} has these words."),
            (0, false, _) => {
                format!("Nobody has left {} yet.", if one == "answer" { "an answer" } else { "a comment" })
            }
            (_, true, Some(all)) => format!("{} of {} with these words", count(found), plural(all, one, many)),
            (_, true, None) => format!("{} with these words", plural(found, one, many)),
            (_, false, _) => plural(found, one, many),
        }
    }
}

/// Comments, or the answers to a question of the owner's own.
fn asked(questions: &[(String, String)], question: &UseStateHandle<Option<String>>) -> Html {
    let mut lines: Vec<ListOption> = vec![(String::new(), "Comments".to_owned())];
    lines.extend(questions.iter().cloned());
    let to = question.clone();
    let now = question.as_deref().unwrap_or_default();
    list("Which words are read", &lines, now, question.is_some(), move |id| {
        to.set(Some(id).filter(|id| !id.is_empty()));
    })
}

fn order(sort: &UseStateHandle<Sort>) -> Html {
    let name = |sort: Sort| format!("{sort:?}");
    let lines: Vec<ListOption> = SORTS.iter().map(|(one, words)| (name(*one), (*words).to_owned())).collect();
    let to = sort.clone();
    list("Order of comments", &lines, &name(**sort), false, move |chosen| {
        if let Some((one, _)) = SORTS.iter().find(|(one, _)| name(*one) == chosen) {
            to.set(*one);
        }
    })
}

/// A window over the list: as high as all would be, with those in sight where they belong.
fn window(
    comments: &state::Comments,
    seen: &VirtualList,
    onscroll: Callback<Event>,
    whole: &UseStateHandle<Option<Comment>>,
) -> Html {
    let CommentQuery { from, .. } = comments.look;
    let total = comments.total.to_string();
    let line = |(at, comment): (usize, &Comment)| one(comment, at + 1, &total, Some(whole));
    html! {
        <div class="sight" tabindex="0" role="region" aria-label="Comments" {onscroll}>
            <svg class="space" width="1" height={seen.before(from).to_string()} aria-hidden="true" />
            <ol class="comments">{ for (from..).zip(&comments.list).map(line) }</ol>
            <svg class="space" width="1" height={seen.after(from, comments.list.len()).to_string()} aria-hidden="true" />
        </div>
    }
}

/// As many as are printed, and how many are not.
fn paper(comments: &state::Comments) -> Html {
    let (printed, total) = (comments.list.len() as u64, comments.total);
    let sentence = (printed < total).then(|| format!("The first {} of {} are printed.", count(printed), count(total)));
    html! {
        <>
            { for sentence.map(|sentence| html! { <p class="printed">{ sentence }</p> }) }
            <ol class="comments whole">
                { for (1..).zip(&comments.list).map(|(at, comment)| one(comment, at, &total.to_string(), None)) }
            </ol>
        </>
    }
}

/// One of the list. In it they are cut to a few lines each, so each has a way to read it whole.
fn one(comment: &Comment, number: usize, total: &str, whole: Option<&UseStateHandle<Option<Comment>>>) -> Html {
    let is_whole = whole.is_some_and(|whole| whole.as_ref() == Some(comment));
    let button = whole.map(|to| {
        let (to, comment) = (to.clone(), comment.clone());
        let name = if is_whole { "Close" } else { "Read whole" };
        let onclick = Callback::from(move |_: MouseEvent| to.set((!is_whole).then(|| comment.clone())));
        html! {
            <button type="button" class="quiet" aria-expanded={if is_whole { "true" } else { "false" }} {onclick}>
                { name }<span class="hidden">{ format!(": {number}") }</span>
            </button>
        }
    });
    html! {
        <li key={number} class={classes!(is_whole.then_some("chosen"))} aria-setsize={total.to_owned()} aria-posinset={number.to_string()}>
            { by(comment) }
            <p class="said" dir="auto">{ &comment.text }</p>
            { for button }
        </li>
    }
}

/// All of it, with all that is known of who said it.
fn read_whole(comment: &Comment, labels: &[QuestionLabels], questions: &[(String, String)], zone: &str) -> Html {
    let name =
        |id: &str| questions.iter().find(|(one, _)| one == id).map_or_else(|| id.to_owned(), |(_, name)| name.clone());
    let answers = comment.answers.iter().map(|(id, answer)| (name(id), label(labels, id, answer).to_owned()));
    let facts = comment.about.iter().cloned().chain(answers);
    let time = [("time".to_owned(), format!("{} {} ({zone})", comment.day, comment.time))];
    html! {
        <article class="whole" aria-live="polite" aria-label="The whole of it">
            { by(comment) }
            <p dir="auto">{ &comment.text }</p>
            <dl>
                { for time.into_iter().chain(facts).map(|(name, value)| html! { <><dt>{ name }</dt><dd dir="auto">{ value }</dd></> }) }
            </dl>
        </article>
    }
}

/// Whose words these are, as far as it is known.
pub fn by(comment: &Comment) -> Html {
    let day = comment.day.to_string();
    html! {
        <div class="by">
            <b class={classes!("score", remark::group(comment.recommend))}>{ remark::score(comment) }</b>
            <span>{ remark::rest(comment) }</span>
            <time datetime={format!("{day}T{}", comment.time)}>{ format!("{day} {}", comment.time) }</time>
            <span class="where">{ remark::whence(comment) }</span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_of_other_words_is_not_said_of_these() {
        let comments = |search: &str, total| state::Comments {
            look: CommentQuery { search: search.to_owned(), ..CommentQuery::default() },
            total,
            list: Vec::new(),
        };
        let (none, some) = (Options::new(), vec![("recommend".to_owned(), "0-6".to_owned())]);
        let check = |shown: &state::Comments, search: &str, selection: &Options, waiting, expect: &str| {
            let wanted = Wanted { selection, question: None, search, waiting, failed: false, total: Some(300) };
            assert_eq!(wanted.title(shown), expect, "{search}");
        };
        check(&comments("", 300), "", &none, false, "300 comments");
        check(&comments("", 0), "", &none, true, "Looking …");
        check(&comments("", 300), "late", &none, true, "Searching …");
        check(&comments("", 300), "late", &none, false, "Searching …");
        check(&comments("late", 12), "late", &none, true, "12 of 300 comments with these words");
        check(&comments("late", 0), "late", &none, false, "No comment has these words.");
        check(&comments("late", 12), "later", &none, true, "Searching …");
        check(&comments("late", 12), "late", &some, true, "Searching …");
        check(&comments("late", 12), "", &none, true, "300 comments");
        check(&comments("", 300), "", &some, true, "300 comments");
        let own = |shown: &state::Comments, search| {
            Wanted { selection: &none, question: Some("city"), search, waiting: true, failed: false, total: None }
                .title(shown)
        };
        let of_city = |search: &str, total| state::Comments {
            look: CommentQuery {
                question: Some("city".to_owned()),
                search: search.to_owned(),
                ..CommentQuery::default()
            },
            total,
            list: Vec::new(),
        };
        assert_eq!(own(&comments("", 300), ""), "Looking …");
        assert_eq!(own(&of_city("", 12), ""), "12 answers");
        assert_eq!(own(&of_city("bonn", 1), "bonn"), "1 answer with these words");
        let failed =
            Wanted { selection: &none, question: None, search: "late", waiting: false, failed: true, total: Some(300) };
        assert_eq!(failed.title(&comments("", 300)), "The comments could not be searched.");
    }
}
