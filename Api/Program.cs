using GradingService.Api;
using GradingService.Api.Commands;

return args switch
{
    ["keys" or "health" or "backup" or "help" or "--help" or "-h" or "-?", ..] => await CommandLine.Run(args),
    ["serve", .. var settings] => await Server.Run(settings),
    [] => await Server.Run(args),
    [['-', ..], ..] => await Server.Run(args),
    _ => await CommandLine.Run(args),
};
