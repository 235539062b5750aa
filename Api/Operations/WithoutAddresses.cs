using System.Diagnostics;
using OpenTelemetry;

namespace GradingService.Api.Operations;

/// <summary>Takes off a request's span what may name a student or where they sit; the route stays.</summary>
internal sealed class WithoutAddresses : BaseProcessor<Activity>
{
    private static readonly string[] Personal = ["url.path", "url.query", "url.full", "client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original"];

    public override void OnEnd(Activity data)
    {
        if (data.Kind != ActivityKind.Server) return;
        foreach (var name in Personal) data.SetTag(name, null);
    }
}
