namespace Lectern.Lti.Launch;

/// <summary>What a role is about.</summary>
public enum RoleScope
{
    /// <summary>None this tool knows; it is kept and gives nothing.</summary>
    Unknown,

    /// <summary>The course of this launch. Only these give rights in it.</summary>
    Context,

    /// <summary>The school at large.</summary>
    Institution,

    /// <summary>The platform itself.</summary>
    System,
}
