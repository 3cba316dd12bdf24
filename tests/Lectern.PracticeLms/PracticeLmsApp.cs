using System.Text;
using System.Text.Json.Serialization;
using Lectern.PracticeLms.Api;
using Lectern.PracticeLms.DeepLinking;
using Lectern.PracticeLms.Keys;
using Lectern.PracticeLms.Launch;
using Lectern.PracticeLms.Notices;
using Lectern.PracticeLms.Pages;
using Lectern.PracticeLms.Registration;
using Lectern.PracticeLms.Services;
using Lectern.PracticeLms.State;
using Lectern.PracticeLms.Web;

namespace Lectern.PracticeLms;

/// <summary>
/// Builds the practice LMS. A test starts it with <c>["--urls", "http://127.0.0.1:0"]</c>, keeps no data folder, and
/// asks <see cref="Issuer"/> once it runs.
/// </summary>
public static class PracticeLmsApp
{
    /// <summary>Where it listens when nobody says: another host name than the tool's, so that the two are different sites to a browser.</summary>
    public const string DefaultUrls = "http://localhost:8401";

    /// <param name="args">Command line; see the README for the options.</param>
    /// <param name="configure">Replaces services: a clock, the maker of keys, or the client that fetches tools' key sets (named "tools").</param>
    /// <exception cref="ArgumentException">An option can't be used; the message says which.</exception>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(PracticeLmsApp).Assembly.GetName().Name,
        });
        Listen(builder);
        AddServices(builder.Services, LmsOptions.From(builder.Configuration));
        configure?.Invoke(builder.Services);
        return Map(builder.Build());
    }

    /// <summary>The issuer of a running LMS; also its base address.</summary>
    public static string Issuer(WebApplication app) => app.Services.GetRequiredService<Addresses>().Issuer;

    private static void Listen(WebApplicationBuilder builder)
    {
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultUrls;
        if (LoopbackOnly.Fault(urls) is { } fault)
        {
            throw new ArgumentException(fault);
        }

        builder.WebHost.UseUrls(urls);
        // Moodle's broken paging header is not ASCII.
        builder.WebHost.ConfigureKestrel(server => server.ResponseHeaderEncodingSelector = _ => Encoding.UTF8);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
    }

    private static void AddServices(IServiceCollection services, LmsOptions options)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddHttpClient(ToolKeys.ClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton(TimeProvider.System).AddSingleton(options);
        services.AddSingleton<LmsStore>().AddSingleton<Addresses>().AddSingleton<Sessions>().AddSingleton<CourseAccess>();
        services.AddSingleton<RsaKeyMaker>(RsaKeyMakers.Make).AddSingleton<PlatformKeys>().AddSingleton<ToolKeys>().AddSingleton<TokenSigner>().AddSingleton<AccessTokens>();
        services.AddSingleton<PlatformConfiguration>().AddSingleton<RegistrationTokens>();
        services.AddSingleton<PendingLaunches>().AddSingleton<LaunchStarter>().AddSingleton<LaunchClaims>().AddSingleton<ServiceClaims>().AddSingleton<AuthorizationChecks>();
        services.AddSingleton<ServiceGate>().AddSingleton<MemberWriter>().AddSingleton<LineItemWriter>();
        services.AddSingleton<NoticeClaims>().AddSingleton<NoticeSender>().AddSingleton<ContextCopies>();
        services.AddHostedService(provider => provider.GetRequiredService<NoticeSender>());
        services.AddSingleton<Selections>().AddSingleton<DeepLinkChecks>();
    }

    /// <summary>Services that not every platform has.</summary>
    private static void MapManners(this WebApplication app, Manner manner)
    {
        if (manner.Has(Lti.GroupScope))
        {
            app.MapGroups();
        }

        if (manner.Has(Lti.NoticeScope))
        {
            app.MapNoticeHandlers();
        }
    }

    private static WebApplication Map(WebApplication app)
    {
        app.Services.GetRequiredService<LmsStore>();
        app.UseLoopbackNamesOnly();
        app.Use((http, next) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'";
            http.Response.Headers.CacheControl = "no-store";
            return next(http);
        });
        app.MapAssets();
        app.MapHome();
        app.MapCourse();
        app.MapCopies();
        app.MapCoursePeople();
        app.MapStudentView();
        app.MapNavigation();
        app.MapGradebook();
        app.MapGradePages();
        app.MapStorage();
        app.MapAddActivity();
        app.MapActivities();
        app.MapAdmin();
        app.MapPersonalData();
        app.MapReturn();
        app.MapRegistration();
        app.MapAuthorization();
        app.MapDeepLinkReturn();
        app.MapTokens();
        app.MapLineItems();
        app.MapScores();
        app.MapMemberships();
        app.MapManners(app.Services.GetRequiredService<LmsOptions>().Manner);
        app.MapApi();
        return app;
    }
}
