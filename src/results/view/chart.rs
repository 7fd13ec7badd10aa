//! A drawing on the page: as wide as there is room, each of its points to be pointed at, touched or moved to.

use goodword_cards::chart::{Drawing, Mark, Point};
use yew::prelude::*;

use crate::browser::{keyboard, resize_observer};

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ChartProps {
    /// Tells it from the others.
    pub name: AttrValue,
    /// The id of its title.
    pub labelled: AttrValue,
    /// Draws it in so many pixels.
    pub draw: Callback<f64, Drawing>,
}

/// Until it is known how much room there is.
const WIDTH: f64 = 480.0;

/// The drawing, and under it what stands at the point that is looked at.
#[component]
pub fn Chart(props: &ChartProps) -> Html {
    let place = use_node_ref();
    let width = use_state_eq(|| WIDTH);
    let at = use_state_eq(|| None::<usize>);
    use_effect_with((), {
        let (place, width) = (place.clone(), width.clone());
        move |()| {
            let watched = resize_observer::width(place.get(), move |wide| width.set(wide.floor().max(120.0)));
            || drop(watched)
        }
    });
    let drawing = props.draw.emit(*width);
    let onkeydown = Callback::from(|event: KeyboardEvent| keyboard::follow(&event));
    let onmouseleave = {
        let at = at.clone();
        Callback::from(move |_: MouseEvent| at.set(None))
    };
    let detail = (*at).and_then(|at| drawing.points.get(at)).map(|point| point.label.clone());
    html! {
        <div ref={place} class={classes!("chart", props.name.to_string())}>
            <svg role="group" aria-labelledby={props.labelled.clone()} width="100%" height={drawing.height.to_string()}
                viewBox={format!("0 0 {} {}", drawing.width, drawing.height)} {onkeydown} {onmouseleave}>
                <g aria-hidden="true">{ for drawing.marks.iter().map(mark) }</g>
                <g>{ for drawing.points.iter().enumerate().map(|(index, one)| point(index, one, &at)) }</g>
            </svg>
            <p class="detail" aria-hidden="true">{ detail.unwrap_or_default() }</p>
        </div>
    }
}

fn point(
    index: usize,
    Point { area: (x, y, width, height), label }: &Point,
    at: &UseStateHandle<Option<usize>>,
) -> Html {
    let set = |to: Option<usize>| {
        let at = at.clone();
        move || at.set(to)
    };
    let (enter, touch, focus, blur) = (set(Some(index)), set(Some(index)), set(Some(index)), set(None));
    // One stop for Tab; the arrow keys go on from there.
    let tabindex = if at.unwrap_or(0) == index { "0" } else { "-1" };
    html! {
        <rect class="point" role="img" aria-label={label.clone()} {tabindex} x={x.to_string()} y={y.to_string()}
            width={width.to_string()} height={height.to_string()} rx="4"
            onmouseenter={Callback::from(move |_: MouseEvent| enter())} onclick={Callback::from(move |_: MouseEvent| touch())}
            onfocus={Callback::from(move |_: FocusEvent| focus())} onblur={Callback::from(move |_: FocusEvent| blur())} />
    }
}

fn mark(mark: &Mark) -> Html {
    match mark {
        Mark::Rect(x, y, width, height, class) => html! {
            <rect class={class.clone()} x={x.to_string()} y={y.to_string()} width={width.to_string()} height={height.to_string()} />
        },
        Mark::Line(x1, y1, x2, y2, class) => html! {
            <line class={class.clone()} x1={x1.to_string()} y1={y1.to_string()} x2={x2.to_string()} y2={y2.to_string()} />
        },
        Mark::Path(d, class) => html! { <path class={class.clone()} d={d.clone()} /> },
        Mark::Dot(x, y, r, class) => html! {
            <circle class={class.clone()} cx={x.to_string()} cy={y.to_string()} r={r.to_string()} />
        },
        Mark::Text(x, y, anchor, words, class) => html! {
            <text class={class.clone()} x={x.to_string()} y={y.to_string()} text-anchor={anchor.as_str()}>{ words }</text>
        },
    }
}
