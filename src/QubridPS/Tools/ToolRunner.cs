using System.Diagnostics;
using Qubrid.Client;
using QubridPS.Conversion;
using QubridPS.Execution;

namespace QubridPS.Tools;

/// <summary>Runs the calls that a model asks for, one after the other, on the pipeline thread.</summary>
internal sealed class ToolRunner(PSCmdlet cmdlet, IReadOnlyList<QubridTool> tools, int maximumRounds, ConversionOptions conversion, CancellationToken stop)
{
    private readonly ToolConfirmation _confirmation = new(cmdlet);

    internal int MaximumRounds => maximumRounds;

    /// <summary>For -WhatIf: the calls that the model could make.</summary>
    internal IEnumerable<string> Describe() => tools.Select(tool =>
        $"The model could call {tool.Name} ({string.Join(", ", tool.Offered.Keys)}), {(_confirmation.WouldAsk(tool) ? "and each call would be asked for first" : "without being asked for")}.");

    /// <summary>What the calls of an answer came to, in their order.</summary>
    internal List<ToolInvocation> Run(ToolCall[] calls, int round)
    {
        var done = new List<ToolInvocation>();
        foreach (var call in calls)
        {
            stop.ThrowIfCancellationRequested();
            var started = Stopwatch.StartNew();
            var result = Run(call);
            done.Add(new ToolInvocation
            {
                Round = round,
                Name = call.Name ?? "",
                Arguments = call.Arguments,
                Result = result.Text,
                IsError = result.IsError,
                Duration = started.Elapsed,
            });
            cmdlet.WriteVerbose(TerminalSanitizer.SanitizeLine(FormattableString.Invariant(
                $"Tool {call}: {(result.IsError ? "failed" : "done")} after {started.Elapsed.TotalSeconds:0.000} s, {result.Text.Length} characters.")));
        }

        return done;
    }

    private ToolResult Run(ToolCall call)
    {
        var tool = tools.FirstOrDefault(known => string.Equals(known.Name, call.Name, StringComparison.OrdinalIgnoreCase));
        if (tool is null)
        {
            return ToolResult.Failed($"There is no tool '{call.Name}'. There are: {string.Join(", ", tools)}.");
        }

        try
        {
            var arguments = ToolArguments.Read(tool, call.Arguments);
            return _confirmation.Ask(tool, call)
                ? Run(tool, arguments)
                : ToolResult.Failed("The user declined this call.");
        }
        catch (Exception fault) when (fault is FormatException or PSInvalidCastException)
        {
            return ToolResult.Failed(fault.Message);
        }
    }

    private ToolResult Run(QubridTool tool, Dictionary<string, object?> arguments)
    {
        if (tool.ConfirmImpact != ConfirmImpact.None && _confirmation.Decides(tool))
        {
            arguments["Confirm"] = false; // the user was asked already
        }

        using var engine = PowerShell.Create(RunspaceMode.CurrentRunspace);
        engine.AddCall(tool.Command, arguments);
        using var stopping = stop.Register(() => engine.BeginStop(null, null));
        try
        {
            var output = engine.Invoke();
            if (IsStopped(engine))
            {
                throw new PipelineStoppedException(); // it may end without a word
            }

            return ToolResult.Of(output, [.. engine.Streams.Error.Select(error => error.ToString())], new ObjectJson(new PropertySelector(null), conversion.Depth, conversion.Warn));
        }
        catch (RuntimeException failure) when (failure is not PipelineStoppedException && !IsStopped(engine))
        {
            return ToolResult.Failed(failure.ErrorRecord?.ToString() ?? failure.Message);
        }
    }

    private bool IsStopped(PowerShell engine) =>
        stop.IsCancellationRequested || cmdlet.Stopping || engine.InvocationStateInfo.State is PSInvocationState.Stopping or PSInvocationState.Stopped;
}
