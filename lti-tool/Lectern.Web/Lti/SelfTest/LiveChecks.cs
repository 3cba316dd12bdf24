using Lectern.Core.Platforms;
using Lectern.Lti;
using Lectern.Lti.Grades;
using Lectern.Lti.Http;
using Lectern.Lti.Keys;
using Lectern.Lti.Memberships;
using Lectern.Lti.Services;
using Lectern.Lti.ServiceTokens;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Lectern.Web.Lti.SelfTest;

/// <summary>Asks the platform, and ourselves by our public address, now.</summary>
internal sealed class LiveChecks(
    IOptions<WebOptions> options, PlatformClient platforms, PlatformHttpOptions http, LtiProtocol protocol, ServiceTokenClient tokens, MembershipsClient members, LineItemsClient lineItems, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockToWatch = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ClockFails = TimeSpan.FromSeconds(60);

    // Our own address may well be a private one, and is none that a platform gave us.
    private readonly Lazy<HttpClient> _own = new(() => PlatformHttp.CreateClient(
        new PlatformHttpOptions { AllowedInsecureHosts = [.. http.AllowedInsecureHosts, new Uri(options.Value.PublicUrl).Authority] }, time));

    public async Task<IReadOnlyList<CheckResult>> RunAsync(Registration registration, SeenLaunches seen, Remedies remedies, IStringLocalizer<Words> say, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var lti = registration.ToLti();
        Task<IEnumerable<CheckResult>>[] running =
        [
            GuardAsync(() => OwnKeysAsync(remedies, say, either.Token), say["Lectern's keys"], say, limit.Token),
            GuardAsync(() => TheirKeysAsync(lti, remedies, say, either.Token), say["The LMS's keys"], say, limit.Token),
            GuardAsync(() => TokenAsync(lti, seen, remedies, say, either.Token), say["Service tokens"], say, limit.Token),
        ];
        List<CheckResult> results = [.. (await Task.WhenAll(running)).SelectMany(one => one)];
        // With the token that was just fetched, so that a refusal here is the service's own.
        Task<IEnumerable<CheckResult>>[] services =
        [
            GuardAsync(() => MembersAsync(lti, seen, remedies, say, either.Token), say["Members of courses"], say, limit.Token),
            GuardAsync(() => GradesAsync(lti, seen, remedies, say, either.Token), say["The gradebook"], say, limit.Token),
        ];
        results.AddRange((await Task.WhenAll(services)).SelectMany(one => one));
        return results;
    }

    public void Dispose()
    {
        if (_own.IsValueCreated)
        {
            _own.Value.Dispose();
        }
    }

    private static async Task<IEnumerable<CheckResult>> GuardAsync(Func<Task<IEnumerable<CheckResult>>> check, string title, IStringLocalizer<Words> say, CancellationToken limit)
    {
        try
        {
            return await check();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return [new CheckResult(CheckState.ToWatch, title, say["No answer within {0} seconds.", Patience.TotalSeconds])];
        }
    }

    private async Task<IEnumerable<CheckResult>> OwnKeysAsync(Remedies remedies, IStringLocalizer<Words> say, CancellationToken cancellationToken)
    {
        var address = options.Value.Address(LtiProtocol.KeysPath);
        var answer = await new KeySetProbe(() => _own.Value, time).AskAsync(address, cancellationToken);
        var signing = (await protocol.ToolKeysAsync(cancellationToken)).Current.Kid;
        return
        [
            answer.Kids.Contains(signing, StringComparer.Ordinal)
                ? new CheckResult(CheckState.Works, say["Lectern's keys can be read"], say["{0} gives the key that signs.", address])
                : new CheckResult(CheckState.Fails, say["Lectern's keys can't be read at its own address"], say["{0}: {1}", address, answer.Failure ?? say["another key set"].Value], remedies.PublicAddress),
        ];
    }

    private async Task<IEnumerable<CheckResult>> TheirKeysAsync(LtiRegistration lti, Remedies remedies, IStringLocalizer<Words> say, CancellationToken cancellationToken)
    {
        var answer = await new KeySetProbe(() => platforms.Http, time).AskAsync(lti.JwksUri, cancellationToken);
        if (answer.Kids.Count == 0)
        {
            return [new CheckResult(CheckState.Fails, say["The LMS's keys can't be read"], say["{0}: {1}", lti.JwksUri, answer.Failure ?? say["no usable key"].Value], remedies.TheirKeys)];
        }

        var keys = new CheckResult(CheckState.Works, say["The LMS's keys can be read"], say["Its key list answered in {0} ms.", (int)answer.Took.TotalMilliseconds]);
        return answer.ServerTime is { } theirs ? [keys, Clock(theirs, remedies, say)] : [keys];
    }

    private CheckResult Clock(DateTimeOffset theirs, Remedies remedies, IStringLocalizer<Words> say)
    {
        var apart = (time.GetUtcNow() - theirs).Duration();
        var text = say["Lectern's and the LMS's differ by {0} s.", (int)apart.TotalSeconds];
        return apart switch
        {
            _ when apart >= ClockFails => new(CheckState.Fails, say["The clocks are too far apart"], text, remedies.Clock),
            _ when apart >= ClockToWatch => new(CheckState.ToWatch, say["The clocks drift apart"], text, remedies.Clock),
            _ => new(CheckState.Works, say["The clocks agree"], text),
        };
    }

    private async Task<IEnumerable<CheckResult>> TokenAsync(LtiRegistration lti, SeenLaunches seen, Remedies remedies, IStringLocalizer<Words> say, CancellationToken cancellationToken)
    {
        string[] scopes = [.. seen.Scopes.DefaultIfEmpty(Scopes.ContextMembershipReadOnly)];
        tokens.Forget(lti, scopes);
        var token = await tokens.GetAsync(lti, scopes, cancellationToken);
        if (!token.IsAccepted)
        {
            var remedy = token.Rejection.Code == Rejections.ScopeNotGranted.Code ? remedies.Members : remedies.OurKeys;
            return [new CheckResult(CheckState.Fails, say["The LMS gives Lectern no token for its services"], Reason(token.Rejection, say), remedy)];
        }

        string[] missing = [.. scopes.Except(token.Value.Scopes, StringComparer.Ordinal)];
        return
        [
            missing.Length == 0
                ? new CheckResult(CheckState.Works, say["The LMS lets Lectern in"], say["It took Lectern's signature and granted what was asked for."])
                : new CheckResult(CheckState.ToWatch, say["The LMS grants less than was asked for"], string.Join(" ", missing), missing.Contains(Scopes.ContextMembershipReadOnly) ? remedies.Members : remedies.Grades),
        ];
    }

    private async Task<IEnumerable<CheckResult>> MembersAsync(LtiRegistration lti, SeenLaunches seen, Remedies remedies, IStringLocalizer<Words> say, CancellationToken cancellationToken)
    {
        if (!seen.HasCourse)
        {
            return [new CheckResult(CheckState.NotYetKnown, say["Members of courses"], say["Not yet known: the first launch from a course shows it."])];
        }

        if (seen.Members is not { } address)
        {
            return [new CheckResult(CheckState.Fails, say["Lectern can't see who is in a course"], say["The launches name no list of members."], remedies.Members)];
        }

        return await FirstPageAsync(
            members.ReadAsync(lti, new MembershipsEndpoint(address), new MembershipQuery { Limit = 1 }, cancellationToken),
            _ => new CheckResult(CheckState.Works, say["Lectern sees who is in a course"], say["The last course's list of members answered."]),
            refusal => Refused(refusal, say["Lectern can't see who is in a course"], remedies.Members, say));
    }

    // What the launches alone show of grades, SeenChecks says.
    private async Task<IEnumerable<CheckResult>> GradesAsync(LtiRegistration lti, SeenLaunches seen, Remedies remedies, IStringLocalizer<Words> say, CancellationToken cancellationToken)
    {
        if (seen.LineItems is not { } address || !seen.GradeScopes.Any(scope => scope is Scopes.LineItem or Scopes.LineItemReadOnly))
        {
            return [];
        }

        return await FirstPageAsync(
            lineItems.ListAsync(lti, new GradesEndpoint(seen.GradeScopes, address, null), new LineItemFilter { Limit = 1 }, cancellationToken),
            page => new CheckResult(
                CheckState.Works,
                say["Lectern reaches the gradebook"],
                page.Items.Count > 0 ? say["The last course's gradebook answered and has a column of Lectern's."] : say["The last course's gradebook answered. It has no column of Lectern's yet."]),
            refusal => Refused(refusal, say["Lectern doesn't get into the gradebook"], remedies.Grades, say));
    }

    private static async Task<IEnumerable<CheckResult>> FirstPageAsync<T>(
        IAsyncEnumerable<LtiResult<ServicePage<T>>> pages, Func<ServicePage<T>, CheckResult> works, Func<Rejection, CheckResult> refused)
    {
        await foreach (var page in pages)
        {
            return [page.IsAccepted ? works(page.Value) : refused(page.Rejection)];
        }

        return [];
    }

    // What passes by itself, and a course that was deleted since, are nothing to switch.
    private static CheckResult Refused(Rejection rejection, string title, Remedy remedy, IStringLocalizer<Words> say) =>
        rejection.IsTransient || rejection.Code == Rejections.ServiceTargetGone.Code
            ? new CheckResult(CheckState.ToWatch, title, Reason(rejection, say))
            : new CheckResult(CheckState.Fails, title, Reason(rejection, say), remedy);

    private static string Reason(Rejection rejection, IStringLocalizer<Words> say)
    {
        var text = rejection.Detail is { } detail ? $"{say[rejection.OperatorText]} ({detail}) {rejection.Code}" : $"{say[rejection.OperatorText]} {rejection.Code}";
        return rejection.PlatformText is { } words ? $"{text} {say["The LMS says: “{0}”", words]}" : text;
    }
}
