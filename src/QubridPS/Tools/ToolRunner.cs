using System.Diagnostics;
using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;

namespace QubridPS.Tools;

/// <summary>Runs the tool calls of a completion one after the other on the pipeline thread.</summary>
internal sealed class ToolRunner(PSCmdlet cmdlet, IReadOnlyList<QubridTool> tools, int maximumRounds, ConversionOptions conversion, CancellationToken cancellationToken)
{
    // More calls in one response indicate a malfunction or an attack.
    private const int MaxCallsPerResponse = 64;

    private readonly ToolConfirmation _confirmation = new(cmdlet);

    /// <summary>Gets the function that redacts the API key in results and verbose lines.</summary>
    internal Func<string, string> Redact { get; init; } = static text => text;

    /// <summary>Gets the function that redacts a verbose line about a request, which contains arguments with the values of the request.</summary>
    internal Func<string, ChatRequest, string> RedactLine { get; init; } = static (line, _) => line;

    /// <summary>Gets the maximum number of rounds in which the model can call tools.</summary>
    internal int MaximumRounds => maximumRounds;

    /// <summary>Describes for -WhatIf the tools that the model could call.</summary>
    internal IEnumerable<string> Describe() => tools.Select(tool =>
        $"The model could call {tool.Name} ({string.Join(", ", tool.AllowedParameters.Keys)}), {(_confirmation.RequiresConfirmation(tool) ? "with confirmation of each call" : "without confirmation")}.");

    /// <summary>Runs the calls of a completion and adds their results in order.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="request">The request of the completion.</param>
    /// <param name="round">The number of the round, starting with 1.</param>
    /// <param name="invocations">Receives the results.</param>
    /// <exception cref="ConfirmationUnavailableException">A call requires an answer of the user, and the session cannot prompt.</exception>
    internal void InvokeAll(ToolCall[] calls, ChatRequest request, int round, List<ToolInvocation> invocations)
    {
        foreach (var call in calls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.StartNew();
            var result = invocations.Count < MaxCallsPerResponse
                ? Invoke(call)
                : ToolResult.Failed($"The call was not run. At most {MaxCallsPerResponse} calls of a response are run.");
            invocations.Add(new ToolInvocation
            {
                Round = round,
                Name = call.Name ?? "",
                Arguments = call.Arguments,
                Result = Redact(result.Text),
                IsError = result.IsError,
                Duration = started.Elapsed,
            });
            cmdlet.WriteVerbose(TerminalSanitizer.SanitizeLine(RedactLine(FormattableString.Invariant(
                $"Tool {call}: {(result.IsError ? "failed" : "completed")} after {started.Elapsed.TotalSeconds:0.000} s, {result.Text.Length} characters."), request)));
        }
    }

    private ToolResult Invoke(ToolCall call)
    {
        var tool = tools.FirstOrDefault(candidate => string.Equals(candidate.Name, call.Name, StringComparison.OrdinalIgnoreCase));
        if (tool is null)
        {
            return ToolResult.Failed($"The tool '{call.Name}' does not exist. The available tools are: {string.Join(", ", tools)}.");
        }

        try
        {
            var arguments = ToolArgumentBinder.Bind(tool, call.Arguments);
            return _confirmation.Confirm(tool, arguments)
                ? InvokeCommand(tool, arguments)
                : ToolResult.Failed("The user declined this call.");
        }
        catch (Exception message) when (message is FormatException or PSInvalidCastException)
        {
            return ToolResult.Failed(message.Message);
        }
    }

    private ToolResult InvokeCommand(QubridTool tool, Dictionary<string, object?> arguments)
    {
        if (tool.ConfirmImpact != ConfirmImpact.None && _confirmation.IsDecidedHere(tool))
        {
            arguments["Confirm"] = false; // confirmed by the user, or confirmation is off
        }

        using var engine = PowerShell.Create(RunspaceMode.CurrentRunspace);
        engine.AddCommandInvocation(tool.Command, arguments, tool.AsksBeforeActing);
        using var registration = cancellationToken.Register(() => engine.BeginStop(null, null));
        try
        {
            var output = engine.Invoke();
            if (IsStopped(engine))
            {
                throw new PipelineStoppedException(); // the command can stop without throwing
            }

            if (engine.Streams.Error.FirstOrDefault(error => HostExceptions.IsFromPrompt(error.Exception)) is { } promptError)
            {
                throw ConfirmationUnavailableException.DuringCall(tool, promptError.Exception);
            }

            var selector = new PropertySelector(null) { Views = conversion.Views };
            var converter = new PSObjectJsonWriter(selector, conversion.Depth, conversion.WriteWarning);
            return ToolResult.FromOutput(output, [.. engine.Streams.Error.Select(error => error.ToString())], converter);
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException && !IsStopped(engine))
        {
            return HostExceptions.IsFromPrompt(failure)
                ? throw ConfirmationUnavailableException.DuringCall(tool, failure)
                : ToolResult.Failed(failure.ErrorRecord?.ToString() ?? failure.Message);
        }
    }

    private bool IsStopped(PowerShell engine) =>
        cancellationToken.IsCancellationRequested || cmdlet.Stopping || engine.InvocationStateInfo.State is PSInvocationState.Stopping or PSInvocationState.Stopped;
}
