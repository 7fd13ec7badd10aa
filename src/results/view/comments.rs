//! What people said in their own words: only what is in sight is fetched and drawn, however many there are.

use std::rc::Rc;

use goodword_core::Promise;
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
    /// How many there are without a search.
    pub total: u64,
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
    // How far was scrolled, how high the window and what is in it are.
    let scroll = use_state_eq(|| (0.0, 0.0, 0.0));
    let found = props.comments.total;
    let seen = sight(found, *scroll);
    let wanted = (props.selection.clone(), (*search).clone(), *sort, seen.from, seen.count);
    use_effect_with(wanted, {
        let controller = props.controller.clone();
        move |(_, search, sort, from, count)| controller.0.look(search, *sort, *from, *count)
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
    let title = title(props, !search.is_empty());
    html! {
        <section class="card at-comments" aria-labelledby="gw-comments-title">
            <div class="top">
                <p class="kicker">{ "In their own words" }</p>
                <div class="choices">
                    <input type="search" class="pill" aria-label="Search comments" placeholder="Search comments" {oninput} />
                    { order(&sort) }
                </div>
            </div>
            <h3 id="gw-comments-title" aria-live="polite">{ title }</h3>
            { for match (found, *printing) {
                (0, _) => None,
                (_, true) => Some(paper(&props.paper)),
                (_, false) => Some(window(&props.comments, &seen, onscroll)),
            } }
        </section>
    }
}

fn title(props: &CommentsProps, searched: bool) -> String {
    let (found, all) = (props.comments.total, props.total);
    match (found, searched) {
        _ if props.waiting && found == 0 && all > 0 => "Looking …".to_owned(),
        (0, true) => "No comment has these words.".to_owned(),
        (0, false) => "Nobody has left a comment yet.".to_owned(),
        (_, true) => format!("{} of {} with these words", count(found), plural(all, "comment", "comments")),
        (_, false) => plural(found, "comment", "comments"),
    }
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
fn window(comments: &state::Comments, seen: &VirtualList, onscroll: Callback<Event>) -> Html {
    let CommentQuery { from, .. } = comments.look;
    let total = comments.total.to_string();
    let line = |(at, comment): (usize, &Comment)| one(comment, at + 1, &total);
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
                { for (1..).zip(&comments.list).map(|(at, comment)| one(comment, at, &total.to_string())) }
            </ol>
        </>
    }
}

fn one(comment: &Comment, number: usize, total: &str) -> Html {
    let day = comment.day.to_string();
    html! {
        <li key={number} aria-setsize={total.to_owned()} aria-posinset={number.to_string()}>
            <div class="by">
                <b class={classes!("score", group(comment.recommend))}>{ score(comment) }</b>
                <span>{ rest(comment) }</span>
                <time datetime={day.clone()}>{ day }</time>
            </div>
            <p class="said" dir="auto" title={comment.text.clone()}>{ &comment.text }</p>
        </li>
    }
}

/// `9 of 10`, or that it was not answered.
fn score(comment: &Comment) -> String {
    comment.recommend.map_or_else(|| "No score".to_owned(), |score| format!("{score} of 10"))
}

fn group(score: Option<u8>) -> &'static str {
    match score {
        Some(9..) => "high",
        Some(7 | 8) => "mid",
        Some(_) => "low",
        None => "none",
    }
}

/// What they said about the promise, and how understood they felt.
fn rest(comment: &Comment) -> String {
    let promise = comment.promise.map(|promise| match promise {
        Promise::Broken => "promise broken",
        Promise::Kept => "promise kept",
        Promise::Exceeded => "promise exceeded",
        Promise::None => "no promise",
    });
    let empathy = comment.empathy.map(|empathy| format!("understood {empathy} of 5"));
    promise.map(str::to_owned).into_iter().chain(empathy).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use goodword_core::Day;

    use super::*;

    #[test]
    fn the_scores_stand_beside_the_words() {
        let comment = |recommend, promise, empathy| Comment {
            day: Day::new(0),
            text: "x".to_owned(),
            recommend,
            promise,
            empathy,
        };
        let told = |comment: &Comment| (score(comment), rest(comment));
        let full = comment(Some(9), Some(Promise::Kept), Some(4));
        assert_eq!(told(&full), ("9 of 10".to_owned(), "promise kept · understood 4 of 5".to_owned()));
        assert_eq!(told(&comment(None, None, None)), ("No score".to_owned(), String::new()));
    }
}
