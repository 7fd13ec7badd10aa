//! What stands below the three questions: promises compared, what goes together, segments, time, the way through.

use goodword_core::calendar::Unit;
use goodword_core::summary::{Comparison, NpsFigures, QuestionFigures, SegmentFigures, Share, Summary, Trend};
use goodword_core::words::claim::{Claim, Figure, Sentence};
use goodword_core::words::number::{count, decimal, percent, points, scale as scale_of};
use goodword_core::words::{self, compared, drivers, funnel, promise, segment as sentences, trend as over_time};

use super::bar::{bar, whisker};
use super::line::{bars, line, section, tenths};
use super::name;

/// Values of a segment, and buckets of a trend, that are printed; the JSON has all.
const MOST: usize = 20;

/// All of them that have something to say.
pub(super) fn sections(out: &mut String, summary: &Summary) {
    listed(out, promise::HEADING, &promise::asymmetry(&summary.asymmetry));
    profile(out, summary);
    if let Some(comparison) = &summary.comparison {
        compare(out, comparison);
    }
    for segment in &summary.segments {
        segment_table(out, segment, summary);
    }
    for trend in summary.trends.iter().filter(|trend| trend.unit != Unit::Day && trend.buckets.len() > 1) {
        trend_table(out, trend);
    }
    unusual_days(out, summary);
    orders(out, summary);
    paradata(out, summary);
    for figures in &summary.questions {
        question(out, figures);
    }
    if summary.more_questions {
        line(out, "\nThere are more than 256 questions: the others are not counted.");
    }
}

fn listed(out: &mut String, heading: &str, sentences: &[Sentence]) {
    if !sentences.is_empty() {
        section(out, heading);
        for sentence in sentences {
            line(out, &format!("  {sentence}"));
        }
    }
}

fn profile(out: &mut String, summary: &Summary) {
    let sentences = drivers::drivers(&summary.together);
    if sentences.is_empty() {
        return;
    }
    listed(out, drivers::HEADING, &sentences);
    line(out, &format!("  {:<18}{:>7}{:>7}{:>7}{:>7}{:>7}   mean recommend by empathy", "", 1, 2, 3, 4, 5));
    for profile in &summary.together.profile {
        let means = profile.recommend.iter().map(|mean| {
            let shown = mean.mean.filter(|_| mean.n >= goodword_core::summary::TOO_FEW);
            format!("{:>7}", shown.map_or_else(|| "·".to_owned(), |mean| decimal(mean, 1)))
        });
        line(out, &format!("  {:<18}{}", profile.state.as_str(), means.collect::<String>()));
    }
    line(out, &format!("  {}", drivers::CAUTION));
}

fn compare(out: &mut String, comparison: &Comparison) {
    let (a, b) = comparison.responses;
    let responses = |n| words::plural(n, "response", "responses");
    let (first, second) = (compared::name(&comparison.a), compared::name(&comparison.b));
    let heading = format!("{first} ({}) less {second} ({})", responses(a), responses(b));
    let sentences = compared::comparison(comparison);
    let none = [Sentence::new("Too few answers to compare.", Claim::Nothing)];
    listed(out, &heading, if sentences.is_empty() { &none } else { &sentences });
}

fn segment_table(out: &mut String, segment: &SegmentFigures, summary: &Summary) {
    section(out, &format!("By {}", segment.segment));
    if segment.too_many {
        line(out, "  more than 1,000 values: too many to set apart");
        return;
    }
    let shown = || segment.values.iter().take(MOST);
    let width = name::width(shown().map(|value| value.value.as_str()));
    line(
        out,
        &format!("  {:<width$}{:>9}  -100{:^33}+100  {:>5}{:>8}{:>9}", "", "answers", "0", "NPS", "kept", "agreed"),
    );
    for value in shown() {
        let name = name::fitted(&value.value);
        let few = if value.nps.few.few && !value.nps.few.too_few { "  few" } else { "" };
        let text = score(&value.nps);
        line(
            out,
            &format!(
                "  {name:<width$}{:>9}  {text}{:>8}{:>9}{few}",
                count(value.nps.n),
                share(&value.kept),
                share(&value.agree)
            ),
        );
    }
    if segment.values.len() > MOST {
        line(out, &format!("  the {MOST} with most responses of {}; the JSON has all", segment.values.len()));
    }
    if segment.missing > 0 {
        line(out, &format!("  {} not say", words::plural(segment.missing, "response does", "responses do")));
    }
    differing_values(out, segment, summary);
}

/// The values that differ from everyone else, if any.
fn differing_values(out: &mut String, segment: &SegmentFigures, summary: &Summary) {
    for sentence in sentences::differing(segment) {
        line(out, &format!("  {sentence}"));
    }
    if let Some(adjusted) = sentences::adjusted(&summary.segments_adjusted) {
        line(out, &format!("  {adjusted}"));
    }
}

