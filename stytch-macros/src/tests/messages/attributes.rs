//! Messages about attributes.

use super::{check_endpoint, messages};

#[test]
fn attributes() {
    insta::assert_snapshot!(messages(
        &[
            "#[doc_url = \"https://x\"] x: GET \"/x\";",
            "#[frm] x: POST \"/x\"; body {}",
            "#[serde::rename] x: GET \"/x\";",
            "#[must_use] x: GET \"/x\";",
            "#[request] x: GET \"/x\";",
            "#[bare] #[bare] x: GET \"/x\";",
            "#[deprecated] #[deprecated] x: GET \"/x\";",
            "#[retry] x: GET \"/x\";",
            "#[retry = \"safe\"] x: GET \"/x\";",
            "#[retry(saef)] x: GET \"/x\";",
            "#[retry(never)] x: GET \"/x\";",
            "#[host(telemetri)] x: GET \"/x\";",
            "#[host(api)] x: GET \"/x\";",
            "#[docs] x: GET \"/x\";",
            "#[docs = \"stytch.com\"] x: GET \"/x\";",
            "#[docs = 3] x: GET \"/x\";",
            "#[form] x: POST \"/x\";",
            "#[no_auth(true)] x: GET \"/x\";",
            "#![form] x: POST \"/x\"; body {}",
            "# x: GET \"/x\";",
            "# bare x: GET \"/x\";",
            "# retry(safe) x: GET \"/x\";",
            "# form: POST \"/x\";",
            "#[] x: GET \"/x\";",
            "#[docs \"https://x\"] x: GET \"/x\";",
            "#[docs: \"https://x\"] x: GET \"/x\";",
            "#[docs: x] x: GET \"/x\";",
            "#[retry: safe] x: GET \"/x\";",
            "#[retry:] x: GET \"/x\";",
            "#[host \"telemetry\"] x: GET \"/x\";",
            "#[form: true] x: POST \"/x\"; body {}",
            "#[deprecated \"use y\"] x: GET \"/x\";",
            "#[serde: rename] x: GET \"/x\";",
            "x: POST \"/x\"; body { #[serde(default)] a: String }",
        ],
        check_endpoint,
    ));
}
