//! The table of vendors' keys: what each starts with, what follows, and where the index finds it.
use super::check::{self, Check};

/// Which bytes a key is made of: a set of classes.
pub(super) type Alphabet = u8;
pub(super) const UPPER: Alphabet = 1;
/// `a` to `f`, and the rest of the small letters.
pub(super) const LOWER_HEX: Alphabet = 2;
pub(super) const LOWER_REST: Alphabet = 4;
pub(super) const DIGIT: Alphabet = 8;
pub(super) const LINE: Alphabet = 16;
pub(super) const DASH: Alphabet = 32;
/// `. ~`
pub(super) const DOT: Alphabet = 64;
/// `+ / =`
pub(super) const PLUS: Alphabet = 128;
const LOWER: Alphabet = LOWER_HEX | LOWER_REST;
const HEX: Alphabet = DIGIT | LOWER_HEX;
pub(super) const BASE62: Alphabet = UPPER | LOWER | DIGIT;
const WORD: Alphabet = BASE62 | LINE;
pub(super) const URL: Alphabet = WORD | DASH;
const DOTTED: Alphabet = URL | DOT;
const BASE64: Alphabet = BASE62 | PLUS;

/// One form of key.
pub(super) struct Format {
    /// What it starts with.
    pub(super) prefix: &'static str,
    /// Three bytes from here in the prefix are what the index looks for: those that other text has least.
    pub(super) window: u8,
    /// The group of the index's literals that those three go into: so chosen that groups let little else through.
    pub(super) group: u8,
    pub(super) alphabet: Alphabet,
    /// How many bytes of the alphabet follow.
    pub(super) least: u16,
    /// With more it is none; 0: with any number it is one.
    pub(super) most: u16,
    pub(super) check: Check,
}

const fn f(prefix: &'static str, window: u8, group: u8, alphabet: Alphabet, least: u16, most: u16) -> Format {
    Format { prefix, window, group, alphabet, least, most, check: check::none }
}

const fn checked(mut format: Format, check: Check) -> Format {
    format.check = check;
    format
}

