namespace Lectern.Lti.Memberships;

/// <summary>Where a member stands (Names and Role Provisioning Services 2.0 §2.2).</summary>
public enum MembershipStatus
{
    /// <summary>In the course; also when the platform does not say.</summary>
    Active,

    /// <summary>Still listed, but shut out for now.</summary>
    Inactive,

    /// <summary>No longer a member; platforms say so in differences only.</summary>
    Deleted,
}
