//! Authentication factors of a session: one object per type of factor.

use crate::{object, open_enum};

object! {
    /// A factor that a user has authenticated; only the field for `delivery_method` is set.
    AuthenticationFactor {
        /// Which type of factor it is.
        r#type: FactorType,
        /// How the factor was delivered.
        delivery_method: FactorDeliveryMethod,
        /// When the user last authenticated it.
        last_authenticated_at?: Timestamp,
        /// When the user first authenticated it in this session.
        created_at?: Timestamp,
        /// When it was last changed.
        updated_at?: Timestamp,
        /// The email address that a link or passcode was sent to.
        email_factor?: EmailFactor,
        /// The phone number that a passcode was sent to.
        phone_number_factor?: PhoneNumberFactor,
        /// The account at Google.
        google_oauth_factor?: OauthFactor,
        /// The account at Microsoft.
        microsoft_oauth_factor?: OauthFactor,
        /// The account at Apple.
        apple_oauth_factor?: OauthFactor,
        /// The passkey or security key.
        webauthn_factor?: WebauthnFactor,
        /// The authenticator app that showed the passcode.
        authenticator_app_factor?: AuthenticatorAppFactor,
        /// The account at GitHub.
        github_oauth_factor?: OauthFactor,
        /// The recovery code that was used.
        recovery_code_factor?: RecoveryCodeFactor,
        /// The account at Facebook.
        facebook_oauth_factor?: OauthFactor,
        /// The crypto wallet that signed.
        crypto_wallet_factor?: CryptoWalletFactor,
        /// The account at Amazon.
        amazon_oauth_factor?: OauthFactor,
        /// The account at Bitbucket.
        bitbucket_oauth_factor?: OauthFactor,
        /// The account at Coinbase.
        coinbase_oauth_factor?: OauthFactor,
        /// The account at Discord.
        discord_oauth_factor?: OauthFactor,
        /// The account at Figma.
        figma_oauth_factor?: OauthFactor,
        /// The account at GitLab.
        git_lab_oauth_factor?: OauthFactor,
        /// The account at Instagram.
        instagram_oauth_factor?: OauthFactor,
        /// The account at LinkedIn.
        linked_in_oauth_factor?: OauthFactor,
        /// The account at Shopify.
        shopify_oauth_factor?: OauthFactor,
        /// The account at Slack.
        slack_oauth_factor?: OauthFactor,
        /// The account at Snapchat.
        snapchat_oauth_factor?: OauthFactor,
        /// The account at Spotify.
        spotify_oauth_factor?: OauthFactor,
        /// The account at Steam.
        steam_oauth_factor?: OauthFactor,
        /// The account at TikTok.
        tik_tok_oauth_factor?: OauthFactor,
        /// The account at Twitch.
        twitch_oauth_factor?: OauthFactor,
        /// The account at Twitter.
        twitter_oauth_factor?: OauthFactor,
        /// The link that you delivered yourself.
        embeddable_magic_link_factor?: EmbeddableMagicLinkFactor,
        /// The phone with the registered fingerprint or face.
        biometric_factor?: BiometricFactor,
        /// The account at the SAML identity provider.
        saml_sso_factor?: SsoFactor,
        /// The account at the OIDC identity provider.
        oidc_sso_factor?: SsoFactor,
        /// The account at Salesforce.
        salesforce_oauth_factor?: OauthFactor,
        /// The account at Yahoo.
        yahoo_oauth_factor?: OauthFactor,
        /// The account at HubSpot.
        hubspot_oauth_factor?: OauthFactor,
        /// The Slack account of the session that this one came from.
        slack_oauth_exchange_factor?: OauthExchangeFactor,
        /// The HubSpot account of the session that this one came from.
        hubspot_oauth_exchange_factor?: OauthExchangeFactor,
        /// The GitHub account of the session that this one came from.
        github_oauth_exchange_factor?: OauthExchangeFactor,
        /// The Google account of the session that this one came from.
        google_oauth_exchange_factor?: OauthExchangeFactor,
        /// The impersonator who logged in as the user.
        impersonated_factor?: ImpersonatedFactor,
        /// The Connected App whose access token was exchanged.
        oauth_access_token_exchange_factor?: AccessTokenExchangeFactor,
        /// The token of another issuer that was exchanged.
        trusted_auth_token_factor?: TrustedAuthTokenFactor,
    }
}