/// All of them. A key of another shape than prefix and run is told by its `check`.
pub(super) const FORMATS: &[Format] = &[
    // Google: API keys, OAuth tokens and client secrets.
    f("AIza", 0, 0, URL, 35, 35),
    f("ya29.", 0, 13, DOTTED, 20, 0),
    f("GOCSPX-", 1, 4, URL, 24, 0),
    // GitHub.
    checked(f("ghp_", 1, 11, WORD, 36, 0), check::crc),
    checked(f("gho_", 1, 11, WORD, 36, 0), check::crc),
    checked(f("ghu_", 0, 4, WORD, 36, 0), check::crc),
    checked(f("ghs_", 0, 4, DOTTED, 36, 0), check::crc),
    checked(f("ghr_", 1, 11, WORD, 36, 0), check::crc),
    f("github_pat_", 8, 9, WORD, 36, 0),
    // GitLab: personal, deploy, runner, job, trigger, feed, mail, agent, SCIM, OAuth.
    f("glpat-", 0, 2, DOTTED, 20, 0),
    f("gldt-", 2, 14, DOTTED, 20, 0),
    f("glrt-", 2, 9, DOTTED, 20, 0),
    f("glcbt-", 3, 9, DOTTED, 20, 0),
    f("glptt-", 0, 2, DOTTED, 20, 0),
    f("glft-", 2, 9, DOTTED, 20, 0),
    f("glimt-", 3, 14, DOTTED, 20, 0),
    f("glagent-", 0, 3, DOTTED, 20, 0),
    f("glsoat-", 0, 14, DOTTED, 20, 0),
    f("gloas-", 2, 4, DOTTED, 20, 0),
    // Slack.
    checked(f("xoxa-", 2, 11, URL, 10, 0), check::numbered),
    checked(f("xoxb-", 2, 11, URL, 10, 0), check::numbered),
    checked(f("xoxc-", 2, 11, URL, 10, 0), check::numbered),
    f("xoxd-", 0, 11, URL | PLUS, 10, 0),
    f("xoxe-", 0, 11, URL, 10, 0),
    f("xoxe.", 0, 11, DOTTED, 10, 0),
    checked(f("xoxp-", 2, 11, URL, 10, 0), check::numbered),
    checked(f("xoxr-", 2, 11, URL, 10, 0), check::numbered),
    checked(f("xoxs-", 1, 4, URL, 10, 0), check::numbered),
    f("xapp-", 2, 11, URL, 20, 0),
    checked(f("hooks.slack.com/", 2, 4, URL | PLUS, 20, 0), check::slack_hook),
    // Stripe: secret and restricted keys, webhooks.
    f("sk_live_", 0, 10, BASE62, 16, 0),
    f("sk_test_", 0, 10, BASE62, 16, 0),
    f("rk_live_", 0, 5, BASE62, 16, 0),
    f("rk_test_", 0, 5, BASE62, 16, 0),
    f("whsec_", 0, 4, BASE64, 24, 0),
    // OpenAI, Anthropic, OpenRouter and others that begin with `sk-`.
    checked(f("sk-", 0, 8, URL, 20, 0), check::model_key),
    f("gsk_", 1, 10, BASE62, 40, 0),
    f("xai-", 1, 9, BASE62, 70, 0),
    f("pplx-", 2, 9, BASE62, 40, 0),
    checked(f("hf_", 0, 4, BASE62, 30, 44), check::cased),
    // SendGrid, Mailgun, Brevo, Twilio.
    checked(f("SG.", 0, 7, DOTTED, 60, 70), check::sendgrid),
    f("key-", 1, 9, HEX, 32, 32),
    f("xkeysib-", 0, 10, HEX | DASH | BASE62, 60, 0),
    f("SK", 0, 1, HEX, 32, 32),
    // Package registries.
    checked(f("npm_", 1, 11, WORD, 36, 0), check::crc),
    f("pypi-", 2, 11, URL, 40, 0),
    f("rubygems_", 6, 2, HEX, 40, 0),
    f("dckr_pat_", 6, 9, URL, 20, 0),
    f("dckr_oat_", 6, 9, URL, 20, 0),
    f("CLOJARS_", 0, 1, BASE62, 50, 0),
    // Clouds and hosting.
    f("dop_v1_", 1, 4, HEX, 64, 0),
    f("doo_v1_", 1, 9, HEX, 64, 0),
    f("dor_v1_", 1, 2, HEX, 64, 0),
    f("dapi", 0, 5, HEX | DASH, 32, 34),
    f("pscale_tkn_", 4, 9, DOTTED, 30, 0),
    f("pscale_oauth_", 7, 4, DOTTED, 30, 0),
    f("pscale_pw_", 4, 9, DOTTED, 30, 0),
    f("LTAI", 0, 9, BASE62, 16, 26),
    f("tskey-", 1, 10, URL, 20, 0),
    f("sbp_", 1, 4, HEX, 40, 0),
    f("HRKU-", 1, 5, URL, 36, 0),
    f("nfp_", 0, 5, BASE62, 30, 0),
    // Shops and payments.
    f("shpat_", 3, 9, HEX | UPPER, 32, 0),
    f("shpss_", 1, 4, HEX | UPPER, 32, 0),
    f("shpca_", 3, 11, HEX | UPPER, 32, 0),
    f("shppa_", 3, 11, HEX | UPPER, 32, 0),
    f("sq0atp-", 1, 1, URL, 22, 0),
    f("sq0csp-", 1, 1, URL, 43, 0),
    f("EAA", 0, 3, URL, 57, 0),
    f("rzp_live_", 6, 9, BASE62, 14, 0),
    // Operations.
    f("glsa_", 0, 14, WORD, 32, 0),
    f("glc_", 1, 2, BASE64, 32, 0),
    f("hvs.", 0, 4, URL, 24, 0),
    f("hvb.", 1, 7, URL, 24, 0),
    f("hvr.", 1, 7, URL, 24, 0),
    f("NRAK-", 0, 1, UPPER | DIGIT, 27, 0),
    f("NRII-", 2, 11, URL, 32, 0),
    f("NRJS-", 0, 1, HEX, 19, 0),
    f("dp.pt.", 0, 14, BASE62, 40, 0),
    f("dp.st.", 0, 14, DOTTED, 40, 0),
    f("dp.ct.", 0, 14, BASE62, 40, 0),
    f("dp.sa.", 0, 14, BASE62, 40, 0),
    f("dp.scim.", 0, 14, BASE62, 40, 0),
    f("dp.audit.", 0, 14, BASE62, 40, 0),
    f("sntrys_", 3, 4, BASE64 | LINE | DASH, 40, 0),
    f("sntryu_", 3, 4, HEX, 64, 0),
    f("dt0c01.", 1, 8, DOTTED, 60, 0),
    f("PMAK-", 2, 14, HEX | DASH, 59, 59),
    f("sqp_", 1, 4, HEX, 40, 0),
    f("squ_", 1, 9, HEX, 40, 0),
    f("sqa_", 1, 10, HEX, 40, 0),
    f("pul-", 1, 8, HEX, 40, 0),
    f("CCIPAT_", 0, 1, WORD, 40, 0),
    checked(f(".atlasv1.", 4, 4, URL, 60, 0), check::terraform),
    // Teams.
    f("lin_api_", 5, 11, BASE62, 32, 0),
    f("lin_oauth_", 4, 4, BASE62, 32, 0),
    f("ntn_", 1, 5, BASE62, 40, 0),
    checked(f("secret_", 4, 9, BASE62, 43, 43), check::mixed),
    f("ATATT3", 0, 9, URL | PLUS, 40, 0),
    f("ATCTT3", 0, 8, URL | PLUS, 40, 0),
    f("figd_", 2, 2, URL, 40, 0),
    checked(f("webhooks/", 5, 4, URL | PLUS, 60, 0), check::discord_hook),
    checked(f(":AA", 0, 10, URL, 33, 33), check::telegram),
    // Azure: storage and bus keys of a connection string, client secrets.
    checked(f("AccountKey=", 6, 0, BASE64, 40, 0), check::mixed_value),
    checked(f("SharedAccessKey=", 4, 9, BASE64, 40, 0), check::mixed_value),
    checked(f("8Q~", 0, 2, DOTTED, 31, 34), check::azure_secret),
    // Others, by one form each.
    f("ops_eyJ", 0, 4, URL | PLUS, 100, 0),
    f("p8e-", 0, 1, BASE62, 32, 32),
    f("AKCp", 1, 2, BASE62, 60, 0),
    f("ABIA", 0, 1, UPPER | DIGIT, 16, 16),
    f("ACCA", 0, 4, UPPER | DIGIT, 16, 16),
    f("ABSK", 1, 4, BASE64, 100, 0),
    f("bedrock-api-key-", 7, 5, BASE64, 20, 0),
    f("EZAK", 0, 10, BASE62, 54, 0),
    f("EZTK", 0, 10, BASE62, 54, 0),
    f("FLWSECK-", 0, 14, BASE62 | DASH, 32, 0),
    f("FLWSECK_TEST-", 0, 14, BASE62 | DASH, 12, 0),
    f("fo1_", 1, 4, URL, 43, 0),
    f("fm2_", 1, 5, BASE64, 80, 0),
    f("GR1348941", 0, 1, URL, 20, 0),
    f("s-s4t2ud-", 2, 1, HEX, 64, 0),
    f("s-s4t2af-", 2, 1, HEX, 64, 0),
    f("pnu_", 0, 7, BASE62, 36, 0),
    f("tk-us-", 1, 6, URL, 48, 0),
    f("sgp_", 0, 7, WORD, 40, 0),
    f("sk_prod_", 0, 10, BASE62, 16, 0),
    f("rk_prod_", 0, 5, BASE62, 16, 0),
    f("tfp_", 0, 5, DOTTED, 40, 0),
    f("AQVN", 0, 4, URL, 35, 38),
    f("API-", 1, 11, UPPER | DIGIT, 25, 27),
    f("BBDC-", 0, 12, BASE64, 40, 0),
    f("access-sandbox-", 9, 3, HEX | DASH, 36, 36),
    f("access-production-", 5, 6, HEX | DASH, 36, 36),
    f("ak_live_", 0, 4, BASE62, 30, 0),
    f("bkua_", 1, 3, BASE62, 40, 0),
    f("figp_", 1, 5, URL, 40, 0),
    f("NRIQ-", 2, 11, URL, 25, 0),
    f("nvapi-", 1, 5, URL, 60, 0),
    f("pat-na1-", 4, 3, HEX | DASH | UPPER, 36, 36),
    f("pat-eu1-", 4, 3, HEX | DASH | UPPER, 36, 36),
    f("phx_", 1, 4, BASE62, 40, 0),
    f("apify_api_", 4, 10, BASE62, 30, 0),
    f("ATBB", 0, 1, URL, 24, 0),
    f("r8_", 0, 4, BASE62, 37, 0),
    checked(f("xoxo-", 2, 11, URL, 10, 0), check::numbered),
    f("amzn.mws.", 5, 14, HEX | DASH, 36, 36),
    f("PMAT-", 1, 10, UPPER | DIGIT, 26, 26),
    f("oy2", 0, 13, LOWER | DIGIT, 43, 43),
    f("IGQ", 0, 11, URL, 100, 0),
    f("1//0", 0, 10, URL, 40, 0),
    checked(f("7Q~", 0, 2, DOTTED, 31, 34), check::azure_secret),
    f("sb_secret_", 0, 11, URL, 24, 0),
    checked(f(":APA91b", 0, 2, URL, 100, 0), check::push),
    checked(f("JQQJ99", 1, 0, BASE62, 18, 0), check::signed),
    f("shippo_live_", 4, 11, HEX, 40, 40),
    f("shippo_test_", 4, 11, HEX, 40, 40),
    f("lsv2_pt_", 2, 5, HEX | LINE, 43, 43),
    f("lsv2_sk_", 2, 5, HEX | LINE, 43, 43),
    f("tvly-", 2, 9, URL, 32, 0),
    f("sha256~", 1, 13, URL, 43, 43),
    f("api_org_", 1, 11, BASE62, 34, 34),
    f("ico-", 1, 11, BASE62, 32, 32),
    f("fio-u-", 1, 11, URL, 64, 0),
    f("fm1a_", 2, 10, BASE64, 80, 0),
    f("access-development-", 4, 11, HEX | DASH, 36, 36),
    f("cmVmdGtu", 2, 7, BASE62, 56, 56),
    f("rdme_", 2, 9, LOWER | DIGIT, 70, 70),
    f("duffel_live_", 4, 9, URL | PLUS, 43, 0),
    f("duffel_test_", 4, 9, URL | PLUS, 43, 0),
    f("v1.0-", 2, 8, HEX | DASH, 171, 171),
    // age.
    f("AGE-SECRET-KEY-1", 8, 8, UPPER | DIGIT, 50, 0),
];
