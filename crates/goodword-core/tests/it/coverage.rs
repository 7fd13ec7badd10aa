//! How often the score interval holds the truth: every outcome of n answers, weighed by its chance.

use goodword_core::stats::nps::NpsGroups;

/// n! / (a! b! c!) p^a q^b r^c, from factors that stay near 1.
fn chance(counts: [u32; 3], shares: [f64; 3]) -> f64 {
    let (mut chance, mut n) = (1.0, 0.0);
    for (count, share) in counts.into_iter().zip(shares) {
        for at in 1..=count {
            n += 1.0;
            chance *= share * n / f64::from(at);
        }
    }
    chance
}

/// The ends for every outcome of `n` answers.
fn outcomes(n: u32) -> Vec<([u32; 3], f64, f64)> {
    let outcome = |promoters: u32, passives: u32| {
        let detractors = n - promoters - passives;
        let [p, q, r] = [promoters, passives, detractors].map(u64::from);
        let range = NpsGroups { promoters: p, passives: q, detractors: r }.interval().unwrap();
        ([promoters, passives, detractors], range.low, range.high)
    };
    (0..=n)
        .flat_map(|promoters| (0..=n - promoters).map(move |passives| (promoters, passives)))
        .map(|(promoters, passives)| outcome(promoters, passives))
        .collect()
}

/// Mean and least coverage over the 171 interior truths of step 1/20.
fn coverage(n: u32) -> (f64, f64) {
    let outcomes = outcomes(n);
    let truths = (1..=18).flat_map(|p| (1..=19 - p).map(move |q| [p, q, 20 - p - q])).collect::<Vec<_>>();
    assert_eq!(truths.len(), 171);
    let of = |truth: &[i32; 3]| {
        let shares = truth.map(|part| f64::from(part) / 20.0);
        let score = 5.0 * f64::from(truth[0] - truth[2]);
        let holds = |(_, low, high): &&([u32; 3], f64, f64)| *low <= score + 1e-9 && score <= *high + 1e-9;
        outcomes.iter().filter(holds).map(|(counts, ..)| chance(*counts, shares)).sum::<f64>()
    };
    let all: Vec<f64> = truths.iter().map(of).collect();
    (all.iter().sum::<f64>() / 171.0, all.iter().copied().fold(1.0, f64::min))
}

#[test]
fn the_score_interval_holds_the_truth_as_often_as_it_says() {
    for (n, mean, least) in [(5, 0.970, 0.922), (10, 0.963, 0.940), (20, 0.955, 0.944)] {
        let ours = coverage(n);
        assert!((ours.0 - mean).abs() <= 0.001 && (ours.1 - least).abs() <= 0.001, "n {n}: {ours:?}");
    }
}
