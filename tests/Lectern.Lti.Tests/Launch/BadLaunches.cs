using System.Text.Json.Nodes;
using Lectern.Lti.Tests.Support;
using Names = Lectern.Lti.Launch.Claims;

namespace Lectern.Lti.Tests.Launch;

/// <summary>The certification suite's bad payloads by their names there, then our own: each says how the token differs from a good one and what answers it.</summary>
internal static class BadLaunches
{
    public static readonly IReadOnlyDictionary<string, BadLaunch> Certification = new Dictionary<string, BadLaunch>
    {
        ["No KID sent in JWT header"] = BadLaunch.Signed(Rejections.KeyIdMissing, header: header => { header.Remove("kid"); header["badtestonly"] = "junk"; }),
        ["Incorrect KID in JWT header"] = BadLaunch.Signed(Rejections.KeyUnknown, header: header => header["kid"] = "imstester_66067"),
        ["Wrong LTI version"] = BadLaunch.Signed(Rejections.VersionWrong, claims => claims[Names.Version] = "11.3"),
        ["No LTI version"] = BadLaunch.Signed(Rejections.VersionWrong, claims => claims.Remove(Names.Version)),
        ["Invalid LTI message"] = BadLaunch.Signed(Rejections.IssuerMismatch, claims => { claims.Clear(); claims["name"] = "badltilaunch"; }),
        ["Missing LTI claims"] = BadLaunch.Signed(Rejections.VersionWrong, claims => Remove(claims, Names.MessageType, Names.Version, Names.Roles)),
        ["Missing LTI claims and identities"] = BadLaunch.Signed(
            Rejections.IssuerMismatch, claims => Remove(claims, "aud", "iss", "sub", Names.DeploymentId, Names.MessageType, Names.Version, Names.Roles)),
        ["Timestamps incorrect"] = BadLaunch.Signed(Rejections.TokenExpired, claims => { claims["iat"] = 11111; claims["exp"] = 22222; }),
        ["message_type claim missing"] = BadLaunch.Signed(Rejections.MessageTypeMissing, claims => claims.Remove(Names.MessageType)),
        ["role claim missing"] = BadLaunch.Signed(Rejections.RolesMissing, claims => claims.Remove(Names.Roles)),
        ["deployment_id claim missing"] = BadLaunch.Signed(Rejections.DeploymentMissing, claims => claims.Remove(Names.DeploymentId)),
        ["resource_link claim missing"] = BadLaunch.Signed(Rejections.ResourceLinkMissing, claims => claims.Remove(Names.ResourceLink)),
        ["resource_link id missing"] = BadLaunch.Signed(Rejections.ResourceLinkMissing, claims => claims[Names.ResourceLink]!.AsObject().Remove("id")),
        ["user claim empty"] = BadLaunch.Signed(Rejections.SubjectMissing, claims => claims["sub"] = ""),
        ["user claim missing"] = BadLaunch.Signed(Rejections.SubjectMissing, claims => claims.Remove("sub")),
    };

