//! Templates of the emails that Stytch sends.

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// Templates of the emails that Stytch sends, and which of them are used by default.
    #[host(management)]
    pub EmailTemplates {
        endpoints: [
            CreateRequest,
            GetRequest,
            ListRequest,
            UpdateRequest,
            DeleteRequest,
            GetDefaultRequest,
            SetDefaultRequest,
            UnsetDefaultRequest,
        ],
    }
}

open_enum! {
    /// The kind of email that a template is for.
    TemplateType {
        /// A link for logging in.
        Login = "LOGIN",
        /// A link for signing up.
        Signup = "SIGNUP",
        /// An invitation.
        Invite = "INVITE",
        /// A link for setting a new password.
        ResetPassword = "RESET_PASSWORD",
        /// A passcode for logging in.
        OneTimePasscode = "ONE_TIME_PASSCODE",
        /// A passcode for signing up.
        OneTimePasscodeSignup = "ONE_TIME_PASSCODE_SIGNUP",
        /// A link that verifies the email address before a password is set.
        VerifyEmailPasswordReset = "VERIFY_EMAIL_PASSWORD_RESET",
        /// A link that ends the lock of a user.
        Unlock = "UNLOCK",
        /// All kinds, in the prebuilt layout.
        Prebuilt = "PREBUILT",
    }
}

open_enum! {
    /// Font of a prebuilt template.
    FontFamily {
        /// Arial.
        Arial = "ARIAL",
        /// Brush Script MT.
        BrushScriptMt = "BRUSH_SCRIPT_MT",
        /// Courier New.
        CourierNew = "COURIER_NEW",
        /// Georgia.
        Georgia = "GEORGIA",
        /// Helvetica.
        Helvetica = "HELVETICA",
        /// Tahoma.
        Tahoma = "TAHOMA",
        /// Times New Roman.
        TimesNewRoman = "TIMES_NEW_ROMAN",
        /// Trebuchet MS.
        TrebuchetMs = "TREBUCHET_MS",
        /// Verdana.
        Verdana = "VERDANA",
    }
}

open_enum! {
    /// How the text of a prebuilt template is aligned.
    TextAlignment {
        /// At the left margin.
        Left = "LEFT",
        /// In the middle.
        Center = "CENTER",
    }
}

object! {
    /// Who an email comes from, and who gets the replies.
    #[request]
    SenderInformation {
        /// The sender's email address before the `@`.
        from_local_part?: String,
        /// The sender's email address after the `@`.
        from_domain?: String,
        /// Display name of the sender.
        from_name?: String,
        /// The email address for replies, before the `@`.
        reply_to_local_part?: String,
        /// Display name of the recipient of replies.
        reply_to_name?: String,
    }
}

object! {
    /// The style of a prebuilt template.
    #[request]
    PrebuiltCustomization {
        /// How much the corners of buttons are rounded, in pixels.
        button_border_radius?: f64,
        /// Background of buttons, as a hex code such as `#106ee9`.
        button_color?: String,
        /// Color of the labels of buttons, as a hex code such as `#ffffff`.
        button_text_color?: String,
        /// Font of all text.
        font_family?: FontFamily,
        /// Alignment of all paragraphs.
        text_alignment?: TextAlignment,
    }
}

object! {
    /// The content of a template with your own HTML.
    #[request]
    CustomHtmlCustomization {
        /// The kind of email that the template is for.
        template_type?: TemplateType,
        /// HTML of the body, with placeholders for the values of each email.
        html_content?: String,
        /// The body for programs that show no HTML, with the same placeholders.
        plaintext_content?: String,
        /// Subject line of the email.
        subject?: String,
    }
}

object! {
    /// A template of emails.
    EmailTemplate {
        /// ID of the template, chosen when it was created.
        template_id: String,
        /// Display name of the template.
        name?: String,
        /// Who the emails come from.
        sender_information?: SenderInformation,
        /// The style; present for a prebuilt template.
        prebuilt_customization?: PrebuiltCustomization,
        /// The content; present for a template with its own HTML.
        custom_html_customization?: CustomHtmlCustomization,
    }
}

endpoint! {
    /// Creates an email template.
    EmailTemplates::create: POST "/pwa/v3/projects/{project_slug}/email_templates";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
    }

    body {
        /// ID of the template, unique in the project; it cannot be changed later.
        template_id: String,
        /// Display name of the template.
        name?: String,
        /// Who the emails come from; Stytch when absent.
        sender_information?: SenderInformation,
        /// Style of a prebuilt template; send either this or `custom_html_customization`.
        prebuilt_customization?: PrebuiltCustomization,
        /// Content of a template with your own HTML; send either this or `prebuilt_customization`.
        custom_html_customization?: CustomHtmlCustomization,
    }

    response {
        /// The new template.
        email_template!: EmailTemplate,
    }
}

endpoint! {
    /// Reads one email template.
    EmailTemplates::get: GET "/pwa/v3/projects/{project_slug}/email_templates/{template_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The template: its ID.
        template_id: String,
    }

    response {
        /// The template with this ID.
        email_template!: EmailTemplate,
    }
}

endpoint! {
    /// Lists all email templates of a project.
    EmailTemplates::list: GET "/pwa/v3/projects/{project_slug}/email_templates";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
    }

    response {
        /// The templates, in both layouts.
        email_templates: Vec<EmailTemplate>,
    }
}

endpoint! {
    /// Replaces the settings of an email template.
    EmailTemplates::update: PUT "/pwa/v3/projects/{project_slug}/email_templates/{template_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The template: its ID.
        template_id: String,
    }

    body {
        /// Display name of the template.
        name?: String,
        /// Who the emails come from; Stytch when absent.
        sender_information?: SenderInformation,
        /// Style of a prebuilt template; send either this or `custom_html_customization`.
        prebuilt_customization?: PrebuiltCustomization,
        /// Content of a template with your own HTML; send either this or `prebuilt_customization`.
        custom_html_customization?: CustomHtmlCustomization,
    }

    response {
        /// The template after the call.
        email_template!: EmailTemplate,
    }
}

endpoint! {
    /// Deletes an email template.
    ///
    /// This cannot be undone.
    EmailTemplates::delete: DELETE "/pwa/v3/projects/{project_slug}/email_templates/{template_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The template: its ID.
        template_id: String,
    }
}

endpoint! {
    /// Reads which template is the default for a kind of email.
    EmailTemplates::get_default:
        GET "/pwa/v3/projects/{project_slug}/default_email_templates/{email_template_type}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// Which kind of email the default is for.
        email_template_type: TemplateType,
    }

    response {
        /// ID of the default template.
        template_id!: String,
    }
}

endpoint! {
    /// Makes a template the default for a kind of email.
    #[retry(safe)]
    EmailTemplates::set_default:
        POST "/pwa/v3/projects/{project_slug}/default_email_templates/{email_template_type}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// Which kind of email the default is for.
        email_template_type: TemplateType,
    }

    body {
        /// ID of the template to use by default.
        template_id: String,
    }
}

endpoint! {
    /// Removes the default template for a kind of email, which then has Stytch's own layout.
    EmailTemplates::unset_default:
        DELETE "/pwa/v3/projects/{project_slug}/default_email_templates/{email_template_type}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// Which kind of email the default is for.
        email_template_type: TemplateType,
    }
}
