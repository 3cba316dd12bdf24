using System.Text.Json.Serialization;
using Lectern.Core.Capture.Telling;
using Lectern.Core.Grades;
using Lectern.Core.LaunchLog;
using Lectern.Core.Storage;
using Lectern.Core.Uploads;
using Lectern.Lti.Grades;
using Lectern.Lti.Groups;
using Lectern.Lti.Http;
using Lectern.Lti.Keys;
using Lectern.Lti.Memberships;
using Lectern.Lti.Notices;
using Lectern.Lti.Registration;
using Lectern.Lti.ServiceTokens;
using Lectern.Lti.Services;
using Lectern.Tus;
using Lectern.Tus.Files;
using Lectern.Web.Answers;
using Lectern.Web.Api;
using Lectern.Web.Capture;
using Lectern.Web.Capture.Telling;
using Lectern.Web.Capture.Recordings;
using Lectern.Web.Capture.Timetables;
using Lectern.Web.Language;
using Lectern.Web.Lti;
using Lectern.Web.Lti.SelfTest;
using Lectern.Web.Opencast;
using Lectern.Web.Pages.Admin.Rooms;
using Lectern.Web.Pages.Launch;
using Lectern.Web.Playback;
using Lectern.Web.Security;
using Lectern.Web.Uploads;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Lectern.Web;