fn score(score: &NpsFigures) -> String {
    let shown = score.nps.zip(score.interval).filter(|_| !score.few.too_few);
    format!("{}  {:>5}", whisker(shown), shown.map_or_else(String::new, |(nps, _)| points(nps)))
}

fn share(share: &Share) -> String {
    share.share.filter(|_| !share.few.too_few).map_or_else(String::new, percent)
}

fn trend_table(out: &mut String, trend: &Trend) {
    section(out, if trend.unit == Unit::Week { "By week" } else { "By month" });
    let skipped = trend.buckets.len().saturating_sub(MOST);
    for bucket in trend.buckets.iter().skip(skipped) {
        let mark = match (bucket.nps_unusual, bucket.kept_unusual, bucket.partial) {
            (true, true, _) => "  NPS and promises unusual",
            (true, false, _) => "  NPS unusual",
            (false, true, _) => "  promises unusual",
            (false, false, true) => "  in part",
            (false, false, false) => "",
        };
        line(
            out,
            &format!(
                "  {:<18}{:>9}  {}{:>8}{mark}",
                bucket.label,
                count(bucket.nps.n),
                score(&bucket.nps),
                share(&bucket.kept)
            ),
        );
    }
    for (control, told) in [(&trend.nps, over_time::nps(trend)), (&trend.kept, over_time::kept(trend))] {
        if !control.episodes.is_empty() {
            line(out, &format!("  {told}"));
        }
    }
}

/// Stretches of days that lie apart from the rest.
fn unusual_days(out: &mut String, summary: &Summary) {
    for trend in summary.trends.iter().filter(|trend| trend.unit == Unit::Day) {
        for (control, told) in [(&trend.nps, over_time::nps(trend)), (&trend.kept, over_time::kept(trend))] {
            if !control.episodes.is_empty() {
                line(out, &format!("\n{told}"));
            }
        }
    }
}

fn orders(out: &mut String, summary: &Summary) {
    let Some(sentence) = funnel::orders(&summary.orders) else { return };
    section(out, &sentence.text);
    for order in &summary.orders.orders {
        let name = order.order.to_string();
        let name = if name.is_empty() { "none of the three" } else { &name };
        let nps = order.nps.nps.filter(|_| !order.nps.few.too_few).map_or_else(String::new, points);
        line(out, &format!("  {name:<32}{:>9}  NPS {nps:>4}", count(order.nps.n)));
    }
}

fn paradata(out: &mut String, summary: &Summary) {
    listed(out, "The way through", &funnel::funnel(&summary.paradata));
    for figures in summary.paradata.questions.iter().filter(|figures| figures.drop_off.count > 0) {
        let rate = share(&figures.drop_off);
        line(
            out,
            &format!(
                "  {:<18}{:>9} of {} did not answer{}{rate}",
                figures.question,
                count(figures.drop_off.count),
                count(figures.saw),
                if rate.is_empty() { "" } else { ", " }
            ),
        );
    }
    if summary.paradata.recorded == 0 && summary.responses > 0 {
        line(out, "  Which questions were reached: not recorded.");
    }
}

fn question(out: &mut String, figures: &QuestionFigures) {
    let name = figures.label.as_ref().unwrap_or(&figures.question);
    let guess = if figures.inferred { format!("{}, a guess", figures.kind) } else { figures.kind.clone() };
    section(out, &format!("{name} ({guess}): {}", words::answers(figures.n)));
    if let Some(scale) = &figures.scale {
        if !figures.few.too_few {
            line(out, &format!("  {}", words::mean(Figure::Own, &scale.mean, scale_of(scale.min, scale.max))));
        }
        let labels: Vec<_> = (scale.min..=scale.max).map(|level| level.to_string()).collect();
        bars(out, labels.iter().map(String::as_str).zip(scale.counts.iter().copied()));
    }
    if let Some(sentence) = figures.numbers.as_ref().and_then(words::own::numbers) {
        line(out, &format!("  {sentence}"));
    }
    let most = figures.options.iter().map(|option| option.share.count).max().unwrap_or(0);
    let width = name::width(figures.options.iter().map(|option| option.option.as_str()));
    for option in &figures.options {
        // Of all who answered: several options may be chosen.
        let shown = option.share.share.map_or_else(String::new, tenths);
        let (n, name) = (option.share.count, name::fitted(&option.option));
        line(out, &format!("  {name:<width$}{}{:>9}  {shown:>7}", bar(n, most), count(n)));
    }
    if let Some(yes) = &figures.yes {
        line(
            out,
            &format!(
                "  {} of {} said yes{}",
                count(yes.count),
                count(yes.n),
                yes.share.map_or_else(String::new, |share| format!(", {}", tenths(share)))
            ),
        );
    }
    if figures.unfit > 0 {
        line(
            out,
            &format!(
                "  {} not fit and {} left out",
                words::plural(figures.unfit, "answer does", "answers do"),
                if figures.unfit == 1 { "is" } else { "are" }
            ),
        );
    }
    if figures.too_many {
        line(out, "  too many different answers to count each");
    }
}
