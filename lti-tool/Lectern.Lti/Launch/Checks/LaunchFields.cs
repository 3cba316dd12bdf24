namespace Lectern.Lti.Launch.Checks;

internal sealed class LaunchFields : LaunchCheck
{
    protected override Rejection? Check(LaunchContext launch) => launch.Post switch
    {
        { HasRepeatedFields: true } => Rejections.LaunchFieldMissing.With("a field stands there twice"),
        { State: null or "" } => Rejections.LaunchFieldMissing.With("state is missing"),
        { IdToken: null or "" } => Rejections.LaunchFieldMissing.With("id_token is missing"),
        _ => null,
    };
}
