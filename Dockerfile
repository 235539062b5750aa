# Build stage: the SDK restores, compiles and publishes the service.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY Domain/Domain.csproj Domain/
COPY Infrastructure/Infrastructure.csproj Infrastructure/
COPY Api/Api.csproj Api/
RUN dotnet restore Api
COPY Domain Domain
COPY Infrastructure Infrastructure
COPY Api Api
RUN dotnet publish Api -c Release -o /out

# Run stage: the runtime, the service, the exams, and a folder for the database that belongs to an ordinary user.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
# Students' Python runs in bubblewrap (docs/adr/0006).
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap python3 python3-numpy \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /out .
COPY exams /app/exams
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080 \
    ConnectionStrings__Grading="Data Source=/data/grading.db" \
    Exams__Folder=/app/exams
VOLUME /data
EXPOSE 8080
# The upstream image has no curl: the program asks its own /health/ready.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["dotnet", "GradingService.Api.dll", "health"]
ENTRYPOINT ["dotnet", "GradingService.Api.dll"]
