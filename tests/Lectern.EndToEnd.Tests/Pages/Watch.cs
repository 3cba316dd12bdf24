using Microsoft.Playwright;

namespace Lectern.EndToEnd.Tests.Pages;

/// <summary>A watch page, in a frame or in a window of its own.</summary>
internal sealed class Watch(IFrame frame)
{
    public ILocator Lines => frame.Locator("[data-transcript] button.line");

    public ILocator Strip => frame.Locator(".strip");

    public async Task ReadyAsync(float timeout = 60_000)
    {
        await frame.WaitForFunctionAsync("() => document.querySelector('video')?.readyState >= 2", null, new() { Timeout = timeout });
        await frame.WaitForFunctionAsync("() => document.querySelector('.player')?.dataset.state === 'ready'", null, new() { Timeout = timeout });
    }

    /// <summary>As by the play button; a new source may come in between.</summary>
    public Task PlayAsync(double speed = 1) => frame.EvaluateAsync(
        "speed => { const video = document.querySelector('video'); video.playbackRate = speed; video.play().catch(() => undefined); }", speed);

    public Task PauseAsync() => frame.EvaluateAsync("() => document.querySelector('video').pause()");

    public Task<double> TimeAsync() => frame.EvaluateAsync<double>("() => document.querySelector('video').currentTime");

    public Task<bool> PausedAsync() => frame.EvaluateAsync<bool>("() => document.querySelector('video').paused");

    public Task PlayedToAsync(double second) =>
        frame.WaitForFunctionAsync("second => document.querySelector('video').currentTime >= second", second);

    public Task PausedIsAsync(bool paused) => frame.WaitForFunctionAsync("paused => document.querySelector('video').paused === paused", paused);

    /// <summary>Waits until the video stands at this second, give or take.</summary>
    public Task StandsAtAsync(double second, double tolerance = 0.6) => frame.WaitForFunctionAsync(
        "([second, tolerance]) => Math.abs(document.querySelector('video').currentTime - second) <= tolerance && document.querySelector('video').readyState >= 2",
        new[] { second, tolerance });

    /// <summary>The loudest sample heard during two seconds, and how different the picture's points are.</summary>
    public async Task<(double Loudest, double Spread)> SenseAsync()
    {
        var sensed = await frame.EvaluateAsync<double[]>("""
            async () => {
              const video = document.querySelector("video");
              const ears = new AudioContext();
              await ears.resume();
              const analyser = ears.createAnalyser();
              ears.createMediaStreamSource(video.captureStream()).connect(analyser);
              const samples = new Float32Array(analyser.fftSize);
              let loudest = 0;
              for (const end = performance.now() + 2000; performance.now() < end; await new Promise(next => setTimeout(next, 40))) {
                analyser.getFloatTimeDomainData(samples);
                loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), loudest);
              }
              const canvas = document.createElement("canvas");
              [canvas.width, canvas.height] = [64, 36];
              const pencil = canvas.getContext("2d");
              pencil.drawImage(video, 0, 0, 64, 36);
              const points = pencil.getImageData(0, 0, 64, 36).data;
              return [loudest, Math.max(...points.filter((_, i) => i % 4 === 1)) - Math.min(...points.filter((_, i) => i % 4 === 1))];
            }
            """);
        return (sensed[0], sensed[1]);
    }
}