    public static readonly IReadOnlyDictionary<string, BadLaunch> Ours = new Dictionary<string, BadLaunch>
    {
        ["alg none"] = new(Rejections.AlgorithmRefused, (claims, _) => Jwt.Unsigned(LaunchBench.Header("none"), claims.ToJsonString())),
        ["alg NONE"] = new(Rejections.AlgorithmRefused, (claims, _) => Jwt.Unsigned(LaunchBench.Header("NONE"), claims.ToJsonString())),
        ["RS256 with an empty signature"] = new(Rejections.SignatureWrong, (claims, _) => Jwt.Unsigned(LaunchBench.Header(), claims.ToJsonString())),
        ["HS256 with the public key's PEM as secret"] = new(
            Rejections.AlgorithmRefused,
            (claims, _) => Jwt.SignHmac(LaunchBench.Header("HS256"), claims.ToJsonString(), System.Text.Encoding.ASCII.GetBytes(TestKeys.Platform.ExportSubjectPublicKeyInfoPem()))),
        ["HS256 MAC behind an RS256 header"] = new(
            Rejections.SignatureWrong,
            (claims, _) => Jwt.SignHmac(LaunchBench.Header(), claims.ToJsonString(), TestKeys.Platform.ExportSubjectPublicKeyInfo())),
        ["RS384"] = BadLaunch.Signed(Rejections.AlgorithmRefused, header: header => header["alg"] = "RS384"),
        ["PS256"] = BadLaunch.Signed(Rejections.AlgorithmRefused, header: header => header["alg"] = "PS256"),
        ["alg is a number"] = BadLaunch.Signed(Rejections.AlgorithmRefused, header: header => header["alg"] = 256),
        ["alg in other letters"] = BadLaunch.Signed(Rejections.AlgorithmRefused, header: header => header["alg"] = "rs256"),
        ["kid is a number"] = BadLaunch.Signed(Rejections.KeyIdMissing, header: header => header["kid"] = 1),
        ["kid of 300 characters"] = BadLaunch.Signed(Rejections.KeyIdMissing, header: header => header["kid"] = new string('k', 300)),
        ["a critical header extension"] = BadLaunch.Signed(Rejections.TokenMalformed, header: header => { header["crit"] = new JsonArray("b64"); header["b64"] = false; }),
        ["signed by another key that the header brings along"] = new(Rejections.SignatureWrong, (claims, _) =>
        {
            var header = LaunchBench.Header();
            header["jwk"] = TestKeys.Jwk(TestKeys.Other, LaunchBench.Kid);
            return Jwt.Sign(header, claims.ToJsonString(), TestKeys.Other);
        }),
        ["payload exchanged after signing"] = new(Rejections.SignatureWrong, (claims, _) =>
        {
            var parts = Jwt.Sign(LaunchBench.Header(), claims.ToJsonString(), TestKeys.Platform).Split('.');
            claims["sub"] = "somebody-else";
            return $"{parts[0]}.{Jwt.Encode(claims.ToJsonString())}.{parts[2]}";
        }),
        ["RS512 header over an RS256 signature"] = new(Rejections.SignatureWrong, (claims, _) =>
        {
            var parts = Jwt.Sign(LaunchBench.Header(), claims.ToJsonString(), TestKeys.Platform).Split('.');
            return $"{Jwt.Encode(LaunchBench.Header("RS512").ToJsonString())}.{parts[1]}.{parts[2]}";
        }),
        ["not a token"] = new(Rejections.TokenMalformed, (_, _) => "hello"),
        ["five parts, as an encrypted token has"] = new(Rejections.TokenMalformed, (_, token) => token + ".AAAA.AAAA"),
        ["padding in the signature"] = new(Rejections.TokenMalformed, (_, token) => token + "=="),
        ["a line break in the token"] = new(Rejections.TokenMalformed, (_, token) => token.Insert(20, "\n")),
        ["payload is no JSON"] = BadLaunch.Raw(Rejections.TokenMalformed, _ => "claims"),
        ["payload is a list"] = BadLaunch.Raw(Rejections.TokenMalformed, _ => "[]"),
        ["payload is null"] = BadLaunch.Raw(Rejections.TokenMalformed, _ => "null"),
        ["sub twice"] = BadLaunch.Raw(Rejections.TokenMalformed, json => json.Insert(1, "\"sub\":\"other\",")),
        ["sub twice, once with an escaped letter"] = BadLaunch.Raw(Rejections.TokenMalformed, json => json.Insert(1, "\"\\u0073ub\":\"other\",")),
        ["context id twice"] = BadLaunch.Raw(Rejections.TokenMalformed, json => json.Replace("\"label\"", "\"id\":\"x\",\"label\"", StringComparison.Ordinal)),
        ["a lone surrogate in a name"] = BadLaunch.Raw(Rejections.TokenMalformed, json => json.Replace("Ms Jane Doe", "\\ud800", StringComparison.Ordinal)),
        ["a thousand nested lists"] = BadLaunch.Raw(
            Rejections.TokenMalformed, json => json.Insert(1, $"\"x\":{new string('[', 1000)}{new string(']', 1000)},")),
        ["a token above 64 KiB"] = BadLaunch.Signed(Rejections.TokenTooLarge, claims => claims["padding"] = new string('x', 64 * 1024)),
        ["another tool's aud"] = BadLaunch.Signed(Rejections.AudienceMismatch, claims => claims["aud"] = "client-2"),
        ["aud in other letters"] = BadLaunch.Signed(Rejections.AudienceMismatch, claims => claims["aud"] = "CLIENT-1"),
        ["aud is an empty list"] = BadLaunch.Signed(Rejections.AudienceMismatch, claims => claims["aud"] = new JsonArray()),
        ["aud missing"] = BadLaunch.Signed(Rejections.AudienceMismatch, claims => claims.Remove("aud")),
        ["aud is an object"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims["aud"] = new JsonObject()),
        ["aud holds a number"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims["aud"] = new JsonArray("client-1", 1)),
        ["two auds without azp"] = BadLaunch.Signed(Rejections.AuthorizedPartyMismatch, claims => claims["aud"] = new JsonArray("client-1", "client-2")),
        ["two auds, azp the other"] = BadLaunch.Signed(
            Rejections.AuthorizedPartyMismatch, claims => { claims["aud"] = new JsonArray("client-1", "client-2"); claims["azp"] = "client-2"; }),
        ["one aud, azp another"] = BadLaunch.Signed(Rejections.AuthorizedPartyMismatch, claims => claims["azp"] = "client-2"),
        ["azp empty"] = BadLaunch.Signed(Rejections.AuthorizedPartyMismatch, claims => claims["azp"] = ""),
        ["another issuer"] = BadLaunch.Signed(Rejections.IssuerMismatch, claims => claims["iss"] = "https://evil.example"),
        ["issuer with a slash more"] = BadLaunch.Signed(Rejections.IssuerMismatch, claims => claims["iss"] = "https://lms.example.edu/"),
        ["expired by 61 s"] = BadLaunch.Signed(Rejections.TokenExpired, claims => claims["exp"] = Now(claims) - 61),
        ["exp missing"] = BadLaunch.Signed(Rejections.TokenTimesMissing, claims => claims.Remove("exp")),
        ["exp is text"] = BadLaunch.Signed(Rejections.TokenTimesMissing, claims => claims["exp"] = "4102444800"),
        ["exp beyond every clock"] = BadLaunch.Signed(Rejections.TokenTimesMissing, claims => claims["exp"] = 1e300),
        ["exp below zero"] = BadLaunch.Signed(Rejections.TokenTimesMissing, claims => claims["exp"] = -1),
        ["iat missing"] = BadLaunch.Signed(Rejections.TokenTimesMissing, claims => claims.Remove("iat")),
        ["issued 61 s ahead"] = BadLaunch.Signed(Rejections.TokenFromFuture, claims => claims["iat"] = Now(claims) + 61),
        ["not before 61 s ahead"] = BadLaunch.Signed(Rejections.TokenFromFuture, claims => claims["nbf"] = Now(claims) + 61),
        ["nbf is text"] = BadLaunch.Signed(Rejections.TokenFromFuture, claims => claims["nbf"] = "soon"),
        ["issued two days ago"] = BadLaunch.Signed(Rejections.TokenTooOld, claims => claims["iat"] = Now(claims) - 172800),
        ["nonce of another sign-in"] = BadLaunch.Signed(Rejections.NonceMismatch, claims => claims["nonce"] = "other"),
        ["nonce missing"] = BadLaunch.Signed(Rejections.NonceMismatch, claims => claims.Remove("nonce")),
        ["nonce is null"] = BadLaunch.Signed(Rejections.NonceMismatch, claims => claims["nonce"] = null),
        ["nonce is a number"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims["nonce"] = 7),
        ["version is a number"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims[Names.Version] = 1.3),
        ["a message nobody knows"] = BadLaunch.Signed(Rejections.MessageTypeUnsupported, claims => claims[Names.MessageType] = "LtiCoffeeRequest"),
        ["LtiContextLaunchRequest"] = BadLaunch.Signed(Rejections.MessageTypeUnsupported, claims => claims[Names.MessageType] = "LtiContextLaunchRequest"),
        ["LtiStartProctoring"] = BadLaunch.Signed(Rejections.MessageTypeUnsupported, claims => claims[Names.MessageType] = "LtiStartProctoring"),
        ["deployment nobody knows"] = BadLaunch.Signed(Rejections.DeploymentUnknown, claims => claims[Names.DeploymentId] = "2"),
        ["deployment_id is a number"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims[Names.DeploymentId] = 1),
        ["deployment_id empty"] = BadLaunch.Signed(Rejections.DeploymentMissing, claims => claims[Names.DeploymentId] = ""),
        ["target_link_uri missing"] = BadLaunch.Signed(Rejections.TargetLinkMissing, claims => claims.Remove(Names.TargetLinkUri)),
        ["target_link_uri on another host"] = BadLaunch.Signed(Rejections.TargetLinkMismatch, claims => claims[Names.TargetLinkUri] = "https://evil.example/launch"),
        ["target_link_uri of another page"] = BadLaunch.Signed(Rejections.TargetLinkMismatch, claims => claims[Names.TargetLinkUri] = LaunchBench.Target + "?v=2"),
        ["sub is a number"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims["sub"] = 29),
        ["sub of 300 characters"] = BadLaunch.Signed(Rejections.IdentifierUnusable, claims => claims["sub"] = new string('s', 300)),
        ["sub with a letter beyond ASCII"] = BadLaunch.Signed(Rejections.IdentifierUnusable, claims => claims["sub"] = "usér"),
        ["context id with a line break"] = BadLaunch.Signed(Rejections.IdentifierUnusable, claims => claims[Names.Context]!["id"] = "a\nb"),
        ["context id of 256 characters"] = BadLaunch.Signed(Rejections.IdentifierUnusable, claims => claims[Names.Context]!["id"] = new string('c', 256)),
        ["resource link id of 256 characters"] = BadLaunch.Signed(Rejections.IdentifierUnusable, claims => claims[Names.ResourceLink]!["id"] = new string('r', 256)),
        ["deployment_id of 256 characters"] = BadLaunch.Signed(Rejections.IdentifierUnusable, claims => claims[Names.DeploymentId] = new string('d', 256)),
        ["resource_link is text"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims[Names.ResourceLink] = "link-1"),
        ["resource_link id is a number"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims[Names.ResourceLink]!["id"] = 1),
        ["context is a list"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims[Names.Context] = new JsonArray("course-1")),
        ["roles is text"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims[Names.Roles] = "Instructor"),
        ["roles is null"] = BadLaunch.Signed(Rejections.RolesMissing, claims => claims[Names.Roles] = null),
        ["deep linking without settings"] = BadLaunch.Signed(Rejections.DeepLinkingSettingsMissing, claims => claims[Names.MessageType] = "LtiDeepLinkingRequest"),
        ["deep linking back to a script"] = BadLaunch.Signed(
            Rejections.DeepLinkingSettingsMissing, claims => DeepLinking(claims, "javascript:alert(1)", new JsonArray("ltiResourceLink"))),
        ["deep linking that accepts nothing"] = BadLaunch.Signed(
            Rejections.DeepLinkingSettingsMissing, claims => DeepLinking(claims, "https://lms.example.edu/dl", new JsonArray())),
        ["deep linking settings are text"] = BadLaunch.Signed(Rejections.ClaimOfWrongType, claims => claims[Names.DeepLinkingSettings] = "all"),
        ["submission review of nobody"] = BadLaunch.Signed(Rejections.ForUserMissing, claims => claims[Names.MessageType] = "LtiSubmissionReviewRequest"),
        ["submission review of nobody knows what"] = BadLaunch.Signed(Rejections.ReviewedItemMissing, claims =>
        {
            claims[Names.MessageType] = "LtiSubmissionReviewRequest";
            claims[Names.ForUser] = new JsonObject { ["user_id"] = "5" };
            claims[Names.GradesEndpoint] = new JsonObject { ["lineitem"] = "javascript:alert(1)" };
            claims.Remove(Names.ResourceLink);
        }),
        ["submission review whose roles are missing"] = BadLaunch.Signed(Rejections.RolesMissing, claims =>
        {
            claims[Names.MessageType] = "LtiSubmissionReviewRequest";
            claims[Names.ForUser] = new JsonObject { ["user_id"] = "5" };
            claims.Remove(Names.Roles);
        }),
    };

    public static IReadOnlyDictionary<string, BadLaunch> All { get; } = Certification.Concat(Ours).ToDictionary();

    private static long Now(JsonObject claims) => claims["iat"]!.GetValue<long>();

    private static void Remove(JsonObject claims, params string[] names) => Array.ForEach(names, name => claims.Remove(name));

    private static void DeepLinking(JsonObject claims, string returnUrl, JsonArray types)
    {
        claims[Names.MessageType] = "LtiDeepLinkingRequest";
        claims[Names.DeepLinkingSettings] = new JsonObject { ["deep_link_return_url"] = returnUrl, ["accept_types"] = types };
    }
}
