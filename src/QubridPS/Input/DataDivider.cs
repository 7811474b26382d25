using Qubrid.Client;
using QubridPS.Common;
using QubridPS.Conversion;
using QubridPS.Errors;

namespace QubridPS.Input;

/// <summary>
/// Divides data into as few parts as fit in requests of a maximum size. Each part is filled as far as possible before the next one begins, and
/// is ready as soon as it is full. As long as all data could fit in one request without a note about parts, no part is taken.
/// </summary>
/// <param name="prompt">The instruction for the data.</param>
/// <param name="maxTokens">The maximum estimated size of a request, in tokens.</param>
/// <param name="estimate">Returns the estimated size of the request of an input, in tokens.</param>
/// <param name="redact">Replaces values that are not sent in text for error messages.</param>
internal sealed class DataDivider(string prompt, long maxTokens, Func<ChatInput, long> estimate, Func<string, string> redact)
{
    private readonly List<ChatMessage> _conversation = [];
    private readonly List<DataPart> _parts = [];
    private readonly Dictionary<(int Number, string Description), long> _partOverheads = [];
    private long? _wholeOverhead;
    private int _removedPieces;

    /// <summary>Gets the number of parts so far.</summary>
    internal int PartCount { get; private set; }

    /// <summary>Gets the redaction of requests, which changes their sizes; null if they are sent as they are.</summary>
    internal PartRedaction? Redaction { get; init; }

    // Whether more than one request is needed for sure. The size of the marker of the data is not known before, and is at least that of letters.
    private bool ExceedsOneRequest(DataCollector data) =>
        PartCount > 0 || (_wholeOverhead ??= Estimate(DataFence.ComposeEmpty(prompt, "", 'a'))) + TokenEstimator.ToTokens(data.GetCost(data.PieceCount, isPart: false)) - 1 > maxTokens;

    /// <summary>Returns a divider for the data of one item.</summary>
    internal DataDivider CreateForItem() => new(prompt, maxTokens, estimate, redact) { Redaction = Redaction };

    /// <summary>Removes and returns the parts that are ready.</summary>
    internal IReadOnlyList<DataPart> TakeParts()
    {
        DataPart[] parts = [.. _parts];
        _parts.Clear();
        return parts;
    }

    /// <summary>Adds a message that each request contains before the prompt.</summary>
    internal void AddMessage(ChatMessage message)
    {
        _conversation.Add(message);
        _wholeOverhead = PartCount > 0 ? throw RequestErrors.MessageAfterParts(message) : null;
        _partOverheads.Clear();
    }

    /// <summary>Takes a part from the data if it is full. Called after each piece.</summary>
    internal void Divide(DataCollector data)
    {
        while (!FitsInPart(data, data.PieceCount) && ExceedsOneRequest(data))
        {
            TakePart(data, CountPiecesThatFit(data));
        }
    }

    /// <summary>Takes the last parts. Returns false if all data fits in one request, which is not a part.</summary>
    internal bool Complete(DataCollector data)
    {
        if (PartCount == 0 && IsOneRequest(data))
        {
            return false;
        }

        while (data.PieceCount > 0)
        {
            TakePart(data, CountPiecesThatFit(data));
        }

        return true;
    }

    private bool FitsInPart(DataCollector data, int count) => GetPartOverhead(data, count) + TokenEstimator.ToTokens(data.GetCost(count, isPart: true)) <= maxTokens;

    private bool IsOneRequest(DataCollector data)
    {
        if (Redaction is null && FitsInPart(data, data.PieceCount))
        {
            return true;
        }

        var text = DataFence.Compose(prompt, data.CopyAll());
        return Estimate(text) <= maxTokens && FitsAsSent(CreateInput(text));
    }

    private bool FitsAsSent(ChatInput input) => Redaction is null || Redaction.EstimateSent(input) <= maxTokens;

    private int CountPiecesThatFit(DataCollector data)
    {
        var (fitting, tooMany) = (0, data.PieceCount + 1);
        while (tooMany - fitting > 1)
        {
            var middle = fitting + ((tooMany - fitting) / 2);
            (fitting, tooMany) = FitsInPart(data, middle) ? (middle, tooMany) : (fitting, middle);
        }

        return fitting > 0 ? fitting : throw CreateTooLargeError(data);
    }

    private void TakePart(DataCollector data, int count)
    {
        var number = PartCount + 1;
        count = KeepValuesTogether(data, count);
        var input = CreatePartInput(data, count, number);
        while (!FitsAsSent(input))
        {
            // Placeholders can be longer than the values.
            count = count > 1 ? KeepValuesTogether(data, count - Math.Max(1, count / 16)) : throw CreateTooLargeError(data);
            input = CreatePartInput(data, count, number);
        }

        PartCount = number;
        _parts.Add(new DataPart(number, input, $"Part {number} ({redact(data.DescribeRange(count, _removedPieces))})"));
        data.Remove(count);
        _removedPieces += count;
    }

    private ChatInput CreatePartInput(DataCollector data, int count, int number) =>
        CreateInput(DataFence.Compose(PartInstruction.Compose(prompt, number), data.CopyPart(count)));

    private ChatInput CreateInput(string text) => new() { Conversation = [.. _conversation], Prompt = text };

    // A value of several lines, such as a private key, is not recognized if it is divided.
    private int KeepValuesTogether(DataCollector data, int count)
    {
        if (Redaction is null || count == data.PieceCount || data.PieceName != "line")
        {
            return count;
        }

        var text = data.CopyPart(data.PieceCount).Text.ToString();
        var end = data.CopyPart(count).Text.Length;
        return data.CountLinesWithin(Redaction.FindBoundary(text, end)) is > 0 and var lines ? lines : count;
    }

    private QubridInputException CreateTooLargeError(DataCollector data)
    {
        var overhead = GetPartOverhead(data, 1);
        if (overhead >= maxTokens)
        {
            return LimitErrors.PromptTooLarge(overhead, maxTokens);
        }

        var text = data.GetFirstPiece();
        var range = redact(data.DescribeRange(1, _removedPieces));
        var name = char.ToUpperInvariant(range[0]) + range.Substring(1);
        return LimitErrors.PieceTooLarge(ItemText.Describe(name, text, redact), overhead + TokenEstimator.ToTokens(data.GetCost(1, isPart: true)), maxTokens, text);
    }

    // The size of a part without its data. Of numbers only the length counts. The marker is that with the largest size.
    private long GetPartOverhead(DataCollector data, int count)
    {
        var key = (GetMaxNumber(PartCount + 1), data.DescribePart(GetMaxNumber(count)));
        if (!_partOverheads.TryGetValue(key, out var overhead))
        {
            overhead = Estimate(DataFence.ComposeEmpty(PartInstruction.Compose(prompt, key.Item1), key.Item2, '0'));
            _partOverheads[key] = overhead;
        }

        return overhead;
    }

    private static int GetMaxNumber(int number)
    {
        var max = 9;
        while (max < number)
        {
            max = (max * 10) + 9;
        }

        return number <= 1 ? number : max;
    }

    private long Estimate(string text) => estimate(CreateInput(text));
}
