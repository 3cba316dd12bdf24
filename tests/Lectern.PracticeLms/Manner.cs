using Lectern.PracticeLms.Launch;

namespace Lectern.PracticeLms;

/// <summary>The habits in which platforms differ where the specifications leave room. Others are added as values, not as branches; see <see cref="Manners"/>.</summary>
internal sealed record Manner
{
    public required string Name { get; init; }
    public required string ProductFamily { get; init; }
    public required string Version { get; init; }
    public required TimeSpan IdTokenLife { get; init; }

    /// <summary>How a course says what it is: Moodle sends the short name, not the whole address.</summary>
    public required string ContextType { get; init; }

    /// <summary>Moodle answers JSON from its token endpoint under an HTML content type.</summary>
    public string TokenAnswerType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The status of the platform's own error page in place of an answer to the tool.</summary>
    public int ErrorPageStatus { get; init; } = StatusCodes.Status400BadRequest;

    /// <summary>Custom parameters also come under a lower-cased name with <c>_</c> for other characters.</summary>
    public bool LowersCustomKeys { get; init; }

    /// <summary>Where a tool and one of its links name a custom parameter alike: the link's value counts, else the tool's.</summary>
    public bool LinksOverrideCustom { get; init; }

    /// <summary>What a tool sees of our numbers for courses, people and tools; everything else keeps them.</summary>
    public Func<string, string> ContextId { get; init; } = id => id;

    public Func<string, string> UserId { get; init; } = id => id;

    public Func<string, string> DeploymentId { get; init; } = id => id;

    /// <summary>The form of a resource link's id; <c>{0}</c> is its number.</summary>
    public string LinkIdFormat { get; init; } = "{0}";

    /// <summary>A message hint opens one launch only.</summary>
    public bool HintWorksOnce { get; init; } = true;

    /// <summary>The name of the field that carries the deployment in the login initiation.</summary>
    public string DeploymentField { get; init; } = "lti_deployment_id";

    /// <summary>Further fields of the login initiation.</summary>
    public IReadOnlyDictionary<string, string> LoginExtras { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the frame that keeps data for tools (postMessage storage); null where there is none.</summary>
    public string? StorageFrame { get; init; }

    /// <summary>Whether the login initiation names that frame, or a tool has to ask with <c>lti.capabilities</c>.</summary>
    public bool NamesStorageFrame { get; init; }

    /// <summary>Everybody's roles at the institution come beside those in the course.</summary>
    public bool SendsInstitutionRoles { get; init; }

    /// <summary>How the teaching assistant's sub-role is written.</summary>
    public string AssistantRole { get; init; } = Lti.Membership + "/Instructor#TeachingAssistant";

    /// <summary>There is a test student, into whom a teacher can change.</summary>
    public bool HasStudentView { get; init; }

    /// <summary>An administrator can act as somebody else, and tools can see it.</summary>
    public bool TellsMasquerading { get; init; }

    /// <summary>An import into a course adds the source to its history.</summary>
    public bool ImportsCountAsHistory { get; init; }

    /// <summary>What the selection's return address carries; elsewhere it is a claim.</summary>
    public bool SelectionDataInReturnUrl { get; init; }

    /// <summary>A selection comes with a resource link id, of a link that is not there yet.</summary>
    public bool SelectionHasLink { get; init; }

    /// <summary>Scopes of the services that exist here.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>A tool says where it shows; it may stand in the navigation of courses.</summary>
    public bool HasPlacements { get; init; }

    /// <summary>A registration that asks for a scope nobody knows is refused as a whole; else the scope is left out.</summary>
    public bool RefusesUnknownScopes { get; init; }

    /// <summary>Services want exactly one media type in Accept, without alternatives.</summary>
    public bool WantsExactAccept { get; init; }

    /// <summary>Memberships are offered once the course has a link of the tool.</summary>
    public bool MembershipsNeedALink { get; init; }

    /// <summary>People on one page of memberships and groups when the tool sets no limit.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>Memberships carry short role names, list active people only and lose the role filter on the next page.</summary>
    public bool ShortMemberships { get; init; }

    /// <summary>Memberships tell who is suspended, and a link leads to what changed since.</summary>
    public bool TellsChanges { get; init; }

    public bool HasSubmissionReview { get; init; } = true;

    /// <summary>The rules for scores and line items.</summary>
    public required Services.GradeRules Grades { get; init; }

    /// <summary>The variables that are known here, by the text they replace.</summary>
    public required IReadOnlyDictionary<string, Variable> Variables { get; init; }

    public bool Has(string scope) => Scopes.Contains(scope);
}