public static class WebServices
{
    /// <summary>How the world reaches us: needed by workers and commands too.</summary>
    public static IServiceCollection AddLecternWebOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebOptions>().Bind(configuration).ValidateOnStart();
        services.AddOptions<MembersOptions>().Bind(configuration.GetSection(MembersOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IValidateOptions<WebOptions>, WebOptionsCheck>();
    }

    public static IServiceCollection AddLecternWeb(this IServiceCollection services)
    {
        services.AddLanguages();
        services.AddHttpContextAccessor();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
            // A body that lacks what a record needs is the caller's mistake, not a null in our hands.
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Launch", LaunchPolicy.Name);
            pages.Conventions.AuthorizeFolder("/Admin", OperatorPolicy.Name);
            // A booking is changed by the page that books.
            pages.Conventions.AddPageRoute("/Admin/Rooms/Book", "/admin/rooms/{id:guid}/bookings/{booking:guid}");
            pages.Conventions.AllowAnonymousToPage("/Admin/SignIn");
            pages.Conventions.AllowAnonymousToFolder("/Lti");
            pages.Conventions.AllowAnonymousToPage("/Shell");
            pages.Conventions.AllowAnonymousToPage("/NotHere");
        });
        return services.AddSecurity().AddLti().AddUploads().AddSingleton<OrdersApi>().AddSingleton<ButtonPresses>().AddSingleton<ButtonApi>().AddSingleton<BoxFiles>().AddSingleton<ZipApi>().AddHostedService<RoomCare>().AddHostedService<RoomWatch>()
            .AddSingleton<NewsTexts>().AddSingleton<SmtpMail>().AddSingleton<WebHook>().AddSingleton<MessageSender>().AddHostedService(provider => provider.GetRequiredService<MessageSender>())
            .AddSingleton<TimetableClient>().AddSingleton<FollowTimetables>().AddHostedService<TimetableWatch>().AddSingleton<PosterAddresses>().AddSingleton<FaultAnswers>();
    }

    public static WebApplication UseLecternWeb(this WebApplication app)
    {
        app.UseMiddleware<PublicAddressMiddleware>();
        app.UseMiddleware<PageHeadersMiddleware>();
        app.UseRequestLocalization();
        var faults = app.Services.GetRequiredService<FaultAnswers>();
        // It is logged by us, with the trace that the page shows.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = faults.FailedAsync, SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(bare => faults.BareAsync(bare.HttpContext));
        app.UseMiddleware<ShellMiddleware>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<LaunchLanguageMiddleware>();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
        app.MapKeySet();
        app.MapCanvasConfiguration();
        app.MapNotices();
        app.MapSession();
        app.MapLaunchApi();
        app.MapImport();
        app.MapCapture();
        app.MapOpencast();
        app.MapRoomPictures();
        app.MapDeviceLogs();
        app.MapUploads();
        app.MapMedia();
        app.MapFallbackToPage("{*path}", "/NotHere").AllowAnonymous();
        return app;
    }

    private static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Lectern");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, RingStore>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = new SecureCookie { Name = "__Host-lectern-form", Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, ImportKeyAuthentication>(ImportKeyAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, DeviceAuthentication>(DeviceAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, BoxAuthentication>(BoxAuthentication.SchemeName, null)
            .AddCookie(OperatorPolicy.Scheme, ConfigureOperatorCookie);
        services.AddSingleton<IAuthorizationHandler, LaunchPolicyHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(LaunchPolicy.Name, policy => policy.AddAuthenticationSchemes(BearerAuthentication.SchemeName).RequireAuthenticatedUser().AddRequirements(new LaunchPolicy()))
            .AddPolicy(OperatorPolicy.Name, policy => policy.AddAuthenticationSchemes(OperatorPolicy.Scheme).RequireAuthenticatedUser())
            .AddPolicy(ImportKeyAuthentication.SchemeName, policy => policy.AddAuthenticationSchemes(ImportKeyAuthentication.SchemeName).RequireAuthenticatedUser())
            .AddPolicy(DeviceAuthentication.SchemeName, policy => policy.AddAuthenticationSchemes(DeviceAuthentication.SchemeName).RequireAuthenticatedUser())
            .AddPolicy(BoxAuthentication.SchemeName, policy => policy.AddAuthenticationSchemes(BoxAuthentication.SchemeName).RequireAuthenticatedUser())
            // Deny is the default: a route that says nothing is closed.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(BearerAuthentication.SchemeName).RequireAssertion(_ => false).Build());
        return services;
    }

    private static void ConfigureOperatorCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = OperatorPolicy.CookieName;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/admin/sign-in";
        cookie.AccessDeniedPath = "/admin/sign-in";
    }

    private static IServiceCollection AddLti(this IServiceCollection services) => services
        .AddSingleton(provider => new PlatformHttpOptions { AllowedInsecureHosts = provider.GetRequiredService<IOptions<WebOptions>>().Value.AllowedInsecureHosts })
        .AddSingleton(provider => new PlatformClient(PlatformHttp.CreateClient(provider.GetRequiredService<PlatformHttpOptions>(), provider.GetRequiredService<TimeProvider>())))
        .AddSingleton<IPlatformKeys>(provider => new PlatformKeyCache(ClientsOf(provider), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new RegistrationClient(ClientsOf(provider), provider.GetRequiredService<PlatformHttpOptions>()))
        .AddSingleton(provider => new ServiceTokenClient(
            ClientsOf(provider), provider.GetRequiredService<LtiProtocol>().ToolKeysAsync, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new LtiServiceClient(
            ClientsOf(provider),
            provider.GetRequiredService<PlatformHttpOptions>(),
            provider.GetRequiredService<ServiceTokenClient>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<NoticeHandlersClient>().AddSingleton<NoticeEndpoint>()
        .AddSingleton<MembershipsClient>().AddSingleton<GroupsClient>().AddSingleton<CourseTeachers>().AddSingleton<CourseSections>()
        .AddSingleton<CourseMembers>().AddHostedService(provider => provider.GetRequiredService<CourseMembers>())
        .AddSingleton<NoticeSubscriptions>().AddHostedService(provider => provider.GetRequiredService<NoticeSubscriptions>())
        .AddSingleton<LaunchLogWriter>().AddHostedService(provider => provider.GetRequiredService<LaunchLogWriter>())
        .AddSingleton<LiveChecks>()
        .AddSingleton(provider => new PlatformSelfTest(
            provider.GetRequiredService<ReadLaunchLog>(), provider.GetRequiredService<LiveChecks>(), provider.GetRequiredService<IStringLocalizer<Words>>(), provider.GetRequiredService<TimeProvider>()))
        .AddHostedService<LastLaunchCare>()
        .AddSingleton<LineItemsClient>().AddSingleton<ScoresClient>().AddSingleton<Gradebook>().AddSingleton<LinkLineItems>().AddSingleton<SendScores>()
        .AddSingleton<ScoreSender>().AddHostedService(provider => provider.GetRequiredService<ScoreSender>())
        .AddSingleton<ToolRegistrationFactory>()
        .AddSingleton<LtiProtocol>();

    private static Func<HttpClient> ClientsOf(IServiceProvider provider) => () => provider.GetRequiredService<PlatformClient>().Http;

    private static IServiceCollection AddUploads(this IServiceCollection services) => services
        .AddSingleton(provider => new FileTusStore(
            new FileTusStoreOptions { Root = provider.GetRequiredService<IOptions<StorageOptions>>().Value.UploadRoot },
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ITusStore>(provider => provider.GetRequiredService<FileTusStore>())
        .AddSingleton(provider => new TusServer(
            provider.GetRequiredService<ITusStore>(),
            OptionsOf(provider.GetRequiredService<IOptions<UploadOptions>>().Value),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<UploadHooks>()
        .AddSingleton<PartUploads>().AddSingleton<PartHooks>().AddHostedService<RecordingCare>()
        .AddHostedService<UploadCare>();

    // What people upload is there when they begin, and a quota is measured by its length: none is deferred.
    private static TusServerOptions OptionsOf(UploadOptions uploads) =>
        new() { MaxUploadBytes = uploads.LargestFile, KeepUnfinished = TimeSpan.FromDays(uploads.KeepUnfinishedDays) };
}
