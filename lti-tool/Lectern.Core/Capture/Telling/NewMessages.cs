using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Core.Database;
using Microsoft.Extensions.Options;

namespace Lectern.Core.Capture.Telling;

/// <summary>Writes messages into a transaction that is open.</summary>
public sealed class NewMessages(IOptions<MailOptions> mail, TimeProvider time)
{
    public bool CanMail => mail.Value.IsConfigured;

    /// <summary>To all addresses of the settings, one each: one that is refused keeps none from the others.</summary>
    /// <returns>How many were written.</returns>
    internal int Add(LecternDbContext database, AlertSettings settings, NewsText text, JsonObject facts)
    {
        var mails = CanMail ? settings.Addresses : [];
        foreach (var address in mails)
        {
            database.OutgoingMessages.Add(MailOf(address, text, null));
        }

        if (settings is { HookUrl: { } url, HookSecret: not null })
        {
            facts["text"] = text.Subject;
            database.OutgoingMessages.Add(New(MessageWay.Hook, url, "", facts.ToJsonString(JsonSerializerOptions.Web), null));
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
            Body = way == MessageWay.Mail ? StoredText.Clip(body, OutgoingMessage.LongestBody) ?? "" : body,
            PersonId = person,
            MadeAt = now,
            DueAt = now,
        };
    }
}
