//! The judge and the signer in process, beside jsonwebtoken's `decode` and `encode` and beside what the work costs at least.
//!
//!     judge serve FOLDER         take turns as stdin says: `NAME MILLISECONDS` in, `COUNT NANOSECONDS` out
//!     judge once FOLDER NAME N   N tokens of one contender, for a profiler
//!     cargo bench [NAME]         criterion's: all of them, or those with NAME in theirs
//!
//! FOLDER is what benches/tokens.py wrote. With `serve`, benches/measure.py gives contenders of other processes their turns
//! in between, so that a slow minute of the machine falls on all of them alike. Nothing here passes or fails on time.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a program of its own, not the command")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot run says so and ends")]

mod asymmetric;
mod hs256;
mod limit;
mod tokens;

use std::io::{self, BufRead};
use std::time::{Duration, Instant};

use criterion::Criterion;
use tokens::Tokens;

/// One way to do one piece of work. It fails loudly where the work goes wrong: a refusal is no result.
struct Contender {
    name: String,
    /// Does it for one token of the pool.
    work: Box<dyn FnMut(usize)>,
}

impl Contender {
    fn new(name: &str, work: impl FnMut(usize) + 'static) -> Self {
        Self { name: name.to_owned(), work: Box::new(work) }
    }

    /// Works for about as long as asked: how many tokens, and how long it really took.
    fn turn(&mut self, length: Duration) -> (usize, Duration) {
        let start = Instant::now();
        let mut count = 0;
        loop {
            for _ in 0..BETWEEN_LOOKS_AT_THE_CLOCK {
                (self.work)(count);
                count += 1;
            }
            let spent = start.elapsed();
            if spent >= length {
                return (count, spent);
            }
        }
    }
}

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        // `cargo test --all-targets`: to have been built is all that is asked.
        [] => {}
        ["serve", folder] => serve(contenders(folder).collect()),
        ["once", folder, name, count] => once(contenders(folder), name, count),
        [.., "--bench"] => measure(contenders(DEFAULT_FOLDER)),
        _ => panic!("usage: judge serve FOLDER | once FOLDER NAME N"),
    }
}

/// All of them, each group made when its turn has come.
fn contenders(folder: &str) -> impl Iterator<Item = Contender> {
    let tokens = Tokens::read(folder);
    [hs256::contenders, limit::contenders, asymmetric::contenders]
        .into_iter()
        .flat_map(move |group| group(&tokens))
}

fn serve(mut contenders: Vec<Contender>) {
    println!("{}", contenders.iter().map(|contender| contender.name.as_str()).collect::<Vec<_>>().join(" "));
    for line in io::stdin().lock().lines() {
        let line = line.expect("stdin can be read");
        let (name, millis) = line.split_once(' ').expect("NAME MILLISECONDS");
        let length = Duration::from_millis(millis.parse().expect("a number of milliseconds"));
        let contender = contenders.iter_mut().find(|contender| contender.name == name);
        let (count, spent) = contender.expect("a name that was announced").turn(length);
        println!("{count} {}", spent.as_nanos());
    }
}

fn once(mut contenders: impl Iterator<Item = Contender>, name: &str, count: &str) {
    let mut contender = contenders.find(|contender| contender.name == name).expect("a name of a contender");
    (0..count.parse().expect("a number of tokens")).for_each(|index| (contender.work)(index));
}

fn measure(contenders: impl Iterator<Item = Contender>) {
    let mut criterion = Criterion::default().configure_from_args();
    for mut contender in contenders {
        let mut indices = 0..;
        criterion.bench_function(&contender.name, |bencher| {
            bencher.iter(|| indices.next().map(|index| (contender.work)(index)));
        });
    }
}

const DEFAULT_FOLDER: &str = "target/bench/tokens";
const BETWEEN_LOOKS_AT_THE_CLOCK: usize = 32;
