package dev.invitations.topology.dlq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Messages that were received and are hidden from everybody else. Closing gives them back, all at once: given back
 * earlier they would be received again instead of the next ones. Those of a process that is killed come back by
 * themselves.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">SQS:
 *     visibility timeout</a>
 */
final class Holding implements AutoCloseable {
    private static final int MOST_AT_ONCE = 10;
    /** A receive that doesn't wait at all asks only some of SQS's servers, and may find nothing though there is. */
    private static final int WAIT_SECONDS = 1;

    private final SqsClient sqs;
    private final String url;
    private final Duration hidden;
    private final Map<String, DeadLetter> held = new LinkedHashMap<>();
    private boolean wentAround;

    Holding(SqsClient sqs, String url, Duration hidden) {
        this.sqs = sqs;
        this.url = url;
        this.hidden = hidden;
    }

    /** Up to {@code most} messages that were not received before, ten at most; none where there are no others. */
    List<DeadLetter> more(int most) {
        List<DeadLetter> more = new ArrayList<>();
        if (wentAround) {
            return more;
        }
        for (Message message : receive(Math.min(most, MOST_AT_ONCE))) {
            DeadLetter letter = DeadLetter.of(message);
            // What comes a second time was hidden long enough to come back: there is nothing new behind it.
            if (held.put(letter.id(), letter) == null) {
                more.add(letter);
            } else {
                wentAround = true;
            }
        }
        return more;
    }

    private List<Message> receive(int most) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .visibilityTimeout(Math.toIntExact(hidden.toSeconds()))
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /** Takes a message away for good. */
    void delete(DeadLetter letter) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(letter.receiptHandle()));
        held.remove(letter.id());
    }

    @Override
    public void close() {
        List<DeadLetter> letters = List.copyOf(held.values());
        try {
            for (int i = 0; i < letters.size(); i += MOST_AT_ONCE) {
                release(letters.subList(i, Math.min(letters.size(), i + MOST_AT_ONCE)));
            }
        } catch (SdkException e) {
            // They come back by themselves, and whoever closes may have more important things to say.
        }
    }

    private void release(List<DeadLetter> letters) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = IntStream.range(0, letters.size())
                .mapToObj(i -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(letters.get(i).receiptHandle())
                        .visibilityTimeout(0)
                        .build())
                .toList();
        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
    }
}
