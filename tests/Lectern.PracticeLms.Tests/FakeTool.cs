using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Lectern.PracticeLms.Tests;

/// <summary>A tool's registration, keys and signatures; also the network that serves its key set.</summary>
internal sealed class FakeTool : HttpMessageHandler
{
    public const string Base = "https://tool.example";

    /// <summary>One for all tests, since making keys takes longer than most of them.</summary>
    private static readonly SigningCredentials Usual = NewKey("one");

    public SigningCredentials Key { get; set; } = Usual;

    public int KeySetReads { get; private set; }

    public bool Unreachable { get; set; }

    public static SigningCredentials NewKey(string kid) =>
        new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = kid }, SecurityAlgorithms.RsaSha256);

    /// <param name="scope">What it asks for; by default the columns, and a scope that no platform has.</param>
    public static JsonObject Registration(string scope = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly https://tool.example/scope/its-own") => new()
    {
        ["application_type"] = "web",
        ["response_types"] = new JsonArray("id_token"),
        ["grant_types"] = new JsonArray("implicit", "client_credentials"),
        ["initiate_login_uri"] = Base + "/login",
        ["redirect_uris"] = new JsonArray(Base + "/launch"),
        ["client_name"] = "Video tool",
        ["jwks_uri"] = Base + "/jwks",
        ["token_endpoint_auth_method"] = "private_key_jwt",
        ["scope"] = scope,
        ["https://purl.imsglobal.org/spec/lti-tool-configuration"] = new JsonObject
        {
            ["domain"] = "tool.example",
            ["target_link_uri"] = Base + "/launch",
            ["custom_parameters"] = new JsonObject { ["history"] = "$Context.id.history", ["Groups"] = "$Moodle.Person.userGroupIds", ["unknown"] = "$Nobody.knows" },
            ["claims"] = new JsonArray("iss", "sub", "name", "given_name", "family_name", "email"),
            ["messages"] = new JsonArray(new JsonObject { ["type"] = "LtiDeepLinkingRequest", ["target_link_uri"] = Base + "/launch?select=1" }),
        },
    };

    public string Sign(JsonObject claims) => new JsonWebTokenHandler().CreateToken(claims.ToJsonString(), Key);

    /// <summary>What was posted to the tool.</summary>
    public ConcurrentQueue<(string Url, string Body)> Posts { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Unreachable)
        {
            throw new HttpRequestException("nobody there");
        }

        if (request.Method == HttpMethod.Post)
        {
            Posts.Enqueue((request.RequestUri!.AbsoluteUri, await request.Content!.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        KeySetReads++;
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey((RsaSecurityKey)Key.Key);
        var keys = new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["kid"] = Key.Kid, ["e"] = jwk.E, ["n"] = jwk.N }) };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(keys.ToJsonString()) };
    }
}
