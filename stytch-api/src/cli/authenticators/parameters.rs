//! The parameters of an authenticator that a file states.

use crate::{
    cli::authenticators::{encoding::problem, row::Problem},
    totp::parameters::{check_algorithm, check_digits, check_period, check_type},
};

/// The parameters of an authenticator, as a file states them. Those that it does not state are the defaults of the
/// Key URI format, which are those that can be migrated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    pub(crate) otp_type: Option<String>,
    pub(crate) algorithm: Option<String>,
    pub(crate) digits: Option<String>,
    /// In seconds.
    pub(crate) period: Option<String>,
    /// Whether the codes are those of another time, by more than Stytch accepts.
    pub(crate) is_shifted: bool,
}

impl Parameters {
    /// Checks that an authenticator with these parameters can be migrated.
    pub(crate) fn check(&self) -> Result<(), Problem> {
        if let Some(otp_type) = &self.otp_type {
            check_type(otp_type).map_err(problem)?;
        }
        if let Some(algorithm) = &self.algorithm {
            check_algorithm(algorithm).map_err(problem)?;
        }
        if let Some(digits) = &self.digits {
            check_digits(number("digits", digits)?).map_err(problem)?;
        }
        if let Some(period) = &self.period {
            check_period(number("period", period)?).map_err(problem)?;
        }
        if self.is_shifted {
            let text = "its codes are those of another time, by more than 30 seconds";
            return Err(Problem::new("shifted codes", text));
        }
        Ok(())
    }
}

fn number(name: &str, text: &str) -> Result<u32, Problem> {
    let invalid = || Problem::new("invalid parameter", format!("`{name}` is not a valid number"));
    text.trim().parse().map_err(|_| invalid())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(parameters: &Parameters) -> Option<String> {
        parameters.check().err().map(|problem| problem.cause)
    }

    #[test]
    fn only_the_parameters_of_stytch_can_be_migrated() {
        let some = |text: &str| Some(text.to_owned());
        let valid = Parameters {
            otp_type: some("totp"),
            algorithm: some("HmacSHA1"),
            digits: some("6"),
            period: some("30"),
            is_shifted: false,
        };
        assert_eq!(cause(&Parameters::default()), None);
        assert_eq!(cause(&valid), None);
        let cases = [
            (Parameters { otp_type: some("hotp"), ..valid.clone() }, "unsupported type"),
            (Parameters { algorithm: some("SHA256"), ..valid.clone() }, "unsupported algorithm"),
            (Parameters { digits: some("8"), ..valid.clone() }, "unsupported digits"),
            (Parameters { period: some("60"), ..valid.clone() }, "unsupported period"),
            (Parameters { is_shifted: true, ..valid.clone() }, "shifted codes"),
            (Parameters { period: some("TOPSECRET"), ..valid }, "invalid parameter"),
        ];
        for (parameters, expected) in cases {
            assert_eq!(cause(&parameters).as_deref(), Some(expected));
        }
    }
}
