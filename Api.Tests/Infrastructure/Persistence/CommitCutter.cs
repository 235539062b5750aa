using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace GradingService.Tests.Infrastructure.Persistence;

/// <summary>Stands between the service and PostgreSQL and cuts the connection at a commit, before or after the server got it.</summary>
internal sealed class CommitCutter : IDisposable
{
    private static readonly byte[] Commit = Encoding.ASCII.GetBytes("COMMIT\0");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private Cut _cut;
    private int _passing;

    public CommitCutter(string connection)
    {
        var server = new NpgsqlConnectionStringBuilder(connection);
        _server = server.Port;
        _listener.Start();
        server.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Connection = server.ToString();
        _ = Accept();
    }

    public enum Cut
    {
        No,
        BeforeTheServerGotIt,
        BeforeTheServerGotItAndForGood,
        BeforeTheAnswer,
    }

    /// <summary>The connection string that leads through here.</summary>
    public string Connection { get; }

    /// <summary>How many commits were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts one commit, after some that pass.</summary>
    public void CutOne(Cut cut, int passing = 0) => (_cut, _passing) = (cut, passing);

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end of the test, or the cut for good.
        }
    }

    private async Task Serve(TcpClient accepted)
    {
        using var client = accepted;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
            var (down, up) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(Forward(down, up), up.CopyToAsync(down));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Either side may leave.
        }
    }

    private async Task Forward(NetworkStream down, NetworkStream up)
    {
        var buffer = new byte[1 << 16];
        while (await down.ReadAsync(buffer) is > 0 and var read)
        {
            var cut = buffer.AsSpan(0, read).IndexOf(Commit) < 0 || _passing-- > 0 ? Cut.No : _cut;
            if (cut != Cut.No)
            {
                (_cut, Cuts) = (Cut.No, Cuts + 1);
                if (cut == Cut.BeforeTheServerGotItAndForGood) _listener.Stop();
                // The server's answer has nobody to go to any more when this returns at once; it gets the commit all the same.
                if (cut == Cut.BeforeTheAnswer)
                {
                    down.Socket.Close();
                    await up.WriteAsync(buffer.AsMemory(0, read));
                    await Task.Delay(100);
                }
                return;
            }
            await up.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
