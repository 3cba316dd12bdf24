namespace Lectern.Web.Pages.Admin.Rooms;

/// <summary>Which times of a series are changed.</summary>
public enum SeriesScope
{
    This,
    ThisAndLater,

    /// <summary>All that are still to come.</summary>
    All,
}
