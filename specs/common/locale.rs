//! The languages of the messages that Stytch sends.

use crate::open_enum;

open_enum! {
    /// A language of messages to the user, as an IETF BCP 47 tag; not every call accepts every
    /// language.
    Locale {
        /// English, the default.
        English = "en",
        /// Spanish.
        Spanish = "es",
        /// Brazilian Portuguese.
        BrazilianPortuguese = "pt-br",
        /// French.
        French = "fr",
        /// Italian.
        Italian = "it",
        /// German.
        German = "de-DE",
        /// Simplified Chinese.
        SimplifiedChinese = "zh-Hans",
        /// Catalan.
        Catalan = "ca-ES",
        /// Japanese.
        Japanese = "ja",
        /// Russian.
        Russian = "ru",
        /// Dutch.
        Dutch = "nl",
        /// Polish.
        Polish = "pl",
        /// Turkish.
        Turkish = "tr",
        /// Persian.
        Persian = "fa",
        /// Vietnamese.
        Vietnamese = "vi",
        /// Czech.
        Czech = "cs",
    }
}