open_enum! {
    /// The types of factors.
    FactorType {
        /// A link sent by email or delivered by you.
        MagicLink = "magic_link",
        /// A passcode sent to the phone.
        Otp = "otp",
        /// An account at an OAuth provider.
        Oauth = "oauth",
        /// A passkey or security key.
        Webauthn = "webauthn",
        /// A passcode from an authenticator app.
        Totp = "totp",
        /// A signature by a crypto wallet.
        Crypto = "crypto",
        /// A password.
        Password = "password",
        /// A signature by the phone's keystore, as with biometrics.
        SignatureChallenge = "signature_challenge",
        /// An account at the Organization's own identity provider.
        Sso = "sso",
        /// A login imported from another system.
        Imported = "imported",
        /// A recovery code.
        RecoveryCodes = "recovery_codes",
        /// A passcode sent by email.
        EmailOtp = "email_otp",
        /// Someone else logged in as the user.
        Impersonated = "impersonated",
        /// A token of another issuer.
        TrustedAuthToken = "trusted_auth_token",
    }
}

open_enum! {
    /// How a factor is delivered.
    FactorDeliveryMethod {
        /// By email.
        Email = "email",
        /// By text message.
        Sms = "sms",
        /// By WhatsApp message.
        Whatsapp = "whatsapp",
        /// By you, through your own channel.
        Embedded = "embedded",
        /// OAuth with Google.
        OauthGoogle = "oauth_google",
        /// OAuth with Microsoft.
        OauthMicrosoft = "oauth_microsoft",
        /// OAuth with Apple.
        OauthApple = "oauth_apple",
        /// By passkey or security key.
        WebauthnRegistration = "webauthn_registration",
        /// By authenticator app.
        AuthenticatorApp = "authenticator_app",
        /// OAuth with GitHub.
        OauthGithub = "oauth_github",
        /// By recovery code.
        RecoveryCode = "recovery_code",
        /// OAuth with Facebook.
        OauthFacebook = "oauth_facebook",
        /// By crypto wallet.
        CryptoWallet = "crypto_wallet",
        /// OAuth with Amazon.
        OauthAmazon = "oauth_amazon",
        /// OAuth with Bitbucket.
        OauthBitbucket = "oauth_bitbucket",
        /// OAuth with Coinbase.
        OauthCoinbase = "oauth_coinbase",
        /// OAuth with Discord.
        OauthDiscord = "oauth_discord",
        /// OAuth with Figma.
        OauthFigma = "oauth_figma",
        /// OAuth with GitLab.
        OauthGitlab = "oauth_gitlab",
        /// OAuth with Instagram.
        OauthInstagram = "oauth_instagram",
        /// OAuth with LinkedIn.
        OauthLinkedin = "oauth_linkedin",
        /// OAuth with Shopify.
        OauthShopify = "oauth_shopify",
        /// OAuth with Slack.
        OauthSlack = "oauth_slack",
        /// OAuth with Snapchat.
        OauthSnapchat = "oauth_snapchat",
        /// OAuth with Spotify.
        OauthSpotify = "oauth_spotify",
        /// OAuth with Steam.
        OauthSteam = "oauth_steam",
        /// OAuth with TikTok.
        OauthTiktok = "oauth_tiktok",
        /// OAuth with Twitch.
        OauthTwitch = "oauth_twitch",
        /// OAuth with Twitter.
        OauthTwitter = "oauth_twitter",
        /// By something the user knows, such as a password.
        Knowledge = "knowledge",
        /// By fingerprint or face.
        Biometric = "biometric",
        /// SSO by SAML.
        SsoSaml = "sso_saml",
        /// SSO by OIDC.
        SsoOidc = "sso_oidc",
        /// OAuth with Salesforce.
        OauthSalesforce = "oauth_salesforce",
        /// OAuth with Yahoo.
        OauthYahoo = "oauth_yahoo",
        /// OAuth with HubSpot.
        OauthHubspot = "oauth_hubspot",
        /// Imported from a login at Auth0.
        ImportedAuth0 = "imported_auth0",
        /// OAuth with Slack, in the session that this one came from.
        OauthExchangeSlack = "oauth_exchange_slack",
        /// OAuth with HubSpot, in the session that this one came from.
        OauthExchangeHubspot = "oauth_exchange_hubspot",
        /// OAuth with GitHub, in the session that this one came from.
        OauthExchangeGithub = "oauth_exchange_github",
        /// OAuth with Google, in the session that this one came from.
        OauthExchangeGoogle = "oauth_exchange_google",
        /// By impersonation.
        Impersonation = "impersonation",
        /// By exchange of a Connected App's access token.
        OauthAccessTokenExchange = "oauth_access_token_exchange",
        /// By exchange of a token of another issuer.
        TrustedTokenExchange = "trusted_token_exchange",
    }
}

