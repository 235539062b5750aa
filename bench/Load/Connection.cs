using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GradingService.Bench;

/// <summary>One keep-alive HTTP/1.1 connection that posts and reads whole answers: little more than the system calls, so that the server has the cores.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _received = new byte[32 * 1024];
    private int _length;

    public static async Task<Connection> Open(int port)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <returns>The status code, and the answer with its head.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Answer)> Post(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;) sent += await _socket.SendAsync(request[sent..]);
        _length = 0;
        while (true)
        {
            if (_length == _received.Length) Array.Resize(ref _received, 2 * _length);
            var read = await _socket.ReceiveAsync(_received.AsMemory(_length));
            if (read == 0) throw new IOException("the server closed the connection");
            _length += read;
            if (IsWhole(_received.AsSpan(0, _length))) return (Status(), _received.AsMemory(0, _length));
        }
    }

    public void Dispose() => _socket.Dispose();

    private int Status() => int.Parse(Encoding.ASCII.GetString(_received, 9, 3), System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = answer[..(end + 2)];
        var body = answer[(end + 4)..];
        var length = head.IndexOf("Content-Length: "u8);
        if (length < 0) return body.EndsWith("0\r\n\r\n"u8);
        return Utf8Parser.TryParse(head[(length + 16)..], out int bytes, out _) && body.Length >= bytes;
    }
}
