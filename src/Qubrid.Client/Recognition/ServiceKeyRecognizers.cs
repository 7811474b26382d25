using static Qubrid.Client.RedactionCategories;

namespace Qubrid.Client.Recognition;

/// <summary>Defines the recognizers of keys and tokens that services mark by a prefix.</summary>
internal static class ServiceKeyRecognizers
{
    private const string PrivateKeyStart = "-----BEGIN [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----";

    internal static readonly Recognizer[] All =
    [
        Create("OpenAI, Anthropic and similar keys", @"sk-[A-Za-z0-9_-]{16,}", ["sk-"],
            "«sk-proj-Ab3dEf6hIj9kLm2nOp5q»", "sk-learn-is-not-a-secret-key"),
        Create("AWS access key", @"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}", ["AKIA", "ASIA", "ABIA", "ACCA"],
            "id «AKIAIOSFODNN7EXAMPLE».", "ASIA PACIFIC REGION 2024"),
        Create("GitHub token", @"(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,})",
            ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
            "«ghp_16C7e42F292c6912E7710c838347Ae178B4a»", "ghp_short1"),
        Create("GitLab token", @"gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|oas|ffct)-[A-Za-z0-9_.-]{16,}",
            ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glsoat-", "glimt-", "glagent-", "gloas-", "glffct-"],
            "«glpat-x9Yz8Wv7Ut6Sr5Qp4On3»", "glpat-x"),
        Create("Slack token", @"(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,}", ["xox", "xapp-"],
            "«xoxb-123456789012-abcdEFGH1234»", "xoxo-hugs"),
        Create("Slack webhook", @"hooks\.slack\.com/(?:services|workflows)/(?<value>[A-Za-z0-9_/]{20,})", ["hooks.slack.com/"],
            "https://hooks.slack.com/services/«T00000000/B00000000/abc1XXXXXXXXXXXXXXX»", "https://hooks.slack.com/services/"),
        Create("Google key", @"(?:AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,})", ["AIza", "ya29.", "GOCSPX-"],
            "key=«AIzaSyA1234567890abcdefghijklmnopqrstuv»", "AIzaSyShort1"),
        Create("Azure client secret", @"[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}", ["Q~"],
            "«abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789»", "abc8Q~short1"),
        Create("Azure DevOps token", @"[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}", ["AZDO"],
            "«" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcd" + "AZDO1234»", "AZDO1234"),
        Create("Signature of a shared access URL",
            @"(?:^|[?&;,\s])(?:sig|signature|x-amz-signature|x-goog-signature)=(?<value>[A-Za-z0-9%+/=_-]{16,})",
            ["sig=", "signature="],
            "https://a.blob.core.windows.net/c?sv=2022&sig=«aBcD1234eFgH5678%2BiJkL9012%3D»&se=2025", "?sig=none", ignoreCase: true),
        Create("Stripe key",
            @"(?:(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,})",
            ["_live_", "_test_", "whsec_"], "«sk_live_4eC39HqLyjWDarjtT1zdp7dc»", "my_test_value1"),
        Create("npm token", @"npm_[A-Za-z0-9]{30,}", ["npm_"], "«npm_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789»", "npm_config_registry2"),
        Create("NuGet key", @"oy2[a-z0-9]{43}", ["oy2"], "«oy2abcdefghijklmnopqrstuvwxyz0123456789abcdefg»", "oy2k"),
        Create("PyPI token", @"pypi-[A-Za-z0-9_-]{50,}", ["pypi-"],
            "«pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAw»", "pypi-server1"),
        Create("RubyGems token", @"rubygems_[a-f0-9]{40,}", ["rubygems_"],
            "«rubygems_0123456789abcdef0123456789abcdef0123456789abcdef»", "rubygems_1"),
        Create("Twilio key", @"SK[0-9a-f]{32}", ["SK"], "«SK0123456789abcdef0123456789abcdef»", "SK0123"),
        Create("SendGrid key", @"SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}", ["SG."],
            "«SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf09kqeF8tAmbihYzrnopKc1s5cr»", "SG.1.2"),
        Create("Mail service key",
            @"(?:key-[0-9a-f]{32}|[0-9a-f]{32}-us[0-9]{1,2}|xkeysib-[0-9a-f]{40,}[A-Za-z0-9-]*)",
            ["key-", "-us", "xkeysib-"], "«0123456789abcdef0123456789abcdef-us12»", "key-value1"),
        Create("Model service key",
            @"(?:hf_[A-Za-z0-9]{20,}|gsk_[A-Za-z0-9]{20,}|xai-[A-Za-z0-9]{20,}|pplx-[A-Za-z0-9]{20,}|"
            + @"r8_[A-Za-z0-9]{20,}|nvapi-[A-Za-z0-9_-]{20,}|tgp_v1_[A-Za-z0-9_-]{20,}|fw_[A-Za-z0-9]{20,}|"
            + @"dapi[0-9a-f]{32}|(?:qbk|qb|qubrid|k)_[A-Za-z0-9]{20,}(?:\.[A-Za-z0-9]+)?)",
            ["hf_", "gsk_", "xai-", "pplx-", "r8_", "nvapi-", "tgp_v1_", "fw_", "dapi", "qbk_", "qb_", "qubrid_", "k_"],
            "«hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789»", "hf_hub_1"),
        Create("Cloud service token",
            @"(?:do[opr]_v1_[a-f0-9]{40,}|hv[sbr]\.[A-Za-z0-9_-]{20,}|gl(?:sa|c)_[A-Za-z0-9_=+/-]{20,}|"
            + @"dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}|pul-[a-f0-9]{40}|[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40,}|"
            + @"dp\.(?:pt|st|ct|sa)\.[A-Za-z0-9._-]{30,}|HRKU-[A-Za-z0-9_-]{30,}|NRAK-[A-Z0-9]{20,}|"
            + @"sntry[us]_[A-Za-z0-9+/=_-]{30,}|pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{20,}|sbp_[a-f0-9]{40}|"
            + @"v1\.0-[a-f0-9]{24}-[a-f0-9]{60,}|tskey-[a-z]+-[A-Za-z0-9-]{16,})",
            ["_v1_", "hvs.", "hvb.", "hvr.", "glsa_", "glc_", "dckr_", "pul-", ".atlasv1.", "dp.", "HRKU-", "NRAK-", "sntrys_", "sntryu_",
             "pscale_", "sbp_", "v1.0-", "tskey-"],
            "«hvs.CAESIJ0123456789abcdefghijklmnop»", "hvs.1"),
        Create("Application token",
            @"(?:shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|"
            + @"lin_(?:api|oauth)_[A-Za-z0-9]{30,}|ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{40,}|"
            + @"figd_[A-Za-z0-9_-]{20,}|sq0(?:atp|csp)-[A-Za-z0-9_-]{22,}|ATATT3[A-Za-z0-9_=-]{40,}|"
            + @"ATBB[A-Za-z0-9]{28,}|AKCp[A-Za-z0-9]{60,}|CFPAT-[A-Za-z0-9_-]{40,}|EAA[A-Za-z0-9]{80,}|"
            + @"[0-9]{8,10}:AA[A-Za-z0-9_-]{32,}|AGE-SECRET-KEY-1[A-Z0-9]{50,})",
            ["shpat_", "shpca_", "shppa_", "shpss_", "PMAK-", "lin_api_", "lin_oauth_", "ntn_", "secret_", "figd_", "sq0atp-", "sq0csp-",
             "ATATT3", "ATBB", "AKCp", "CFPAT-", "EAA", ":AA", "AGE-SECRET-KEY-1"],
            "bot «123456789:AAF0123456789abcdefghijklmnopqrstuv»", "secret_name1"),
        Create("JSON Web Token", @"eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){2,4}", ["eyJ"],
            "«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P»", "eyJhbGciOiJIUzI1NiJ9 alone"),
        new("Private key of PuTTY", Secret, "Private-Lines: [0-9]+", ["Private-Lines:"])
        {
            Check = PrivateKeyText.Find,
            Hits = ["Comment: x\n«Private-Lines: 1\nAAAAIGNvbmZpZGVudGlhbGtleW1hdGVyaWFsMTIz==»\nPrivate-MAC: 12"],
            Misses = ["Private-Lines: 1\nPrivate-MAC: 12"],
        },
        new("Private key", Secret, PrivateKeyStart, ["-----BEGIN"])
        {
            Check = PrivateKeyText.Find,
            Hits =
            [
                "a\n«-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIEpAIBAAKCAQEA0123456789\nabcd==\n-----END RSA PRIVATE KEY-----»\nb",
                """{"key":"«-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----»\n"}""",
                "«-----BEGIN OPENSSH PRIVATE KEY-----\r\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU» (cut)",
            ],
            Misses = ["-----BEGIN CERTIFICATE-----\nMIIEpAIBAAKCAQEA\n-----END CERTIFICATE-----", "no PRIVATE KEY was found"],
        },
    ];

    private static Recognizer Create(string name, string pattern, string[] literals, string hit, string miss, bool ignoreCase = false) =>
        new(name, Secret, pattern, literals, ignoreCase) { Check = MatchChecks.GetToken, Hits = [hit], Misses = [miss] };
}
