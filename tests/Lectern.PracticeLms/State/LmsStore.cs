using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lectern.PracticeLms.State;

/// <summary>Holds the state; every change is on disk (temporary file, flush, rename) before anybody sees it.</summary>
internal sealed class LmsStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Lock gate = new();
    private readonly string? file;
    private volatile LmsState state;

    /// <param name="options">Without a data folder everything is kept in memory alone.</param>
    public LmsStore(LmsOptions options)
    {
        file = options.Data is null ? null : Path.Combine(Directory.CreateDirectory(options.Data).FullName, "practice-lms.json");
        state = WithColumns((Load(file) ?? Seed.Create(options.Manner)) with { Manner = options.Manner });
        Save(state);
    }

    public LmsState State => state;

    public LmsState Update(Func<LmsState, LmsState> change) => Update(old => (change(old), true)).State;

    /// <summary>Changes the state and hands back what the change made.</summary>
    public (LmsState State, T Made) Update<T>(Func<LmsState, (LmsState State, T Made)> change)
    {
        lock (gate)
        {
            var result = change(state);
            Save(result.State);
            state = result.State;
            return result;
        }
    }

    private static LmsState? Load(string? file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<LmsState>(File.ReadAllBytes(file), Json) : null;

    /// <summary>Files of an older practice LMS kept columns inside their activities only.</summary>
    private static LmsState WithColumns(LmsState state) => state with
    {
        LineItems = state.LineItems.AddRange(state.Activities
            .Where(activity => activity is { LineItemId: not null, LineItem: not null } && !state.LineItems.Exists(item => item.Id == activity.LineItemId))
            .Select(activity => LineItem.Of(activity, activity.LineItem!.Value, calledLikeActivity: true))),
    };

    private void Save(LmsState changed)
    {
        if (file is null)
        {
            return;
        }

        var temporary = file + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, changed, Json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }
}
