//! Formats Markdown tables and their figures.

use std::fmt;

/// A table with a title and a remark.
pub(crate) struct Table {
    title: &'static str,
    remark: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(title: &'static str, remark: impl Into<String>, head: &[&str]) -> Self {
        let head = head.iter().map(|&cell| cell.to_owned()).collect();
        Self { title, remark: remark.into(), head, rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "## {}\n\n{}\n", self.title, self.remark)?;
        writeln!(f, "| {} |", self.head.join(" | "))?;
        writeln!(f, "|---{}|", "|---:".repeat(self.head.len() - 1))?;
        for row in &self.rows {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        Ok(())
    }
}

/// The median of `figures`; for an even number of figures, the upper one of the two in the middle.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Measures a figure `runs` times and returns the median.
pub(crate) fn median_of(
    runs: usize,
    mut measure: impl FnMut() -> anyhow::Result<f64>,
) -> anyhow::Result<f64> {
    (0..runs).map(|_| measure()).collect::<anyhow::Result<Vec<f64>>>().map(median)
}

/// Formats CPU seconds.
pub(crate) fn seconds(figure: f64) -> String {
    if figure < 10.0 { format!("{figure:.2}") } else { format!("{figure:.1}") }
}

/// Formats a count, with spaces between thousands.
pub(crate) fn count(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// Formats a figure that may be missing.
pub(crate) fn or_not_available(figure: Option<f64>, show: impl Fn(f64) -> String) -> String {
    figure.map_or_else(|| "n/a".to_owned(), show)
}
