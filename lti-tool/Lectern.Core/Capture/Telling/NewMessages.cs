using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Core.Database;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Capture.Telling;

/// <summary>Writes messages into a transaction that is open.</summary>
public sealed class NewMessages(IOptions<MailOptions> mail, TimeProvider time)
{
    private const int ShortestClip = 60;

    // Read as JSON and nowhere else: an ö that takes six letters would leave less room.
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool CanMail => mail.Value.IsConfigured;

    /// <summary>To all addresses, one each: one that is refused keeps none from the others; and to the webhook of the settings.</summary>
    /// <returns>How many were written.</returns>
    internal int Add(LecternDbContext database, AlertSettings settings, IReadOnlyList<string> addresses, NewsText text, JsonObject facts)
    {
        var mails = CanMail ? addresses : [];
        foreach (var address in mails)
        {
            database.OutgoingMessages.Add(MailOf(address, text, null));
        }

        if (settings is { HookUrl: { } url, HookSecret: not null })
        {
            facts["text"] = text.Subject;
            database.OutgoingMessages.Add(New(MessageWay.Hook, url, "", JsonOf(facts), null));
        }

        return mails.Count + (settings is { HookUrl: not null, HookSecret: not null } ? 1 : 0);
    }

    internal OutgoingMessage MailOf(string address, NewsText text, Guid? person) => New(MessageWay.Mail, address, text.Subject, text.Body, person);

    private OutgoingMessage New(MessageWay way, string to, string subject, string body, Guid? person)
    {
        var now = time.GetUtcNow();
        return new OutgoingMessage
        {
            Way = way,
            To = to,
            Subject = StoredText.Clip(subject.ReplaceLineEndings(" "), OutgoingMessage.LongestSubject) ?? "",
            Body = way == MessageWay.Mail ? TextOf(body) : body,
            PersonId = person,
            MadeAt = now,
            DueAt = now,
        };
    }

    // Line by line: each has its share, so that the last, which is where to look, is never cut off.
    private static string TextOf(string body)
    {
        var lines = body.ReplaceLineEndings("\n").Split('\n');
        return string.Join('\n', lines.Select(line => StoredText.Clip(line, (OutgoingMessage.LongestBody / lines.Length) - 1) ?? ""));
    }

    // The longest texts are clipped until it fits.
    private static string JsonOf(JsonObject facts)
    {
        var json = facts.ToJsonString(s_json);
        for (var longest = OutgoingMessage.LongestSubject; json.Length > OutgoingMessage.LongestBody && longest >= ShortestClip; longest /= 2)
        {
            Clip(facts, longest);
            json = facts.ToJsonString(s_json);
        }

        return json;
    }

    private static void Clip(JsonObject facts, int longest)
    {
        foreach (var (name, value) in facts.ToList())
        {
            if (value is JsonObject inner)
            {
                Clip(inner, longest);
            }
            else if (value is JsonValue text && text.TryGetValue<string>(out var said) && said.Length > longest)
            {
                facts[name] = StoredText.Clip(said, longest);
            }
        }
    }
}
