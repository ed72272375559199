package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.Outcome;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** That a message was received once, and what became of that. */
final class Receipt {
    private final Stored stored;
    private final int number;
    private final ModelQueue by;
    private final long at;
    private volatile Outcome outcome;
    private volatile boolean isReturned;
    private volatile boolean isTampered;

    Receipt(Stored stored, int number, ModelQueue by, long at) {
        this.stored = stored;
        this.number = number;
        this.by = by;
        this.at = at;
    }

    static String handle(String messageId, int number) {
        return messageId + "#" + number;
    }

    String handle() {
        return handle(stored.id(), number);
    }

    Stored stored() {
        return stored;
    }

    ModelQueue by() {
        return by;
    }

    /** When it was received. */
    long at() {
        return at;
    }

    Message message() {
        Map<MessageSystemAttributeName, String> attributes = new HashMap<>();
        attributes.put(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(number));
        attributes.put(
                MessageSystemAttributeName.SENT_TIMESTAMP,
                Long.toString(stored.sent().toEpochMilli()));
        if (stored.group() != null) {
            attributes.put(MessageSystemAttributeName.MESSAGE_GROUP_ID, stored.group());
        }
        return Message.builder()
                .messageId(stored.id())
                .receiptHandle(handle())
                .body(stored.body())
                .attributes(attributes)
                .build();
    }

    void end(Outcome itsOutcome) {
        outcome = itsOutcome;
    }

    boolean isHandled() {
        return outcome instanceof Outcome.Done;
    }

    void giveBack() {
        isReturned = true;
    }

    boolean isReturned() {
        return isReturned;
    }

    /** SQS did not do with it what it should have. */
    void tamper() {
        isTampered = true;
    }

    boolean isTampered() {
        return isTampered;
    }

    @Override
    public String toString() {
        return handle();
    }
}
