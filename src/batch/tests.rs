use std::io::Cursor;

use proptest::prelude::*;

use super::*;

struct Echo {
    lines: u64,
    stop_at: u64,
}

impl Work for Echo {
    type Tally = u64;

    fn line(&mut self, number: u64, line: &[u8], answers: &mut Vec<u8>) -> Next {
        self.lines += 1;
        answers.extend_from_slice(format!("{number}:").as_bytes());
        answers.extend_from_slice(line);
        answers.push(b'\n');
        if number == self.stop_at { Next::Stop } else { Next::Continue }
    }

    fn end(&mut self) -> u64 {
        std::mem::take(&mut self.lines)
    }
}

/// Gives out at most `step` bytes at a time.
struct Drip(Cursor<Vec<u8>>, usize);

impl Read for Drip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = buffer.len().min(self.1);
        self.0.read(&mut buffer[..len])
    }
}

fn echo(text: &[u8], step: usize, workers: usize, stop_at: u64) -> (String, u64) {
    let mut output = Vec::new();
    let input = Drip(Cursor::new(text.to_vec()), step);
    let limits = Limits { workers, longest_line: 10 };
    let (mut lines, mut bytes) = (0, 0);
    run(
        input,
        &mut output,
        limits,
        move || Echo { lines: 0, stop_at },
        |read, tally| {
            bytes += read;
            lines += tally;
        },
    )
    .unwrap();
    assert!(stop_at > 0 || bytes == text.len() as u64);
    (String::from_utf8(output).unwrap(), lines)
}

#[test]
fn answers_every_line_blank_ones_and_an_open_last_one_too() {
    assert_eq!(echo(b"a\n\nb\r\nc", 100, 2, 0), ("1:a\n2:\n3:b\r\n4:c\n".to_owned(), 4));
    assert_eq!(echo(b"\n", 100, 2, 0), ("1:\n".to_owned(), 1));
    assert_eq!(echo(b"", 100, 2, 0), (String::new(), 0));
}

#[test]
fn cuts_a_line_that_is_too_long_and_fits_into_no_read() {
    for (step, longest) in [(1, "0123456789A"), (3, "0123456789A"), (100, "0123456789ABCDEF")] {
        let (answers, _) = echo(b"0123456789\n01234567890\n0123456789ABCDEF\nx\n", step, 2, 0);
        assert_eq!(answers, format!("1:0123456789\n2:01234567890\n3:{longest}\n4:x\n"));
    }
}

#[test]
fn writes_nothing_after_the_line_that_stops_it() {
    for workers in 1..4 {
        let text = "x\n".repeat(1000);
        let (answers, _) = echo(text.as_bytes(), 7, workers, 500);
        assert_eq!(answers.lines().last(), Some("500:x"));
    }
}

/// Gives out one line, and then nothing as long as somebody could.
struct Idle(Option<&'static [u8]>, Receiver<()>);

impl Read for Idle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.take() {
            Some(mut line) => line.read(buffer),
            None => Ok(self.1.recv().map_or(0, |()| 0)),
        }
    }
}

struct Broken;

impl Work for Broken {
    type Tally = ();

    fn line(&mut self, _number: u64, _line: &[u8], _answers: &mut Vec<u8>) -> Next {
        panic!("on purpose");
    }

    fn end(&mut self) {}
}

#[test]
fn a_worker_that_panics_ends_it_though_more_could_come() {
    for workers in [1, 2] {
        let (more, could_come) = channel();
        let limits = Limits { workers, longest_line: 10 };
        let ended = run(Idle(Some(b"x\n"), could_come), &mut io::sink(), limits, || Broken, |_, ()| {});
        assert!(matches!(ended, Err(BatchError::Panicked)));
        drop(more);
    }
}

/// How many lines a chunk had, and whether its answers began in memory that was never used before.
struct Count {
    lines: usize,
    fresh: bool,
}

impl Work for Count {
    type Tally = (usize, bool);

    fn line(&mut self, _number: u64, _line: &[u8], answers: &mut Vec<u8>) -> Next {
        self.fresh |= self.lines == 0 && answers.capacity() == 0;
        self.lines += 1;
        answers.push(b'\n');
        Next::Continue
    }

    fn end(&mut self) -> (usize, bool) {
        (std::mem::take(&mut self.lines), std::mem::take(&mut self.fresh))
    }
}

#[test]
fn short_lines_are_cut_by_their_number_and_what_was_written_is_filled_again() {
    let workers = 2;
    let chunks = |lines: usize| {
        let input = Cursor::new("\n".repeat(lines));
        let limits = Limits { workers, longest_line: 10 };
        let make = || Count { lines: 0, fresh: false };
        let mut chunks = Vec::new();
        run(input, &mut io::sink(), limits, make, |_, tally| chunks.push(tally)).unwrap();
        chunks
    };
    for (lines, expected) in [(LINES, &[LINES][..]), (LINES + 1, &[LINES / 2, LINES / 2 + 1])] {
        let cut: Vec<_> = chunks(lines).into_iter().map(|(lines, _)| lines).collect();
        assert_eq!(cut, expected);
    }
    let chunks = chunks(200 * LINES);
    // For each worker those that wait for it, the one that it has and those that wait for the writer; the reader's, the writer's.
    let at_once = workers * (QUEUE + 1 + QUEUE) + 2;
    let fresh = chunks.iter().filter(|(_, fresh)| *fresh).count();
    assert!(fresh <= at_once, "{fresh} of {}", chunks.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn order_does_not_depend_on_chunks_or_workers(
        lines in proptest::collection::vec("[a-z]{0,10}", 0..200),
        step in 1_usize..50,
        workers in 1_usize..5,
    ) {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let expected: String = (1..).zip(&lines).map(|(number, line)| format!("{number}:{line}\n")).collect();
        prop_assert_eq!(echo(text.as_bytes(), step, workers, 0), (expected, lines.len() as u64));
    }
}
