using Lectern.Core.Contexts;
using Lectern.Core.Mapping;
using Lectern.Lti;

namespace Lectern.Core.Platforms;

/// <summary>What launches of one registration need to know of their platform before anything about their course or person. Nothing in it is tracked.</summary>
/// <param name="Platform">With its frame origins.</param>
/// <param name="Deployments">Ids of those that may launch.</param>
/// <param name="Roles">Those the platform has told so far.</param>
/// <param name="Terms">Those that courses are sorted into by a pattern or by the day.</param>
public sealed record PlatformFacts(
    LtiRegistration Registration, Platform Platform, PlatformMapping Mapping, IReadOnlySet<string> Deployments, IReadOnlyList<LmsRole> Roles, IReadOnlyList<Term> Terms);
