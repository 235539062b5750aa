using System.CommandLine;
using GradingService.Api.Access;
using GradingService.Infrastructure.Persistence;

namespace GradingService.Api.Commands;

/// <summary><c>keys</c>: makes, lists and revokes keys straight in the database; so the first admin's key is made.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Make, list and revoke keys in the configured database.") { CreateKey(), ListKeys(), RevokeKey() };

    private static Command CreateKey()
    {
        var role = new Option<Role>("--role") { Description = "What the key may do.", Required = true };
        var label = new Option<string>("--label") { Description = "What to call it in the list.", Required = true };
        var student = new Option<string?>("--student") { Description = "The student of a student's key." };
        var command = new Command("create", "Make a key and print its secret, once.") { role, label, student };
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new KeyRequest(parsed.GetValue(role), parsed.GetValue(label), parsed.GetValue(student));
            if (new KeyRules().Validate(request) is { IsValid: false } faults)
            {
                await Console.Error.WriteLineAsync(faults.Errors[0].ErrorMessage);
                return 1;
            }
            return await WithKeys(async keys =>
            {
                var (key, secret) = await keys.Create(request.Label!, request.Role!.Value, request.StudentId, cancellation);
                await Console.Error.WriteLineAsync($"Key {key.Id} ({Name(key.Role)}, {key.Label}). Its secret, shown this once:");
                await Console.Out.WriteLineAsync(secret);
                return 0;
            }, cancellation);
        });
        return command;
    }

    private static Command ListKeys()
    {
        var command = new Command("list", "List all keys.");
        command.SetAction((_, cancellation) => WithKeys(async keys =>
        {
            foreach (var key in await keys.List(cancellation))
            {
                var state = key.RevokedAt is null ? "valid  " : "revoked";
                await Console.Out.WriteLineAsync(
                    $"{key.Id}  {Name(key.Role),-10}  {state}  {key.CreatedAt:yyyy-MM-dd}  {key.StudentId ?? "-"}  {key.Label}");
            }
            return 0;
        }, cancellation));
        return command;
    }

    private static Command RevokeKey()
    {
        var id = new Argument<Guid>("id") { Description = "The key's id." };
        var command = new Command("revoke", "Revoke a key.") { id };
        command.SetAction((parsed, cancellation) => WithKeys(async keys =>
        {
            if (await keys.Revoke(parsed.GetValue(id), cancellation)) return 0;
            await Console.Error.WriteLineAsync("There is no such valid key.");
            return 1;
        }, cancellation));
        return command;
    }

    private static string Name(Role role) => role.ToString().ToLowerInvariant();

    private static async Task<int> WithKeys(Func<KeyStore, Task<int>> use, CancellationToken cancellation)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables();
        builder.Services.AddPersistence(builder.Configuration);
        using var host = builder.Build();
        try
        {
            await host.Services.PrepareDatabase(cancellation);
            return await use(host.Services.GetRequiredService<KeyStore>());
        }
        catch (Exception e) when (e is StorageException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