object! {
    /// An email address that a link or passcode was sent to.
    EmailFactor {
        /// ID of the email address.
        email_id: String,
        /// The address itself.
        email_address: String,
    }
}

object! {
    /// A phone number that a passcode was sent to.
    PhoneNumberFactor {
        /// ID of the phone number.
        phone_id: String,
        /// The number itself, in E.164 format.
        phone_number: String,
    }
}

object! {
    /// An account at an OAuth provider.
    OauthFactor {
        /// ID of the registration.
        id: String,
        /// ID of the user at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// ID of the email address.
        email_id?: String,
    }
}

object! {
    /// An OAuth account that was authenticated in the session that this one came from.
    OauthExchangeFactor {
        /// ID of the email address.
        email_id: String,
    }
}

object! {
    /// An account at the Organization's own identity provider.
    SsoFactor {
        /// ID of the registration.
        id: String,
        /// ID of the SSO connection.
        provider_id: String,
        /// ID of the user at the identity provider.
        external_id: String,
    }
}

object! {
    /// A passkey or security key.
    WebauthnFactor {
        /// ID of the registration.
        webauthn_registration_id: String,
        /// Domain that the key is registered for.
        domain: String,
        /// User agent of the browser.
        user_agent?: String,
    }
}

object! {
    /// An authenticator app.
    AuthenticatorAppFactor {
        /// ID of the authenticator.
        totp_id: String,
    }
}

object! {
    /// A recovery code that was used.
    RecoveryCodeFactor {
        /// ID of the recovery code, not the code itself.
        totp_recovery_code_id: String,
    }
}

object! {
    /// A crypto wallet.
    CryptoWalletFactor {
        /// ID of the wallet.
        crypto_wallet_id: String,
        /// The wallet's address on its chain.
        crypto_wallet_address: String,
        /// The chain of the wallet.
        crypto_wallet_type: CryptoWalletType,
    }
}

open_enum! {
    /// The chains whose wallets can log in.
    CryptoWalletType {
        /// Ethereum, and every chain that is compatible with its virtual machine.
        Ethereum = "ethereum",
        /// Solana.
        Solana = "solana",
    }
}

object! {
    /// A magic link that you delivered yourself.
    EmbeddableMagicLinkFactor {
        /// ID of the link.
        embedded_id: String,
    }
}

object! {
    /// A phone with a registered fingerprint or face.
    BiometricFactor {
        /// ID of the registration.
        biometric_registration_id: String,
    }
}

object! {
    /// Someone else who logged in as the user.
    ImpersonatedFactor {
        /// ID of the person who acts as the user.
        impersonator_id: String,
        /// Email address of the person who acts as the user.
        impersonator_email_address: String,
    }
}

object! {
    /// A Connected App whose access token was exchanged for the session.
    AccessTokenExchangeFactor {
        /// ID of the app.
        client_id: String,
    }
}

object! {
    /// A token of another issuer that was exchanged for the session.
    TrustedAuthTokenFactor {
        /// ID of the token, not the token itself.
        token_id: String,
    }
}
